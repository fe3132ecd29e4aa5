"""Whether what was written still goes with the figures beside it.

A commentary slot names the figures that it stands beside. For every text in it the figures are
recorded that its author had before her: those that the working notebook showed when the text was
first found there. If they differ on a later run, the slot is marked, until somebody edits the
text or says that it still holds.

The record lies in the working notebook (`metadata.litmus`), so that it and the words are replaced
in one step: `shown` holds the figures that this notebook shows, `written` for every slot and
SHA-256 of a text the figures it was written beside. A figure is a dictionary of `name`,
`numerator`, `denominator`, `value` and `text`, the words in which it is shown.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litmus.commentary.harvest import Harvest
from litmus.commentary.places import SET_ASIDE, slots_of
from litmus.notebooks import Cell, Notebook, note, source

Shown = dict[str, Any]
COMPARED = ("numerator", "denominator", "value")
QUESTION = "These words still hold"


@dataclass(frozen=True)
class Review:
    """`marks`: the text above each slot that may no longer hold. `record`: for the notebook.

    `status`: every slot of the template -> "empty", "written" or "check".
    """

    marks: dict[str, str]
    record: dict[str, Any]
    status: dict[str, str]


def review(found: Harvest, template: Notebook, now: Mapping[str, Shown]) -> Review:
    """Compare every commentary with the figures of `now` (by indicator code)."""
    shown = found.record.get("shown", {})
    former = found.record.get("written", {})
    written = {slot: former[slot] for slot in found.set_aside if slot in former}
    marks, status = {}, {}
    for slot, cell in slots_of(template).items():
        texts = _texts(found, slot, cell["id"])
        known = {} if slot in found.ticked else former.get(slot, {})
        cited = [code for code in note(cell).get("figures", []) if code in now]
        beside = {
            text: {c: known.get(text, {}).get(c) or shown.get(c) or now[c] for c in cited}
            for text in texts
        }
        if text := mark(beside, now):
            marks[slot] = text
        if texts:
            written[slot] = beside
        status[slot] = "check" if slot in marks else "written" if texts else "empty"
    return Review(marks, {"shown": dict(now), "written": written}, status)


def mark(beside: Mapping[str, Mapping[str, Shown]], now: Mapping[str, Shown]) -> str:
    """What to say above texts that were written beside other figures than `now`; else nothing."""
    changed: dict[str, None] = {}
    for figures in beside.values():
        for code, then in figures.items():
            if any(then.get(name) != now[code].get(name) for name in COMPARED):
                changed[_sentence(code, then, now[code])] = None
    if not changed:
        return ""
    lines = "\n".join(f"- {sentence}" for sentence in changed)
    return f"**Check these words: the figures have changed.**\n\n{lines}\n\n- [ ] {QUESTION}"


def _sentence(code: str, then: Shown, now: Shown) -> str:
    return f"Written when {now['name']} ({code}) was {then['text']}, now {now['text']}."


def _right_under(place: str, cell: Cell, identity: str) -> bool:
    return place == identity and cell["cell_type"] == "markdown"


def _texts(found: Harvest, slot: str, identity: str) -> list[str]:
    """SHA-256 of each text that makes up a slot's commentary.

    They are the slot itself, the parts it was split into, and what was written right under it.
    """
    cells = [found.slots[slot]] if slot in found.slots else []
    for place, added in found.added.items():
        cells += [
            cell
            for cell in added
            if place != SET_ASIDE
            and note(cell).get("slot", slot if _right_under(place, cell, identity) else "") == slot
        ]
    texts = [source(cell) for cell in cells]
    return [hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest() for text in texts]
