"""From filled forms of every kind to the checked data: no row of them is set aside."""

import os
import subprocess
import sys
from pathlib import Path

from litmus.intake.forms import definitions, records
from litmus.intake.freezing import freeze
from litmus.intake.opening import CACHE, open_with_forms

PROJECT = Path(__file__).resolve().parents[3]
LITMUS = Path(sys.executable).parent / "litmus"


def litmus(*words: object, expected: int = 0) -> str:
    done = subprocess.run(
        [LITMUS, *map(str, words)], cwd=PROJECT, check=False, capture_output=True, text=True
    )
    assert done.returncode == expected, done.stderr + done.stdout
    return done.stdout


def test_forms_of_every_kind_pass_their_contracts(made: Path, tmp_path: Path, monkeypatch) -> None:
    outputs, inbox, kept = made.parents[1], tmp_path / "inbox", tmp_path / "records"
    forms = definitions.codes(PROJECT)
    number = 2 * len(forms)
    litmus("forms", "--filled", number, "--mistakes", 3, "--inbox", inbox, "--outputs", outputs)
    said = litmus("collate", "--inbox", inbox, "--records", kept, expected=1)
    assert f"Accepted {number - 3} forms, refused 3 files." in said

    monkeypatch.setenv("LITMUS_RECORDS", os.fspath(kept))
    source = open_with_forms("sample", outputs)
    frozen = freeze(source, PROJECT / "data_contracts", outputs / CACHE / "snapshots")
    collected = [
        (table, row)
        for form in records.current(kept, "sample")
        for table, rows in form.tables.items()
        for row in rows
    ]
    assert len(collected) > 2 * len(forms)
    connection = frozen.connect()
    for table in {table for table, _ in collected}:
        (found,) = connection.execute(
            f"SELECT COUNT(*) FROM {table} WHERE source = 'FORM'"
        ).fetchone()
        assert found >= sum(each == table for each, _ in collected), table
    connection.close()
    issues = frozen.issues.read_text(encoding="utf-8")
    assert ",form " not in issues  # `_file` of a row that a form became
