"""The reporting calendar: what is due when, and what of it is done."""

import json
from datetime import date
from pathlib import Path

import pytest

from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.run.reporting_calendar import SignOff, agenda, as_json, as_text, wanted_of
from run.bench_of import Snapshot

QUARTERLY = """
meetings:
  The board: [2016-04-19, 2016-05-17]
reports:
- report: quarterly
  to: heads of service
  meeting: The board
  due: {rule}
  first: {first}
"""
TEN_DAYS = "{working_days_after: 10}"


@pytest.fixture
def calendar(bench):
    """Writes the calendar of a project with the quarterly report, and gives it on a day."""
    settings = bench.project / "params" / "quarterly.yml"
    settings.write_text(settings.read_text() + "required_commentary: [kq1]\n")

    def on(day: date, text: str = "", rule: str = TEN_DAYS, first: str = "2016Q1"):
        written = text or QUARTERLY.format(rule=rule, first=first)
        (bench.project / "params" / "calendar.yml").write_text(written, encoding="utf-8")
        return agenda(bench.project, bench.outputs, day)

    return on


def states(found) -> list[tuple[str, str, int]]:
    return [(str(i.due.period), i.state, i.late) for i in found.items]


def test_ten_working_days_after_the_quarter_are_counted_over_easter(calendar) -> None:
    # 31 March 2016 is a Thursday after Easter Monday: 1 April is the first day, 14 April the tenth.
    assert states(calendar(date(2016, 4, 14)))[0] == ("2016Q1", "due", 0)
    assert states(calendar(date(2016, 4, 15)))[0] == ("2016Q1", "late", 1)
    # From the end of 2015: 1 January is a holiday, so the tenth day is 15 January.
    (item, *_) = calendar(date(2016, 1, 18), first="2015Q4").items
    assert item.due.day == date(2016, 1, 15)


def test_a_report_is_due_so_many_working_days_before_the_next_meeting(calendar) -> None:
    # Ten working days before 19 April is 5 April; twelve are 1 April, the day after the quarter;
    # thirteen are 31 March, when it is not over: the meeting of May is the first that leaves them.
    for days, day in ((10, date(2016, 4, 5)), (12, date(2016, 4, 1)), (13, date(2016, 4, 27))):
        rule = f"{{working_days_before_meeting: {days}}}"
        (item, *_) = calendar(date(2016, 4, 1), rule=rule).items
        assert item.due.day == day
    text = as_text(calendar(date(2016, 4, 1), rule="{working_days_before_meeting: 10}"), 400)
    assert "heads of service; The board on 19 April 2016" in text


def test_what_has_no_meeting_to_be_due_for_says_so(calendar) -> None:
    found = calendar(date(2016, 8, 1), rule="{working_days_before_meeting: 5}", first="2016Q2")
    (item,) = found.items
    assert item.due.day is None and item.state == "due"
    assert "no day of the meeting is known" in as_text(found, 400)


def test_earlier_ones_that_were_never_made_are_counted(calendar) -> None:
    found = calendar(date(2016, 4, 15), first="2015Q3")
    assert states(found) == [("2016Q1", "late", 1)]
    assert "1 working day late; 2 earlier ones never made" in as_text(found, 400)


def test_the_next_is_listed_when_it_is_near(calendar) -> None:
    # April to June is due on 14 July.
    assert states(calendar(date(2016, 6, 1)))[1:] == []
    assert states(calendar(date(2016, 6, 20)))[1:] == [("2016Q2", "coming", -18)]
    assert states(calendar(date(2016, 7, 1)))[1:] == [("2016Q2", "due", -9)]


def test_a_report_that_is_made_waits_for_its_words_and_is_then_made(calendar, bench) -> None:
    day = date(2016, 4, 13)
    bench.run()
    found = calendar(day)
    assert states(found) == [("2016Q1", "waiting", -1)]
    assert "commentary to be written under “What is life like?”" in as_text(found, 400)
    bench.write("Children told us what they need.")
    assert "to be made again: its notebook was saved since" in as_text(calendar(day), 400)
    bench.run()
    found = calendar(day)
    assert states(found) == [("2016Q1", "made", -1)]
    bench.value = 812  # and then the figures change beside the words
    bench.run()
    found = calendar(day)
    assert "1 commentary to be checked: figures changed since" in as_text(found, 400)


SIGNED = """
reports:
- {report: quarterly, to: the board, due: {working_days_after: 10}, first: 2016Q1, sign_off: true}
"""


