"""Averages of statistical neighbours, and the list of them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.base.errors import LitmusError
from litmus.figures.benchmarks import read_list
from litmus.figures.benchmarks.explore import Cell
from litmus.figures.benchmarks.neighbours import average

HEADER = "LA num,LA Name,LA number,GOInd,GOReg," + "".join(f"SN{n},SNP," for n in range(1, 11))
figures = st.decimals(0, 1000, places=1).map(Cell)


@given(st.lists(figures, min_size=2, max_size=10), st.integers(0, 9))
@settings(max_examples=50, deadline=None)
def test_a_suppressed_neighbour_changes_the_mean_as_if_it_were_not_there(cells, place):
    with_gap = [*cells]
    with_gap.insert(place % (len(cells) + 1), Cell(None, "c"))
    assert average(with_gap) == average(cells)
    values = [cell.value for cell in cells]
    assert min(values) <= average(cells).value <= max(values)
    assert average(cells).n == len(cells)


def test_nobody_with_a_figure_gives_none():
    assert average([Cell(None, "c")]).value is None
    assert average([]).n == 0


def test_the_ten_are_read_by_name_and_in_order(tmp_path: Path):
    path = tmp_path / "neighbours.csv"
    others = [f"{900 + n},Other {n} ,{900 + n},1,X,{'856,Close,' * 10}" for n in range(10)]
    own = "856,Ours,856,1,X," + "".join(f"{909 - n},Close," for n in range(10))
    path.write_text("\n".join((HEADER, *others, own, "," * 25)), encoding="utf-8-sig")
    found = read_list(path, "856")
    assert list(found)[:2] == ["909", "908"]
    assert found["909"] == "Other 9"
    assert len(found) == 10


def test_a_list_without_the_council_or_with_an_unknown_neighbour_is_refused(tmp_path: Path):
    path = tmp_path / "neighbours.csv"
    path.write_text(f"{HEADER}\n856,Ours,856,1,X,{'111,Close,' * 10}\n", encoding="utf-8-sig")
    with pytest.raises(LitmusError, match=r"neighbours\.csv, the row of 856, column SN1: found '1"):
        read_list(path, "856")
    with pytest.raises(LitmusError, match="column LA num: no row for '857', expected the three"):
        read_list(path, "857")
