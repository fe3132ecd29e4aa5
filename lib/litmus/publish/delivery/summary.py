"""What of a report an e-mail says: its head and its first page, as the report itself has them.

It is read from what Litmus computed, in cells of the template alone: nothing that a person wrote
into the notebook, no quotation. Without leave to list cases it ends with the first page, and has no
table but those of numbers; then it is held against the report's lists: if a number of a child or
a worker stood in it, nothing would be sent. With leave the report's further sections follow.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from litmus.base import notebook_files
from litmus.base.errors import LitmusError
from litmus.base.notebook_files import Cell, Notebook
from litmus.publish.delivery.reports import Report
from litmus.render import blocks as b
from litmus.render import document
from litmus.render.page_parts import Blocks, Folded, Statement, Tiles
from litmus.render.text import plain
from litmus.report.bundle import LITMUS
from litmus.report.feed import DayLists

# Parts that hold sentences and figures that Litmus computed.
COMPUTED = (b.Notice, b.Paragraph, b.Items, b.ChartBlock, Statement, Blocks, Tiles)
QUOTED = "“"  # begins what somebody said, as children are quoted in lists
# A number of a child or a worker that is shorter, or has no digit, cannot be told from any other
# number or word of a page.
SHORTEST = 5


@dataclass(frozen=True)
class Summary:
    """What an e-mail says of a report: its title, what it covers, its head by name, and blocks."""

    title: str
    subtitle: str
    head: tuple[tuple[str, str], ...]
    blocks: tuple[b.Block, ...]


def summarise(report: Report, lists: bool) -> Summary:
    """What an e-mail about a report says; `lists`: whether it may list cases.

    Raises LitmusError where a part of the report is not as agreed.
    """
    whole = document.read(report.notebook, report.title)
    cells = list(_of_template(report.notebook, report.plan.template))
    ours = {**report.notebook, "cells": cells if lists else list(_first_page(cells))}
    blocks = document.read(ours, report.title).blocks
    kept = [block for each in blocks for block in (_listing(each) if lists else _computed(each))]
    return Summary(whole.title, whole.subtitle, whole.head, tuple(kept))


def check_names_nobody(text: str, lists: DayLists | None, name: str) -> None:
    """Raises LitmusError, without saying whom, where a text names a child or a worker of the lists
    of the report called `name` by our own number."""
    numbers = _numbers(lists) if lists else set()
    named = "|".join(map(re.escape, numbers))
    if named and re.search(rf"(?<!\w)(?:{named})(?!\w)", text):
        raise LitmusError(
            f"The first page of {name} names a child or a worker by number, and its recipients may "
            "not have that in an e-mail. Nothing of it was sent. Look in its template for a table "
            "of cases above the second heading, and move it below."
        )


def _of_template(notebook: Notebook, template: Notebook) -> Iterator[Cell]:
    """The cells that the template has: headings and words as they stand there, and of what code
    put out what Litmus itself did."""
    ours = {cell["id"]: cell for cell in template["cells"]}
    for cell in notebook["cells"]:
        known = ours.get(cell["id"])
        if known is None or "commentary" in notebook_files.tags(known):
            continue
        yield _own(cell) if cell["cell_type"] == known["cell_type"] == "code" else known


def _own(cell: Cell) -> Cell:
    outputs: list[dict[str, Any]] = cell["outputs"]
    return {**cell, "outputs": [each for each in outputs if LITMUS in each.get("data", {})]}


def _first_page(cells: list[Cell]) -> Iterator[Cell]:
    """The cells before the second section, without the first one's heading."""
    begun = False
    for cell in cells:
        if notebook_files.section(cell):
            if begun:
                return
            begun = True
        else:
            yield cell


def _computed(block: b.Block) -> Iterator[b.Block]:
    """The block, if an e-mail without leave to list cases may have it."""
    if _is_computed(block) or (isinstance(block, b.Table) and _of_numbers(block)):
        yield block


def _listing(block: b.Block) -> Iterator[b.Block]:
    """The block, if an e-mail with leave to list cases may have it; what waits behind a fold."""
    if _is_computed(block) or isinstance(block, b.Table | b.Heading):
        yield block
    elif isinstance(block, Folded):
        for each in block.blocks:
            yield from _listing(each)


def _is_computed(block: b.Block) -> bool:
    """Whether a part says what Litmus computed, and quotes nobody."""
    paragraphs = [block] if isinstance(block, b.Paragraph) else []
    if isinstance(block, b.Items):
        paragraphs = [e for item in block.items for e in item if isinstance(e, b.Paragraph)]
    return isinstance(block, COMPUTED) and not any(QUOTED in plain(e.text) for e in paragraphs)


def _of_numbers(table: b.Table) -> bool:
    """Whether a table has numbers alone beside the words that head its rows."""
    return len(table.columns) > 1 and all(each.align == "right" for each in table.columns[1:])


def _numbers(lists: DayLists) -> set[str]:
    """The numbers of children and workers that the lists of a day hold."""
    work, concerns = lists.work, lists.concerns.open
    rows = [row for found in work.lists for row in (*found.overdue, *found.coming, *found.gone)]
    named = {row.identifier for row in rows} | {row.worker for row in rows}
    named |= {each.identifier for each in concerns} | {each.worker for each in concerns}
    named |= {load.worker for load in work.loads}
    return {each for each in named if len(each) >= SHORTEST and re.search(r"\d", each)}
