"""Filled forms are made of what the tables hold, are new, and would be accepted."""

from datetime import date
from pathlib import Path

import pytest

from litmus.base.errors import UsageError
from litmus.intake.forms import definitions
from litmus.intake.forms.extraction import extract
from litmus.intake.forms.samples import samples, with_mistake
from litmus.intake.forms.writing import write_proformas, write_samples

PROJECT = Path(__file__).parents[3]
FORMS = definitions.load(PROJECT)
START, END = date(2016, 1, 1), date(2016, 3, 31)


def observation(number: int, child: str, day: str, **changes: str | None) -> dict:
    row = {
        "obs_id": f"OBS{number}",
        "obs_type": "HOME_VISIT",
        "obs_at": f"{day}T10:00:00",
        "obs_worker_id": f"W{number}",
        "obs_team_id": "CIN-1",
        "obs_service": "CIN",
        "obs_observer_id": "TM-CIN-1",
        "obs_observer_role": "TM",
        "obs_person_id": child,
        "obs_child_family_feedback_yn": "N",
        "obs_overall_grade": "GOOD",
        "obs_quality_text": "Well prepared.",
        "obs_effectiveness_text": "The plan moved on.",
        "obs_recorded_at": f"{day}T16:00:00",
        "obs_status": "ignored",
    }
    return row | changes


def finding(number: int, area: str = "VISITS_DIRECT_WORK") -> dict:
    return {
        "fin_id": f"FND{number}",
        "fin_source_table": "qa_observation",
        "fin_source_id": f"OBS{number}",
        "fin_date": "2016-02-01",
        "fin_service": "CIN",
        "fin_kq": "KQ2",
        "fin_key_area": area,
        "fin_polarity": "STRENGTH",
        "fin_text": "Listens.",
        "fin_theme": "listening well",
    }


def action(number: int) -> dict:
    return {
        "act_id": f"ACT{number}",
        "act_source_table": "qa_observation",
        "act_source_id": f"OBS{number}",
        "act_text": "Share it.",
        "act_owner_id": "TM-CIN-1",
        "act_kq": "KQ2",
        "act_priority": "LOW",
        "act_due_on": "2016-02-20",
        "act_raised_on": "2016-02-01",
    }


def tables(*observations: dict) -> dict:
    numbers = [int(row["obs_id"].removeprefix("OBS")) for row in observations]
    return {
        "qa_observation": list(observations),
        "qa_finding": [finding(number) for number in numbers],
        "qa_action": [action(number) for number in numbers],
    }


TWO = tables(observation(1, "0001", "2016-02-01"), observation(2, "0002", "2016-02-02"))


def test_rows_become_the_answers_of_the_form_that_they_belong_to() -> None:
    first, second = extract(FORMS["observation"], TWO)

    assert first.single["child"] == "0001"
    assert first.single["observed"] == "2016-02-01T10:00:00"
    assert "feedback" not in first.single
    assert first.rows["findings"] == {
        1: {
            "polarity": "STRENGTH",
            "key_area": "VISITS_DIRECT_WORK",
            "finding": "Listens.",
            "theme": "listening well",
        }
    }
    assert second.single["worker"] == "W2"


def test_an_action_has_the_key_area_that_the_form_speaks_of() -> None:
    """The tables keep its key question, KQ2, alone: of its key areas, the finding's is taken."""
    first, _ = extract(FORMS["observation"], TWO)

    assert first.rows["actions"][1]["key_area"] == "VISITS_DIRECT_WORK"


def test_judgements_go_to_the_rows_of_their_key_areas() -> None:
    audit = {"aud_id": "AUD1", "aud_person_id": "0001"}
    judged = [
        {"auj_aud_id": "AUD1", "auj_key_area": "ASSESSMENT", "auj_kq": "KQ2", "auj_grade": "GOOD"},
        {"auj_aud_id": "AUD2", "auj_key_area": "REVIEWS", "auj_kq": "KQ2", "auj_grade": "GOOD"},
    ]

    (filled,) = extract(
        FORMS["case_file_audit"], {"qa_audit": [audit], "qa_audit_judgement": judged}
    )

    assert filled.rows["judgements"] == {4: {"grade": "GOOD"}}  # assessment is the fourth row


