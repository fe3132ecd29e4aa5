"""Whether a report and its other editions show the same figures, by what their runs recorded.

An edition takes settings and scope from its report, so that both have the same figures when they
are made from the same data. Whether they were is seen in the report's folder beside.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litmus.base import digests
from litmus.report import ASSURANCE, FIGURES
from litmus.run import messages, record
from litmus.run.plan import Plan
from litmus.run.settings import editions_of, read_report

if TYPE_CHECKING:
    from litmus.report.feed import Original

SHOWN = (FIGURES, ASSURANCE)  # the files of what both show


def original(plan: Plan, folder: Path) -> Original | None:
    """The report that this one is an edition of, and whether the figures and the quality assurance
    in `folder` are those that it shows; None for a report that is no edition."""
    if not plan.settings.same_as:
        return None
    from litmus.report.feed import Original

    found = record.read(_other(plan, plan.settings.same_as).folder)
    title = read_report(plan.project, plan.settings.same_as).title
    if not found:
        return Original(title)
    snapshot = found.get("snapshot", {})
    return Original(
        title,
        same=_shown(found) == record.hashes(folder, SHOWN),
        fingerprint=snapshot.get("fingerprint", ""),
        data_to=date.fromisoformat(snapshot["data_to"]) if snapshot.get("data_to") else None,
    )


def identity(plan: Plan) -> str:
    """A hash of what decides what an edition says of its report."""
    found = record.read(_other(plan, plan.settings.same_as).folder)
    return digests.of_text(json.dumps([_shown(found), found.get("snapshot")], sort_keys=True))


def remarks(plan: Plan) -> list[str]:
    """What to make again so that a report and its editions show the same figures; it has just been
    made itself."""
    ours = _shown(record.read(plan.folder))
    others = [plan.settings.same_as] if plan.settings.same_as else []
    said = []
    for name in [*others, *editions_of(plan.project, plan.report)]:
        other = _other(plan, name)
        theirs = _shown(record.read(other.folder))
        if theirs and theirs != ours:
            again = messages.run_command(other.name, plan.period, plan.outputs)
            said.append(
                f"The {name} report of the same period has other figures: it was made from other "
                f"data or settings. To bring them together, make it again: {again}"
                + (", and then this one." if name in others else "")
            )
    return said


def _other(plan: Plan, name: str) -> Plan:
    """The same period and scope of another report."""
    return replace(plan, report=name)


def _shown(found: Mapping[str, Any]) -> dict[str, str]:
    feed = found.get("feed", {})
    return {name: feed[name] for name in SHOWN if name in feed}
