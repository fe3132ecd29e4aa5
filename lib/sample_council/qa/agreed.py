"""What the meetings of a quarter agreed: as many actions as their records say, each with the
indicator that it is to move.

They are drawn from streams of their own and written behind all else, so that the other actions, and
the slips in them, are what they were before there were any.
"""

from collections import Counter
from collections.abc import Iterator

from sample_council.chance import Chance
from sample_council.council import TEAMS
from sample_council.days import add_working, day
from sample_council.qa.actions import ActionBook
from sample_council.qa.clock import ClockMoment
from sample_council.qa.findings import QA_MANAGER
from sample_council.qa.phrases.agreed import AGREED, AgreedAction
from sample_council.tables import Tables, Text

_FIRST, _LAST = day("2016-01-01"), day("2016-03-31")
_MEETINGS, _ACTIONS = "qa_meeting", "qa_action"
_SAID_IN = {"SG_QA_BIMONTHLY": "CP_SAFEGUARDING", "QA_PERFORMANCE_QUARTERLY": "CIN"}


def record(tables: Tables, text: Text, seed: str) -> None:
    """Adds the actions to `text`, the tables as they are written; `tables` has the meetings."""
    chance, book = Chance(f"{seed}/qa/agreed"), ActionBook(f"{seed}/qa/agreed")
    there = Counter(row[2] for row in tables.rows[_ACTIONS] if row[1] == _MEETINGS)
    turns: Counter[str] = Counter()
    found, number = Tables(), len(text[_ACTIONS])
    for meeting, kind, when, service, _, agreed, *_ in tables.rows[_MEETINGS]:
        if not _FIRST <= when <= _LAST:
            continue
        whose = service if kind == "PERFORMANCE" else kind
        for each in _of_meeting(whose, int(agreed) - there[meeting], turns):
            number += 1
            row = (f"ACT{number:05d}", _MEETINGS, meeting, None, f"{each.text}.")
            ours = service or _SAID_IN[kind]
            course = book.course(_MEETINGS, ours, each.priority, when)
            verified = QA_MANAGER if course.status == "VERIFIED" else None
            found.add(
                _ACTIONS,
                *(*row, _owner(each, ours, chance), each.role, ours, each.question, each.indicator),
                *(each.priority, when, course.due, course.completed, course.evidence, verified),
                *(course.status, QA_MANAGER, ClockMoment(add_working(when, 1), 12 * 60)),
                *("FORM", "N"),
            )
    text[_ACTIONS] += found.text()[_ACTIONS]


def _of_meeting(whose: str, number: int, turns: Counter[str]) -> Iterator[AgreedAction]:
    """The next actions of those whom a meeting is of."""
    for _ in range(number):
        yield AGREED[whose][turns[whose] % len(AGREED[whose])]
        turns[whose] += 1


def _owner(each: AgreedAction, service: str, chance: Chance) -> str:
    teams = [team.code for team in TEAMS if team.service == service]
    return f"TM-{chance.pick(teams)}" if each.role == "TM" else f"{each.role}-{service}"
