"""The audit programme in plain text, for the command line."""

from __future__ import annotations

from collections.abc import Mapping

from litmus.base.periods import Period
from litmus.base.text_table import text_table
from litmus.qa.programme.programme import Compliance, Duty, sum_of

COUNTS = ("Due", "Done", "Late", "Missing", "Extra")
HEADINGS = ("Requirement", "Role", "Where", *COUNTS)


def as_text(found: Compliance, period: Period, names: Mapping[str, str]) -> str:
    """A line for each requirement, role and team, then what is not scored and why."""
    rows = [_row(duty, names) for duty in found.duties]
    total = sum_of(found.duties)
    rows.append(("Together", "", "", *_numbers(total)))
    parts = [f"Audit programme, {period.title}", "", text_table(HEADINGS, rows, COUNTS)]
    if total.pairable:
        parts += ["", f"Same case as a team manager: {total.paired} of {total.pairable} audits."]
    if total.partly:
        parts += ["", f"{total.partly} periods were only partly in force, and are not due."]
    if nobodys := sum(found.unmatched.values()):
        parts += ["", f"{nobodys} more were done by nobody who holds such a post there."]
    if found.running:
        parts += ["", f"Not over yet, and not counted: {', '.join(found.running)}."]
    if found.unscored:
        parts += ["", "Not scored:"]
        parts += [f"  {each.requirement}: {each.done} done. {each.why}" for each in found.unscored]
    return "\n".join(parts)


def where(duty: Duty, names: Mapping[str, str]) -> str:
    """The teams of a duty by name; where it has none, its services."""
    if len(duty.teams) == 1 or (duty.teams and duty.role == "TM"):
        return ", ".join(names.get(team, team) for team in duty.teams)
    return ", ".join(duty.services) or "all"


def _row(duty: Duty, names: Mapping[str, str]) -> tuple[str, ...]:
    return (duty.requirement, duty.role, where(duty, names), *_numbers(duty))


def _numbers(duty: Duty) -> tuple[str, ...]:
    counts = (duty.due, duty.done, duty.late, duty.missing, duty.extra)
    return tuple(str(each) for each in counts)
