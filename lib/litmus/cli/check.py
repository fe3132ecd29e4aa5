"""`litmus check`: what the contracts have to say of a council's data, for the data manager."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill

from litmus.base import letters, paths
from litmus.base.council import read_council
from litmus.base.text_table import text_table
from litmus.figures.data_checks import DataChecks
from litmus.indicators import catalogue
from litmus.intake import opening
from litmus.intake.contracts.quality import QualityReport, RuleResult
from litmus.intake.snapshot import Snapshot

WIDTH = 96


@dataclass(frozen=True)
class CheckOutcome:
    """What to print, and whether every row could be used."""

    text: str
    passed: bool


def check(uri: str, outputs: Path, progress: Callable[[str], object] | None = None) -> CheckOutcome:
    """Check the source that `uri` names. `passed` is false where a row had to be set aside.

    The text holds counts and words; the values are in the restricted list that it names. Raises
    what the source's reader and the check raise.
    """
    source = opening.open_with_forms(uri, outputs, progress)
    snapshot = opening.freeze(source, outputs, progress)
    quality = snapshot.quality
    parts = [_head(source.title, snapshot), _tables(quality, snapshot.filled_from)]
    parts += [_rules(quality)] if quality.rules else []
    parts += [_notes(snapshot)] if snapshot.notes else []
    stands = _figures(snapshot)
    parts += [stands] if stands else []
    parts.append(_verdict(quality, snapshot.issues, sound=not stands))
    return CheckOutcome("\n\n".join(parts), passed=not quality.rows_quarantined)


def _head(title: str, snapshot: Snapshot) -> str:
    """What was checked, as it is called now: the same data may have been frozen elsewhere."""
    return f"Checked {title}: data to {snapshot.data_to.day} {snapshot.data_to:%B %Y}."


def _tables(quality: QualityReport, filled_from: dict[str, list[str]]) -> str:
    numbers = ("rows read", "used", "set aside")
    rows = [
        [
            *(table.table, f"{table.rows_in:,}", f"{table.rows_accepted:,}"),
            *(f"{table.rows_quarantined:,}", _files(table.table, filled_from)),
        ]
        for table in quality.tables
        if table.provided
    ]
    return text_table(["Table", *numbers, "from"], rows, right=numbers)


def _files(table: str, filled_from: dict[str, list[str]]) -> str:
    """The files of a table; one of quality assurance that has none comes from collected forms."""
    names = filled_from.get(table, [])
    if not names:
        return "forms" if table.startswith("qa_") else "none"
    return names[0] if len(names) == 1 else f"{', '.join(names[:3])}" + _more(len(names) - 3)


def _more(files: int) -> str:
    return f" and {files} more" if files > 0 else ""


def _rules(quality: QualityReport) -> str:
    errors = [rule for rule in quality.rules if rule.severity == "error"]
    warnings = [rule for rule in quality.rules if rule.severity == "warning"]
    parts = []
    if errors:
        parts.append("Errors: these rows were set aside.\n" + "\n".join(map(_rule, errors)))
    if warnings:
        parts.append(
            "Warnings: these rows are used as they are.\n" + "\n".join(map(_rule, warnings))
        )
    return "\n\n".join(parts)


def _rule(rule: RuleResult) -> str:
    where = rule.table + (f".{rule.column}" if rule.column else "")
    said = " ".join(part for part in (rule.description, rule.consequence, rule.what_to_do) if part)
    return fill(
        f"{rule.count:,} in {where}: {said}",
        WIDTH,
        initial_indent="  ",
        subsequent_indent="    ",
    )


def _notes(snapshot: Snapshot) -> str:
    notes = [
        fill(note, WIDTH, initial_indent="  ", subsequent_indent="    ") for note in snapshot.notes
    ]
    return "How it was read\n" + "\n".join(notes)


def _figures(snapshot: Snapshot) -> str:
    """What columns and tables without content do to figures; "" where they do nothing."""
    checks = DataChecks(snapshot, read_council(paths.project()))
    found: dict[tuple[str, str], list[str]] = {}
    for code, each in catalogue().items():
        if not set(each.needs) <= snapshot.provided:
            continue  # not available for want of a table, which the list of tables shows
        for said in checks.missing_columns(each).values():
            found.setdefault(("Not available", said), []).append(code)
        verdict = checks.of_the_extract(each)
        for said in verdict.held:
            found.setdefault(("Held for data quality", said), []).append(code)
        for said in verdict.remarks:
            found.setdefault(("Remarked", said), []).append(code)
    lines = [
        fill(
            f"{letters.begin(said)}. {does}: {', '.join(codes)}.",
            WIDTH,
            initial_indent="  ",
            subsequent_indent="    ",
        )
        for (does, said), codes in found.items()
    ]
    return "\n".join(["What figures stand on", *lines]) if lines else ""


def _verdict(quality: QualityReport, issues: Path, sound: bool) -> str:
    place = os.path.relpath(issues)
    if not quality.rules:
        return (
            "Every row was used and no rule found anything."
            if sound
            else "Every row was used; see above what figures stand on."
        )
    return (
        f"{quality.rows_quarantined:,} of {quality.rows_in:,} rows were set aside. Each finding, "
        f"with file, row, column and value, is in\n{place}\nThat list holds children's data: keep "
        "it where it is."
    )
