"""Collected forms laid beside a source's tables, and held against the contracts with them."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from intake.forms.conftest import Desk
from intake.forms.workshop import PROJECT, SAVED
from litmus.cli.check import check
from litmus.intake import opening

Make = Callable[..., bytes]
ALERTS = """\
exc_id,exc_source,exc_type,exc_raised_at,exc_person_id,exc_detail
EXC-OLD,IRO,ALERT,2016-01-05T10:00:00,C1,from the source
EXC-2016-001,IRO,ALERT,2016-03-29T10:00:00,C1,an earlier state of the form
"""


@pytest.fixture
def council(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A council of its own, with a source of SSD tables in `data/`."""
    (desk.project / "params").unlink()
    shutil.copytree(PROJECT / "params", desk.project / "params")
    shutil.copytree(PROJECT / "data_contracts", desk.project / "data_contracts")
    path = desk.project / "params/council.yml"
    text = path.read_text().replace("sample: true", "sample: false")
    path.write_text(text.replace("la_code: SAMPLE", 'la_code: "856"'))
    folder = desk.project / "data"
    folder.mkdir()
    (folder / "ssd_person.csv").write_text(
        "pers_person_id,pers_sex,pers_dob\nC1,F,2010-05-01\n0001234,M,2012-01-31\n"
    )
    (folder / "ssd_contacts.csv").write_text(
        "cont_contact_id,cont_person_id,cont_contact_date\n1,C1,2016-04-10\n"
    )
    (folder / "qa_exception_alert.csv").write_text(ALERTS)
    monkeypatch.setenv("LITMUS_HOME", str(desk.project))
    monkeypatch.delenv("LITMUS_RECORDS", raising=False)
    return desk


def source(desk: Desk) -> opening.Source:
    return opening.open_with_forms(str(desk.project / "data"), desk.project / "outputs")


def test_without_forms_the_source_stands_as_it_is(council: Desk) -> None:
    assert len(source(council).reading.tables["qa_exception_alert"]) == 2
    assert "qa_finding" not in source(council).reading.tables


@pytest.mark.slow
def test_forms_are_added_and_stand_in_for_rows_with_the_same_key(
    council: Desk, filled: Make
) -> None:
    before = source(council).identity()
    council.drop("a.xlsx", filled(form_number="EXC-2016-001", detail="What the form says."))
    council.drop("b.xlsx", filled(raised_by="IRO-2"))
    council.collate()
    found = source(council)
    assert found.identity() != before
    alerts = found.reading.tables["qa_exception_alert"].select("exc_id", "exc_detail", "source")
    assert alerts["exc_id"].to_list()[:2] == ["EXC-OLD", "EXC-2016-001"]
    assert alerts["exc_detail"].to_list()[:2] == ["from the source", "What the form says."]
    assert alerts["source"].to_list() == [None, "FORM", "FORM"]
    assert len(found.reading.tables["qa_finding"]) == 2
    assert any("2 forms collected with `make collate`" in note for note in found.reading.notes)
    assert any("stands in for 1 row of the source" in note for note in found.reading.notes)


@pytest.mark.slow
def test_a_correction_changes_the_identity_and_the_rows(council: Desk, filled: Make) -> None:
    council.drop("a.xlsx", filled())
    council.collate()
    before = source(council).identity()
    assert source(council).identity() == before
    council.drop("a.xlsx", filled(SAVED + timedelta(1), detail="Corrected."))
    council.collate()
    assert source(council).identity() != before
    alerts = source(council).reading.tables["qa_exception_alert"]
    assert "Corrected." in alerts["exc_detail"].to_list()


def test_typed_tables_take_forms_as_text(council: Desk, filled: Make) -> None:
    (council.project / "data/qa_exception_alert.csv").unlink()
    typed = pl.DataFrame({"exc_id": ["E1"], "exc_raised_at": ["2016-01-05T10:00:00"]})
    typed = typed.with_columns(pl.col("exc_raised_at").str.to_datetime())
    typed.write_parquet(council.project / "data/qa_exception_alert.parquet")
    council.drop("a.xlsx", filled())
    council.collate()
    times = source(council).reading.tables["qa_exception_alert"]["exc_raised_at"].to_list()
    assert times == ["2016-01-05T10:00:00", "2016-03-29T14:05:00"]


@pytest.mark.slow
def test_forms_tried_out_on_the_sample_stay_out(council: Desk, filled: Make) -> None:
    path = council.project / "params/council.yml"
    own = path.read_text()
    path.write_text(own.replace("sample: false", "sample: true"))
    council.drop("a.xlsx", filled())
    council.collate()
    assert "qa_finding" not in source(council).reading.tables
    assert any("still speaks of the sample" in note for note in source(council).reading.notes)
    path.write_text(own)
    assert "qa_finding" not in source(council).reading.tables
    assert any("collected for another council" in note for note in source(council).reading.notes)
    council.drop("a.xlsx", filled())
    assert council.collate().accepted == 1  # for the council itself
    assert "qa_finding" in source(council).reading.tables


@pytest.mark.slow
def test_an_accepted_form_passes_its_contract(council: Desk, filled: Make, tmp_path: Path) -> None:
    """The child is known; the staff and team are not, as there is no list of them here."""
    (council.project / "data/qa_exception_alert.csv").unlink()
    council.drop("a.xlsx", filled())
    council.collate()
    frozen = opening.snapshot_of(str(council.project / "data"), tmp_path / "out")
    counts = {table.table: table for table in frozen.quality.tables}
    for table in ("qa_exception_alert", "qa_finding"):
        assert counts[table].rows_accepted == 1
        assert counts[table].rows_quarantined == 0
    assert "collected with" in check(str(council.project / "data"), tmp_path / "out").text
