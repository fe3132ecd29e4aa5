"""`litmus gallery` writes its documents in the formats that are asked for."""

from pathlib import Path

import pytest

from litmus.base.errors import UsageError
from litmus.cli import gallery

PROJECT = Path(__file__).parents[3]


@pytest.mark.slow
def test_the_gallery_is_made_in_the_formats_asked_for(tmp_path):
    made = gallery.make(PROJECT, tmp_path / "gallery", ["html"], lambda _: None)
    assert sorted(path.name for path in made) == ["book.html", "daily.html", "gallery.html"]
    assert all(path.stat().st_size > 100_000 for path in made)


def test_a_format_that_there_is_not_is_refused_before_anything_is_made(tmp_path):
    with pytest.raises(UsageError, match="no format 'txt'"):
        gallery.make(PROJECT, tmp_path / "gallery", ["txt"], lambda _: None)
    assert not list(tmp_path.iterdir())
