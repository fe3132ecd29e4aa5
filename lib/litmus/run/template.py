"""A report's template made whole: each group of cells repeated for what the settings list.

Cells next to each other whose metadata hold, under `litmus`, the same `each` (and `of`, `as`) are a
group:

- `each` is what they are repeated for: "theme", "indicator", "activity" or "worklist". Cells for
  each indicator right below cells for each theme are repeated within every theme;
- `of` chooses: indicators by the key question that they speak to first, activities by the section
  of the settings that lists them;
- `as` is the one that the group is written for. So a template opens and runs in Jupyter as it is.

In a copy for another item its code stands in place of that of `as`: between quotation marks in
code, and, in small letters and with hyphens, in the cell's id and the name of its slot, behind them
where they do not hold it. In text `{name}` and `{code}` are those of the item.
"""

import ast
import copy
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from typing import NamedTuple

from litmus.base.errors import UsageError
from litmus.base.notebook_files import Cell, Notebook, note, source
from litmus.run.contents import ACTIVITY, INDICATOR, THEME, WORKLIST, Contents, Item

KINDS = (THEME, INDICATOR, ACTIVITY, WORKLIST)
# The calls of a notebook that name indicators. The last one has a caption before the codes.
SHOWING_ONE = ("report.indicator", "report.page", "report.breakdown")
SHOWING_SEVERAL = "report.side_by_side"


class CellGroup(NamedTuple):
    """What cells are repeated for, and the item that they are written for."""

    each: str
    of: str
    example: str


Part = tuple[
    CellGroup | None, list[Cell]
]  # cells next to each other that are one group, or are none


def expand(template: Notebook, contents: Contents, where: str) -> Notebook:
    """A copy of the template with its groups repeated for `contents`.

    Raises UsageError, which begins with `where` the template lies, for a group that cannot be
    understood or has no items to be repeated for, and for items that no group is for.
    """
    parts = [(group, list(cells)) for group, cells in groupby(template["cells"], _group)]
    every = [group for group, _ in parts if group]
    try:
        _check_groups(every, contents)
        cells = list(_cells(parts, contents))
        _check_names(cells)
        _check_places(every, contents)
    except UsageError as error:
        raise UsageError(f"{where}: {error}") from None
    return copy.deepcopy({**template, "cells": cells})


def indicators_named(template: Notebook) -> Iterator[tuple[str, str, bool]]:
    """The indicators that cells outside of groups name: the cell's id, the code, and whether the
    cell shows the indicator whole or in a table alone."""
    for cell in template["cells"]:
        if cell["cell_type"] == "code" and not _group(cell):
            for call, given in _calls(source(cell)):
                codes = given[:1] if call in SHOWING_ONE else given[1:]
                if call in (*SHOWING_ONE, SHOWING_SEVERAL):
                    yield from ((cell["id"], code, call in SHOWING_ONE) for code in codes if code)


def _calls(text: str) -> Iterator[tuple[str, list[str]]]:
    """The calls in a cell of code with the texts that they are given, "" for what is no text; none
    in other than Python."""
    with suppress(SyntaxError):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call):
                given = [getattr(each, "value", "") for each in node.args]
                yield (
                    ast.unparse(node.func),
                    [each if isinstance(each, str) else "" for each in given],
                )


def _group(cell: Cell) -> CellGroup | None:
    said = note(cell)
    if "each" not in said:
        return None
    return CellGroup(*(str(said.get(name) or "") for name in ("each", "of", "as")))


def _cells(parts: Sequence[Part], contents: Contents) -> Iterator[Cell]:
    """The cells of a template, those of groups once for each of their items."""
    above: CellGroup | None = None
    for number, (group, cells) in enumerate(parts):
        if group is None:
            yield from cells
        elif group.each == THEME:
            for theme in contents.themes:
                yield from _copies(cells, group, [theme])
                for inner, below in parts[number + 1 : number + 2]:
                    if inner and _is_within(inner, group):
                        yield from _copies(below, inner, contents.items(*inner[:2], theme.name))
        elif not _is_within(group, above):
            yield from _copies(cells, group, contents.items(group.each, group.of))
        above = group


