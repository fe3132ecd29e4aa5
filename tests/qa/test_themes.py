"""Themes: what grows beyond chance, what several kinds of evidence see, what deserves an audit."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litmus.qa.kinds import METHODS
from litmus.qa.model import Finding
from litmus.qa.themes import beyond_chance, count, suggestions
from litmus.qa.vocabulary import Theme

KINDS = {method.title: method.kind for method in METHODS.values()}
AUDIT, COMPLAINT, ALERT = (
    METHODS[table].title for table in ("qa_audit", "qa_complaint", "qa_exception_alert")
)


def theme(title: str) -> Theme:
    return Theme(
        code=title.upper(), title=title, key_area="ASSESSMENT", key_question="KQ2", synonyms=()
    )


THEMES = {"NEGLECT": theme("Neglect"), "FATHERS": theme("Fathers"), "RECORDING": theme("Recording")}


def found(
    theme: str, times: int, activity: str = AUDIT, polarity: str = "CONCERN"
) -> list[Finding]:
    return [
        Finding(
            f"{theme}{activity[:2]}{n}", f"A{n}", date(2016, 3, 1), activity, "CIN", "KQ2",
            "ASSESSMENT", theme, polarity, "",
        )
        for n in range(times)
    ]  # fmt: skip


def state(counts, theme):
    return next(each.state for each in counts if each.theme == theme)


def test_a_theme_emerges_whose_share_grows_beyond_chance():
    # 12 of 20 concerns now; 8 of 80 in the four quarters before. Fisher's exact test, one-sided:
    # p = 4e-6, which scipy and R's fisher.test(matrix(c(12, 8, 8, 72), 2)) give.
    now = found("NEGLECT", 12) + found("RECORDING", 8)
    before = [found("NEGLECT", 2) + found("RECORDING", 18)] * 4
    counts = count(now, before, THEMES, KINDS)
    assert state(counts, "NEGLECT") == "emerging"
    assert state(counts, "RECORDING") == "fading"
    neglect = counts[0]
    assert (neglect.title, neglect.concerns, tuple(neglect.earlier)) == (
        "Neglect",
        12,
        (2, 2, 2, 2),
    )


def test_small_counts_do_not_shout():
    # From 0 of 80 to 4 of 8 is beyond chance (p = 3e-5), but four findings are four findings.
    now = found("NEGLECT", 4) + found("RECORDING", 4)
    before = [found("RECORDING", 20)] * 4
    assert state(count(now, before, THEMES, KINDS), "NEGLECT") == "too few"


def test_more_audits_alone_make_no_theme_emerge():
    # Twice as many concerns of everything: every share is what it was.
    now = found("NEGLECT", 20) + found("RECORDING", 20)
    before = [found("NEGLECT", 10) + found("RECORDING", 10)] * 4
    assert {each.state for each in count(now, before, THEMES, KINDS)} == {"steady"}


def test_without_a_past_nothing_is_said_of_growth():
    counts = count(found("NEGLECT", 30), [[], [], [], []], THEMES, KINDS)
    assert state(counts, "NEGLECT") == "no history"
    assert tuple(counts[0].earlier) == (None, None, None, None)


def test_a_quarter_in_which_only_other_themes_were_recorded_counts_as_none():
    counts = count(found("NEGLECT", 6), [[], [], [], found("RECORDING", 9)], THEMES, KINDS)
    neglect = next(each for each in counts if each.theme == "NEGLECT")
    assert tuple(neglect.earlier) == (None, None, None, 0)


def test_strengths_are_counted_apart():
    now = found("FATHERS", 2) + found("FATHERS", 3, polarity="STRENGTH")
    counts = count(now, [[]] * 4, THEMES, KINDS)
    assert (counts[0].concerns, counts[0].strengths) == (2, 3)


def test_three_kinds_of_evidence_are_a_triangulation_and_three_audits_are_not():
    alike = found("NEGLECT", 3) + found("NEGLECT", 1, METHODS["qa_case_tracking"].title)
    assert not count(alike, [[]] * 4, THEMES, KINDS)[0].is_triangulated
    mixed = found("NEGLECT", 1) + found("NEGLECT", 1, COMPLAINT) + found("NEGLECT", 1, ALERT)
    seen = count(mixed, [[]] * 4, THEMES, KINDS)[0]
    assert seen.is_triangulated
    assert tuple(seen.kinds) == ("alert", "case file audit", "complaint")


def test_a_themed_audit_is_suggested_with_its_evidence_unless_one_covers_the_theme():
    now = found("NEGLECT", 3) + found("NEGLECT", 1, COMPLAINT) + found("NEGLECT", 1, ALERT)
    counts = count(now, [[]] * 4, THEMES, KINDS)
    (suggested,) = suggestions(counts, covered=())
    assert (suggested.theme, tuple(suggested.reasons)) == ("NEGLECT", ("triangulated",))
    assert len(suggested.findings) == 5
    assert suggestions(counts, covered={"NEGLECT"}) == []


@pytest.mark.parametrize(
    ("probabilities", "held"),
    [
        # The example of Benjamini and Hochberg (1995), section 4.1: 15 tests, 4 rejected at 0.05.
        (
            [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
             0.4262, 0.5719, 0.6528, 0.7590, 1.0000],
            4,
        ),
        ([], 0),
        ([0.06], 0),
        ([0.05], 1),
    ],
)  # fmt: skip
def test_many_tests_at_once_follow_benjamini_and_hochberg(probabilities, held):
    named = {f"T{n:02d}": p for n, p in enumerate(probabilities)}
    assert beyond_chance(named) == set(list(named)[:held])


@given(st.lists(st.floats(0, 1), max_size=20))
def test_more_tests_never_make_a_weaker_one_hold_alone(probabilities):
    named = {f"T{n:02d}": p for n, p in enumerate(probabilities)}
    held = beyond_chance(named)
    assert all(other in held for name in held for other in named if named[other] < named[name])
