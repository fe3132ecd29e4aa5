"""How long cases took: bands of days that end with the limit, the middle, who is in time."""

from datetime import date

from litmus.base.windows import window_ending
from litmus.figures.days import taken

QUARTER = window_ending("quarter", date(2016, 3, 31))


def test_bands_end_with_the_limit_and_gather_what_took_longer_than_twice_as_long() -> None:
    # limit 10: bands of two days up to 20, then all else; 0 days are in the first
    found = taken(QUARTER, {0: 1, 2: 2, 3: 1, 10: 4, 11: 1, 20: 1, 21: 1, 99: 1, None: 3}, 10)
    assert [(b.first, b.last, b.number) for b in found.bands] == [
        (0, 2, 3), (3, 4, 1), (5, 6, 0), (7, 8, 0), (9, 10, 4), (11, 12, 1), (13, 14, 0),
        (15, 16, 0), (17, 18, 0), (19, 20, 1), (21, None, 2),
    ]  # fmt: skip
    assert (found.in_time, found.late, found.unknown) == (8, 4, 3)
    assert sum(band.number for band in found.bands) == found.known == 12
    assert found.median == 10.0


def test_without_known_days_there_is_no_middle() -> None:
    assert taken(QUARTER, {None: 2}, 45).median is None
    assert taken(QUARTER, {}, 45).known == 0
