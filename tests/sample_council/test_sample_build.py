"""The sample council is the same on every machine, in text, and built once."""

from pathlib import Path

import polars as pl
import pytest

import sample_council as sample
from litmus.base.errors import LitmusError
from litmus.intake.contracts import load

CONTRACTS = Path(__file__).resolve().parents[2] / "data_contracts"

# Changes only with the simulation itself: then say so in the changelog, because every figure of
# the sample council, and every test that rests on one, changes with it.
EXPECTED = "651e4577f2d5fc96c9d07b569b2cd27726b152ba13a35aa06f3510ea02602471"


def test_the_checksum_is_the_same_on_every_machine(folder):
    assert sample.checksum(folder) == EXPECTED


def test_every_column_is_text_and_is_one_that_the_contract_names(raw):
    contracts = load(CONTRACTS)
    for name, frame in raw.items():
        assert set(frame.columns) == set(contracts[name].columns), name
        assert set(frame.dtypes) == {pl.String}, name


def test_every_table_that_a_council_can_supply_is_there(raw):
    # The calendar and the bank holidays are made for every snapshot; codes need no map here.
    missing = set(load(CONTRACTS)) - set(raw)
    assert missing <= {"ref_bank_holiday", "ref_calendar", "ref_code_map"}


def test_a_council_s_worth_of_rows(raw):
    assert 500_000 < sum(frame.height for frame in raw.values()) < 800_000


def test_a_folder_that_is_whole_is_left_as_it_is(folder):
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert sample.build(folder) == folder
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_no_half_built_folder_is_left_behind(folder):
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_checksum_of_a_folder_without_the_tables_says_so(tmp_path):
    with pytest.raises(LitmusError, match="is not in"):
        sample.checksum(tmp_path)
