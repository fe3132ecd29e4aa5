"""Whoever tampers with a publication is found out: every byte, every file, every place."""

import json
import os
import shutil
from base64 import b64encode
from datetime import timedelta

import pytest

from litmus.base import digests
from litmus.base.errors import LitmusError
from litmus.publish.evidence import bag, dsse, faults, verify
from publish.evidence.made_up import PUBLISHED, publish_one

REGIONS = 8
FREE = {"title", "scope", "reason", "corrects", "trust", "data", "folder"}


@pytest.fixture
def second(people, snapshot, published):
    """A publication that comes after another one."""
    later = PUBLISHED + timedelta(days=90)
    return publish_one(people, snapshot, later, folder="2016Q2", period="2016Q2")


def files_of(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def rewrite_tags(folder):
    """As a careful forger leaves it: the tag manifest agrees with the files."""
    beside = {p.name: digests.of_file(p) for p in folder.iterdir() if p.is_file()}
    beside.pop(bag.TAGS)
    (folder / bag.TAGS).write_bytes(bag.listing(beside))


def rewrite_manifests(folder):
    listed = {
        path.relative_to(folder / "data").as_posix(): digests.of_file(path)
        for path in files_of(folder / "data")
    }
    (folder / bag.MANIFEST).write_bytes(bag.manifest_bytes(listed))
    rewrite_tags(folder)


def test_a_flipped_byte_in_any_region_of_any_file_is_found(second, people):
    trust, tried, detected = people.trust, 0, 0
    for path in files_of(second):
        whole = path.read_bytes()
        for region in range(min(REGIONS, len(whole))):
            place = region * (len(whole) - 1) // max(1, REGIONS - 1)
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            name = path.relative_to(second).as_posix()
            found = verify(second, trust).faults
            tried += 1
            detected += any(each.name == name for each in found)
        path.write_bytes(whole)
    assert tried > 100
    assert detected == tried
    assert verify(second, trust).is_whole


def test_a_file_removed_added_renamed_or_swapped_is_found_by_name(second, people, tmp_path):
    trust, tried, detected = people.trust, 0, 0
    paths = files_of(second)
    for number, path in enumerate(paths):
        name, other = path.relative_to(second).as_posix(), paths[number - 1]
        aside = tmp_path / "aside"

        def found(kind, *names):
            nonlocal tried, detected
            tried += 1
            here = {(each.kind, each.name) for each in verify(second, trust).faults}
            detected += all(any(n == name for _, n in here) for name in names) and any(
                k == kind for k, _ in here
            )

        path.rename(aside)
        found("missing", name)
        aside.rename(path)
        path.with_name("added.txt").write_text("more")
        found("added", path.with_name("added.txt").relative_to(second).as_posix())
        path.with_name("added.txt").unlink()
        moved = path.with_name(f"{path.stem}-2{path.suffix}")
        path.rename(moved)
        # Without its list a file is missing, and what has its content is one more.
        found("missing" if name in (bag.TAGS, bag.MANIFEST) else "renamed", name)
        moved.rename(path)
        path.rename(aside), other.rename(path), aside.rename(other)
        found("changed", name)
        path.rename(aside), other.rename(path), aside.rename(other)
        path.rename(aside)
        path.symlink_to(aside)
        found("link", name)
        path.unlink()
        aside.rename(path)
    assert tried == 5 * len(paths)
    assert detected == tried
    assert verify(second, trust).is_whole


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("manifest-md5.txt", "extra manifest"),
        ("tagmanifest-sha512.txt", "extra manifest"),
        ("fetch.txt", "added"),
        ("data/.hidden", "added"),
        ("data/report/.DS_Store", "added"),
    ],
)
def test_what_other_programs_pass_over_is_found(published, people, name, kind):
    (published / name).write_text("")
    found = [(each.kind, each.name) for each in verify(published, people.trust).faults]
    assert found[0] == (kind, name)
    assert found[1:] == ([("signature", "data")] if name.startswith("data") else [])


def test_empty_folders_links_and_pipes_are_found(published, people, tmp_path):
    (published / "data" / "empty").mkdir()
    (published / "more").mkdir()
    (published / "data" / "elsewhere").symlink_to(tmp_path)
    (published / "data" / "dangling").symlink_to(tmp_path / "nothing")
    os.mkfifo(published / "data" / "pipe")
    found = {(each.kind, each.name) for each in verify(published, people.trust).faults}
    assert found >= {
        ("empty folder", "data/empty"),
        ("empty folder", "more"),
        ("link", "data/elsewhere"),
        ("link", "data/dangling"),
        ("added", "data/pipe"),
    }


def test_a_forger_who_mends_every_manifest_is_found(published, people):
    path = published / "data" / "report" / "figures.csv"
    path.write_bytes(path.read_bytes().replace(b"789", b"987"))
    rewrite_manifests(published)
    assert faults.faults(published) == []
    found = verify(published, people.trust)
    assert {each.name for each in found.faults} == {"manifest-sha256.txt", "data"}
    assert "NOT what was published" in found.text


