"""The table of breakdowns: every row says all that is needed of it."""

import pytest

from litmus.base.breakdowns import AGE_BANDS, BREAKDOWNS, characteristics


@pytest.mark.parametrize("code", BREAKDOWNS)
def test_groups_stand_in_their_order_then_by_name_and_what_is_not_known_last(code: str) -> None:
    breakdown = BREAKDOWNS[code]
    known = [group for group in breakdown.groups if group != breakdown.unknown]
    mixed = [breakdown.unknown, "Zebra", "Ant", *reversed(known)]
    assert sorted(mixed, key=breakdown.place) == [*known, "Ant", "Zebra", breakdown.unknown]
    assert breakdown.unknown in breakdown.groups


def test_pages_show_sex_age_ethnic_group_and_disability() -> None:
    labels = [each.label for each in characteristics()]
    assert labels == ["sex", "age", "ethnic group", "disability"]


def test_the_words_of_a_group_follow_its_name_where_nothing_else_is_said() -> None:
    age, disability = BREAKDOWNS["age_band"], BREAKDOWNS["disability"]
    assert [age.name(group) for group in ("unborn", "5-9", "not known")] == [
        "Unborn", "5-9", "Not known",
    ]  # fmt: skip
    assert age.brief("not known") == "not known"
    assert disability.brief("Disability recorded") == "recorded"
    assert [age.of(group).people for group in ("unborn", "5-9")] == [
        "unborn children", "those aged 5-9",
    ]  # fmt: skip
    assert set(AGE_BANDS) < set(age.groups)
