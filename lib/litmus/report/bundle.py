"""What a notebook shows: each object is a MIME bundle with a form for people and one for machines.

Every bundle has `text/plain` and `application/vnd.litmus+json` (a dictionary with a `kind`), from
which the report is rendered to HTML, PDF and other formats without reading pictures or markup.
Words and tables add `text/html`, charts add `image/svg+xml` with its alternative text.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from litmus.report.cells import Cell, Sparkline, machine

LITMUS = "application/vnd.litmus+json"
SVG = "image/svg+xml"
SMALL = "application/vnd.litmus.small+xml"  # the SVG for a phone; JupyterLab leaves it out

Mime = dict[str, Any]


class Shown(ABC):
    """One output of a cell."""

    @abstractmethod
    def machine(self) -> dict[str, Any]:
        """The content as JSON, with its `kind`."""

    @abstractmethod
    def plain(self) -> str:
        """The content as plain text."""

    def html(self) -> str:
        """The content as HTML, or "" where the bundle has none."""
        return ""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[Mime, Mime]:  # noqa: ARG002
        data: Mime = {"text/plain": self.plain(), LITMUS: self.machine()}
        if html := self.html():
            data["text/html"] = html
        return data, {}

    def __repr__(self) -> str:
        return self.plain()


# Characters of a column that are aligned where a table is plain text.
WIDEST = 40


@dataclass(frozen=True, repr=False)
class Title(Shown):
    """The report's title and what it covers; at its head whom it is for, at its end the facts
    that identify it."""

    title: str
    subtitle: str
    facts: Sequence[tuple[str, str]]
    head: Sequence[tuple[str, str]] = ()

    def machine(self) -> dict[str, Any]:
        return {
            "kind": "title",
            "title": self.title,
            "subtitle": self.subtitle,
            "head": [list(fact) for fact in self.head],
            "facts": [list(fact) for fact in self.facts],
        }

    def plain(self) -> str:
        said = [f"{name}: {value}" for name, value in (*self.head, *self.facts)]
        return "\n".join([self.title, self.subtitle, *said])

    def html(self) -> str:
        every = (*self.head, *self.facts)
        facts = "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in every)
        return (
            f"<h1>{escape(self.title)}</h1><p>{escape(self.subtitle)}</p>"
            f'<dl class="litmus-facts">{facts}</dl>'
        )


@dataclass(frozen=True, repr=False)
class Text(Shown):
    """A paragraph."""

    text: str

    def machine(self) -> dict[str, Any]:
        return {"kind": "text", "text": self.text}

    def plain(self) -> str:
        return self.text

    def html(self) -> str:
        return f"<p>{escape(self.text)}</p>"


@dataclass(frozen=True, repr=False)
class ItemsCell(Shown):
    """A list of sentences."""

    items: Sequence[str]

    def machine(self) -> dict[str, Any]:
        return {"kind": "list", "items": list(self.items)}

    def plain(self) -> str:
        return "\n".join(f"- {item}" for item in self.items)

    def html(self) -> str:
        return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in self.items)}</ul>"


@dataclass(frozen=True, repr=False)
class NoticeCell(Shown):
    """Something that the reader has to know: level "info" or "warning"."""

    text: str
    level: str = "info"

    def machine(self) -> dict[str, Any]:
        return {"kind": "notice", "level": self.level, "text": self.text}

    def plain(self) -> str:
        return f"{'Warning' if self.level == 'warning' else 'Note'}: {self.text}"

    def html(self) -> str:
        return f'<p class="litmus-{self.level}">{escape(self.plain())}</p>'


def _words(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in rows]


def _html(cell: Cell) -> str:
    return cell.svg() if isinstance(cell, Sparkline) else escape(str(cell))


@dataclass(frozen=True, repr=False)
class TableCell(Shown):
    """A table of words and values. The first column heads the rows; numbers are set right.

    `dense` asks for small print, for a page that holds much. `sections` head the rows from the one
    with that number on: {0: "Contacts", 3: "Assessments"}.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    right: frozenset[int] = frozenset()
    note: str = ""
    dense: bool = False
    sections: Mapping[int, str] = field(default_factory=dict)

    def machine(self) -> dict[str, Any]:
        columns = [{"name": c, "align": self._align(n)} for n, c in enumerate(self.columns)]
        rows = [[machine(cell) for cell in row] for row in self.rows]
        return {
            "kind": "table",
            **({"dense": True} if self.dense else {}),
            "caption": self.caption,
            "columns": columns,
            "rows": rows,
            **(
                {"sections": [list(pair) for pair in self.sections.items()]}
                if self.sections
                else {}
            ),
            "note": self.note,
        }

    @property
    def words(self) -> list[list[str]]:
        """The rows as they are printed."""
        return _words(self.rows)

    def plain(self) -> str:
        grid = [list(self.columns), *self.words]
        # Sentences are not aligned: the columns beside them would be out of sight.
        columns = range(len(self.columns))
        widths = [min(max(len(row[n]) for row in grid), WIDEST) for n in columns]
        lines = [
            "  ".join(
                cell.rjust(width) if self._align(n) == "right" else cell.ljust(width)
                for n, (cell, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
            for row in grid
        ]
        return "\n".join([self.caption, *lines, *([self.note] if self.note else [])])

    def html(self) -> str:
        heads = enumerate(self.columns)
        head = "".join(f'<th scope="col"{self._style(n)}>{escape(c)}</th>' for n, c in heads)
        body = "".join(
            f"{self._section(n)}<tr>{self._row(row)}</tr>" for n, row in enumerate(self.rows)
        )
        note = f"<p>{escape(self.note)}</p>" if self.note else ""
        return (
            f"<table><caption>{escape(self.caption)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"
        )

    def _section(self, number: int) -> str:
        if number not in self.sections:
            return ""
        head = escape(self.sections[number])
        return f'<tr><th scope="rowgroup" colspan="{len(self.columns)}">{head}</th></tr>'

    def _row(self, row: Sequence[Cell]) -> str:
        first = f'<th scope="row"{self._style(0)}>{_html(row[0])}</th>'
        rest = (f"<td{self._style(n)}>{_html(c)}</td>" for n, c in enumerate(row[1:], 1))
        return first + "".join(rest)

    def _align(self, column: int) -> str:
        return "right" if column in self.right else "left"

    def _style(self, column: int) -> str:
        return f' style="text-align:{self._align(column)}"'


@dataclass(frozen=True, repr=False)
class ChartCell(Shown):
    """A picture with its alternative text, and the data behind it.

    `title` states what the picture shows, `subtitle` the measure, place and period: they are text
    beside the picture. `svg` is drawn for a page, `small` for a phone where that is another
    drawing. The first column of the data heads the rows, the others hold numbers. `tall` asks for
    all of its height in print, where other charts are made as low as a line over time. One that is
    `on_screen` has its words alone in a PDF, whose page has no room for it.
    """

    svg: str
    title: str
    alt: str
    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    subtitle: str = ""
    small: str = ""
    tall: bool = False
    on_screen: bool = False

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError(f"The chart {self.title!r} has no alternative text.")

    def machine(self) -> dict[str, Any]:
        return {
            "kind": "chart",
            "title": self.title,
            **({"subtitle": self.subtitle} if self.subtitle else {}),
            **({"tall": True} if self.tall else {}),
            **({"on_screen": True} if self.on_screen else {}),
            "alt": self.alt,
            "caption": self.caption,
            "columns": [
                {"name": name, "align": "right" if n else "left"}
                for n, name in enumerate(self.columns)
            ],
            "rows": [[machine(cell) for cell in row] for row in self.rows],
        }

    @property
    def words(self) -> list[list[str]]:
        """The rows of the data as they are printed."""
        return _words(self.rows)

    def plain(self) -> str:
        return "\n".join(line for line in (self.title, self.subtitle, self.alt) if line)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[Mime, Mime]:
        data, _ = super()._repr_mimebundle_(include, exclude)
        said = escape(self.alt, quote=True)
        data[SVG] = self.svg.replace("<svg ", f'<svg role="img" aria-label="{said}" ', 1)
        return data | ({SMALL: self.small} if self.small else {}), {SVG: {"alt": self.alt}}


@dataclass(frozen=True, repr=False)
class Several:
    """Several outputs of one call, shown one after the other."""

    parts: Sequence[Shown]

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for part in self.parts:
            display(part)

    def __iter__(self) -> Iterator[Shown]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)

    def __repr__(self) -> str:
        return "\n\n".join(part.plain() for part in self.parts)
