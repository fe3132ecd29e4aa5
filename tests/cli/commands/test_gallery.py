"""`litmus gallery` writes its documents in the formats that are asked for."""

import shutil
from pathlib import Path

import pytest

from litmus.base import tokens
from litmus.base.errors import UsageError
from litmus.cli import gallery
from litmus.report.gallery import notebook

PROJECT = Path(__file__).parents[3]


@pytest.mark.slow
@pytest.mark.parametrize("colour", ["#0b5d3b", ""])
def test_the_gallery_is_made_as_asked_in_the_look_of_the_council(
    tmp_path, colour, gallery_notebooks, monkeypatch
):
    # What is drawn is the same in every look: the colours come with the rendering.
    monkeypatch.setattr(notebook, "notebooks", lambda: gallery_notebooks)
    project = tmp_path / "project"
    shutil.copytree(PROJECT / "params", project / "params")
    said = f'colours: {{accent: "{colour}"}}\n' if colour else ""
    (project / "params" / "council.yml").write_text(
        f'name: A\nsample: false\nla_code: "856"\nsource: sample\n{said}'
    )
    made = gallery.make(project, tmp_path / "gallery", ["html"], lambda _: None)
    names = ("book", "daily", "early_help", "gallery", "priorities")
    assert sorted(path.name for path in made) == [f"{name}.html" for name in names]
    for path in made:
        assert path.stat().st_size > 100_000
        assert f"--brand: {colour or tokens.light('accent')};" in path.read_text()


def test_a_format_that_there_is_not_is_refused_before_anything_is_made(tmp_path):
    with pytest.raises(UsageError, match="no format 'txt'"):
        gallery.make(PROJECT, tmp_path / "gallery", ["txt"], lambda _: None)
    assert not list(tmp_path.iterdir())
