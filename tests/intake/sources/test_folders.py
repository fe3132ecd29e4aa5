"""Which file is a table is asked where it is not certain; a file that is none of ours is let be."""

import os
from datetime import UTC, datetime

import polars as pl
import pytest

from litmus.base.errors import LitmusError, UsageError
from litmus.intake.sources import open_source
from litmus.intake.sources.base import Source

PEOPLE = "pers_person_id,pers_dob\nP1,2010-05-01\n"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\nA,01/05/2016,S,C2,N1,U1,,\n"
HEADER = "CHILD,SEX,DOB,ETHNIC\nA,1,01/01/2005,WBRI\n"


def opened(folder, kind="ssd") -> Source:
    return open_source(f"{kind}:{folder}", folder, folder / "cache")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ssd_person (1).csv", PEOPLE),
        ("Copy of ssd_person.csv", PEOPLE),
        ("ssd_person - Copy.csv", PEOPLE),
        ("ssd_person_20160331.csv", PEOPLE),
        ("SSD_PERSON.parquet", "PAR1"),
        ("ssd_person.xlsx", "PK"),
        ("february/ssd_person.csv", PEOPLE),
        ("a/b/c/ssd_person.csv", PEOPLE),
    ],
)
def test_two_files_of_a_table_are_named_and_asked_about(tmp_path, name, content):
    (tmp_path / "ssd_person.csv").write_text(PEOPLE)
    other = tmp_path / name
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_text(content)
    with pytest.raises(LitmusError, match="ssd_person: there are") as error:
        opened(tmp_path)
    assert error.value.exit_code == 1
    assert name in str(error.value)
    assert " ssd_person.csv" in str(error.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ssd_contacts (1).csv", "there is only ssd_contacts"),
        ("ssd_contacts.xlsx", "Save it as CSV"),
        ("deep/down/ssd_contacts.csv", "lies too far down"),
        ("ref_team_service_2016-03-31.csv", "name it ref_team_service.csv"),
    ],
)
def test_a_table_that_is_there_only_under_another_name_is_asked_about(tmp_path, name, said):
    (tmp_path / "data_contracts").mkdir()
    (tmp_path / "data_contracts" / "ref_team_service.yaml").write_text("")
    (tmp_path / "ssd_person.csv").write_text(PEOPLE)
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("a\n1\n")
    with pytest.raises(LitmusError, match=said):
        opened(tmp_path)


def test_a_return_of_which_a_file_lies_too_far_down_is_asked_about(tmp_path):
    (tmp_path / "header.csv").write_text(HEADER)
    (tmp_path / "2017" / "sent").mkdir(parents=True)
    (tmp_path / "2017" / "sent" / "episodes.csv").write_text(EPISODES)
    for kind in ("", "ssda903:"):
        with pytest.raises(LitmusError, match=r"2017/sent/episodes\.csv look like"):
            open_source(f"{kind}{tmp_path}", tmp_path, tmp_path)


FOREIGN = {
    "mac.csv": b"a,b\r1,2\r3,4\r",
    "wide.csv": "a,b\n1,2\n".encode("utf-16"),
    "wider.csv": "a,b\n1,2\n".encode("utf-16-le"),
    "bytes.csv": bytes(range(256)) * 40,
    "nothing.csv": b"",
    "line.csv": b"x" * 3_000_000,
    "quotes.csv": b'"' * 5000,
    "garbage.parquet": b"PAR1 and nothing more",
    "~$ssd_person.csv": b"locked",
    "broken.zip": b"PK\x03\x04",
    "broken.xlsx": b"PK\x03\x04",
}


@pytest.mark.parametrize("ours", [{"ssd_person.csv": PEOPLE}, {"e.csv": EPISODES, "h.csv": HEADER}])
def test_files_that_are_none_of_ours_change_nothing(tmp_path, ours):
    for name, text in ours.items():
        (tmp_path / name).write_text(text)
    for name, content in FOREIGN.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "link.csv").symlink_to(tmp_path / "nowhere")
    source = open_source(str(tmp_path), tmp_path, tmp_path)
    assert source.identity()
    assert source.reading.tables["ssd_person"].height == 1
    assert any("link.csv (No such file" in note for note in source.reading.notes)


