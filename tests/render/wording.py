"""All words of blocks, wherever they stand."""

from litmus.render import blocks as b
from litmus.render import text as t


def wording(found) -> str:
    """The words of a block, or of any nest of blocks, in their order."""
    match found:
        case str():
            return found
        case t.TextSpan():
            return found.text
        case b.Paragraph() | b.Heading() | b.Notice():
            return t.plain(found.text)
        case b.Footnotes():
            return " ".join(f"[{name}] {wording(blocks)}" for name, blocks in found.notes)
        case b.Table():
            columns = [column.name for column in found.columns]
            rows = [t.plain(cell) for row in found.rows for cell in row]
            return " ".join([found.caption, *columns, *rows])
        case b.Items():
            return " ".join(wording(item) for item in found.items)
        case b.Quote() | b.TextMark() | b.Commentary():
            return wording(found.blocks)
        case b.Preformatted():
            return found.text
        case b.Picture():
            return found.alt
        case tuple() | list():
            return " ".join(wording(part) for part in found)
        case _:
            return ""
