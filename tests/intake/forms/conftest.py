"""What the tests of forms share: a small project, its inbox and its records."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from intake.forms import workshop
from litmus.intake.forms.collate import CollateOutcome, collate
from litmus.intake.forms.model import Form
from litmus.intake.forms.records import Collected, current

LONG_AGO = 1_460_000_000  # files that nobody is still writing


@dataclass
class Desk:
    """A project with an inbox; `collate` reads what was dropped."""

    project: Path
    form: Form

    @property
    def inbox(self) -> Path:
        return self.project / "inbox"

    @property
    def records(self) -> Path:
        return self.project / "records"

    def drop(self, name: str, content: bytes, saved: int = LONG_AGO) -> Path:
        """Put a file into the inbox, saved some time ago."""
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, (saved, saved))
        return path

    def collate(self) -> CollateOutcome:
        return collate(self.project, self.inbox, self.records)

    def refusal(self, name: str) -> str:
        """What the note beside a refused file says."""
        return (self.inbox / f"{name}.refused.txt").read_text(encoding="utf-8")

    def refused(self, name: str, content: bytes) -> str:
        """Drop a bad form, collate, and see what the note says. The file is still there."""
        path = self.drop(name, content)
        outcome = self.collate()
        assert (outcome.refused, outcome.accepted) == ([name], 0)
        assert path.read_bytes() == content
        assert self.forms == []
        return self.refusal(name)

    @property
    def forms(self) -> list[Collected]:
        """What the records hold, latest revisions."""
        return list(current(self.records, "sample"))

    @property
    def left(self) -> list[str]:
        """What lies in the inbox, notes included."""
        return sorted(path.name for path in self.inbox.iterdir() if path.is_file())

    @property
    def lines(self) -> int:
        path = self.records / "accepted.jsonl"
        return len(path.read_bytes().splitlines()) if path.exists() else 0


@pytest.fixture(scope="session")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workshop.project(tmp_path_factory.mktemp("forms") / "project")


@pytest.fixture
def desk(small_project: Path, tmp_path: Path) -> Desk:
    (tmp_path / "params").symlink_to(small_project / "params")
    return Desk(tmp_path, workshop.alert(small_project))


@pytest.fixture
def filled(desk: Desk) -> Callable[..., bytes]:
    """A filled alert, with changes of its answers."""
    return lambda *args, **changes: workshop.filled(desk.form, *args, **changes)
