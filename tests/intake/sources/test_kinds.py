"""A kind of source is a row in one table: a new row is read, listed in errors, and told apart."""

import json
from pathlib import Path

import polars as pl
import pytest

from litmus.base.errors import UsageError
from litmus.cli.options import SourceOption
from litmus.intake.sources import folders, kinds, open_source
from litmus.intake.sources.base import Place, SourceReading, Surroundings

PROJECT = Path(__file__).resolve().parents[3]


def find(name: str, around: Surroundings) -> Place | None:
    return folders.find(name, around, (".jsonl",))


def read(place: Place) -> SourceReading:
    lines = place.paths[0].read_text().splitlines()
    return SourceReading({"ssd_person": pl.DataFrame([json.loads(line) for line in lines])})


DIARY = kinds.Kind(
    name="diary",
    written="diary:FOLDER",
    holds="a diary as JSON lines",
    title="the diary in {place}",
    known_by="files of JSON lines",
    recognises=lambda place: bool(place.paths),
    find=find,
    read=read,
)


def test_a_new_row_makes_a_new_kind_readable_and_recognised(tmp_path, monkeypatch):
    monkeypatch.setattr(kinds, "KINDS", (*kinds.KINDS, DIARY))
    (tmp_path / "a.jsonl").write_text('{"pers_person_id": "P1"}\n')
    for uri in (f"diary:{tmp_path}", str(tmp_path)):
        source = open_source(uri, tmp_path, tmp_path)
        assert (source.kind, source.title) == ("diary", f"the diary in {tmp_path.name}")
        assert source.reading.tables["ssd_person"]["pers_person_id"].to_list() == ["P1"]
    with pytest.raises(UsageError) as error:
        open_source("nowhere", tmp_path, tmp_path)
    assert "diary:FOLDER (a diary as JSON lines)" in str(error.value)


@pytest.mark.parametrize("kind", kinds.KINDS, ids=[kind.name for kind in kinds.KINDS])
def test_the_documents_and_the_help_name_each_kind(kind):
    page = (PROJECT / "docs" / "sources.md").read_text().replace("`", "")
    assert f"| {kind.written} | {kind.holds} |" in page
    for file in ("README.md", "params/council.yml"):
        assert kind.written.partition(":")[0] in (PROJECT / file).read_text()
    assert kind.written in SourceOption.__metadata__[0].help