def test_moderations_of_one_audit_become_one_form() -> None:
    said = {"aum_aud_id": "AUD1", "aum_moderator_id": "QA-1", "aum_at": "2016-02-01T09:00:00"}
    rows = [
        said | {"aum_id": "M1", "aum_key_area": None, "aum_original_grade": "GOOD"},
        said | {"aum_id": "M2", "aum_key_area": "REVIEWS", "aum_original_grade": "INADEQUATE"},
    ]

    (filled,) = extract(FORMS["audit_moderation"], {"qa_audit_moderation": rows})

    assert filled.single == {"audit": "AUD1", "moderator": "QA-1", "moderated": said["aum_at"]}
    assert filled.rows["grades"] == {1: {"original": "GOOD"}, 9: {"original": "INADEQUATE"}}


def test_a_sample_is_about_another_child_of_the_team_a_week_later() -> None:
    found = samples({"observation": FORMS["observation"]}, TWO, START, END, 10)

    assert [each.number for each in found] == [1, 2]
    said = {
        (each.filled.single["child"], each.filled.single["worker"], each.filled.single["observed"])
        for each in found
    }
    assert said == {
        ("0002", "W2", "2016-02-08T10:00:00"),  # of the first observation, of 1 February
        ("0001", "W1", "2016-02-09T10:00:00"),
    }


def test_samples_lie_in_the_period() -> None:
    """The second of the two is dated a week after 2 February."""
    found = samples({"observation": FORMS["observation"]}, TWO, date(2016, 2, 9), END, 10)

    assert [each.filled.single["child"] for each in found] == ["0001"]


def test_a_form_that_would_be_refused_is_no_sample() -> None:
    without_grade = observation(3, "0003", "2016-02-03", obs_overall_grade=None)
    recorded_before = observation(4, "0004", "2016-02-03", obs_recorded_at="2016-02-01T10:00:00")

    found = samples(
        {"observation": FORMS["observation"]}, tables(without_grade, recorded_before), START, END, 9
    )

    assert found == []


def test_a_mistake_is_an_answer_that_is_missing() -> None:
    (sample, _) = samples({"observation": FORMS["observation"]}, TWO, START, END, 2)

    wrong = with_mistake(sample)

    assert set(sample.filled.single) - set(wrong.filled.single) == {"recorded"}


def test_an_inbox_file_of_the_same_name_is_left_alone(tmp_path: Path) -> None:
    found = samples({"observation": FORMS["observation"]}, TWO, START, END, 1)
    (tmp_path / "observation 1.xlsx").write_bytes(b"somebody's")

    first = write_samples(found, "Sample City", tmp_path)
    again = write_samples(found, "Sample City", tmp_path)

    assert first == again == [tmp_path / "observation 1 (2).xlsx"]
    assert (tmp_path / "observation 1.xlsx").read_bytes() == b"somebody's"


def test_a_proforma_that_was_filled_in_is_moved_not_overwritten(tmp_path: Path) -> None:
    write_proformas(PROJECT, tmp_path, ["visit"])
    empty = (tmp_path / "visit.xlsx").read_bytes()
    (tmp_path / "visit.xlsx").write_bytes(b"filled in")

    written = write_proformas(PROJECT, tmp_path, ["visit"])

    assert written.moved == [tmp_path / "earlier" / "visit.xlsx"]
    assert written.moved[0].read_bytes() == b"filled in"
    assert (tmp_path / "visit.xlsx").read_bytes() == empty
    assert write_proformas(PROJECT, tmp_path, ["visit"]).moved == []


def test_an_unknown_form_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no form 'visits'"):
        write_proformas(PROJECT, tmp_path, ["visit", "visits"])

    assert list(tmp_path.iterdir()) == []