def test_what_three_people_sign_waits_until_it_is_published(calendar, bench) -> None:
    day, place = date(2016, 4, 13), ("2016Q1", "quarterly")
    bench.run()
    bench.write("Children told us what they need.")
    bench.run()
    calendar(day, SIGNED)  # writes it
    reviewed = SignOff(False, "in review, signed by Ann (analyst)")
    for signed, state, words in (
        ({}, "waiting", "sign-off: nobody has signed it"),
        ({place: reviewed}, "waiting", "in review, signed by Ann (analyst)"),
        ({place: SignOff(True, "published as version 1")}, "made", "published as version 1"),
        (None, "made", ""),
    ):
        found = agenda(bench.project, bench.outputs, day, signed)
        assert states(found) == [("2016Q1", state, -1)]
        assert words in as_text(found, 400)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("{title: Minutes, covers: month, ", "sign_off: leave it out of what Litmus does not"),
        ("{report: quarterly, scopes: [teams], ", "expected sign_off or scopes, not both"),
    ],
)
def test_what_cannot_be_signed_is_refused(calendar, entry, says) -> None:
    rest = "to: us, first: 2016Q1, due: {working_days_after: 1}, sign_off: true}"
    rest = rest.replace("2016Q1", "2016-01") if "month" in entry else rest
    with pytest.raises(UsageError, match=says):
        calendar(date(2016, 4, 1), f"reports:\n- {entry}{rest}\n")


def test_a_report_made_too_early_is_to_be_made_again(calendar, bench) -> None:
    bench.run()
    bench.write("Words.")
    early = Snapshot("early", data_to=date(2016, 3, 20))
    bench.value = 700
    bench.run(stages={"freeze": lambda *_: early})
    text = as_text(calendar(date(2016, 4, 13)), 400)
    assert "to be made again: it was made when the data did not reach the end" in text


DAILY = """
reports:
- {title: A note of the day, covers: day, to: managers, due: {working_days_after: 1},
   first: 2016-03-01}
- {title: Review, covers: year, to: the board, due: {working_days_after: 40}, first: 2015/16}
"""


def test_a_daily_report_is_asked_for_on_working_days_and_the_last_one_alone(calendar) -> None:
    # On Tuesday 29 March, after Easter, that of Thursday 24 March is due; nothing of the holidays.
    found = calendar(date(2016, 3, 29), DAILY)
    first = [(str(i.due.period), i.due.day) for i in found.items if i.due.asked.kind == "day"]
    assert first == [("2016-03-24", date(2016, 3, 29)), ("2016-03-29", date(2016, 3, 30))]


def test_what_is_made_by_other_means_is_not_said_to_be_late(calendar) -> None:
    found = calendar(date(2016, 6, 1), DAILY)
    (review,) = [i for i in found.items if i.due.asked.kind == "year"]
    assert (review.state, review.due.day) == ("made by other means", date(2016, 5, 27))
    assert "Made by other means: whether it is done is not known here" in as_text(found)


SCOPES = """
reports:
- {report: quarterly, to: managers, due: {working_days_after: 10}, first: 2015Q3,
   which: ["service:CIN", "team:CIN-1"], every: 2}
"""


def test_a_report_of_each_scope_is_asked_for_and_of_each_second_quarter(calendar, bench) -> None:
    found = calendar(date(2016, 4, 15), SCOPES)
    assert {(i.due.which, str(i.due.period), i.state, i.older) for i in found.items} == {
        ("service:CIN", "2016Q1", "late", 1), ("team:CIN-1", "2016Q1", "late", 1)
    }  # fmt: skip
    text = as_text(found, 400)
    assert "(Children in Need): " in text and "(team CIN-1): " in text
    said = json.loads(as_json(found, bench.outputs))["reports"]
    assert said[0]["command"].count("run quarterly --period 2016Q1 --scope ") == 1
    bench.run(scope="service:CIN")
    found = calendar(date(2016, 4, 15), SCOPES)
    assert {i.due.which: i.progress.made for i in found.items} == {
        "service:CIN": True, "team:CIN-1": False
    }  # fmt: skip


def test_the_list_for_machines_says_the_same(calendar, bench) -> None:
    bench.run()
    said = json.loads(as_json(calendar(date(2016, 4, 15)), bench.outputs))
    assert said["day"] == "2016-04-15"
    (row,) = said["reports"]
    assert (row["report"], row["period"], row["due"]) == ("quarterly", "2016Q1", "2016-04-14")
    assert (row["state"], row["made"], row["working_days_late"]) == ("waiting", True, 1)
    assert row["commentary_waiting"] == ["What is life like?"]
    assert row["meeting_on"] == "2016-04-19"
    assert all(Path(file).is_file() for file in row["files"]) and len(row["files"]) == 2
    assert " run quarterly --period 2016Q1" in row["command"]


def test_no_table_is_wider_than_the_terminal(calendar) -> None:
    for width in (80, 132):
        lines = as_text(calendar(date(2016, 4, 15), first="2015Q3"), width).splitlines()
        assert max(len(line) for line in lines[:-1]) <= width


