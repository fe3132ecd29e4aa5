"""The edition for young people of the sample council: short, and without a code."""

import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from notebooks.printed import page
from notebooks.shipped import ROOT
from notebooks.test_printed_codes import codes_in

pytestmark = pytest.mark.slow
PAGES = 4


@pytest.fixture(scope="module")
def folder(once, frozen_folder: Path) -> Path:
    """The edition of 2016Q1, as `litmus run` leaves it."""

    def run(outputs: Path) -> None:
        shutil.copytree(frozen_folder, outputs, dirs_exist_ok=True, symlinks=True)
        command = [Path(sys.executable).parent / "litmus", "run", "young_people"]
        asked = ["--period", "2016Q1", "--outputs", outputs]
        subprocess.run([*command, *asked], cwd=ROOT, check=True, capture_output=True)

    return once("young_people", run) / "2016Q1" / "young_people"


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