@pytest.mark.slow
def test_a_forger_who_changes_a_signed_file_beside_the_payload_is_found(published, people):
    trust, tried, detected = people.trust, 0, 0
    for name in ("register-entry.json", "bag-info.txt", "bagit.txt"):
        path = published / name
        whole = path.read_bytes()
        for place in range(0, len(whole), 11):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            rewrite_tags(published)
            tried += 1
            detected += not verify(published, trust).is_whole
        path.write_bytes(whole)
        rewrite_tags(published)
    assert tried > 100
    assert detected == tried
    assert verify(published, trust).is_whole


def test_signatures_of_another_publication_do_not_count(people, published, second):
    for name in ("analyst", "assurer", "approver"):
        taken = published / "data" / "signatures" / f"{name}.json"
        shutil.copy(taken, second / "data" / "signatures")
    rewrite_manifests(second)
    said = "\n".join(map(str, verify(second, people.trust).faults))
    for person in ("Ann Alys", "Bo Quality", "Cy Director"):
        assert f"{person} signed something else" in said


def test_a_broken_chain_is_found(people, published, second):
    path = second / "data" / "register-before.jsonl"
    whole = path.read_bytes()
    other = dsse.to_line(dsse.parse((second / "register-entry.json").read_bytes()))
    for wrong in (b"", whole + whole, other, whole[:-1], b"{}\n"):
        path.write_bytes(wrong)
        kinds = {each.kind for each in verify(second, people.trust).faults}
        assert "broken chain" in kinds, wrong[:40]


def test_a_trust_file_that_knows_nobody_of_it_says_so(published, people, tmp_path):
    from publish.evidence.people import make_people

    others = make_people(tmp_path / "other" / "trust.json")
    said = verify(published, others.trust).text
    assert said.count("The trust file has no key") == 5
    assert "signed as Ann Alys" in said


def test_a_folder_that_is_no_bag_says_so(tmp_path, people):
    with pytest.raises(LitmusError, match="There is no bag"):
        verify(tmp_path / "nothing", people.trust)
    (tmp_path / "empty").mkdir()
    found = verify(tmp_path / "empty", people.trust)
    assert {"bagit.txt", "register-entry.json"} <= {each.name for each in found.faults}


@pytest.mark.slow
def test_no_entry_whatever_it_says_stops_the_verification(published, people):
    path = published / "register-entry.json"
    said = dsse.statement(dsse.parse(path.read_bytes()))
    for name in said:
        for wrong in (None, "", 0, [], {}, "2016-04-21"):
            other = {**said, name: wrong}
            if wrong is None:
                del other[name]
            if other == said:
                continue
            path.write_bytes(dsse.to_bytes(dsse.seal(other, [people.approver])))
            rewrite_tags(published)
            found = verify(published, people.trust)
            assert found.text
            # What no byte of the bag speaks of may be said otherwise by its approver.
            assert found.faults or name in FREE


def test_a_pipe_in_the_place_of_a_file_stops_nothing(published, people):
    for name in ("register-entry.json", "data/signatures/analyst.json", "manifest-sha256.txt"):
        (published / name).unlink()
        os.mkfifo(published / name)
        assert not verify(published, people.trust).is_whole


def forge_entry(folder, content):
    """The register's entry with other bytes in it, under the signature of the true one."""
    path = folder / "register-entry.json"
    envelope = dsse.parse(path.read_bytes())
    path.write_bytes(dsse.to_bytes({**envelope, "payload": b64encode(content).decode()}))


@pytest.mark.parametrize(
    "words", ["\x1b[2JWhole, and signed", "a\nWhole, and signed", "\ud800", "\u202e"]
)
def test_what_a_forger_writes_comes_to_no_screen_as_it_stands(published, people, words):
    said = dsse.statement(dsse.parse((published / "register-entry.json").read_bytes()))
    forge_entry(published, json.dumps({**said, "title": words}).encode())
    text = verify(published, people.trust).text
    assert text.startswith("NOT what was published: ") and "\nWhole" not in text
    assert all(line.isprintable() for line in text.splitlines())


@pytest.mark.parametrize("name", [b"\xff\xfe.txt", b"a\nWhole, and signed: x", b"\x1b[2J"])
def test_the_name_of_a_file_comes_to_no_screen_as_it_stands(published, people, name):
    (published / "data" / os.fsdecode(name)).write_bytes(b"x")
    found = verify(published, people.trust)
    assert not found.is_whole
    assert all(line.isprintable() for line in found.text.splitlines())
    assert "\nWhole" not in found.text


def test_brackets_without_end_stop_nothing(published, people):
    forge_entry(published, b"[" * 100_000)
    faults = verify(published, people.trust).faults
    assert "it is no entry of a register (it holds no statement)" in [each.said for each in faults]


def test_a_folder_that_nobody_may_look_into_is_found(published, people, monkeypatch):
    closed, scan = published / "data" / "closed", os.scandir
    closed.mkdir()

    def scan_others(path):
        if os.fspath(path) == str(closed):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scan_others)
    named = [(each.kind, each.name) for each in verify(published, people.trust).faults]
    assert ("unreadable", "data/closed") in named