def _is_within(group: CellGroup, above: CellGroup | None) -> bool:
    """Whether a group is repeated in each copy of the one right above it."""
    return above is not None and (above.each, group.each) == (THEME, INDICATOR)


def _copies(cells: Sequence[Cell], group: CellGroup, items: Sequence[Item]) -> Iterator[Cell]:
    """The cells of a group, once for each item."""
    for item in items:
        yield from (_copy(cell, group, item) for cell in cells)


def _copy(cell: Cell, group: CellGroup, item: Item) -> Cell:
    """A cell of a group for an item."""
    made = {**cell, "id": _rename(cell["id"], group, item)}
    ours = {name: each for name, each in note(cell).items() if name not in ("each", "of", "as")}
    if "slot" in ours:
        ours["slot"] = _rename(ours["slot"], group, item)
        ours["about"] = group.each
    rest = {name: each for name, each in cell["metadata"].items() if name != "litmus"}
    made["metadata"] = {**rest, "litmus": ours} if ours else rest
    if cell["cell_type"] == "code":
        quoted = re.compile(rf"""(["']){re.escape(group.example)}\1""")
        made["source"] = quoted.sub(lambda found: found[1] + item.code + found[1], source(cell))
    else:
        made["source"] = source(cell).replace("{name}", item.name).replace("{code}", item.code)
    return made


def _rename(name: str, group: CellGroup, item: Item) -> str:
    """The id of a cell, or the name of a slot, with the item's code in place of the example's."""
    whole = re.compile(rf"(?<![a-z0-9]){_hyphenate(group.example)}(?![a-z0-9])")
    code = _hyphenate(item.code)
    return whole.sub(code, name) if whole.search(name) else f"{name}-{code}"


def _hyphenate(code: str) -> str:
    """A code as ids of cells have it.

    >>> _hyphenate("multi_agency")
    'multi-agency'
    """
    return "-".join(re.findall(r"[a-z0-9]+", code.lower()))


def _check_groups(every: Sequence[CellGroup], contents: Contents) -> None:
    for group in every:
        if group.each not in KINDS:
            raise UsageError(
                f'cells are repeated for each "{group.each}"; expected one of {", ".join(KINDS)}.'
            )
        if not _hyphenate(group.example):
            raise UsageError(
                f'cells for each {group.each} do not say which they are written for: "as": "ASM02".'
            )
        if group.each == ACTIVITY and group.of not in contents.activities:
            known = ", ".join(contents.activities) or "none"
            raise UsageError(
                f'cells are for each activity of "{group.of}"; '
                f"the settings have no such section under activities (they have {known})."
            )
    for group, times in Counter(every).items():
        if times > 1:
            raise UsageError(
                f"the cells for each {group.each}, written for {group.example}, do not stand "
                "together: another cell is between them."
            )


def _check_names(cells: Sequence[Cell]) -> None:
    """Hold ids and slots to be there once: words are tied to them."""
    slots = [note(cell)["slot"] for cell in cells if "slot" in note(cell)]
    for what, names in (("cell", [cell["id"] for cell in cells]), ("slot", slots)):
        for name, times in Counter(names).items():
            if times > 1:
                raise UsageError(
                    f"the {what} {name!r} would be there {times} times: give it another name, or "
                    "show what it is about once."
                )


def _check_places(every: Sequence[CellGroup], contents: Contents) -> None:
    """Hold the template to have a place for all that the settings list."""
    sections = {group.of for group in every if group.each == ACTIVITY}
    for section in contents.activities:
        if section not in sections:
            raise UsageError(
                f'no cells are for the activities of "{section}" that the settings list.'
            )
    questions = {group.of for group in every if group.each == INDICATOR}
    for item in contents.indicators if questions and "" not in questions else ():
        if item.question not in questions:
            raise UsageError(
                f"no cells are for {item.code}, which speaks to {item.question} first: list it "
                "under beside instead, or show it in a cell of its own and do not list it."
            )
