"""What the computer refuses is said in one sentence: what, where, and what to do."""

import errno
import os
import shutil
from pathlib import Path

import duckdb
import polars as pl
import pytest

from litmus.base import files, system_errors

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="needs a disk that is always full")


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("ENOSPC", "no space left on the disk of outputs/2016Q1"),
        ("EDQUOT", "used up"),
        ("EACCES", "no permission for outputs/2016Q1/report.html"),
        ("EROFS", "may only be read"),
        ("ENAMETOOLONG", "too long"),
        ("EISDIR", "report.html is a folder where a file is expected"),
        ("ENOTDIR", "a file where a folder is expected"),
        ("ENOENT", "not there any more"),
        ("EIO", "reported a fault"),
        ("EMFILE", "Too many files"),
        ("ENOLCK", "file locking"),
        ("ENOTTY", "refused outputs/2016Q1/report.html"),
    ],
)
def test_each_refusal_has_its_sentence(number, says):
    code = getattr(errno, number)
    said = system_errors.explain(OSError(code, os.strerror(code), "outputs/2016Q1/report.html"))
    assert says in said
    assert said.endswith(".")
    assert "rrno" not in said


def test_a_hidden_folder_of_a_run_is_not_named():
    error = OSError(errno.ENOSPC, "", "outputs/2016Q1/quarterly/.run-ab12/figures.csv")
    assert "disk of outputs/2016Q1/quarterly. " in system_errors.explain(error)


@needs_full
def test_libraries_that_pass_it_on_in_words_are_understood():
    frame = pl.DataFrame({"a": range(100_000)})
    copy = f"COPY (SELECT * FROM range(1000000)) TO '{FULL}' (FORMAT parquet)"
    attempts = [
        lambda: frame.write_parquet(FULL),
        lambda: frame.write_csv(FULL),
        lambda: duckdb.sql(copy),
    ]
    for attempt in attempts:
        with pytest.raises(Exception, match="No space") as refused:
            attempt()
        assert "no space left" in system_errors.explain(refused.value)


def test_no_memory_and_no_temporary_folder_are_said():
    assert "not enough memory" in system_errors.explain(MemoryError())
    missing = FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")
    assert "TMPDIR" in system_errors.explain(missing)


def test_another_error_is_none_of_these():
    assert system_errors.explain(ValueError("7")) is None


def test_a_file_that_is_open_in_excel_is_said_as_windows_tells_it():
    error = PermissionError(errno.EACCES, "sharing violation", "outputs/forms/visit.xlsx")
    error.winerror = 32
    assert "visit.xlsx cannot be replaced: it is open in another program" in system_errors.explain(
        error
    )


def test_a_file_in_the_place_of_a_folder_is_the_one_that_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file") as refused:
        files.write_bytes(tmp_path / "file" / "figures.csv", b"")
    assert f"{tmp_path}/file " in system_errors.explain(refused.value)


def test_a_private_file_is_private_from_its_first_byte_on(tmp_path):
    former = os.umask(0)
    try:
        path = files.write_bytes(tmp_path / "list.csv", b"x", files.PRIVATE_FILE)
        assert path.stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(former)


@pytest.mark.parametrize(("there", "then"), [(0o755, 0o700), (0o777, 0o770), (0o2775, 0o770)])
def test_a_folder_that_is_there_is_closed_but_to_a_group_that_may_write(tmp_path, there, then):
    folder = tmp_path / "inbox"
    folder.mkdir()
    folder.chmod(there)
    assert files.private_folder(folder).stat().st_mode & 0o777 == then
    assert folder.stat().st_mode & 0o2000 == there & 0o2000
    shutil.rmtree(folder)
    assert files.private_folder(folder).stat().st_mode & 0o777 == 0o700


def test_a_folder_that_may_not_be_entered_is_said_and_raises_nothing_of_its_own(monkeypatch):
    def refuse(path, **_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "stat", refuse)  # whoever runs tests as root may enter all
    for number in (errno.EACCES, errno.ENOSPC, errno.ENAMETOOLONG):
        said = system_errors.in_words(OSError(number, "", "closed/in/figures.csv"))
        assert "closed/in" in said and "error of its own" not in said
