"""`litmus collate`, as it is typed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from intake.forms import workshop
from litmus.intake.forms.model import Form

pytestmark = pytest.mark.slow

LITMUS = Path(sys.executable).parent / "litmus"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return workshop.project(tmp_path)


@pytest.fixture
def form(project: Path) -> Form:
    return workshop.alert(project)


def collate(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The command, run in the project's folder."""
    where = {**os.environ, "LITMUS_HOME": str(project)}
    where.pop("LITMUS_RECORDS", None)
    command = [LITMUS, "collate", *options]
    return subprocess.run(
        command, cwd=project, env=where, check=False, capture_output=True, text=True
    )


def test_an_empty_inbox(project: Path) -> None:
    done = collate(project)
    assert done.returncode == 0
    assert done.stdout == "There was nothing to collate in inbox: put completed forms there.\n"


def test_accepted_had_and_refused(project: Path, form: Form) -> None:
    inbox = project / "inbox"
    inbox.mkdir()
    (inbox / "a.xlsx").write_bytes(workshop.filled(form))
    done = collate(project)
    assert (done.returncode, done.stdout) == (
        0,
        "Accepted 1 form.\nThe numbers of all accepted forms are in records/register.csv.\n",
    )
    (inbox / "a.xlsx").write_bytes(workshop.filled(form))
    (inbox / "b.xlsx").write_bytes(workshop.filled(form, team=None, child="SECRET-1"))
    done = collate(project)
    assert done.returncode == 1
    assert done.stdout == (
        "Already had 1 form, refused 1 file.\n"
        "What to put right is said beside each refused file in inbox:\n"
        "  b.xlsx.refused.txt\n"
    )
    assert "SECRET" not in done.stdout + done.stderr


def test_other_folders(project: Path, form: Form) -> None:
    (project / "mail").mkdir()
    (project / "mail" / "a.xlsx").write_bytes(workshop.filled(form))
    done = collate(project, "--inbox", "mail", "--records", "kept")
    assert done.returncode == 0
    assert "kept/register.csv" in done.stdout
    assert not (project / "records").exists()
    assert (project / "kept").stat().st_mode & 0o077 == 0


def test_a_form_that_is_wrong_ends_with_2(project: Path) -> None:
    path = project / "params/forms/exception_alert.yml"
    path.write_text(path.read_text().replace("type: datetime", "type: sundial"))
    done = collate(project)
    assert done.returncode == 2
    assert "params/forms/exception_alert.yml" in done.stderr


def test_the_inbox_and_the_notes_are_for_their_owner_alone(project: Path, form: Form) -> None:
    (project / "inbox").mkdir(mode=0o755)
    (project / "inbox" / "audit.xlsx").write_bytes(b"no workbook")
    os.utime(project / "inbox" / "audit.xlsx", (0, 0))
    assert collate(project).returncode == 1
    modes = {
        name: (project / name).stat().st_mode & 0o777
        for name in ("inbox", "inbox/accepted", "records", "inbox/audit.xlsx.refused.txt")
    }
    assert modes == {
        "inbox": 0o700,
        "inbox/accepted": 0o700,
        "records": 0o700,
        "inbox/audit.xlsx.refused.txt": 0o600,
    }