def test_a_folder_of_nothing_but_such_files_is_explained(tmp_path):
    for name, content in FOREIGN.items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match="no source that Litmus knows"):
        open_source(str(tmp_path), tmp_path, tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        EPISODES.replace("\n", "\r").encode(),
        EPISODES.replace("\n", "\r\n").encode("utf-8-sig"),
        EPISODES.encode("utf-16"),
        EPISODES.replace(",", ";").encode(),
        EPISODES.replace(",", "\t").encode("utf-16"),
        ("sep=;\n" + EPISODES.replace(",", ";")).encode(),
        ("\n,,\n" + EPISODES.replace("CHILD", ' "Child"').replace(' "', '"')).encode(),
        EPISODES.replace("01/05/2016", "01/05/2016 00:00").encode(),
        EPISODES.replace("U1,,", "U1,NULL,None").encode(),
        EPISODES.replace("A,01", "A ,01").encode(),
    ],
)
def test_a_return_is_recognised_and_read_however_it_was_saved(tmp_path, content):
    (tmp_path / "episodes.csv").write_bytes(content)
    (tmp_path / "header.csv").write_text(HEADER)
    episodes = open_source(str(tmp_path), tmp_path, tmp_path).reading.tables["ssd_cla_episodes"]
    assert episodes["clae_person_id"].to_list() == ["A"]
    assert episodes["clae_entered_care_date"][0].startswith("01/05/2016")
    assert episodes["clae_cla_episode_ceased_date"].to_list() == [None]


def test_a_return_may_come_as_parquet(tmp_path):
    began = datetime(2016, 4, 30, 23, tzinfo=UTC)  # midnight of 1 May in London
    row = dict.fromkeys(("RNE", "LS", "CIN", "PLACE"), "S") | {"DEC": None, "REC": None}
    pl.DataFrame(
        {"CHILD": [7.0], "DECOM": [began]} | {k: [v] for k, v in row.items()}
    ).write_parquet(tmp_path / "episodes.parquet")
    (tmp_path / "header.csv").write_text(HEADER.replace("A,", "7,"))
    tables = open_source(str(tmp_path), tmp_path, tmp_path).reading.tables
    assert tables["ssd_cla_episodes"]["clae_person_id"].to_list() == ["7"]
    assert tables["ssd_cla_episodes"]["clae_cla_episode_start_date"][0] == "2016-05-01T00:00:00"


def test_a_reader_says_which_file_filled_each_table(tmp_path):
    (tmp_path / "ssd_person.csv").write_text(PEOPLE)
    assert opened(tmp_path).reading.filled_from == {"ssd_person": ["ssd_person.csv"]}
    (tmp_path / "ssd_person.csv").unlink()
    (tmp_path / "e.csv").write_text(EPISODES)
    (tmp_path / "h.csv").write_text(HEADER)
    filled = opened(tmp_path, "ssda903").reading.filled_from
    assert filled["ssd_cla_episodes"] == ["e.csv"]
    assert filled["ssd_person"] == ["h.csv"]


def test_a_file_of_a_name_that_is_no_text_is_let_be(tmp_path):
    """As an old zip archive unpacks it."""
    (tmp_path / "ssd_person.csv").write_text(PEOPLE)
    (tmp_path / os.fsdecode(b"caf\xe9.csv")).write_text("a,b\n1,2\n")
    found = opened(tmp_path)
    assert len(found.identity()) == 64
    assert found.reading.tables["ssd_person"].height == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_named_as_a_table_is_not_waited_for(tmp_path):
    (tmp_path / "ssd_person.csv").write_text(PEOPLE)
    os.mkfifo(tmp_path / "ssd_contacts.csv")
    with pytest.raises(LitmusError, match=r"ssd_contacts\.csv cannot be opened \(it is no file\)"):
        opened(tmp_path)


def test_folders_that_are_not_looked_into_are_said(tmp_path, monkeypatch):
    (tmp_path / "ssd_person.csv").write_text(PEOPLE)
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere"
    elsewhere.mkdir()
    (tmp_path / "linked").symlink_to(elsewhere, target_is_directory=True)
    (tmp_path / "closed").mkdir()
    refuse(monkeypatch, tmp_path / "closed")
    (note,) = [each for each in opened(tmp_path).reading.notes if "cannot be opened" in each]
    assert "closed (Permission denied)" in note and "linked (a link to a folder" in note


def test_a_folder_that_may_not_be_entered_is_not_called_empty(tmp_path, monkeypatch):
    (tmp_path / "ssd_person.csv").write_text(PEOPLE)
    refuse(monkeypatch, tmp_path)
    with pytest.raises(PermissionError):
        opened(tmp_path)


def test_what_is_missing_may_be_in_what_cannot_be_opened(tmp_path, monkeypatch):
    (tmp_path / "episodes.csv").write_text(EPISODES)
    (tmp_path / "more").mkdir()
    refuse(monkeypatch, tmp_path / "more")
    with pytest.raises(LitmusError, match=r"Add it\. Not read, as they cannot be opened: more"):
        _ = opened(tmp_path, "ssda903").reading


def refuse(monkeypatch, folder):
    """Nobody may enter a folder; whoever runs tests as root may enter all."""
    look = os.scandir

    def scandir(path="."):
        if str(path) == str(folder):
            raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(os, "scandir", scandir)
