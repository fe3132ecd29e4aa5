"""Indicators and evidence of practice side by side."""

from datetime import date

import pytest

from litmus.qa.crossreference import cross, judgements, practice, standing
from litmus.qa.findings import Vocabulary
from litmus.qa.model import Finding
from litmus.qa.recommendations import recommend
from litmus.qa.vocabulary import KeyArea
from qa.made import asked

WORDS = Vocabulary(
    {"ASSESSMENT": KeyArea(title="Assessment", key_question="KQ2", indicators=("ASM02",))}, {}
)
FIGURE = {"value": 80.0, "rag": None, "lower": 78.0, "upper": 82.0, "benchmark": 83.4}


def finding(id_: str, polarity: str, *indicators: str) -> Finding:
    return Finding(
        id_, "AUD1", date(2016, 2, 1), "Case file audits", "CIN", "KQ2", "ASSESSMENT", "", polarity,
        "", indicators,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("figure", "polarity", "expected"),
    [
        (FIGURE | {"rag": "green"}, "higher", ("good", "target")),
        (FIGURE | {"rag": "amber"}, "higher", ("mixed", "target")),
        (FIGURE | {"rag": "red"}, "lower", ("poor", "target")),
        (FIGURE, "higher", ("poor", "comparison")),  # 82.0 is below 83.4
        (FIGURE, "lower", ("good", "comparison")),
        (FIGURE | {"benchmark": 81.9}, "higher", ("mixed", "comparison")),
        (FIGURE | {"benchmark": None}, "higher", ("not known", "")),
        (FIGURE, "neutral", ("not known", "")),
        (FIGURE | {"value": None}, "higher", ("not known", "")),
        (None, "higher", ("not known", "")),
    ],
)
def test_an_indicator_is_good_by_its_target_or_else_its_comparison(figure, polarity, expected):
    assert standing(figure, polarity) == expected


@pytest.mark.parametrize(
    ("good", "judged", "strengths", "concerns", "expected"),
    [
        (30, 40, 0, 0, "good"),  # Wilson's interval of 30 of 40: 60% to 86%
        (10, 40, 0, 0, "poor"),  # 14% to 40%
        (22, 40, 0, 0, "mixed"),  # 40% to 69%
        (9, 9, 0, 0, "not known"),  # too few judgements, and no finding either
        (1, 2, 19, 1, "good"),  # findings stand in: 19 of 20 are strengths
        (1, 2, 3, 17, "poor"),
    ],
)
def test_practice_is_good_or_poor_only_beyond_chance(good, judged, strengths, concerns, expected):
    assert practice(good, judged, strengths, concerns) == expected


def test_the_reported_judgement_is_the_moderated_one_of_audits_completed_in_the_period():
    audits = [
        {"aud_id": "A1", "aud_completed_at": "2016-01-01 09:00:00"},
        {"aud_id": "A2", "aud_completed_at": "2016-03-31 23:59:00"},
        {"aud_id": "A3", "aud_completed_at": "2016-04-01 00:00:00"},
    ]
    judged = [
        {"auj_aud_id": each["aud_id"], "auj_key_area": "ASSESSMENT", "auj_grade": "GOOD"}
        for each in audits
    ] + [{"auj_aud_id": "A1", "auj_key_area": "REVIEWS", "auj_grade": "NOT_APPLICABLE"}]
    moderated = [
        # The second moderation of A1 is the one that holds; an overall moderation changes no area.
        {"aum_id": "M1", "aum_aud_id": "A1", "aum_key_area": "ASSESSMENT",
         "aum_at": "2016-01-10 10:00:00", "aum_moderated_grade": "INADEQUATE"},
        {"aum_id": "M2", "aum_aud_id": "A1", "aum_key_area": "ASSESSMENT",
         "aum_at": "2016-01-12 10:00:00", "aum_moderated_grade": "REQUIRES_IMPROVEMENT"},
        {"aum_id": "M3", "aum_aud_id": "A2", "aum_key_area": None,
         "aum_at": "2016-03-31 23:59:30", "aum_moderated_grade": "INADEQUATE"},
        # After the period nobody moderated anything in it.
        {"aum_id": "M4", "aum_aud_id": "A2", "aum_key_area": "ASSESSMENT",
         "aum_at": "2016-04-02 10:00:00", "aum_moderated_grade": "INADEQUATE"},
    ]  # fmt: skip
    tables = {"qa_audit": audits, "qa_audit_judgement": judged, "qa_audit_moderation": moderated}
    found = judgements(asked("2016Q1", **tables))
    assert found == {"ASSESSMENT": {"GOOD": 1, "REQUIRES_IMPROVEMENT": 1}}


def test_a_good_indicator_beside_poor_practice_is_a_contradiction_with_its_evidence():
    found = [finding("F1", "CONCERN", "ASM02"), finding("F2", "STRENGTH", "ASM02")]
    judged = {"ASSESSMENT": {"GOOD": 8, "OUTSTANDING": 2, "INADEQUATE": 30}}
    (crossing,) = cross(found, judged, {"ASM02": ("good", "target")}, {"ASM02": ("KQ2",)}, WORDS)
    assert (crossing.good, crossing.judged, crossing.practice) == (10, 40, "poor")
    assert (crossing.strengths, crossing.concerns) == (1, 1)
    assert crossing.verdict == "contradict"
    (recommended,) = recommend([], [crossing], [])
    assert recommended.kind == "indicator good, practice poor"
    assert tuple(recommended.evidence) == ("F1", "F2")


def test_an_indicator_that_nobody_tied_to_practice_is_left_out():
    standings = {"LAC01": ("good", "target")}
    assert cross([], {}, standings, {"LAC01": ("KQ2",)}, WORDS) == []
    tied = [finding("F1", "CONCERN", "LAC01")]
    assert [c.code for c in cross(tied, {}, standings, {"LAC01": ("KQ2",)}, WORDS)] == ["LAC01"]
