"""Every form of params/forms leads to tables that the contracts know."""

from pathlib import Path

import pytest

from intake.forms.workshop import project
from litmus.base import params
from litmus.base.errors import UsageError
from litmus.intake import contracts
from litmus.intake.forms import definitions
from litmus.intake.forms.model import Field, Form

PROJECT = Path(__file__).parents[3]
CODES = definitions.codes(PROJECT)
FORMS = definitions.load(PROJECT)
CONTRACTS = contracts.load(PROJECT / "data_contracts")
# What answers of a type may fill.
TYPES = {
    "text": {"string"},
    "long_text": {"string"},
    "choice": {"string"},
    "yes_no": {"string"},
    "date": {"date"},
    "month": {"date"},
    "datetime": {"timestamp"},
    "whole_number": {"integer", "number"},
    "number": {"number"},
}


def asked(form: Form) -> list[tuple[str, Field]]:
    """Every field that fills a column, with the column's table."""
    single = [(form.table or "", field) for field in form.fields]
    rows = [(table.table, field) for table in form.tables for field in table.fields]
    return [(table, field) for table, field in single + rows if field.column]


def filled(form: Form) -> dict[str, set[str]]:
    """The columns that a completed form fills, by table."""
    own = {form.table: form.columns()} if form.table else {}
    return own | {table.table: table.columns() for table in form.tables}


def test_every_quality_assurance_activity_has_a_form() -> None:
    without = {
        "qa_theme",  # the programme of themed audits is planned, not reported on a form
        "qa_quarterly_report",
    }
    activities = {table for table in CONTRACTS if table.startswith("qa_")} - without

    assert activities == set().union(*(form.targets for form in FORMS.values()))


@pytest.mark.parametrize("code", CODES)
def test_every_column_is_one_that_a_contract_describes(code: str) -> None:
    for table, columns in filled(FORMS[code]).items():
        assert columns <= set(CONTRACTS[table].columns), table


@pytest.mark.parametrize("code", CODES)
def test_every_required_column_is_filled(code: str) -> None:
    for table, columns in filled(FORMS[code]).items():
        required = {c.name for c in CONTRACTS[table].columns.values() if c.required}
        assert required <= columns, table


@pytest.mark.parametrize("code", CODES)
def test_a_required_column_that_is_asked_for_is_required_on_the_form(code: str) -> None:
    for table, field in asked(FORMS[code]):
        if CONTRACTS[table].columns[str(field.column)].required:
            assert field.required, field.name


@pytest.mark.parametrize("code", CODES)
def test_an_answer_is_of_the_columns_type(code: str) -> None:
    for table, field in asked(FORMS[code]):
        kind = CONTRACTS[table].columns[str(field.column)].type
        assert kind in TYPES[field.type], f"{field.name} fills {field.column}, a {kind}"


@pytest.mark.parametrize("code", CODES)
def test_what_can_be_picked_is_what_the_contract_allows(code: str) -> None:
    for table, field in asked(FORMS[code]):
        allowed = CONTRACTS[table].columns[str(field.column)].allowed
        if allowed:
            assert set(field.options) == set(allowed), field.column


def service(form: Form) -> Field:
    """The question which service it is."""
    return next(field for field in form.fields if field.name == "service")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Duty and Assessment", "DAS"),
        ("Duty and advice", "DAS"),  # what forms offered before: workbooks are still about
        ("children's  HOMES", "RESIDENTIAL"),
        ("CFST", "CFST"),
        ("Front door", None),
    ],
)
def test_a_choice_is_read_by_what_forms_offer_now_and_offered_before(said: str, code: str) -> None:
    assert service(FORMS["exception_alert"]).code(said) == code


def test_a_council_may_offer_words_of_its_own_and_other_words_are_still_read(tmp_path) -> None:
    folder = project(tmp_path)
    lists = folder / "params" / "form_lists.yml"
    lists.write_text("services: {DAS: Front door, CIN: Duty and advice}\n", encoding="utf-8")
    field = service(definitions.form(folder, "exception_alert"))
    assert field.options == {"DAS": "Front door", "CIN": "Duty and advice"}
    said = ("Front door", "Duty and Assessment", "Duty and advice", "Children in Need", "Adoption")
    assert [field.code(words) for words in said] == ["DAS", "DAS", "CIN", "CIN", None]


@pytest.mark.parametrize("code", CODES)
def test_what_nobody_is_asked_is_a_code_that_the_contract_allows(code: str) -> None:
    form = FORMS[code]
    for table in form.tables:
        columns = CONTRACTS[table.table].columns
        given = [row.values for row in table.rows] + [
            {c: t for c, t in table.constants.items() if "{" not in t}
        ]
        given += [{c: code} for c, rule in table.derived.items() for code in rule.by.values()]
        for values in given:
            for column, value in values.items():
                assert value in (columns[column].allowed or [value]), column


@pytest.mark.parametrize("code", CODES)
def test_a_form_ends_with_findings_and_actions_of_its_own_activity(code: str) -> None:
    form = FORMS[code]
    tables = {table.table: table for table in form.tables}

    assert form.sections[-2].sheet == "Findings"
    assert form.sections[-1].sheet == "Actions"
    finding, action = tables["qa_finding"].constants, tables["qa_action"].constants
    assert finding["fin_source_id"] == action["act_source_id"] == "{form}"
    assert finding["fin_source_table"] == action["act_source_table"]
    assert finding["fin_source_table"] in form.targets


@pytest.mark.parametrize("code", CODES)
def test_every_question_says_how_to_answer_it(code: str) -> None:
    form = FORMS[code]
    for field in [*form.fields, *(field for table in form.tables for field in table.fields)]:
        assert field.hint.endswith("."), field.name
        assert len(field.hint) <= 255, field.name  # all that Excel shows beside a cell


def test_forms_for_audits_know_the_key_areas_as_the_council_does() -> None:
    areas = params.read(PROJECT, "key_areas")
    judgements = FORMS["case_file_audit"].tables[0]

    asked_for = {
        row.values["auj_key_area"]: (row.label, row.values["auj_kq"]) for row in judgements.rows
    }

    assert asked_for == {
        code: (area["title"], area["key_question"]) for code, area in areas.items()
    }
    assert all(row.guidance for row in judgements.rows)


def test_an_unknown_form_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"no form 'audits'. Forms: audit_moderation, case_file"):
        definitions.form(PROJECT, "audits")