ENTRY = "reports:\n- {{{0}}}\n"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("report: quartely, to: us, due: {working_days_after: 1}, first: 2016Q1",
         r"reports, 1 \(quartely\): there is no report 'quartely'. Did you mean quarterly"),
        ("report: quarterly, to: us, due: {working_days_after: 1}, first: 2016-03",
         r"first: expected a quarter \(found 2016-03, a month\)"),
        ("report: quarterly, to: us, due: {working_days_after: 1}, first: 2016Q5",
         r"first: '2016Q5' is not a period"),
        ("report: quarterly, to: us, due: {}, first: 2016Q1",
         r"expected either working_days_after or working_days_before_meeting"),
        ("report: quarterly, to: us, due: {working_days_after: -1}, first: 2016Q1",
         r"working_days_after.*greater than or equal to 0"),
        ("report: quarterly, to: us, due: {working_days_before_meeting: 5}, first: 2016Q1",
         r"due before a meeting, and meetings has no day of one"),
        ("report: quarterly, to: us, due: {working_days_after: 1}, first: 2016Q1, which: [CIN]",
         r"which: the report is one in its period"),
        ("report: quarterly, to: us, due: {working_days_after: 1}, first: 2016Q1, which: ['x:y']",
         r"'x:y' is no scope"),
        ("title: By hand, to: us, due: {working_days_after: 1}, first: 2016Q1",
         r"covers is missing"),
        ("to: us, due: {working_days_after: 1}, first: 2016Q1", r"expected either report"),
        ("report: quarterly, to: us, due: {working_days_after: 1}, first: 2016Q1, scopes: [tems]",
         r"scopes: 'tems' names no scopes: expected teams, services, all"),
        ("title: By hand, covers: month, to: us, due: {working_days_after: 1}, first: 2016-01, "
         "scopes: [teams]", r"scopes: leave it out of what is made by other means"),
        ("report: quarterly, due: {working_days_after: 1}, first: 2016Q1", r"reports\.0\.to"),
        ("report: quarterly, to: us, due: {working_days_after: 1}, first: 2016Q1, by: x",
         r"there is no such setting"),
    ],
)  # fmt: skip
def test_a_calendar_that_cannot_be_is_refused(calendar, entry: str, said: str) -> None:
    with pytest.raises(UsageError, match=f"(?s)params/calendar.yml.*{said}"):
        calendar(date(2016, 4, 15), ENTRY.format(entry))


def test_what_is_asked_of_every_team_is_said_to_be_and_how_much_of_it_is_there(calendar, bench):
    every = (
        QUARTERLY.format(rule="{working_days_after: 10}", first="2016Q1") + "  scopes: [teams]\n"
    )
    found = calendar(date(2016, 4, 15), every)
    assert states(found) == [("2016Q1", "late", 1)]
    assert " (every team): January to March 2016" in as_text(found, 400)
    (row,) = json.loads(as_json(found, bench.outputs))["reports"]
    assert row["command"].endswith(" --scopes teams") and " batch quarterly " in row["command"]
    made = bench.run()
    made.folder.rename(made.folder.with_name("quarterly-team-CIN-1"))
    found = calendar(date(2016, 4, 15), every)
    assert states(found) == [("2016Q1", "made", 1)]
    assert "1 report is there; whether each is that is asked for is not known here" in as_text(
        found, 400
    )


def test_of_what_is_asked_of_many_none_else_is_counted_and_what_was_made_too_early_is_told(
    calendar, bench
) -> None:
    every = QUARTERLY.format(rule="{working_days_after: 10}", first="2016Q1")
    early = Snapshot("early", data_to=date(2016, 3, 20))
    of_all = bench.run(stages={"freeze": lambda *_: early}).folder

    def counted(scopes: str) -> tuple[int, str, str]:
        (found,) = calendar(date(2016, 4, 15), f"{every}  scopes: [{scopes}]\n").items
        return found.progress.many, found.state, found.progress.again

    why = "1 of them was made when the data did not reach the end of the period"
    assert counted("all") == (1, "waiting", why)
    assert counted("teams") == (0, "late", "")
    of_service = of_all.rename(of_all.with_name("quarterly-service-CIN"))
    assert counted("teams") == counted("'team:CIN-1'") == (0, "late", "")
    assert counted("services") == counted("all") == (1, "waiting", why)
    of_service.rename(of_service.with_name("quarterly-team-CIN-1"))
    assert counted("'team:CIN-1'") == counted("'team:CIN-1', teams") == (1, "waiting", why)


def test_the_reports_of_a_quarter_are_its_own_and_those_of_its_last_month() -> None:
    shipped = Path(__file__).resolve().parents[2]
    found = wanted_of(shipped, Period.parse("2016Q1"))
    periods = {(each.asked.entry.report, str(each.period)) for each in found}
    assert {("quarterly", "2016Q1"), ("briefing", "2016Q1"), ("book", "2016-03")} <= periods
    assert {period for _, period in periods} == {"2016Q1", "2016-03"}
    assert {each.which for each in found if each.asked.entry.report == "audit_month"} > {"CIN"}
    year = {each.asked.entry.report for each in wanted_of(shipped, Period.parse("2015/16"))}
    assert year == {"annual", "themed"}


def test_an_entry_that_is_there_twice_is_refused(calendar) -> None:
    one = "- {report: quarterly, to: us, due: {working_days_after: 1}, first: 2016Q1}\n"
    with pytest.raises(UsageError, match="quarterly is there twice"):
        calendar(date(2016, 4, 15), f"reports:\n{one}{one}")


def test_an_empty_calendar_asks_for_nothing(calendar) -> None:
    assert "Nothing is due." in as_text(calendar(date(2016, 4, 15), "reports: []"))
