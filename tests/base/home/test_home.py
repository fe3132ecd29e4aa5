"""Without a home folder, or with one that nobody may write in, programs get one of their own."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from litmus.base import home


def test_a_usable_home_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    home.make_sure()
    assert os.environ["HOME"] == str(tmp_path)


@pytest.mark.parametrize("given", ["", "nowhere", "/nonexistent", None])
def test_without_one_there_is_a_private_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str | None
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.delenv("HOME")
    if given is not None:
        monkeypatch.setenv("HOME", given)
    monkeypatch.setattr("pwd.getpwuid", _unknown)
    home.make_sure()
    made = Path(os.environ["HOME"])
    assert made.parent == tmp_path
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert home.private() == made


def test_a_folder_that_others_can_open_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / f"litmus-home-{os.getuid()}").mkdir(mode=0o777)
    (tmp_path / f"litmus-home-{os.getuid()}").chmod(0o777)
    assert home.private().name != f"litmus-home-{os.getuid()}"


def _unknown(_: int) -> None:
    raise KeyError


@pytest.mark.slow
def test_another_encoding_of_file_names_begins_again_in_utf8(tmp_path: Path) -> None:
    """An old account's language setting: a folder with an ä is found, and named as it is."""
    folder = tmp_path / "Müllers Dateien"
    folder.mkdir()
    settings = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "HOME": str(tmp_path)}
    command = Path(sys.executable).with_name("litmus")
    said = subprocess.run(
        [command, "check", "--source", f"ssd:{folder}"], env=settings, capture_output=True
    )
    assert said.returncode == 2
    assert "Müllers" in said.stderr.decode()
