"""A snapshot is made anew when the code changes that made it: the patterns find that code."""

import pytest

from litmus.base import code_digest
from litmus.intake import collected_forms, freezing
from litmus.intake.sources import base

DIGESTS = (freezing.FROZEN_BY, base.READ_BY, collected_forms.LAID_BY)


@pytest.mark.parametrize("pattern", [pattern for digest in DIGESTS for pattern in digest])
def test_each_pattern_finds_code(pattern):
    assert code_digest.matching(pattern), f"{pattern} finds nothing in the library"


def test_what_reads_dates_and_flags_is_among_it():
    for patterns in (freezing.FROZEN_BY, base.READ_BY):
        found = {path.name for path in code_digest.matching(*patterns)}
        assert {"dates.py", "words.py", "numbers.py"} <= found
