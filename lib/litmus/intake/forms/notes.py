"""The note beside a file that was not accepted: what to put right, in plain words.

It holds what people typed, so it lies where the file lies, and what it says is said nowhere else.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from litmus.base import digests, files, plain_text
from litmus.intake.forms.faults import FormFault

ENDING = ".refused.txt"
MOST_LISTED = 200
LONGEST = 200  # bytes of a file's name beside which a note has the whole of it: disks allow 255
SHORTENED = 180
_FIRST = "Litmus has not accepted"


def note_of(path: Path) -> Path:
    """Where the note of a file lies: under its name with an ending; under the beginning of a name
    that would then be too long for a disk."""
    name = os.fsencode(path.name)
    if len(name) <= LONGEST:
        return path.with_name(path.name + ENDING)
    start = name[:SHORTENED].decode("utf-8", "ignore")
    return path.with_name(f"{start}-{digests.of_bytes(name)[:8]}{ENDING}")


def write(
    path: Path,
    faults: Sequence[FormFault],
    accepted_rows: int | None = None,
    then: str = "collate again",
) -> None:
    """Write or renew the note of a file. `accepted_rows`: of an export, how many were accepted.
    `then`: what to do when all is put right."""
    content = _text(plain_text.printable(path.name), faults, accepted_rows, then).encode()
    note = note_of(path)
    if note.is_symlink() or not note.exists() or note.read_bytes() != content:
        files.write_bytes(note, content, files.PRIVATE_FILE)


def withdraw(path: Path) -> None:
    """Remove the note of a file that has been put right."""
    note_of(path).unlink(missing_ok=True)


def withdraw_orphans(inbox: Path) -> None:
    """Remove notes of files that are not there any more; what others wrote under such a name
    stays."""
    for note in inbox.rglob(f"*{ENDING}"):
        about = note.with_name(note.name.removesuffix(ENDING))
        there = about.exists() or about.is_symlink() or _of_a_long_name(note)
        if not note.is_symlink() and not there:
            with note.open("rb") as file:
                ours = file.read(len(_FIRST)) == _FIRST.encode()
            if ours:
                note.unlink()


def _of_a_long_name(note: Path) -> bool:
    """Whether it is the note of a file whose name is too long to be repeated in that of its
    note."""
    return any(
        note_of(each) == note
        for each in note.parent.iterdir()
        if len(os.fsencode(each.name)) > LONGEST
    )


def _text(name: str, faults: Sequence[FormFault], accepted_rows: int | None, then: str) -> str:
    if accepted_rows is None:
        head = f"{_FIRST} {name}. The file was not changed."
    else:
        head = (
            f"{_FIRST} all of {name}: {accepted_rows} of its rows are accepted, these are not. "
            "The file was not changed."
        )
    lines = [head, f"Put this right, save the file here under the same name, and {then}.", ""]
    lines += [
        f"{number}. {_sentence(fault)}" for number, fault in enumerate(faults[:MOST_LISTED], 1)
    ]
    if len(faults) > MOST_LISTED:
        lines.append(f"... and {len(faults) - MOST_LISTED} more.")
    return "\n".join(lines) + "\n"


def _sentence(fault: FormFault) -> str:
    place = ", ".join(
        part
        for part in (
            f"Sheet {fault.sheet}" if fault.sheet else "",
            f"cell {fault.cell}" if fault.sheet and fault.cell else fault.cell,
        )
        if part
    )
    found = f"found: {fault.value}" if fault.value else ""
    start = "; ".join(part for part in (place, found) if part)
    return f"{start or 'The file'}. Expected: {fault.expected}."
