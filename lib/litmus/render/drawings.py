"""Drawings of Litmus' own: SVG of which nothing but shapes and text is let through."""

import re
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

SHAPES = {"svg", "path", "circle", "rect", "line", "polyline", "text"}
ATTRIBUTES = {
    *("width", "height", "viewBox", "x", "y", "cx", "cy", "r", "d", "points", "x1", "x2", "y1"),
    *("y2", "transform", "style", "fill", "stroke", "stroke-width", "role", "aria-label"),
}
NAMESPACE = "{http://www.w3.org/2000/svg}"
# A style that fetches something or is no plain list of properties.
UNSAFE = re.compile(r"url|import|expression|[<>@\\{}]", re.IGNORECASE)


def read(source: str) -> str | None:
    """The drawing, or None where it is broken or holds anything but shapes and text."""
    if "<!" in source or "<?" in source:
        return None
    try:
        root = ElementTree.fromstring(source)
    except ElementTree.ParseError:
        return None
    sound = root.tag == f"{NAMESPACE}svg" and all(map(_sound, root.iter()))
    return _write(root) if sound else None


def _sound(each: Element) -> bool:
    known = each.tag.removeprefix(NAMESPACE) in SHAPES and set(each.keys()) <= ATTRIBUTES
    return known and not UNSAFE.search(each.get("style", ""))


def _write(root: Element) -> str:
    """The drawing written anew, so that what was read is what is shown."""
    inside = "".join(_element(each) for each in root)
    return f'<svg xmlns="http://www.w3.org/2000/svg"{_attributes(root)}>{inside}</svg>'


def _element(each: Element) -> str:
    tag = each.tag.removeprefix(NAMESPACE)
    inside = escape(each.text or "", quote=False) + "".join(_element(part) for part in each)
    return (
        f"<{tag}{_attributes(each)}>{inside}</{tag}>" if inside else f"<{tag}{_attributes(each)}/>"
    )


def _attributes(each: Element) -> str:
    return "".join(f' {name}="{escape(value, quote=True)}"' for name, value in each.items())
