"""`litmus figures`: the whole tidy table of a period, for other tools."""

from pathlib import Path

import pytest

from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.figures import export
from litmus.intake import opening

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).resolve().parents[2]
MARCH = Period.parse("2016-03")

# Referrals of one child. R1 and R2 fall in the 12 months to 31 March 2016; R2 follows R1 within
# 12 months, so REF02 is 1 of 2. In the 12 months to 29 February 2016 it is the same: R0 (2014) is
# older than 12 months before R1. R3 is in April, after both.
REFERRALS = """\
cine_referral_id,cine_person_id,cine_referral_date,cine_close_date,cine_referral_nfa
R0,P1,2014-01-06,2014-02-03,N
R1,P1,2015-06-01,2015-07-01,N
R2,P1,2016-01-04,2016-02-01,Y
R3,P1,2016-04-04,,N
"""
PERSON = "pers_person_id,pers_sex,pers_dob,pers_ethnicity\nP1,F,2010-05-01,WBRI\n"


@pytest.fixture
def snapshot(tmp_path: Path):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "ssd_person.csv").write_text(PERSON, encoding="utf-8")
    (folder / "ssd_cin_episodes.csv").write_text(REFERRALS, encoding="utf-8")
    return opening.snapshot_of(f"ssd:{folder}", tmp_path / "outputs")


def of(figures, code: str, breakdown: str = "all"):
    rows = figures[(figures["indicator"] == code) & (figures["breakdown"] == breakdown)]
    return [
        (str(row.window_end.date()), row.group, row.numerator, row.denominator)
        for row in rows.itertuples()
    ]


def test_each_indicator_in_its_own_window_whole_and_by_group(snapshot):
    figures = export.table(snapshot, MARCH, PROJECT, by=["sex"])
    assert of(figures, "REF02") == [("2016-03-31", "all", 1, 2)]
    assert of(figures, "REF02", "sex") == [("2016-03-31", "F", 1, 2)]
    assert set(figures["breakdown"]) == {"all", "sex"}


def test_earlier_periods_come_before_it(snapshot):
    figures = export.table(snapshot, MARCH, PROJECT, codes=["REF02"], by=[], last=1)
    assert of(figures, "REF02") == [("2016-02-29", "all", 1, 2), ("2016-03-31", "all", 1, 2)]


def test_every_indicator_has_a_row_and_the_reason_where_it_has_no_value(snapshot):
    figures = export.table(snapshot, MARCH, PROJECT)
    whole = figures[figures["breakdown"] == "all"].set_index("indicator")
    assert len(whole) == 42
    without = whole[whole["value"].isna()]
    assert without["reason"].notna().all()
    assert "ssd_care_leavers" in without.loc["CLV02", "reason"]


def test_dates_are_iso_and_values_unrounded(snapshot, tmp_path: Path):
    figures = export.table(snapshot, MARCH, PROJECT, codes=["REF02"], by=[])
    text = export.write_csv(figures, tmp_path / "figures.csv").read_text(encoding="utf-8")
    header, row = text.splitlines()
    assert dict(zip(header.split(","), row.split(","), strict=False))["window_end"] == "2016-03-31"
    assert ",1,2,50.0," in row


def test_an_unknown_breakdown_says_which_there_are(snapshot):
    with pytest.raises(UsageError, match=r"no breakdown 'colour': expected .*ethnic_group"):
        export.table(snapshot, MARCH, PROJECT, by=["colour"])
