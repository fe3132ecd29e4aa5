"""The report as an accessible PDF (PDF/UA-1) that can be kept (PDF/A-2a), by Typst.

What people wrote reaches Typst as data, never as code: the blocks travel in one JSON file beside
the template, the pictures as files of their own. No time of making is written into the PDF, so that
the same notebook gives the same bytes: the date that PDF/A asks for is the last day of the report.
"""

import dataclasses
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from litmus.base import digests, numbers, tokens
from litmus.base.brand import SVG, Brand
from litmus.base.errors import LitmusError
from litmus.render import document, editions, row_headers, tables
from litmus.render.blocks import (
    Block,
    ChartBlock,
    Commentary,
    Document,
    Footnotes,
    Heading,
    Items,
    Picture,
    Quote,
    Table,
    TextMark,
)
from litmus.render.page_parts import Folded
from litmus.render.text import Formula, TextSpan, printable

MAIN, BLOCKS = "main.typ", "report.json"
TEMPLATE = Path(__file__).parent / "templates" / "pdf" / "report.typ"
# Typst names each text for which no font has a letter, quoted and escaped as Rust does.
NOT_DRAWN = re.compile(r'the text `"((?:\\.|[^"\\])*)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
UNKNOWN = "□"
NO_DAY = "2000-01-01"  # where the notebook knows none
ATTEMPTS = 6
DEEPEST = 3  # headings in the contents of a paged document
MOST_FOLDS = 6  # that the end of a PDF names
LONG_WORD = re.compile(rf"\S{{{tables.PIECE + 1},}}")
# Joiners and direction marks have no picture of their own and may only be left out.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")


def render(
    nb: dict[str, Any], *, title: str, language: str = "en-GB", read: Document | None = None
) -> bytes:
    """The executed notebook `nb` as a tagged A4 PDF that claims PDF/UA-1 and PDF/A-2a.

    `title` is the document's title and stands at the head of each page. `read` is the reading of
    the notebook where it has been read already. Letters that no font here can draw, such as emoji,
    are printed as □ and a notice says so. What PDF/A does not allow leaves PDF/UA-1 alone. Raises
    LitmusError where the notebook holds an output not as agreed or the PDF cannot be made.
    """
    pictures: dict[str, bytes] = {}
    found = _with_front_table_last(read or document.read(nb, title))
    report = {
        "title": printable(title),
        "language": language,
        "about": {"author": _fact(found, "Council"), "purpose": _fact(found, "Purpose")},
        "value-with-basis": tables.VALUE.pattern,
        "record": editions.RECORD,
        "banner": editions.BANNER if found.draft else "",
        "document": _data(dataclasses.replace(found, facts=_closing(found)), pictures),
        "font": tokens.family(),
        "colours": {name: colour.light for name, colour in tokens.colours().items()},
    }
    blocks = json.dumps(report, ensure_ascii=False).encode()
    with tempfile.TemporaryDirectory(prefix="litmus-") as made:
        folder = Path(made)
        for name, content in {MAIN: TEMPLATE.read_bytes(), BLOCKS: blocks, **pictures}.items():
            (folder / name).write_bytes(content)
        return row_headers.mark(_print(folder), [t.row_headers for t in _tables(found.blocks)])


def _with_front_table_last(found: Document) -> Document:
    """A paged document whose front ends with its long table: that has a page of its own, and what
    stands around it is read together on the page before."""
    heads = [n for n, each in enumerate(found.blocks) if _begins_a_part(each)]
    if not found.paged or len(heads) < 2:
        return found
    front, rest = found.blocks[: heads[1]], found.blocks[heads[1] :]
    ordered = sorted(front, key=lambda each: isinstance(each, Table) and not tables.is_brief(each))
    return dataclasses.replace(found, blocks=(*ordered, *rest))


def _begins_a_part(block: Block) -> bool:
    return isinstance(block, Heading) and block.listed and block.level <= DEEPEST


def _fact(found: Document, name: str) -> str:
    return dict((*found.head, *found.facts)).get(name, "")


def _closing(found: Document) -> tuple[tuple[str, str], ...]:
    """What stands at the end; with what waits behind a fold, which paper does not open."""
    titles = list(dict.fromkeys(b.title for b in found.blocks if isinstance(b, Folded)))
    if not titles:
        return tuple(found.facts)
    rest = len(titles) - MOST_FOLDS
    more = [numbers.count_of(rest, "more part")] if rest > 0 else []
    named = numbers.join([*(f"“{title}”" for title in titles[:MOST_FOLDS]), *more])
    return (*found.facts, ("Not printed, but on the page for screens", named))


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    """The tables that are printed, in their order; what waits behind a fold is not."""
    for block in blocks:
        match block:
            case Table():
                yield block
            case Items():
                for item in block.items:
                    yield from _tables(item)
            case Quote() | TextMark():
                yield from _tables(block.blocks)
            case Commentary():
                yield from _tables((*block.marks, *block.blocks))
            case Footnotes():
                for _, inner in block.notes:
                    yield from _tables(inner)


def _print(folder: Path) -> bytes:
    """The PDF; first with Typst's own fonts, then with the machine's, then without what is left.

    The machine's fonts differ from one to another, so they are asked only when a letter is
    missing, as in a name written in Gujarati.
    """
    import typst

    attempt, archived = 0, True
    while attempt < ATTEMPTS:
        try:
            return _typst(folder, archived, own_fonts=attempt == 0, replaced=attempt > 1)
        except typst.TypstError as error:
            missing = _missing(f"{error.message}\n{error.diagnostic}")
            if missing:
                if attempt > 0:
                    _leave_out(folder / BLOCKS, missing)
                attempt += 1
            elif archived:
                archived = False
            else:
                raise LitmusError(f"The PDF could not be made: {error.message}.") from None
    raise LitmusError("The PDF could not be made: it holds letters that no font can draw.")


def _typst(folder: Path, archived: bool, own_fonts: bool, replaced: bool) -> bytes:
    import typst

    made: bytes = typst.compile(
        folder / MAIN,
        root=folder,
        format="pdf",
        # For everybody, and the same in thirty years; for everybody alone where the report holds
        # what an archive does not take, such as letters of a private alphabet.
        pdf_standards=["ua-1", "a-2a"] if archived else ["ua-1"],
        font_paths=[tokens.FONTS],
        ignore_system_fonts=own_fonts,
        sys_inputs={"replaced": "yes" if replaced else "no"},
    )
    return made


def _missing(diagnostic: str) -> set[str]:
    """The letters that Typst says no font can draw. All of ASCII can be drawn."""
    found = "".join(NOT_DRAWN.findall(diagnostic))
    found += "".join(chr(int(code, 16)) for code in ESCAPED.findall(found))
    return {letter for letter in found if not letter.isascii()} - {UNKNOWN}


def _leave_out(blocks: Path, missing: set[str]) -> None:
    text = blocks.read_text(encoding="utf-8")
    for letter in missing:
        text = text.replace(letter, "" if INVISIBLE.fullmatch(letter) else UNKNOWN)
    blocks.write_text(text, encoding="utf-8")


def _data(value: Any, pictures: dict[str, bytes]) -> Any:
    """Blocks as what JSON can hold; each picture becomes a file named by its content."""
    if isinstance(value, Picture):
        kind = value.media.removeprefix("image/").removesuffix("+xml")
        file = f"{digests.of_bytes(value.content)[:16]}.{kind}"
        pictures[file] = value.content
        small = f"{file}.small.{kind}" if value.small else ""
        if small:
            pictures[small] = value.small
        return {"kind": value.kind, "file": file, "small": small, "alt": value.alt}
    if isinstance(value, Brand):
        return _brand(value, pictures)
    if isinstance(value, TextSpan):
        formula = _data(value.formula, pictures)
        return vars(value) | {"text": breakable(value.text), "formula": formula}
    if isinstance(value, Formula):
        return dataclasses.asdict(value)
    if isinstance(value, str):
        return breakable(value)
    if isinstance(value, tuple):
        if len(value) == 1 and isinstance(value[0], TextSpan) and value[0].bare:
            return breakable(value[0].text)  # as most cells of tables are
        return [_data(part, pictures) for part in value]
    if dataclasses.is_dataclass(value):
        names = [field.name for field in dataclasses.fields(value)]
        if isinstance(value, ChartBlock):
            names.remove("data")  # the figures behind a chart are for those who read on a screen
        fields = {name: _data(getattr(value, name), pictures) for name in names}
        if isinstance(value, Document):
            fields["day"] = value.day or NO_DAY
        if isinstance(value, Heading):
            fields["anchor"] = value.anchor  # a name that others lead to, never printed
        if isinstance(value, Table):
            fields["widths"] = tables.widths(value)
            unbroken = tables.unbroken(value)
            fields["unbroken"] = min(unbroken, tables.SHORT)
            fields["whole-values"] = unbroken in (tables.WITH_VALUES, tables.VALUES_ALONE)
            fields["brief"] = tables.is_brief(value)
            fields["whole-rows"] = tables.has_low_rows(value)
        return fields
    return value


def _brand(brand: Brand, pictures: dict[str, bytes]) -> dict[str, Any]:
    """What the council gives the page: the colours, and the logo, its file laid beside the
    pictures."""
    file = f"logo{'.svg' if brand.media == SVG else '.png'}"
    if brand.logo:
        pictures[file] = brand.logo
    return {
        "accent": brand.accent.light,
        "rule": brand.rule.light,
        "logo": {"file": file, "alt": brand.alt} if brand.logo else None,
    }


def breakable(text: str) -> str:
    """`text` with places to break in words so long that they could run off the page."""
    return LONG_WORD.sub(_pieces, text)


def _pieces(word: re.Match[str]) -> str:
    if not tables.is_long(word[0]):
        return word[0]
    return "\u200b".join(re.findall(f".{{1,{tables.PIECE}}}", word[0]))
