"""The edition for young people of the sample council: short, and without a code."""

from pathlib import Path

import pikepdf
import pytest

from notebooks.printed import page
from notebooks.test_printed_codes import codes_in

pytestmark = pytest.mark.slow
PAGES = 4


@pytest.fixture(scope="module")
def folder(reports: Path) -> Path:
    """The edition of 2016Q1."""
    return reports / "2016Q1" / "young_people"


def test_it_has_at_most_four_pages(folder):
    with pikepdf.open(folder / "young_people-not-for-release.pdf") as pdf:
        assert len(pdf.pages) <= PAGES


def test_no_code_stands_before_the_reader(folder):
    assert codes_in("young_people", folder / "young_people-not-for-release.html") == []


def test_each_number_has_a_picture_whose_description_is_its_sentence(folder):
    shown = page(folder / "young_people-not-for-release.html")
    pictures = {words for _, words in shown.spoken if "A row of" in words}
    assert len(pictures) == 10
    assert all(words.startswith(("Out of every 10 ", "Of ")) for words in pictures)
