"""The pack of a meeting: exceptions first, then what became of what was agreed before."""

from dataclasses import replace
from datetime import date

import pytest

from litmus.base.errors import LitmusError
from litmus.base.periods import Period
from litmus.base.windows import window_ending
from litmus.qa.actions.register import Action
from litmus.qa.meetings import PERFORMANCE, FollowUp, HeldMeeting
from litmus.report.bundle import NoticeCell, TableCell, Text
from litmus.report.components import Blocks, Statement
from litmus.report.coverage import Coverage
from litmus.report.feed import PeriodSpan
from litmus.report.lookup import Figures
from litmus.report.meeting.meeting import Meeting
from litmus.report.report import Report
from report import council
from report.collation import collation

MARCH = Period.parse("2016-03")
MET = date(2016, 2, 9)
NEED, SAFE = "Children in Need", "Safeguarding and QA Unit"
ASM02 = replace(council.BY_CODE["ASM02"], services=(NEED,), short="Assessments on time")
CPP05 = replace(council.BY_CODE["CPP05"], services=(SAFE, NEED), short="Protection visits")
CLV02 = replace(council.BY_CODE["CLV02"], services=("Leaving Care",))


def of(d, end: date, number: int, among: int, kind: str = "", **more):
    return council.figure(d, window_ending(kind or d.window, end), number, among, **more)


# Assessments fell from 90% to 60% in a year; visits rose from 70% in January to 90%, the target.
FIGURES = [
    *(of(ASM02, end, n, 200, "quarter", target=None, rag=None)
      for end, n in ((date(2015, 3, 31), 180), (date(2015, 12, 31), 130), (council.END, 120))),
    of(ASM02, council.END, 600, 900, target=85.0, rag="red"),
    *(of(ASM02, end, n, 70, "month")
      for end, n in ((date(2016, 1, 31), 50), (council.END, 30))),
    *(of(CPP05, end, n, 200, target=90.0, rag="green") for end, n in (
        (date(2015, 3, 31), 150), (date(2015, 12, 31), 145), (date(2016, 1, 31), 140),
        (council.END, 181))),
    *(of(CPP05, council.END, n, 60, breakdown="team", group=team, target=None, rag=None)
      for team, n in (("T1", 58), ("T2", 57), ("T3", 20))),
]  # fmt: skip


def action(number: int, code: str = "ASM02", **more) -> Action:
    made = Action(
        id=f"A{number}", activity="Performance meetings", reference="M1", text=f"Do {number}",
        owner="SM-CIN", owner_role="SM", service="CIN", key_question="KQ2", priority="HIGH",
        raised_on=MET, due_on=date(2016, 3, 8), completed_on=None, state="overdue",
        days_overdue=23, indicator=code,
    )  # fmt: skip
    return replace(made, **more)


LATE = action(1)
DONE = action(2, "CPP05", state="done", completed_on=date(2016, 2, 29), days_overdue=0)


def meeting(actions=(LATE, DONE), service="CIN", outstanding=None, rows=FIGURES, **more):
    found = FollowUp(PERFORMANCE, service, [HeldMeeting(MET, service, 2)], tuple(actions))
    context = council.context(
        **{
            "declarations": (ASM02, CPP05, CLV02),
            "period": PeriodSpan.of(MARCH),
            "previous": PeriodSpan.of(MARCH.previous()),
            "scope": "service:CIN",
            "scope_name": NEED,
            "team_names": {"T3": "Team Three"},
            **more,
        }
    )
    whole = collation(actions=tuple(actions if outstanding is None else outstanding))
    figures = Figures(rows, council.END, context.team_names)
    return Meeting(found, whole, figures, Coverage(context, ()))


def rows(shown) -> list[list[str]]:
    return next(part for part in shown if isinstance(part, TableCell)).words


def test_exceptions_stand_first_with_why_they_are_here_and_what_the_register_has() -> None:
    worse, team = rows(meeting().exceptions())
    assert worse[0] == "Assessments on time"
    assert worse[-3:] == [
        "worse, down 30.0 points",
        "worse than a year ago; off target, red over 12 months",
        "overdue, due 8 Mar 2016",
    ]
    assert team[-2] == "clearly worse in Team Three"


def test_a_service_is_asked_of_what_it_answers_for_alone() -> None:
    assert "2 of 2 indicators ask for an explanation" in meeting().statement().text
    others = meeting(service="LEAVING_CARE", rows=[*FIGURES, of(CLV02, council.END, 84, 152)])
    assert not any("Assessments" in row[0] for row in rows(others.others()))


def test_the_pack_in_a_sentence() -> None:
    assert meeting().statement().text == (
        "2 of 2 indicators ask for an explanation (1 clearly worse, 1 off target, 1 with a team "
        "clearly behind the others); of 2 actions agreed before, 1 is done, 1 overdue."
    )
    quiet = meeting(actions=(), rows=[of(CPP05, council.END, 181, 200, rag="green")])
    assert quiet.statement().text == (
        "No indicator stands out; no action of an earlier meeting is to be followed up."
    )


