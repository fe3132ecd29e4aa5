"""Whose report it is: the sample's settings never lend their name to anybody else's data."""

from pathlib import Path

import pytest

from litmus.base.periods import Period
from litmus.run import plan


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("sample", "Sample City, January to March 2016"),
        ("ssda903:my/return", "Council not named, January to March 2016"),
    ],
)
def test_the_shipped_settings_name_the_sample_alone(tmp_path: Path, source: str, named: str):
    made = plan.make("quarterly", Period.parse("2016Q1"), source, tmp_path, {})
    assert named in made.title
