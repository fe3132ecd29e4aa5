"""Which cell of a working notebook stands in which place of the template.

JupyterLab gives a cell a new id when it is merged, pasted or turned into another kind, and so it
does to the upper parts of one that is split; it keeps the metadata. Other tools keep ids and drop
metadata. Litmus therefore notes in every cell that it lays which template cell it is (`cell`) and
the text that it laid (`laid`), and looks for both the id and the note. Where both are lost, a cell
is known by its text, and a slot by where it stands: between its neighbours, under its heading.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from litmus.base.notebook_files import Cell, Notebook, note, source, tags
from litmus.run.commentary.marks import is_mark

START = ""  # the place before the first cell of the template
SET_ASIDE = "set-aside"
INJECTED = "injected-parameters"
MARK = "mark-"
AFTER = "after-"  # own words, by the id of the template cell that they follow
VERSIONS = "versions"  # of words: who wrote them and when, as the place to write notes it
SET_ASIDE_TEXT = """## Set aside

The report no longer has a place for what follows. It is kept as it was written: move it to where \
it belongs, or delete it."""
PARAMETERS = "# Parameters\n"  # how the cell begins that an execution puts in


def slots_of(template: Notebook) -> dict[str, Cell]:
    """The commentary slots of a template: slot name -> its cell, in the template's order."""
    return {note(cell)["slot"]: cell for cell in template["cells"] if "slot" in note(cell)}


def slot_names(template: Notebook) -> dict[str, str]:
    """Cell id -> slot name, for the template's slots."""
    return {cell["id"]: slot for slot, cell in slots_of(template).items()}


def places(working: Notebook, template: Notebook) -> dict[int, str]:
    """Position in the working notebook -> id of the template's or generated cell that it is.

    Each id is given once: to the cell that bears it, else to the first that notes it, else to the
    first of that slot, else to the first with the same text; last, a slot to the first text that
    nobody knows between the cells that the slot stands between. All others are people's own cells.
    """
    names = slot_names(template)
    slots = {slot: identity for identity, slot in names.items()}
    known = {cell["id"] for cell in template["cells"]} | {SET_ASIDE, INJECTED}
    known |= {note(cell)["cell"] for cell in working["cells"] if "cell" in note(cell)}
    texts = _texts(cell for cell in template["cells"] if cell["id"] not in names)
    texts.setdefault(("markdown", SET_ASIDE_TEXT), SET_ASIDE)
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
    found = {_first_half(working["cells"], position): place for position, place in found.items()}
    return found | _by_neighbours(working["cells"], template, found)


def marks_of(working: Notebook) -> dict[str, str]:
    """The marks that stand in a working notebook, as a run laid them, by the place of the words."""
    found: dict[str, str] = {}
    for cell in working["cells"]:
        place = note(cell).get("cell", "")
        if place.startswith(MARK):
            found.setdefault(place.removeprefix(MARK), note(cell).get("laid", source(cell)))
    return found


def kinship(notebook: Notebook, template: Notebook) -> int:
    """How many cells of a template a notebook has."""
    ids = {cell["id"] for cell in template["cells"]}
    return len(ids & set(places(notebook, template).values()))


def _by_neighbours(
    cells: list[Cell], template: Notebook, found: Mapping[int, str]
) -> dict[int, str]:
    """Cells that neither bear nor note what they are, by the cells that they stand between.

    A slot is the first unknown text between its neighbours; the parameters of an execution stand
    under those of the template.
    """
    where = {place: position for position, place in found.items()}
    ids, slots = [cell["id"] for cell in template["cells"]], slot_names(template)
    tagged = [cell["id"] for cell in template["cells"] if "parameters" in tags(cell)]
    given: dict[int, str] = {}
    for above, place in pairwise(ids):
        if place in slots and place not in where and above in where:
            below = [where[each] for each in ids[ids.index(place) + 1 :] if each in where]
            gap = range(where[above] + 1, min(below, default=len(cells)))
            position = next((n for n in gap if n not in found and _is_unknown(cells[n])), None)
            if position is not None:
                given[position], where[place] = place, position
    if INJECTED not in where and tagged and tagged[0] in where:
        position = where[tagged[0]] + 1
        if position < len(cells) and position not in found and _sets_parameters(cells[position]):
            given[position] = INJECTED
    return given


def _is_unknown(cell: Cell) -> bool:
    return cell["cell_type"] == "markdown" and not note(cell) and not is_mark(source(cell))


def _sets_parameters(cell: Cell) -> bool:
    return cell["cell_type"] == "code" and not note(cell) and source(cell).startswith(PARAMETERS)


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