def test_an_action_says_whether_its_indicator_has_moved_since_the_meeting() -> None:
    first, second = rows(meeting().followed())
    assert first == [
        "Do 1", "Service managers", "9 Feb 2016", "8 Mar 2016", "■ Overdue 23 days",
        "Assessments on time", "71.4% to 42.9%, worse",
    ]  # fmt: skip
    verified = replace(DONE, state="verified")
    assert rows(meeting([verified]).followed())[0][-3] == "Verified, done 29 Feb 2016"
    assert second[-3:] == ["Done 29 Feb 2016", "Protection visits", "70.0% to 90.5%, better"]
    held = next(part for part in meeting().followed() if isinstance(part, Statement))
    assert held.text == "The last performance meeting was on 9 February 2016; it agreed 2 actions."
    points = next(p for p in meeting().summary() if isinstance(p, Blocks)).blocks[2].points
    assert [point.lead for point in points] == ["1 done", "1 overdue", "1 better", "1 worse"]


def test_of_events_nothing_is_said_before_a_whole_month_has_passed() -> None:
    late = date(2016, 3, 21)
    found = meeting([action(1, raised_on=late), replace(DONE, raised_on=late)], rows=[
        *FIGURES, of(CPP05, date(2016, 2, 29), 150, 200)])  # fmt: skip
    assert [row[-1] for row in rows(found.followed())] == [
        "too soon to say",
        "75.0% to 90.5%, better",
    ]


def test_an_action_without_an_indicator_or_with_one_that_is_not_shown_says_so() -> None:
    shown = rows(meeting([action(1, ""), action(2, "LAC99")]).followed())
    assert [row[5:] for row in shown] == [["none named", ""], ["not in this report", ""]]


def test_what_has_no_open_action_is_to_be_agreed_on() -> None:
    shown = list(meeting(outstanding=[action(1)]).to_agree())
    assert rows(shown) == [
        ["Protection visits", "clearly worse in Team Three", "to agree", "to agree", "to agree"]
    ]
    assert isinstance(shown[-1], Text) and "row of the register" in shown[-1].text
    # An action that is done was not enough: what is still an exception has to be agreed on again.
    assert rows(meeting().to_agree()) == rows(shown)
    assert rows(meeting().exceptions())[1][-1] == "done, to verify, due 8 Mar 2016"
    still = replace(DONE, id="A3", state="open", completed_on=None, due_on=date(2016, 4, 20))
    every = meeting([LATE, DONE, still])
    assert rows(every.exceptions())[1][-1] == "open, due 20 Apr 2016, and 1 more"
    assert next(iter(every.to_agree())).text == (
        "The register has an open action on every exception."
    )


def test_an_exception_is_looked_into_by_team_and_what_is_none_shows_nothing() -> None:
    shown = meeting().indicator("CPP05")
    by_team = next(p for p in shown if isinstance(p, TableCell) and p.columns[0] == "Team")
    assert by_team.words[-1][:4] == ["Team Three", "20", "60", "33.3%"]
    assert by_team.words[-1][-1] == "◆ worse"
    assert not list(meeting().indicator("CLV02"))


def test_a_service_without_cases_has_the_councils_figures_and_says_so() -> None:
    shown = meeting(service="CP_SAFEGUARDING", scope="council", scope_name="")
    notice = next(part for part in shown.summary() if isinstance(part, NoticeCell))
    assert notice.text.startswith("The work of Safeguarding and QA Unit is counted in no team")
    assert not any("Team Three" in " ".join(row) for row in cells_of(shown.exceptions()))
    assert not list(shown.teams())


def cells_of(shown) -> list[list[str]]:
    return [row for part in shown if isinstance(part, TableCell) for row in part.words]


def test_where_there_are_no_records_of_meetings_the_pack_says_so() -> None:
    found = meeting(actions=())
    found = Meeting(
        FollowUp(PERFORMANCE, "CIN", absent="There are no records of meetings."),
        collation(), Figures(FIGURES, council.END), found._coverage,
    )  # fmt: skip
    (notice,) = found.followed()
    assert isinstance(notice, NoticeCell) and notice.text == "There are no records of meetings."
    assert found.statement().text.endswith("; there are no records of meetings.")


def test_only_the_pack_of_a_meeting_has_one() -> None:
    report = Report(council.context(), [], council.quality(), collation())
    with pytest.raises(LitmusError, match="the pack of no meeting"):
        report.meeting  # noqa: B018


def blocks_of(shown) -> list[list[str]]:
    found = next(part for part in shown.summary() if isinstance(part, Blocks))
    return [[f"{p.lead} {p.text}" for p in block.points] for block in found.blocks]


def test_what_is_better_and_asks_for_an_explanation_all_the_same_is_not_kept_silent() -> None:
    # Protection visits are better than a year ago, and an exception for one of their teams.
    _, well, _ = blocks_of(meeting())
    assert well == ["Protection visits: better, and still among the exceptions."]


def test_exceptions_beyond_the_first_five_are_counted(monkeypatch) -> None:
    monkeypatch.setattr("litmus.report.meeting.meeting.MOST", 1)
    wrong, *_ = blocks_of(meeting())
    assert len(wrong) == 2 and wrong[1] == "1 more in the table of exceptions."
