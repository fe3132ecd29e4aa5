"""A report on quality assurance in one sentence, as its first page and an e-mail have it."""

from dataclasses import replace
from datetime import date

import pytest

from litmus.qa.collated import DeepDive
from litmus.qa.model import Activity, Column, Graded, Measure, Tally
from litmus.report.report import Report
from report import council
from report.collation import collation, finding

MARCH = Graded(date(2016, 3, 1), date(2016, 3, 31), (1, 4, 5, 2))
FEBRUARY = Graded(date(2016, 2, 1), date(2016, 2, 29), (0, 9, 6, 0))
AUDITS = Activity("audits", "Case file audits", "4", grades=(FEBRUARY, MARCH))
VISITS = Activity("visits", "Visits", "10.4", (Measure("Visits", "count", 2),))
NONE = Tally("None", (Column("Nothing", "text"),), ())


def said(call: str, *activities: Activity, **parts) -> str:
    evidence = collation(activities=activities, **parts)
    report = Report(council.context(), council.all_figures(), council.quality(), evidence)
    statement, _ = getattr(report.qa, call)()
    assert statement.large
    return statement.text


def test_audits_are_judged_beside_the_period_before_with_the_commonest_concern() -> None:
    found = [finding("1"), finding("2"), finding("3", "STRENGTH", "FATHERS")]
    text = said("audits_in_short", AUDITS, findings=found)
    assert text.startswith("Of 12 case files audited and graded in ")
    assert "5 were good or better (41.7%), no clear change on 60.0% in Feb 2016" in text
    assert text.endswith("; the concern named most often is neglect, in 2 findings.")


@pytest.mark.parametrize(
    ("activity", "text"),
    [
        (replace(AUDITS, grades=(replace(MARCH, counts=(0, 1, 0, 0)),)),
         "Of 1 case file audited and graded in {now}, 1 was good or better (100.0%)."),
        (replace(AUDITS, grades=()), "No case file was graded in {now}."),
        (replace(AUDITS, grades=(), absent="Nothing was recorded in March 2016."),
         "Case file audits: nothing was recorded in March 2016."),
    ],
)  # fmt: skip
def test_few_audits_or_none_are_said_as_they_are(activity: Activity, text: str) -> None:
    now = council.context().period.short
    assert said("audits_in_short", activity, VISITS) == text.format(now=now)


def alerts(*measures: Measure) -> Activity:
    return Activity("alerts", "Alerts", "7.2", measures)


def test_alerts_say_how_many_are_resolved_and_went_further_up() -> None:
    text = said(
        "alerts_in_short",
        alerts(
            Measure("Alerts and serious concerns raised", "count", 40, None, 38),
            Measure("Resolved by the end of the period", "share", 10, 40, 30, 38, "higher"),
            Measure("Escalated beyond the team manager", "count", 3, None, 5, better="lower"),
        ),
    )
    short = council.context()
    assert text == (
        f"40 alerts were raised in {short.period.short} (38 in {short.previous.short}), of which "
        "10 (25.0%) were resolved by its end, clearly worse than before, and 3 went beyond the "
        "team manager."
    )


def dive(ours: tuple[int, ...], others: tuple[int, ...]) -> DeepDive:
    names = ("Outstanding", "Good", "Requires improvement", "Inadequate")
    columns = (Column("Grade", "text"), Column("Theme", "count"), Column("Other audits", "count"))
    grades = Tally("Grades", columns, tuple(zip(names, ours, others, strict=True)))
    return DeepDive("NEGLECT", "Neglect", "", (), NONE, (), NONE, grades, NONE, ())


def test_a_theme_is_held_against_all_other_audits() -> None:
    found = [finding("1"), finding("2", "STRENGTH"), finding("3", theme="FATHERS")]
    text = said("theme_in_short", deep_dive=dive((0, 5, 20, 5), (10, 60, 20, 10)), findings=found)
    assert text == (
        f"Of 30 graded audits of neglect in {council.context().period.short}, 5 were good or "
        "better (16.7%), clearly less than the 70.0% of all other audits; 1 finding of all quality "
        "assurance names it as a concern and 1 as a strength."
    )


def test_a_theme_without_an_audit_says_so() -> None:
    text = said("theme_in_short", deep_dive=dive((0, 0, 0, 0), (0, 1, 0, 0)))
    assert text.startswith("No audit of neglect was graded in ")
    assert text.endswith("; no finding of quality assurance names it.")
