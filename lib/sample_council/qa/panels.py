"""What the adoption and fostering panels say of the reports that come to them (framework 17.2)."""

from typing import NamedTuple

from sample_council.chance import Chance, Weights
from sample_council.days import day, on_or_after, year_and_month
from sample_council.qa.clock import at_work
from sample_council.qa.duties import months
from sample_council.qa.findings import Writing
from sample_council.qa.phrases.panels import OPENINGS, SAID
from sample_council.qa.remarks import Owner, Remarks
from sample_council.qa.voices import Deck, Line, area_of, at_most, with_opening, yes
from sample_council.steps import in_force
from sample_council.volumes import EXTRACT


class Panel(NamedTuple):
    """A panel: on which days of the month it sits, how many cases it hears and their letters."""

    name: str
    sits: tuple[int, ...]
    cases: tuple[int, int]
    letters: str


PANELS = (Panel("ADOPTION", (7, 21), (1, 3), "ADO"), Panel("FOSTERING", (12, 26), (2, 4), "FOS"))
_GRADE = (
    (day("2015-07-01"), Weights({
        "OUTSTANDING": 5, "GOOD": 45, "REQUIRES_IMPROVEMENT": 43, "INADEQUATE": 7,
    })),
    (day("2016-05-01"), Weights({
        "OUTSTANDING": 8, "GOOD": 56, "REQUIRES_IMPROVEMENT": 32, "INADEQUATE": 4,
    })),
)  # fmt: skip
_TIMELY = ((day("2015-07-01"), 700), (day("2016-05-01"), 810))
_NOT_GRADED, _NOT_HELD, _WORDED = 25, 50, 880  # per thousand
_FOUND, _ACTS = 400, 480


def record(writing: Writing, seed: str) -> None:
    """Writes two years of panels, case by case, with findings of some."""
    chance = Chance(f"{seed}/qa/panels")
    remarks = Remarks(writing, "qa_panel_feedback", seed)
    decks = {
        (panel.name, good): Deck([one for one in SAID[panel.name] if one.good == good], chance)
        for panel in PANELS
        for good in (True, False)
    }
    numbers: dict[tuple[str, int], int] = {}
    for month in months():
        sittings = [(on_or_after(month + one - 1), panel) for panel in PANELS for one in panel.sits]
        for when, panel in sorted(sittings):
            if when > EXTRACT or chance.happens(_NOT_HELD):
                continue
            for _ in range(chance.between(*panel.cases)):
                year = year_and_month(when)[0]
                number = numbers[panel.letters, year] = numbers.get((panel.letters, year), 0) + 1
                reference = f"{panel.letters}/{year}/{number:03d}"
                _case(writing, remarks, panel, when, reference, decks, chance)


def _case(
    writing: Writing,
    remarks: Remarks,
    panel: Panel,
    when: int,
    reference: str,
    decks: dict[tuple[str, bool], Deck[Line]],
    chance: Chance,
) -> None:
    one = writing.identifier("qa_panel_feedback", "PAN")
    grade = chance.choose(in_force(_GRADE, when))
    line = decks[panel.name, grade in ("OUTSTANDING", "GOOD")].deal()
    line = with_opening(line, OPENINGS, chance)
    timely = yes(chance.happens(in_force(_TIMELY, when)))
    writing.add(
        "qa_panel_feedback",
        *(one, panel.name, when, reference),
        *(None if chance.happens(_NOT_GRADED) else grade, timely),
        at_most(line.text, _WORDED, chance),
        by=None,
        at=at_work(when, chance),
    )
    if chance.happens(_FOUND):
        remarks.write(
            *(one, when, panel.name, area_of(line.theme), line.good),
            theme=line.theme,
            text=line.text,
            acts=_ACTS,
            owner=Owner(f"SM-{panel.name}", "SM"),
        )
