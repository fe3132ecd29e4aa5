"""The assurance statement: what was checked, what is known to limit the report, who answers for it.

It is written for people (assurance.md) and for programs (assurance.json), of the same facts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from litmus.base import numbers
from litmus.figures.figure import FINAL, HELD
from litmus.intake.contracts.quality import QualityReport
from litmus.publish.publication.checks.commentary_state import EMPTY
from litmus.publish.publication.faults import Remark, by_answer
from litmus.publish.publication.made import Made
from litmus.publish.publication.renderings import Version
from litmus.publish.publication.settings import ROLES, Publication

CHECKED = (
    "The data were held against their contracts; rows that do not meet them are not counted.",
    "The commentary that the report has to have is written, and none was written beside figures "
    "that have changed since.",
    "The numbers in the commentary were held against the figures that they name: each agrees, or "
    "is named below with who answers for it.",
    "The notebook, the figures and the pages are as the last run left them, made of the settings "
    "and the code that are in this publication.",
    "Web page, PDF and, where there is one, Word document passed the checks of "
    "accessibility that need no person.",
)


@dataclass(frozen=True)
class Statement:
    """What the statement says; every part is sentences."""

    title: str
    version: int
    correction: str
    limitations: tuple[str, ...]
    waived: tuple[str, ...]
    accepted: tuple[str, ...]
    checked: tuple[str, ...] = CHECKED
    roles: tuple[str, ...] = tuple(ROLES.values())

    @property
    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self)

    @property
    def as_markdown(self) -> str:
        """For people."""
        corrects = f"It corrects version {self.version - 1}: {self.correction}"
        parts = [
            f"# Assurance statement\n\n{self.title}\n\nVersion {self.version}.",
            *([corrects] if self.correction else []),
            _section("What was checked", self.checked),
            _section("Known limitations", self.limitations or ("None are known.",)),
            _section("Waived findings of the data contracts", self.waived or ("None.",)),
            _section("Numbers accepted in the commentary", self.accepted or ("None.",)),
            _section("Three people sign, each with their own key", self.roles),
        ]
        return "\n\n".join(parts) + "\n"


def of(
    made: Made,
    version: Version,
    settings: Publication,
    quality: QualityReport,
    remarks: Sequence[Remark],
) -> Statement:
    """The statement of a report that passed its checks."""
    return Statement(
        made.plan.title,
        version.number,
        version.reason,
        tuple(_limitations(made, settings, quality)),
        tuple(by_answer([each for each in remarks if each.kind == "waiver"])),
        tuple(each.text for each in remarks if each.kind != "waiver"),
    )


def _limitations(made: Made, settings: Publication, quality: QualityReport) -> list[str]:
    found = list(settings.limitations_of(made.plan.report))
    if made.plan.notice:
        found.append(made.plan.notice)
    if made.plan.is_provisional:
        found.append("The period ends after the data do: what it counts is not complete.")
    return [
        *found,
        *_figures(made.shown),
        *_contracts(quality),
        *_unwritten(made),
    ]


def _figures(shown: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The figures that are not final, by their status, and those that cannot be given."""
    by_status: dict[str, list[str]] = {}
    for code, figure in shown.items():
        status = str(figure.get("status") or FINAL)
        if status != FINAL:
            by_status.setdefault(status, []).append(f"{figure.get('name')} ({code})")
    words = {HELD: "Held for data quality, and not to be used as findings"}
    return [
        f"{words.get(status, status.capitalize())}: {'; '.join(names)}."
        for status, names in sorted(by_status.items())
    ]


def _contracts(quality: QualityReport) -> list[str]:
    found = []
    if quality.rows_quarantined:
        rows = numbers.count_of(quality.rows_quarantined, "row")
        found.append(
            f"{rows} of {quality.rows_in:,} did not meet the data contracts and are not counted "
            "(contracts-results.json)."
        )
    warnings = [rule for rule in quality.rules if rule.severity != "error"]
    if warnings:
        rules = numbers.count_of(len(warnings), "rule")
        rows = numbers.count_of(sum(rule.count for rule in warnings), "row is", "rows are")
        found.append(
            f"{rules} of the data contracts warned: {rows} counted as they stand, though something "
            "in them is doubtful (contracts-results.json)."
        )
    return found


def _unwritten(made: Made) -> list[str]:
    empty = [slot for slot, status in made.record.get("commentary", {}).items() if status == EMPTY]
    if not empty:
        return []
    places = [made.slots.get(slot, slot) for slot in empty]
    named = dict.fromkeys(place.rpartition("under ")[2] for place in places)
    return [f"Nobody wrote a commentary under {numbers.join(list(named))}."]


def _section(title: str, sentences: Sequence[str]) -> str:
    listed = "\n".join(f"- {each}" for each in sentences)
    return f"## {title}\n\n{listed}"
