"""What every activity of quality assurance hands in: its own rows, findings and actions.

How rows are written: values in the order of the table's columns (`columns.py`), without the four
that all qa_ tables share, which `Writing.add` puts after them. Days (columns marked `/day`) are
ordinals as everywhere in the sample. Times (columns marked `/time`) are `clock.Moment(day,
minute)`, which compare as time does, and become text such as 2016-03-29T14:05:00 once written;
`clock.at_work` gives one in working hours and `clock.if_past` is null for what lies ahead of the
extract. What is not known is None.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sample_council.chance import Chance, Weights
from sample_council.qa.actions import ActionBook
from sample_council.qa.caseload import Caseload
from sample_council.qa.clock import ClockMoment, first_of_month
from sample_council.qa.grading import Practice
from sample_council.qa.theme_words import wording
from sample_council.register import Register
from sample_council.story import StoryCase
from sample_council.tables import Tables

QA_MANAGER = "QA-1"
_COLLATED_AT = Weights({9 * 60 + 20: 3, 11 * 60 + 45: 3, 14 * 60 + 10: 2, 16 * 60 + 30: 2})
NOTES = ("Bears on the figure", "Explains part of it", "Compare with the figure", None)


class Writing:
    """The tables being filled, and what every recorder of an activity needs.

    `register` and `tables` are the sample's own; `cases` all its cases. `caseload` says whose
    case a child's is on a day and who works in a team; `practice` how good practice on it is.
    """

    def __init__(self, register: Register, cases: Sequence[StoryCase], seed: str) -> None:
        self.register = register
        self.cases = cases
        self.caseload = Caseload(register.tables, register.council)
        self.practice = Practice(seed)
        self._seed = seed
        self._actions = ActionBook(seed)
        self._chances: dict[str, Chance] = {}

    @property
    def tables(self) -> Tables:
        return self.register.tables

    def identifier(self, table: str, letters: str) -> str:
        """The id of the row that comes next in `table`, such as AUD00001."""
        return f"{letters}{len(self.tables.rows[table]) + 1:05d}"

    def add(
        self,
        table: str,
        *values: Any,
        by: str | None,
        at: ClockMoment | None,
        source: str = "FORM",
        restricted: bool = False,
    ) -> None:
        """One row of a qa_ table: its values, who wrote it and when, how it came in, and whether
        only few may see it."""
        self.tables.add(table, *values, by, at, source, "Y" if restricted else "N")

    def finding(
        self,
        table: str,
        identifier: str,
        day: int,
        service: str | None,
        key_question: str | None,
        key_area: str | None,
        polarity: str,
        theme: str | None,
        text: str,
        *,
        indicators: Iterable[str] = (),
        escalated: str | None = None,
    ) -> str:
        """Writes what the activity `identifier` of `table` found; returns the finding's id.

        `polarity`: STRENGTH, CONCERN or LEARNING. `theme`: its code; now and then it is written
        in people's words instead. `indicators`: those that the auditor says it bears on, with
        the month whose performance book it should go into. `escalated`: Y where the finding led
        to a themed audit.
        """
        chance = self._chance(table)
        finding = self.identifier("qa_finding", "FND")
        as_written = theme and wording(theme, chance)
        self.add(
            "qa_finding",
            *(finding, table, identifier, day, service, key_question, key_area, polarity, text),
            *(as_written, escalated or "N"),
            by=QA_MANAGER,
            at=ClockMoment(day, chance.choose(_COLLATED_AT)),
        )
        for code in indicators:
            note = NOTES[chance.below(len(NOTES))]
            self.tables.add("xref_finding_indicator", finding, code, note, first_of_month(day))
        return finding

    def action(
        self,
        table: str,
        identifier: str,
        text: str,
        owner_id: str | None,
        owner_role: str | None,
        service: str | None,
        key_question: str | None,
        priority: str,
        raised_on: int,
        *,
        person: str | None = None,
    ) -> str:
        """Writes an action that the activity `identifier` of `table` led to; returns its id.

        `priority`: IMMEDIATE, HIGH, MEDIUM or LOW, on which the day it is due rests. When it was
        done and who verified it is drawn here.
        """
        action = self.identifier("qa_action", "ACT")
        course = self._actions.course(table, service, priority, raised_on)
        self.add(
            "qa_action",
            *(action, table, identifier, person, text, owner_id, owner_role, service),
            *(key_question, None, priority, raised_on, course.due, course.completed),
            course.evidence,
            *(QA_MANAGER if course.status == "VERIFIED" else None, course.status),
            by=QA_MANAGER,
            at=ClockMoment(raised_on, self._chance(table).choose(_COLLATED_AT)),
        )
        return action

    def _chance(self, table: str) -> Chance:
        """A stream for each activity: another audit leaves what complaints found as it was."""
        if table not in self._chances:
            self._chances[table] = Chance(f"{self._seed}/qa/findings/{table}")
        return self._chances[table]
