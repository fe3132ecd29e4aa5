"""The gallery as notebooks, as a run leaves them: what is shown, what people wrote, own cells."""

import base64
import io
from collections.abc import Iterator, Sequence
from functools import cache, reduce
from typing import Any

from litmus.report.bundle import Several, Shown, Text
from litmus.report.gallery.shown import (
    COURSE_PARTS,
    DAY_PARTS,
    FAMILY_PARTS,
    PAGES,
    PARTS,
    REPORTS,
    Part,
    View,
)
from litmus.report.report import Report

Cell = dict[str, Any]
Notebook = dict[str, Any]
SILENT = Text("In this state nothing is printed.")
WRITTEN = """The team has lost two managers since January; cover is agreed **until July**.[^1]

### What we do

1. Weekly look at cases past day 35
2. Duty rota from 9 May
   - for both teams
- [x] Told the board
- [ ] Told partners

| Team | Vacancies | Agency |
|:--|--:|--:|
| CIN 1 | 2 | 1 |
| CIN 3 | 4.5 | 3 |

> “We were told the day before.” A parent, in a complaint

Staff per case: $\\frac{n}{12}$. See [the plan](https://example.org/plan) and `figures.csv`.

[^1]: Agreed by the director on 4 March."""
MARK = "Written when *Assessments on time* was 79.6% (589 of 740); now 80.9% (599 of 740)."


def notebooks() -> dict[str, Notebook]:
    """The gallery by the names of its documents: the parts of a report, pages of a book, a day,
    priorities, early help."""
    return {
        "gallery": _notebook([*_title(), *_parts(PARTS), *_slots(), *_own_cells()]),
        "book": _notebook([*_title(), *_parts(PAGES)], layout="pages"),
        "daily": _notebook([*_title("busy"), *_parts(DAY_PARTS)]),
        "priorities": _notebook([*_title("priorities"), *_parts(COURSE_PARTS)]),
        "early_help": _notebook([*_title("families"), *_parts(FAMILY_PARTS)]),
    }


def calls() -> set[str]:
    """What the gallery calls of a report: "summary", "qa.matrix"."""
    every = (*PARTS, *PAGES, *DAY_PARTS, *COURSE_PARTS, *FAMILY_PARTS)
    return {view.method for part in every for view in part.views} | {"title"}


def _notebook(cells: Sequence[Cell], **about: str) -> Notebook:
    numbered = [{**cell, "id": f"cell-{n}"} for n, cell in enumerate(cells)]
    note = {"status": "complete", **about}
    return {"cells": numbered, "metadata": {"litmus": note}, "nbformat": 4, "nbformat_minor": 5}


def _title(report: str = "report") -> Iterator[Cell]:
    yield _code(f"{report}.title()", [_output(each) for each in _report(report).title()])


def _parts(parts: Sequence[Part]) -> Iterator[Cell]:
    for part in parts:
        yield _markdown(f"## {part.heading}")
        for view in part.views:
            if view.state:
                yield _markdown(f"### {view.state}")
            yield _code(*_called(view))


def _called(view: View) -> tuple[str, list[Cell]]:
    """A call as a cell has it, and what it puts out."""
    method = reduce(getattr, view.method.split("."), _report(view.report))
    shown = method(*view.arguments)  # type: ignore[operator]
    several = list(shown) if isinstance(shown, Several) else [shown]
    given = ", ".join(repr(each) for each in view.arguments)
    source = f"{view.report}.{view.method}({given})"
    return source, [_output(each) for each in several or [SILENT]]


@cache
def _report(name: str) -> Report:
    return REPORTS[name]()


def _slots() -> Iterator[Cell]:
    """Places where people write: empty, written in, and written when figures were others."""
    slot = {"tags": ["commentary"], "litmus": {"slot": "gallery"}}
    yield _markdown("## What people write")
    yield _markdown("### Nothing written")
    yield _markdown("*Commentary: write here.*", slot)
    yield _markdown("### Written")
    yield _markdown(WRITTEN, slot)
    yield _markdown("### Written when the figures were others")
    yield _markdown(MARK, {"tags": ["commentary-mark"]})
    yield _markdown("Cover is agreed until July.", slot)


def _own_cells() -> Iterator[Cell]:
    """What an analyst's own cells put out: a table, a picture, a formula, words, an error."""
    import pandas as pd

    frame = pd.DataFrame({"Team": ["CIN 1", "CIN 3"], "Open": [12, 7], "Share": [0.63, 0.37]})
    plotted = {"image/png": _picture(), "text/plain": "<Figure size 480x240>"}
    table = {"text/html": frame.to_html(index=False), "text/plain": str(frame)}
    formula = {"text/latex": "$\\frac{63}{100} = 0.63$", "text/plain": "0.63"}
    yield _markdown("## Cells that an analyst added")
    yield _code("frame", [_bundle(table)])
    yield _code("frame.plot()", [_bundle(plotted)])
    yield _code("ratio", [_bundle(formula)])
    yield _code("print(frame.Open.sum())", [
        {"output_type": "stream", "name": "stdout", "text": "19 open cases\n"},
    ])  # fmt: skip
    yield _code("frame.missing", [
        {"output_type": "error", "ename": "AttributeError", "evalue": "missing", "traceback": []},
    ])  # fmt: skip


def _picture() -> str:
    from matplotlib.figure import Figure

    drawn, buffer = Figure(figsize=(4.8, 2.4), dpi=100), io.BytesIO()
    drawn.subplots().bar(["CIN 1", "CIN 3"], [12, 7])
    drawn.savefig(buffer, format="png", metadata={"Software": None})
    return base64.b64encode(buffer.getvalue()).decode()


def _output(shown: Shown) -> Cell:
    data, metadata = shown._repr_mimebundle_()
    return _bundle(data, metadata)


def _bundle(data: Cell, metadata: Cell | None = None) -> Cell:
    return {"output_type": "display_data", "data": data, "metadata": metadata or {}}


def _markdown(source: str, metadata: Cell | None = None) -> Cell:
    return {"cell_type": "markdown", "source": source, "metadata": metadata or {}}


def _code(source: str, outputs: list[Cell]) -> Cell:
    return {"cell_type": "code", "source": source, "metadata": {}, "execution_count": None,
            "outputs": outputs}  # fmt: skip
