"""Drawings as SVG with nothing in them but shapes and text.

No identifier and no style sheet is left, so that drawings can stand in one page and not meet.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
CIRCLE = re.compile(r"M 0 ([\d.]+) C [^z]* z")
TURN = re.compile(r"rotate\(-?0(?:\.0)? [^)]*\)")
HREF = "{http://www.w3.org/1999/xlink}href"
FAMILY = re.compile(r"font-family: [^;]*;? ?")


def tidy(drawing: str, families: Sequence[str]) -> str:
    """matplotlib's SVG as a flat list of shapes and texts, in the first of the `families`."""
    root = ElementTree.fromstring(drawing)
    defined = {f"#{each.get('id')}": each for each in root.iter() if _tag(each) == "path"}
    shapes = "".join(_merge(_shapes(root, defined)))
    font = escape(", ".join(families), quote=True)
    _, _, wide, tall = str(root.get("viewBox")).split()
    size = f'width="{_short(wide)}pt" height="{_short(tall)}pt" viewBox="0 0 {wide} {tall}"'
    style = f"font-family:{font};stroke-linejoin:round;stroke-linecap:butt"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} style="{style}">{shapes}</svg>'


Shape = tuple[str, str, str]  # the element's name, its path or attributes, its style


def _shapes(parent: Element, defined: dict[str, Element]) -> Iterator[Shape]:
    for each in parent:
        match _tag(each):
            case "g":
                yield from _shapes(each, defined)
            case "path" if _style(each) != "fill:none":
                yield "path", _path(each), _style(each)
            case "use":
                yield _used(each, defined[str(each.get(HREF))])
            case "text" if (each.text or "").strip():
                yield "text", _place(each) + ">" + escape(each.text or ""), _style(each)


def _used(use: Element, shape: Element) -> Shape:
    """A marker in its place: a circle as one, another shape moved there."""
    x, y, style = _short(use.get("x", "0")), _short(use.get("y", "0")), _style(use) or _style(shape)
    path = _path(shape)
    if round_one := CIRCLE.fullmatch(path):
        return "circle", f'cx="{x}" cy="{y}" r="{_short(round_one[1])}"', style
    return "marker", f'transform="translate({x} {y})" d="{path}"', style


def _merge(shapes: Iterator[Shape]) -> Iterator[str]:
    """The shapes as text; lines of one style that follow one another become one."""
    before: Shape | None = None
    for shape in shapes:
        alike = before and before[0] == shape[0] == "path" and before[2] == shape[2]
        if before and alike and "fill:none" in shape[2]:
            before = ("path", f"{before[1]} {shape[1]}", shape[2])
            continue
        if before:
            yield _text(before)
        before = shape
    if before:
        yield _text(before)


def _text(shape: Shape) -> str:
    kind, content, style = shape
    if kind == "path":
        return f'<path d="{content}" style="{style}"/>'
    if kind == "text":
        place, words = content.split(">", 1)
        return f'<text {place} style="{style}">{words}</text>'
    return f'<{"path" if kind == "marker" else kind} {content} style="{style}"/>'


def _tag(each: Element) -> str:
    return each.tag.rpartition("}")[2]


def _path(each: Element) -> str:
    return _short(" ".join(str(each.get("d")).split()))


def _style(each: Element) -> str:
    style = FAMILY.sub("", each.get("style", "")).replace(": ", ":").replace("; ", ";")
    return escape(_short(style).strip("; "), quote=True)


def _place(each: Element) -> str:
    """Where a text stands; a turn by nothing is left out."""
    names = ("x", "y", "transform")
    told = {name: TURN.sub("", each.get(name, "")) for name in names}
    return " ".join(f'{name}="{_short(value)}"' for name, value in told.items() if value)


def _short(text: str) -> str:
    """Numbers to a hundredth of a point."""
    return NUMBER.sub(lambda n: f"{float(n[0]):.2f}".rstrip("0").rstrip("."), text)
