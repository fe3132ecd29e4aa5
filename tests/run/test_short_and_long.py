"""The reports beside the quarterly one are made of the sample council, and keep to their length."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

PROJECT = Path(__file__).resolve().parents[2]
# What is asked for, the folder in which it lies, and the most pages that it may have.
MADE = {
    "summary": (["--period", "2016Q1"], "2016Q1/summary", 2),
    "observatory": (["--period", "2016Q1"], "2016Q1/observatory", 4),
    "annual": (["--period", "2015/16"], "2015-2016/annual", 20),
    "briefing": (
        ["--period", "2016Q1", "--scope", "team:CIN-1"],
        "2016Q1/briefing-team-CIN-1",
        1,
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", MADE)
def test_it_is_made_of_the_sample_council(name, tmp_path, frozen_folder):
    asked, lies, most = MADE[name]
    shutil.copytree(frozen_folder, tmp_path, dirs_exist_ok=True, symlinks=True)
    command = [Path(sys.executable).parent / "litmus", "run", name, *asked, "--outputs", tmp_path]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    folder = tmp_path / lies
    with pikepdf.open(next(folder.glob("*.pdf"))) as printed:
        assert len(printed.pages) <= most
    page = next(folder.glob("*.html")).read_text(encoding="utf-8")
    words = re.sub(r"<(style|script|svg).*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)
    assert not re.search(r"\bnan\b|\bNaN\b|\bNone\b(?! of)", words)
