"""The parts of another body's framework, each with what the records hold of it (framework 15.3).

The Safeguarding Children Board's framework of performance and quality has parts of its own: audits
of several agencies, section 11 reports, lessons of serious case reviews, participation, feedback of
courts and boards. Which rows are whose part, a report's settings say; here they are counted, so
that a report can say plainly of which part there is nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from litmus.base.code_words import LISTS
from litmus.base.periods import add_months
from litmus.qa.activities.counting import RowsQuery
from litmus.qa.query import Query

MONTHS = 12  # that a part without rows in the period is looked for


@dataclass(frozen=True)
class Recorded:
    """Where an activity's rows are: their table, day, kind (a code of the list `kinds`), and in
    which columns a title and what was learnt stand; "" where reports quote no row.

    `service` is "" where rows name none.
    """

    table: str
    day: str
    id: str
    kind: str
    kinds: str
    title: str = ""
    learnt: str = ""
    service: str = ""

    @property
    def codes(self) -> Mapping[str, str]:
        """The codes of its kinds, with their words."""
        return LISTS[self.kinds]


# By the key of the activity that counts them (`litmus.qa.activities.titles`).
RECORDED: dict[str, Recorded] = {
    "multi_agency": Recorded(
        "qa_multi_agency_audit", "maa_date", "maa_id", "maa_kind", "multi_agency_audits",
        "maa_title", "maa_lessons",
    ),
    "external": Recorded(
        "qa_external_feedback", "exf_date", "exf_id", "exf_source", "external_sources",
        learnt="exf_text",
    ),
    "feedback": Recorded(
        "qa_feedback", "fbk_date", "fbk_id", "fbk_respondent", "respondents",
        service="fbk_service",
    ),
    "advisers": Recorded(
        "qa_young_adviser_report", "yar_date", "yar_id", "yar_activity", "advised",
        learnt="yar_findings", service="yar_service",
    ),
    "surveys": Recorded(
        "qa_survey", "srv_close", "srv_id", "srv_type", "surveys", "srv_title"
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A part of a framework as it is recorded: how often in the period, and in the year to its end.

    `latest` is the day of its last row in that year, None for none; `said` is that row's title and
    what was learnt, where reports may quote it. `absent` is why nothing could be counted, or "".
    """

    name: str
    in_period: int = 0
    in_year: int = 0
    latest: date | None = None
    said: str = ""
    absent: str = ""


def part(asked: Query, name: str, activity: str, kinds: Collection[str] = ()) -> Part:
    """A part of a framework: the rows of an activity (a key of `RECORDED`), or those of some kinds.

    What came after the period is not in it.
    """
    of = RECORDED[activity]
    if not asked.has(of.table):
        return Part(name, absent=asked.absent(of.table))
    rows = RowsQuery(of.table, of.day, of.service)
    if kinds:
        listed = ", ".join(f"'{code}'" for code in sorted(kinds))
        rows = rows.only(f"{of.kind} IN ({listed})")
    since = add_months(asked.end, -MONTHS) + timedelta(days=1)
    source, values = rows.sql(asked, since=since)
    in_year, in_period, latest = asked.rows(
        f"SELECT COUNT(*), COUNT(*) FILTER (WHERE CAST({of.day} AS DATE) >= ?), "
        f"CAST(MAX({of.day}) AS DATE) FROM {source}",
        asked.start,
        *values,
    )[0]
    said = _said(asked, rows, of, latest) if latest else ""
    return Part(name, in_period, in_year, latest, said)


def _said(asked: Query, rows: RowsQuery, of: Recorded, latest: date) -> str:
    """The title of the last row and what was learnt; "" where it is for few, or has neither."""
    columns = [column for column in (of.title, of.learnt) if column]
    if not columns:
        return ""
    source, values = rows.quotable().sql(asked, since=latest)
    found = asked.rows(
        f"SELECT {', '.join(columns)} FROM {source} ORDER BY {of.id} DESC LIMIT 1", *values
    )
    return _joined(found[0]) if found else ""


def _joined(texts: Sequence[str | None]) -> str:
    """Texts as sentences that follow one another."""
    said = [text.strip() for text in texts if text and text.strip()]
    ended = [text if text[-1] in ".!?" else f"{text}." for text in said[:-1]]
    return " ".join([*ended, *said[-1:]])
