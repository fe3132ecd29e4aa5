"""The rules over episodes of care, as examples: what each finds and what it leaves alone."""

import pytest

from intake.contracts.conftest import PEOPLE  # isort: skip

HEADER = (
    "clae_cla_episode_id|clae_person_id|clae_cla_placement_id|clae_cla_episode_start_date|"
    "clae_cla_episode_start_reason|clae_cla_episode_ceased_date|clae_cla_episode_ceased_reason|"
    "clae_cla_id|clae_entered_care_date\n"
)


def episode(name: str, start: str, end: str, reason: str, entered: str = "2015-01-05") -> str:
    return f"{name}|P1|PL1|{start}|S|{end}|{reason}|C1|{entered}\n"


@pytest.mark.parametrize(
    ("episodes", "expected"),
    [
        # Two episodes that touch are what a move looks like.
        (
            [
                episode("E1", "2015-01-05", "2015-06-01", "X1"),
                episode("E2", "2015-06-01", "-", "-"),
            ],
            {},
        ),
        # The next episode starts a day late, so a day of care is lost.
        (
            [
                episode("E1", "2015-01-05", "2015-06-01", "X1"),
                episode("E2", "2015-06-02", "-", "-"),
            ],
            {"followed_by_no_episode": 1},
        ),
        # The next episode starts while the first still runs: the later one is listed.
        (
            [
                episode("E1", "2015-01-05", "2015-06-10", "E8"),
                episode("E2", "2015-06-01", "-", "-"),
            ],
            {"overlapping_episodes": 1},
        ),
        # Two on one day: both are listed, since either may be the wrong one.
        (
            [
                episode("E1", "2015-01-05", "2015-06-01", "E8"),
                episode("E2", "2015-01-05", "2015-06-01", "E8"),
            ],
            {"same_day_episodes": 2},
        ),
        ([episode("E1", "2015-01-05", "-", "E8")], {"ended_without_date": 1}),
        ([episode("E1", "2015-01-05", "2015-06-01", "-")], {"ended_without_reason": 1}),
        # P1 was born on 1 May 2010.
        ([episode("E1", "2010-04-30", "2015-06-01", "E8", "2010-04-30")], {"care_before_birth": 1}),
        ([episode("E1", "2010-05-01", "2015-06-01", "E8", "2010-05-01")], {}),
        ([episode("E1", "2015-01-05", "-", "-", "2015-01-06")], {"entered_care_after_episode": 1}),
    ],
)
def test_episodes_of_care(checked, episodes, expected):
    result = checked(ssd_person=PEOPLE, ssd_cla_episodes=HEADER + "".join(episodes))
    assert {r.rule: r.count for r in result.report.rules} == expected


def test_an_open_episode_past_the_eighteenth_birthday(checked):
    # As at 31 March 2016: born 31 March 1998 is 18 that day, born 1 April 1998 is still 17.
    for born, count in (("1998-03-31", 1), ("1998-04-01", 0)):
        result = checked(
            ssd_person=f"pers_person_id|pers_dob\nP1|{born}",
            ssd_cla_episodes=HEADER + episode("E1", "2015-01-05", "-", "-"),
        )
        assert (
            sum(r.count for r in result.report.rules if r.rule == "looked_after_past_18") == count
        )


def test_a_series_of_short_breaks_left_open(checked):
    statuses = (
        "lega_legal_status_id|lega_person_id|lega_legal_status|lega_legal_status_start_date|"
        "lega_legal_status_end_date\nL1|P1|V4|2015-01-05|-\nL2|P1|V2|2015-06-01|-\n"
        "L3|P2|V4|2015-01-05|2015-06-01\nL4|P2|V2|2015-06-01|-"
    )
    result = checked(ssd_person=PEOPLE, ssd_legal_status=statuses)
    assert {r.rule: r.count for r in result.report.rules} == {"short_break_beside_other_status": 1}
