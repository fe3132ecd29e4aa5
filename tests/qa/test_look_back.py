"""What a report of a period says of quality assurance does not change because of later days."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from typing import Any

import duckdb
import pytest

from litmus.base.json_files import plain
from litmus.base.periods import Period
from litmus.base.scope import Scope
from litmus.indicators.catalogue import INDICATORS
from litmus.indicators.parameters import read_parameters
from litmus.qa import deep_dive, gravest, known
from litmus.qa.collation import collate, vocabulary
from litmus.qa.immediate import concerns
from litmus.qa.narrowing import narrow
from litmus.qa.query import Query
from qa.audit_rows import PROJECT, SHIPPED
from qa.cut import OWN, PARTS, PLANNED, WITH, cut, dated, tables
from qa.made import contracts

WORDS = vocabulary(PROJECT)
RULES = gravest.read_rules(PROJECT)
PARAMETERS = read_parameters(PROJECT)
STANDINGS = dict.fromkeys(INDICATORS, ("not known", ""))
QUESTIONS = {code: each.key_questions for code, each in INDICATORS.items()}
PERIODS = ("2015-12", "2016-02", "2016Q1", "2016Q3", "2015/16")
SCOPES = ("service:CIN", "team:CIN-1", "worker_group:SW")


@pytest.fixture(scope="module")
def whole(frozen_sample) -> Iterator[duckdb.DuckDBPyConnection]:
    with closing(frozen_sample.connect(held=tables())) as connection:
        yield connection


@pytest.fixture(scope="module")
def until(frozen_sample) -> Iterator[Callable[[date], duckdb.DuckDBPyConnection]]:
    """The data as they stood on a day, made once for all that is asked of that day."""
    made: dict[date, duckdb.DuckDBPyConnection] = {}

    def of(day: date) -> duckdb.DuckDBPyConnection:
        if day not in made:
            made[day] = frozen_sample.connect(held=tables())
            cut(made[day], day)
        return made[day]

    yield of
    for connection in made.values():
        connection.close()


def said(asked: Query) -> dict[str, Any]:
    """Every measure, tally, fact, recommendation and action that quality assurance has to say."""
    return plain(collate(asked, WORDS, SHIPPED, STANDINGS, QUESTIONS, RULES))


def differences(one: Any, other: Any, where: str = "") -> list[str]:
    """Where two values differ, in words that say which measure or table it is."""
    if one == other:
        return []
    if isinstance(one, dict) and isinstance(other, dict):
        where += "/" + str(one.get("label") or one.get("caption") or one.get("key") or "")
        return [d for name in one for d in differences(one[name], other.get(name), where)]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [d for a, b in zip(one, other, strict=True) for d in differences(a, b, where)]
    return [f"{where}: {other} of the data to that day, {one} of all"]


@pytest.mark.parametrize("period", PERIODS)
def test_a_collation_says_the_same_of_the_data_that_end_with_its_period(
    frozen_sample, whole, until, period
):
    asked = Query.of(whole, frozen_sample, Period.parse(period))
    then = Query.of(until(asked.end), frozen_sample, asked.period)
    assert differences(said(asked), said(then)) == []


@pytest.mark.parametrize("scope", SCOPES)
def test_so_does_that_of_a_part_of_the_council(frozen_sample, whole, until, scope):
    asked = Query.of(whole, frozen_sample, Period.parse("2016Q1"))
    then = Query.of(until(asked.end), frozen_sample, asked.period)
    ours, theirs = (said(narrow(each, Scope.parse(scope))) for each in (asked, then))
    assert differences(ours, theirs) == []


@pytest.mark.parametrize("period", ("2015-12", "2016Q1", "2015/16"))
def test_so_does_a_deep_dive(frozen_sample, whole, until, period):
    asked = Query.of(whole, frozen_sample, Period.parse(period))
    then = Query.of(until(asked.end), frozen_sample, asked.period)
    ours, theirs = (
        plain(deep_dive.dive(each, WORDS.themes["NEGLECT"], WORDS, PROJECT, PARAMETERS))
        for each in (asked, then)
    )
    assert differences(ours, theirs) == []


@pytest.mark.parametrize("day", ("2015-12-31", "2016-03-29"))
def test_so_do_the_concerns_of_a_day(frozen_sample, whole, until, day):
    asked = Query.of(whole, frozen_sample, Period.parse(day))
    then = Query.of(until(asked.end), frozen_sample, asked.period)
    assert differences(plain(concerns(asked)), plain(concerns(then))) == []


def test_what_is_cut_is_every_day_that_the_contracts_have():
    """A new table or a new day must be put in one of the lists: what came after it is no part of
    what was known."""
    of_quality = {t for t in contracts() if t.startswith(("qa_", "xref_"))}
    assert of_quality == set(OWN)
    days = {day for table in OWN for day in dated(table)}
    assert days >= PLANNED | set(WITH)
    assert {table for table, own in OWN.items() if own is None} <= {*PARTS, "qa_theme"}


# When somebody wrote down what a row says of its own day; and days of which nothing is counted,
# or which a survey is counted by.
WRITTEN_DOWN = {"created_at", "hom_report_date", "mon_form_completed_on"}
NOT_COUNTED = {"aud_started_at", "qrt_presented_on", "srv_close", "xfi_in_book_month"}


def test_every_day_of_a_later_step_is_bound_by_the_end_of_the_period():
    bound = {day for life in known.LIVES.values() for day in (life.begins, *life.later)}
    for table, own in OWN.items():
        later = set(dated(table)) - {own} - PLANNED - WRITTEN_DOWN - NOT_COUNTED
        if table != "qa_complaint_learning":  # counted by the first of its days
            assert later <= bound, table
