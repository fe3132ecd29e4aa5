"""Which reports have their long lists beside them as files."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from litmus.report import LISTS
from litmus.run import feeding
from litmus.run.former import FEEDS
from report.collation import collation, finding

FOUND = collation(findings=[finding("FND1")])


def plan(audience: str = "internal", worklists: tuple[str, ...] = ()) -> SimpleNamespace:
    return SimpleNamespace(settings=SimpleNamespace(audience=audience, worklists=worklists))


def test_a_report_for_the_councils_managers_has_each_list_that_has_a_row(tmp_path):
    assert feeding._list_files(plan(), FOUND, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["findings.csv"]
    assert set(LISTS) <= set(FEEDS), "they are exchanged with the report's other files"


@pytest.mark.parametrize("asked", [plan("partner"), plan("member"), plan(worklists=("CIN02",))])
def test_nobody_else_has_them_and_no_report_of_a_day(asked, tmp_path):
    assert not feeding._list_files(asked, FOUND, tmp_path)
    assert not feeding._list_files(plan(), replace(FOUND, findings=()), tmp_path)
    assert list(tmp_path.iterdir()) == []
