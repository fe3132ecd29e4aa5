"""`litmus indicators`: a person can follow a number from its definition to its value."""

from pathlib import Path

import duckdb
import pytest

from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.cli import indicators

# ASM02 for the 12 months to 31 March 2016. Four assessments are authorised in them; A5 is not.
#   A1 from Monday 1 February to Friday 1 April 2016 is authorised after the window: not counted.
#   A2 from 1 to 29 February: 20 working days, within 45.
#   A3 from 4 January to 7 March: 4 January is a Monday, nine weeks later is 7 March: 45, within 45.
#   A4 from 4 January to 8 March: 46, too late.
#   A6 has an end before its start: set aside by the contract, in no figure.
# So 2 of 3.
ASSESSMENTS = """\
cina_assessment_id,cina_person_id,cina_assessment_start_date,cina_assessment_auth_date
A1,P1,2016-02-01,2016-04-01
A2,P1,2016-02-01,2016-02-29
A3,P1,2016-01-04,2016-03-07
A4,P1,2016-01-04,2016-03-08
A6,P1,2016-03-08,2016-03-01
"""
PERSON = "pers_person_id,pers_sex,pers_dob,pers_ethnicity\nP1,F,2010-05-01,WBRI\n"


@pytest.fixture
def council(tmp_path: Path) -> str:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "ssd_person.csv").write_text(PERSON, encoding="utf-8")
    (folder / "ssd_cin_assessments.csv").write_text(ASSESSMENTS, encoding="utf-8")
    return f"ssd:{folder}"


@pytest.mark.slow
def test_why_goes_from_the_definition_to_the_value(council: str, tmp_path: Path):
    text = indicators.why("ASM02", Period.parse("2016Q1"), council, tmp_path / "outputs")
    said = " ".join(text.split())
    assert "ASM02: Single assessments completed within 45 working days" in said
    assert "12 months to 31 March 2016" in said
    assert "3 considered 3 counted 2 numerator 3 denominator 66.7% value" in said
    assert "FROM ssd_cin_assessments a" in said
    assert "P1" not in said


@pytest.mark.slow
def test_the_query_that_why_prints_gives_the_number_when_it_is_run(council: str, tmp_path: Path):
    text = indicators.why("ASM02", Period.parse("2016Q1"), council, tmp_path / "outputs")
    query = text.partition("to be run in DuckDB\n\n")[2]
    assert "2016-03-31" in query
    with duckdb.connect() as anywhere:
        (totals,) = anywhere.execute(query).fetchall()
        by_name = dict(zip([column[0] for column in anywhere.description], totals, strict=True))
    assert (by_name["numerator"], by_name["denominator"]) == (2, 3)


def test_why_says_why_there_is_no_figure(council: str, tmp_path: Path):
    text = indicators.why("CLV02", Period.parse("2016Q1"), council, tmp_path / "outputs")
    assert "There is no figure" in text
    assert "ssd_care_leavers" in text


def test_the_list_has_every_indicator_under_its_theme():
    text = indicators.listing()
    assert "Single assessments\n  ASM01  Single assessments completed" in text
    assert "CLV02" in text


def test_an_unknown_code_suggests_the_nearest():
    with pytest.raises(UsageError, match=r"Did you mean (.* or )?ASM02"):
        indicators.definition("ASN02")
