"""The catalogue: what is declared, in the words of the specification, and in portable SQL."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from litmus.base.code_words import SHORT_SERVICES
from litmus.base.errors import UsageError
from litmus.base.json_files import plain
from litmus.base.windows import history
from litmus.indicators import (
    EVERY,
    Events,
    Indicator,
    available,
    catalogue,
    find,
    in_words,
    select,
)
from litmus.indicators.breakdowns import lookup_columns
from litmus.indicators.compose import figures_sql
from litmus.indicators.optional import OPTIONAL
from litmus.intake import contracts

SPECIFICATION = Path(__file__).resolve().parents[2] / ".." / "shared" / "indicators.yml"
CONTRACTS = Path(__file__).resolve().parents[2] / "data_contracts"
KINDS = {"rate per 10,000": "rate", "percentage": "percentage", "mean": "mean", "count": "count"}


@pytest.fixture(scope="module")
def specified() -> dict[str, dict]:
    if not SPECIFICATION.exists():
        pytest.skip("the folder shared is not beside the repository")
    document = yaml.safe_load(SPECIFICATION.read_text(encoding="utf-8"))
    return {each["code"]: each for each in document["indicators"]}


@pytest.mark.parametrize("code", catalogue())
def test_declared_as_specified(code: str, specified: dict[str, dict]) -> None:
    declared, meant = find(code), specified[code]
    assert declared.name == meant["name"]
    assert declared.kind == KINDS[meant["kind"]]
    assert declared.pattern == meant["pattern"]
    assert declared.unit == meant["unit"]
    assert declared.window == meant["window"]
    assert f"{declared.polarity} is better" in (meant["polarity"], "neutral is better")
    assert list(declared.key_questions) == meant["key_questions"]
    assert [SHORT_SERVICES[each] for each in declared.services] == meant["services"]
    assert (declared.denominator != "") == (meant["denominator"] is not None)


@pytest.mark.parametrize("declared", catalogue().values(), ids=lambda each: each.code)
def test_only_portable_sql(declared: Indicator) -> None:
    sql = figures_sql(declared, history("month", date(2016, 3, 31), 2))
    functions = set(re.findall(r"\b([A-Z_]+) ?\(", sql))
    words = {"AS", "IN", "ON", "AND", "OR", "WITH", "FROM", "SETS", "WHEN", "VALUES", "OVER", "BY"}
    words |= {"WHERE"}
    aggregates = {"SUM", "COUNT", "MAX", "MIN", "COALESCE", "CAST", "VARCHAR", "DECIMAL"}
    text = {"UPPER", "LOWER", "CHR", "REPLACE"}
    windows = {"ROW_NUMBER", "LAG", "LEAD"}
    assert (
        functions - words - aggregates - text - windows - {"JOIN", "NOT", "DATE", "DATE_DIFF"}
        == set()
    )
    assert "::" not in sql and "QUALIFY" not in sql and "--" not in sql


def test_the_words_are_plain_data() -> None:
    for declared in catalogue().values():
        words = plain(in_words(declared))
        assert json.loads(json.dumps(words)) == words
        assert not re.search(r"\{\w", json.dumps(words))  # no name of a setting in braces


def test_a_local_standard_changes_the_sql_and_the_words() -> None:
    local = catalogue({"CPP05": {"days": 15}})["CPP05"]
    assert local.name == "Children on a child protection plan seen within 15 working days"
    sql = figures_sql(local, history("month", date(2016, 3, 31), 1))
    assert "s.working_day - visited.working_day <= 15" in sql
    assert "s.working_day - started.working_day < 15" in sql
    assert find("CPP05").name == "Children on a child protection plan seen within 10 working days"


def test_codes_are_found_in_any_case_and_in_the_order_asked_for() -> None:
    assert [each.code for each in select(["lac01", "ASM02"])] == ["LAC01", "ASM02"]


def test_an_unknown_code_names_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"no indicator 'ASM2'. Did you mean ASM02"):
        find("ASM2")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"CPP5": {"days": 15}}, "no indicator 'CPP5'"),
        ({"CPP05": {"day": 15}}, "CPP05: there is no setting 'day'; it has days"),
        ({"LAC01": {"days": 15}}, "LAC01: there is no setting 'days'; it has none"),
        ({"CPP05": {"days": 0}}, "expected a number from 1, not 0"),
    ],
)
def test_a_wrong_setting_is_refused(given: dict, said: str) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        catalogue(given)


def test_needed_tables_are_those_that_the_sql_reads() -> None:
    assert find("ICP01").needs == ["ssd_initial_cp_conference", "ssd_s47_enquiry"]
    assert find("CPP02").tables == ["ext_cp_history", "ssd_cp_plans"]
    assert find("CPP02").needs == ["ssd_cp_plans"]


def test_available_says_why_not() -> None:
    reasons = {"ssd_cp_plans": "an SSDA903 return is about children looked after only"}
    assert available(find("LAC01"), find("LAC01").needs, reasons) is None
    assert available(find("CPP05"), {"ssd_person", "ssd_cp_visits"}, reasons) == (
        "not available from this source: an SSDA903 return is about children looked after only"
    )
    assert available(find("CPP01"), set(), {}) == (
        "not available from this source: the data has no table ssd_cp_plans"
    )


def test_a_column_that_the_source_lacks_can_be_the_reason() -> None:
    given, reviews = find("CLV03").needs, "ssd_care_leavers.clea_pathway_plan_review_date"
    reasons = {reviews: "an SSDA903 return does not record pathway plans"}
    lacking = {reviews: f"the data has no column {reviews}"}
    assert available(find("CLV03"), given, reasons, lacking) == (
        "not available from this source: an SSDA903 return does not record pathway plans"
    )
    assert available(find("CLV03"), given, {}, lacking) == (
        f"not available from this source: the data has no column {reviews}"
    )
    assert available(find("CLV03"), given, reasons, {}) is None


def test_what_a_figure_stands_on_are_columns_of_the_contracts_that_its_sql_names() -> None:
    known = {
        f"{table}.{column}"
        for table, contract in contracts.load(CONTRACTS).items()
        for column in contract.columns
    }
    for declared in EVERY.values():
        assert declared.stands_on.keys() <= known, declared.code
        assert declared.stands_on.keys() and set(declared.needs) <= set(declared.tables)
    grouped = {name for names in lookup_columns().values() for name in names if name[-1] != "."}
    assert grouped <= known
    read = {name for declared in EVERY.values() for name in declared.stands_on} | grouped
    # The date of death is declared before every definition reads it.
    assert OPTIONAL.keys() - {"ssd_person.pers_death_date"} <= read


@pytest.mark.parametrize(
    ("code", "column", "parts"),
    [
        ("CPP01", "ssd_cp_plans.cppl_cp_plan_end_date", {"rows"}),
        ("CPP01", "ssd_cp_plans.cppl_cp_plan_ola", {"excluded"}),
        ("WFC02", "ext_workforce_post.wfp_fte_in_post", {"numerator", "denominator"}),
        # Joined to be asked for a date of birth: it bears on nothing else.
        ("ASM04", "ssd_cin_assessments.cina_person_id", {"excluded"}),
        # Through a subquery that is joined for the numerator.
        ("LAC02", "ssd_cla_placement.clap_cla_placement_type", {"numerator"}),
        # The team is looked at for the supervision policy of its service.
        ("WFC04", "ssd_involvements.invo_professional_team", {"numerator", "excluded"}),
        # The team of a plan or the sex of a child is in groups alone.
        ("CIN01", "ssd_cin_episodes.cine_referral_team", set()),
        ("CIN01", "ssd_person.pers_sex", set()),
    ],
)
def test_what_a_column_bears_on(code: str, column: str, parts: set) -> None:
    assert find(code).stands_on.get(column, frozenset()) == parts


def test_events_and_states_are_told_apart() -> None:
    for declared in catalogue().values():
        if declared.pattern != "cohort":  # either of them: adopted in a window, or of an age at S
            assert isinstance(declared.cases, Events) == (declared.pattern == "events in period")
