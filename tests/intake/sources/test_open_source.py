"""A source is named, recognised and identified without being read."""

import subprocess
import sys

import pytest

from litmus.base.errors import UsageError
from litmus.intake.sources import open_source

EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\nA,01/05/2016,S,C2,N1,U1,,"
HEADER = "CHILD,SEX,DOB,ETHNIC\nA,1,01/01/2005,WBRI"


def opened(uri, tmp_path):
    return open_source(str(uri), tmp_path, tmp_path / "cache")


def test_a_folder_is_recognised_by_what_it_holds(folder, tmp_path):
    assert opened(folder(ssd_person="pers_person_id\n1"), tmp_path).kind == "ssd"


def test_a_return_is_recognised_by_its_columns(folder, tmp_path):
    source = opened(folder(one=EPISODES, two=HEADER), tmp_path)
    assert source.kind == "ssda903"
    assert source.reading.tables["ssd_person"].height == 1


def test_where_both_lie_the_name_says_which(folder, tmp_path):
    place = folder(one=EPISODES, two=HEADER, ssd_person="pers_person_id\n1")
    with pytest.raises(UsageError, match=r"named as SSD tables .* and CSV files with the columns"):
        opened(place, tmp_path)
    assert opened(f"ssd:{place}", tmp_path).kind == "ssd"
    assert opened(f"ssda903:{place}", tmp_path).reading.tables["ssd_cla_episodes"].height == 1


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"notes": "a,b\n1,2"}, r"no source that Litmus knows.*found notes\.csv"),
        ({}, "holds no CSV or Parquet file|no CSV or Parquet file"),
    ],
)
def test_a_folder_that_holds_neither_is_explained(folder, tmp_path, files, said):
    place = folder(**files)
    with pytest.raises(UsageError, match=said) as error:
        opened(place, tmp_path)
    assert "ssda903:FOLDER" in str(error.value)


@pytest.mark.parametrize("uri", ["ssd:nowhere", "nowhere", "annexa:nowhere.xlsx"])
def test_a_folder_that_is_not_there(tmp_path, uri):
    with pytest.raises(UsageError, match="There is no folder"):
        opened(uri, tmp_path)


def test_a_folders_name_may_be_taken_from_the_project(folder, tmp_path):
    (tmp_path / "data").mkdir()
    folder(ssd_person="pers_person_id\n1").joinpath("ssd_person.csv").rename(
        tmp_path / "data" / "ssd_person.csv"
    )
    assert opened("data", tmp_path).kind == "ssd"


def test_the_identity_changes_with_any_byte_and_name_and_with_nothing_else(folder, tmp_path):
    place = folder(ssd_person="pers_person_id\n1")
    first = opened(place, tmp_path).identity()
    assert opened(f"ssd:{place}", tmp_path).identity() == first
    folder(ssd_person="pers_person_id\n2")
    second = opened(place, tmp_path).identity()
    (place / "ssd_person.csv").rename(place / "SSD_PERSON.csv")
    assert len({first, second, opened(place, tmp_path).identity()}) == 3


def test_opening_and_identifying_reads_no_data(folder):
    """An unchanged re-run stops here, so the slow libraries must not have been loaded."""
    place = folder(one=EPISODES, two=HEADER)
    code = (
        "import sys; from pathlib import Path; from litmus.intake.sources import open_source; "
        f"open_source({str(place)!r}, Path(), Path()).identity(); "
        "print([name for name in ('polars', 'duckdb', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_sample_council_is_built_in_the_cache_and_read_as_ssd(tmp_path, monkeypatch):
    import sample_council as sample

    def build(folder):
        folder.mkdir(parents=True)
        (folder / "ssd_person.csv").write_text("pers_person_id\n1\n")
        return folder

    monkeypatch.setattr(sample, "build", build)
    source = opened("sample", tmp_path)
    assert (source.kind, source.title) == ("sample", "the sample council")
    assert source.reading.tables["ssd_person"].height == 1
    assert source.reading.extract_date == sample.EXTRACT_DATE
    assert (tmp_path / "cache" / "sample" / sample.VERSION).is_dir()
