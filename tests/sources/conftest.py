"""Small hand-made folders of files, and the real samples where they are at hand."""

from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parents[2] / ".." / "shared" / "samples"


@pytest.fixture
def folder(tmp_path):
    """Writes files given as name=text (indentation left out) and returns their folder."""

    def write(**texts):
        for name, text in texts.items():
            lines = [line.strip() for line in text.strip().splitlines()]
            (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def sample():
    """The folder of a real sample; skips where the samples are not beside the repository."""

    def find(name):
        if not (SAMPLES / name).is_dir():
            pytest.skip(f"the shared sample {name} is not beside the repository")
        return SAMPLES / name

    return find
