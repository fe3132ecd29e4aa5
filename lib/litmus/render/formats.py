"""The formats that a report is rendered in: a row each. A new format is a module and a row here.

Every format prints the one reading of the notebook (`litmus.render.document`), so that no two can
tell different stories; one of data alone is made of the figures that the notebook reads. A module
is loaded only where it prints.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from litmus.base.brand import NO_BRAND, Brand
from litmus.base.errors import UsageError
from litmus.base.notebook_files import Notebook
from litmus.base.numbers import join

if TYPE_CHECKING:  # a run names formats long before it renders
    from litmus.render.blocks import (
        Document,
    )


def _html(notebook: Notebook, title: str, read: Document) -> bytes:
    from litmus.render import html

    return html.render(notebook, title=title, read=read)


def _pdf(notebook: Notebook, title: str, read: Document) -> bytes:
    from litmus.render import pdf

    return pdf.render(notebook, title=title, read=read)


def _docx(notebook: Notebook, title: str, read: Document) -> bytes:
    from litmus.render import word

    return word.render(notebook, title=title, read=read)


def _xlsx(notebook: Notebook, title: str, read: Document) -> bytes:
    from litmus.render import workbook

    return workbook.render(notebook, title=title, read=read)


def _csvw(folder: Path, title: str) -> bytes:
    from litmus.render import csvw

    return csvw.render(folder, title=title)


def _quarto(to: str) -> Callable[[Notebook, str, Document], bytes]:
    def make(notebook: Notebook, title: str, read: Document) -> bytes:
        from litmus.render import quarto

        return quarto.render(notebook, title=title, to=to, read=read)

    return make


def _check_quarto() -> None:
    from litmus.render import quarto

    quarto.check()


@dataclass(frozen=True)
class Format:
    """One format. `name` is what FORMATS calls it, and the ending of its file where there is no
    other `file_ending`; `title` is what people call it. `make` prints the executed notebook, its
    title and its reading as a file's bytes; one of data has `export` in its place, which makes them
    of the folder with the files that the notebook reads. One that is made `by_default` need not be
    asked for. `check` raises UsageError where what it needs is not installed, before anything is
    made."""

    name: str
    title: str
    make: Callable[[Notebook, str, Document], bytes] | None = None
    by_default: bool = False
    check: Callable[[], None] = lambda: None
    export: Callable[[Path, str], bytes] | None = None
    file_ending: str = ""

    @property
    def ending(self) -> str:
        """The ending of its file: "pdf", "csvw.zip"."""
        return self.file_ending or self.name


FORMATS: tuple[Format, ...] = (
    Format("html", "HTML", _html, by_default=True),
    Format("pdf", "PDF", _pdf, by_default=True),
    Format("docx", "Word", _docx),
    Format("xlsx", "Excel", _xlsx),
    Format("csvw", "CSV with metadata", export=_csvw, file_ending="csvw.zip"),
    Format("quarto.html", "HTML by Quarto", _quarto("html"), check=_check_quarto),
    Format("quarto.pdf", "PDF by Quarto", _quarto("pdf"), check=_check_quarto),
    Format("quarto.docx", "Word by Quarto", _quarto("docx"), check=_check_quarto),
)
# Names that stand for several formats.
SEVERAL = {"quarto": tuple(each.name for each in FORMATS if each.name.startswith("quarto."))}


def select(names: Sequence[str] = ()) -> tuple[Format, ...]:
    """The formats of these names, in the order of the table; those made by default for none.

    Raises UsageError for a name that is none of a format.
    """
    names = [one for name in names for one in SEVERAL.get(name.lower(), (name,))]
    known = [each.name for each in FORMATS]
    if unknown := [name for name in names if name.lower() not in known]:
        raise UsageError(f"There is no format {unknown[0]!r}. Formats: {', '.join(known)}.")
    wanted = {name.lower() for name in names}
    chosen = [each for each in FORMATS if each.name in wanted or (not names and each.by_default)]
    for each in chosen:
        each.check()
    return tuple(chosen)


def titles(names: Sequence[str]) -> str:
    """The formats of these names as people call them: "HTML and PDF"."""
    return join([each.title for each in FORMATS if each.name in names])


def ending(name: str) -> str:
    """The ending of the file of a format."""
    return next(each.ending for each in FORMATS if each.name == name)


def render(
    notebook: Notebook,
    title: str,
    formats: Sequence[str] = (),
    brand: Brand = NO_BRAND,
    folder: Path | None = None,
) -> dict[str, bytes]:
    """The executed `notebook` in each of the `formats`, by name; in those made by default for none.

    `title` should name the report, the council and the period; of a draft it says so, too. `brand`
    is the council's look; in `folder` lie the files that the notebook reads. Raises LitmusError
    where the notebook holds an output not as agreed, or a format cannot be made, UsageError for a
    format of data where there is no folder.
    """
    from litmus.render import document, editions

    wanted = select(formats)
    if folder is None and (data := next((each for each in wanted if each.make is None), None)):
        raise UsageError(f"There are no figures here that could be written as {data.title}.")
    read = replace(document.read(notebook, title), brand=brand)
    title = editions.title(title, read.draft)
    # Typst, which makes the PDF, takes as long as all else and leaves Python free meanwhile: side
    # by side they take about half as long.
    with ThreadPoolExecutor() as several:
        made = several.map(lambda each: _one(each, notebook, title, read, folder), wanted)
        return {each.name: content for each, content in zip(wanted, made, strict=True)}


def _one(
    each: Format, notebook: Notebook, title: str, read: Document, folder: Path | None
) -> bytes:
    """One format's file."""
    if each.export is not None and folder is not None:
        return each.export(folder, title)
    assert each.make is not None, each.name
    return each.make(notebook, title, read)
