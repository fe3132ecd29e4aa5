"""A zip archive stands for the folder that it holds, and is unpacked nowhere but in the cache."""

import os
import stat
import time
import zipfile

import pytest

from litmus.base.errors import LitmusError
from litmus.intake.sources import archives, open_source

PEOPLE = "pers_person_id,pers_dob\nP1,2010-05-01\n"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\nA,01/05/2016,S,C2,N1,U1,,\n"
HEADER = "CHILD,SEX,DOB,ETHNIC\nA,1,01/01/2005,WBRI\n"


def packed(path, **files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def opened(path, kind=""):
    return open_source(f"{kind}{path}", path.parent, path.parent / "cache")


def unpacked(path):
    return sorted(p.name for p in (path.parent / "cache").rglob("*") if p.is_file())


def test_an_archive_is_recognised_and_read_as_its_folder(tmp_path):
    nested = {"extract/ssd_person.csv": PEOPLE, "extract/notes.txt": "", "__MACOSX/x": ""}
    for name, files, kind in (
        ("extract.zip", nested, "ssd"),
        ("windows.zip", {"extract\\ssd_person.csv": PEOPLE}, "ssd"),
        ("return.zip", {"2016/episodes.csv": EPISODES, "2016/header.csv": HEADER}, "ssda903"),
    ):
        source = opened(packed(tmp_path / name, **files))
        assert source.kind == kind
        assert source.title.endswith(f" in {name}")
        assert source.reading.tables["ssd_person"].height == 1


def test_it_lies_in_the_cache_for_its_owner_alone_and_only_what_the_archive_holds_now(tmp_path):
    path = packed(tmp_path / "extract.zip", **{"ssd_person.csv": PEOPLE})
    first = opened(path).identity()
    assert opened(path).identity() == first
    packed(path, **{"ssd_person.csv": PEOPLE + "P2,2011-01-01\n", "qa_audit.csv": "a\n"})
    assert opened(path).identity() != first
    assert unpacked(path) == ["qa_audit.csv", "ssd_person.csv"]
    for each in (tmp_path / "cache" / "unpacked").rglob("*"):
        assert stat.S_IMODE(each.stat().st_mode) & 0o077 == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["cache", "extract.zip"]


def test_an_unchanged_archive_is_not_unpacked_again(tmp_path, monkeypatch):
    path = packed(tmp_path / "extract.zip", **{"ssd_person.csv": PEOPLE})
    opened(path)
    monkeypatch.setattr(archives, "_fill", lambda *_: pytest.fail("unpacked again"))
    assert opened(path).reading.tables["ssd_person"].height == 1


def test_what_a_killed_run_left_half_unpacked_goes(tmp_path):
    path = packed(tmp_path / "extract.zip", **{"ssd_person.csv": PEOPLE})
    opened(path)
    (whose,) = (tmp_path / "cache" / "unpacked").iterdir()
    half = whose / ".0123.abcd.tmp"
    half.mkdir()
    (half / "ssd_person.csv").write_text(PEOPLE)
    os.utime(half, (time.time() - 7200,) * 2)
    packed(path, **{"ssd_person.csv": PEOPLE * 1})
    packed(path, **{"ssd_person.csv": PEOPLE + "P2,2011-01-01\n"})
    opened(path)
    assert unpacked(path) == ["ssd_person.csv"]


def linked(path):
    info = zipfile.ZipInfo("ssd_person.csv")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, "/etc/passwd")


def protected(path):
    packed(path, **{"ssd_person.csv": PEOPLE})
    content = bytearray(path.read_bytes())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + place] |= 1
    path.write_bytes(content)


def damaged(path):
    packed(path, **{"ssd_person.csv": PEOPLE * 99})
    content = bytearray(path.read_bytes())
    content[50] ^= 255
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: packed(path, **{"../ssd_person.csv": PEOPLE}), "outside itself"),
        (lambda path: packed(path, **{"/ssd_person.csv": PEOPLE}), "outside itself"),
        (lambda path: packed(path, **{"C:\\ssd_person.csv": PEOPLE}), "outside itself"),
        (linked, "outside itself"),
        (protected, "protected by a password"),
        (damaged, "is damaged, or no zip"),
        (lambda path: path.write_bytes(b"PK\x03\x04"), "is damaged, or no zip"),
        (lambda path: packed(path, **{"a.csv": b"0" * 300_000_000}), "beyond all measure"),
    ],
    ids=["slip", "root", "drive", "link", "password", "damage", "cut off", "bomb"],
)
def test_an_archive_that_may_not_be_unpacked_is_named_and_leaves_nothing(tmp_path, make, says):
    path = tmp_path / "in" / "extract.zip"
    path.parent.mkdir()
    make(path)
    with pytest.raises(LitmusError, match=rf"^extract\.zip .*{says}"):
        opened(path, "ssd:")
    assert unpacked(path) == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in"]


def test_what_is_not_certain_in_an_archive_is_asked_by_the_archives_name(tmp_path):
    path = packed(
        tmp_path / "extract.zip", **{"ssd_person.csv": PEOPLE, "ssd_person (1).csv": PEOPLE}
    )
    with pytest.raises(LitmusError, match=r"which file in .*/extract\.zip is the table"):
        opened(path)
