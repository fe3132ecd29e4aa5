"""A snapshot is made anew when the code changes that made it: the patterns find that code."""

from pathlib import Path

import pytest

import litmus
from litmus import freezing
from litmus.sources import base

LIBRARY = Path(litmus.__file__).parent


@pytest.mark.parametrize("pattern", [*freezing.READ_BY, *freezing.FROZEN_BY, *base.READ_BY])
def test_each_pattern_finds_code(pattern):
    assert list(LIBRARY.glob(pattern)), f"{pattern} finds nothing in the library"


def test_what_reads_dates_and_flags_is_among_it():
    for patterns in (freezing.READ_BY, base.READ_BY):
        found = {path.name for pattern in patterns for path in LIBRARY.glob(pattern)}
        assert {"dates.py", "words.py", "numbers.py"} <= found
