"""Which cell of a working notebook stands in which place of the template.

JupyterLab gives a cell a new id when it is merged, pasted or turned into another kind, and so it
does to the upper parts of one that is split; it keeps the metadata. Other tools keep ids and drop
metadata. Litmus therefore notes in every cell that it lays which template cell it is (`cell`) and
the text that it laid (`laid`), and looks for both the id and the note.
"""

from collections.abc import Callable, Iterable

from litmus.notebooks import Cell, Notebook, note, source, tags

START = ""  # the place before the first cell of the template
SET_ASIDE = "set-aside"
INJECTED = "injected-parameters"
MARK = "mark-"


def slots_of(template: Notebook) -> dict[str, Cell]:
    """The commentary slots of a template: slot name -> its cell, in the template's order."""
    return {note(cell)["slot"]: cell for cell in template["cells"] if "slot" in note(cell)}


def slot_names(template: Notebook) -> dict[str, str]:
    """Cell id -> slot name, for the template's slots."""
    return {cell["id"]: slot for slot, cell in slots_of(template).items()}


def places(working: Notebook, template: Notebook) -> dict[int, str]:
    """Position in the working notebook -> id of the template's or generated cell that it is.

    Each id is given once: to the cell that bears it, else to the first that notes it, else to the
    first of that slot, else to the first with the same text. All others are people's own cells.
    """
    names = slot_names(template)
    slots = {slot: identity for identity, slot in names.items()}
    known = {cell["id"] for cell in template["cells"]} | {SET_ASIDE, INJECTED}
    known |= {note(cell)["cell"] for cell in working["cells"] if "cell" in note(cell)}
    texts = _texts(cell for cell in template["cells"] if cell["id"] not in names)
    signs: list[Callable[[Cell], str | None]] = [
        lambda cell: cell.get("id"),
        lambda cell: slots.get(note(cell).get("slot", "")) if "cell" in note(cell) else None,
        lambda cell: note(cell).get("cell"),
        lambda cell: slots.get(note(cell).get("slot", "")),
        lambda cell: INJECTED if INJECTED in tags(cell) else None,
        lambda cell: None if note(cell) else texts.get((cell["cell_type"], source(cell))),
    ]
    found: dict[int, str] = {}
    for sign in signs:
        for position, cell in enumerate(working["cells"]):
            place = sign(cell) or START
            if place in known and position not in found and place not in found.values():
                found[position] = place
    return {_first_half(working["cells"], position): place for position, place in found.items()}


def is_half(cells: list[Cell], position: int) -> bool:
    """Whether a text cell notes the same template cell as the one above it: they were split."""
    if position == 0 or cells[position]["cell_type"] != "markdown":
        return False
    here, above = (note(cells[n]).get("cell") for n in (position, position - 1))
    return here is not None and here == above


def _first_half(cells: list[Cell], position: int) -> int:
    """JupyterLab leaves the id with the last part of a cell that it splits: take the first."""
    while is_half(cells, position):
        position -= 1
    return position


def words_around(text: str, laid: str) -> tuple[str, str]:
    """What a person wrote before and after the text that was laid in a cell.

    Where the laid text is no longer there in one piece, all of it counts as written after; where
    lines were only taken away, nothing was written.
    """
    if set(text.splitlines()) <= {*laid.splitlines(), ""}:
        return "", ""
    if not laid or laid not in text:
        return "", text
    before, _, after = text.partition(laid)
    return before.strip("\n"), after.strip("\n")


def _texts(cells: Iterable[Cell]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for cell in cells:
        if source(cell).strip():
            found.setdefault((cell["cell_type"], source(cell)), cell["id"])
    return found
