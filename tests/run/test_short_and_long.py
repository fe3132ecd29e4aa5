"""The reports beside the quarterly one are made of the sample council, and keep to their length."""

import re
from pathlib import Path

import pikepdf
import pytest

from sample_reports import file_of

# The folder in which it lies, and the most pages that it may have.
MADE = {
    "summary": ("2016Q1/summary", 2),
    "observatory": ("2016Q1/observatory", 4),
    "annual": ("2015-2016/annual", 20),
    "briefing": ("2016Q1/briefing-team-CIN-1", 1),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", MADE)
def test_it_is_made_of_the_sample_council(name: str, reports: Path) -> None:
    place, most = MADE[name]
    with pikepdf.open(file_of(reports, place, "pdf")) as printed:
        assert len(printed.pages) <= most
    page = file_of(reports, place).read_text(encoding="utf-8")
    words = re.sub(r"<(style|script|svg).*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)
    assert not re.search(r"\bnan\b|\bNaN\b|\bNone\b(?! of)", words)
