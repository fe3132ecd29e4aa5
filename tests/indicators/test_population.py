"""Whose children a rate is out of, and in which year."""

from datetime import date

import pytest

from indicators.worked import Council
from litmus.base.council import Council as Settings
from litmus.indicators import Population
from litmus.indicators.population import read

OURS = Settings(name="Ourtown", sample=False, la_code="856", source="ssd:x")
SAMPLE = Settings(name="Sample City", sample=True, la_code="SAMPLE", source="sample")
ESTIMATES = """
pop_la_code | pop_year | pop_0_17 | pop_source | published_on
856         | 2014     | 82188    | ONS        | 2015-06-25
856         | 2015     | 83000    | ONS        | 2016-06-23
856         | 2015     | 83785    | ONS rebased| 2018-03-22
857         | 2015     | 50000    | ONS        | 2016-06-23
"""


@pytest.mark.parametrize(
    ("s", "used"),
    [
        # The financial year of S decides: 31 March 2016 is in 2015/16, which starts in 2015.
        (date(2016, 3, 31), (83785, "")),
        (date(2015, 4, 1), (83785, "")),
        (date(2015, 3, 31), (82188, "")),
        # Before mid-2016 is published (is in the table), mid-2015 serves, and is said to.
        (date(2016, 4, 30), (83785, "population of mid-2015: mid-2016 is not known")),
        (date(2014, 3, 31), (None, "no population of mid-2013 or before")),
    ],
)
def test_the_year_of_the_population(s: date, used: tuple) -> None:
    assert Population({2014: 82188, 2015: 83785}).at(s) == used


def test_the_last_published_estimate_of_our_authority(council: Council) -> None:
    found = read(council.of(ext_population=ESTIMATES).connection, OURS)
    assert found.by_year == {2014: 82188, 2015: 83785}


def test_the_settings_serve_where_the_data_have_no_population(council: Council) -> None:
    local = OURS.model_copy(update={"population": {2015: 84000}})
    assert read(council.connection, local).by_year == {2015: 84000}
    assert read(council.connection, OURS).at(date(2016, 3, 31)) == (
        None,
        "no population: the data has no table ext_population and params/council.yml gives no "
        "population",
    )


def test_another_authority_is_not_ours(council: Council) -> None:
    stranger = OURS.model_copy(update={"la_code": "855"})
    found = read(council.of(ext_population=ESTIMATES).connection, stranger)
    assert found.at(date(2016, 3, 31)) == (
        None,
        "no population: ext_population has no rows of authority 855",
    )


def test_the_sample_councils_population_is_not_laid_beside_other_data(council: Council) -> None:
    sample = SAMPLE.model_copy(update={"population": {2015: 83785}})
    assert read(council.connection, sample).by_year == {}
    assert read(council.connection, sample, of_sample=True).by_year == {2015: 83785}
    one = "pop_la_code | pop_year | pop_0_17 | pop_source\n890 | 2015 | 28000 | ONS"
    assert read(council.of(ext_population=one).connection, sample).by_year == {2015: 28000}
    # Two authorities: which of them is meant cannot be told.
    assert read(council.of(ext_population=ESTIMATES).connection, sample).by_year == {}
