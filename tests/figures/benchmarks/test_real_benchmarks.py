"""What DfE really published, the catalogue's figures and the shipped file agree."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from litmus.figures.benchmarks import build, read_list
from litmus.figures.benchmarks.building import latest_figures
from litmus.figures.benchmarks.explore import LOCAL, read_folder
from litmus.figures.benchmarks.measures import MEASURES
from litmus.figures.benchmarks.neighbours import one_decimal
from litmus.figures.benchmarks.settings import read_benchmarks, read_neighbours

PROJECT = Path(__file__).resolve().parents[3]
SHARED = PROJECT / ".." / "shared"
SAMPLES = SHARED / "samples" / "benchmarks"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="DfE's sample files are not here")
needs_catalogue = pytest.mark.skipif(
    not (SHARED / "indicators.yml").is_file(), reason="indicators.yml is not here"
)

# The mean of the ten is 189.5 / 10 = 18.95: 19.0 with halves up, as everywhere in Litmus. The
# catalogue's 18.9 comes from binary fractions, in which 18.95 is a little less.
HALVES = {("CPP02", "sn_derived"): Decimal("18.9")}


def catalogue() -> dict[str, dict]:
    text = (SHARED / "indicators.yml").read_text(encoding="utf-8")
    return {each["code"]: each["benchmark"] for each in yaml.safe_load(text)["indicators"]}


@needs_catalogue
def test_the_shipped_figures_are_those_of_the_catalogue():
    shipped = {
        (each.indicator, each.group): each
        for each in read_benchmarks(PROJECT)
        if each.year == "2015/16"
    }
    compared = 0
    for code, known in catalogue().items():
        if known["england_2015_16"] is not None:
            assert shipped[code, "ENGLAND"].value == known["england_2015_16"], code
            assert shipped[code, "ENGLAND"].source.split()[0] == known["source"], code
            compared += 1
        else:
            assert (code, "ENGLAND") not in shipped
        mean = shipped.get((code, "STAT_NEIGHBOURS"))
        if "sn_derived" not in known:  # CPP03: four of ten are suppressed
            assert mean is None
            continue
        wanted = known["sn_derived"]
        if (code, "sn_derived") in HALVES:
            assert wanted["value"] == float(HALVES[code, "sn_derived"])
            assert mean.value == 19.0
        else:
            assert mean.value == wanted["value"], code
        assert mean.n == wanted["n"], code
    assert compared == 18


@needs_samples
def test_the_shipped_file_is_what_the_published_files_give():
    neighbours = read_neighbours(PROJECT)
    rows = build(SAMPLES, neighbours.la_code, neighbours)
    lines = (PROJECT / "params" / "benchmarks.csv").read_text(encoding="utf-8").splitlines()
    assert [",".join(row.fields) for row in rows] == lines[1:]


@needs_samples
@needs_catalogue
def test_leicesters_own_figures_are_read_as_published():
    tables = read_folder(SAMPLES)
    known = catalogue()
    compared = 0
    for measure in MEASURES:
        wanted = known[measure.indicator].get("leicester_2015_16")
        found = latest_figures(measure, tables).get(((LOCAL, "856"), 2016))
        if wanted is not None:
            assert found is not None
            assert float(one_decimal(found.cell.value)) == wanted, measure.indicator
            compared += 1
        if measure.indicator == "CPP04":  # not available that year
            assert (found.cell.value, found.cell.symbol) == (None, "x")
    assert compared == 12


@needs_samples
def test_the_list_of_neighbours_is_dfes():
    found = read_list(SAMPLES / "statistical_neighbours_2021.csv", "856")
    shipped = read_neighbours(PROJECT)
    assert list(found.items()) == list(shipped.neighbours.items())
    assert shipped.as_at.isoformat() == "2021-04-01"
