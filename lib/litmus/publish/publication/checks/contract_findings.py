"""Whether the data met their contracts, or somebody answers for what did not.

An error is a rule for which rows were set aside. Each has to be waived, with a reason, a name and
an end, or mended in the records. A warning keeps its rows: it is told in the assurance statement.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from litmus.base import numbers
from litmus.intake.contracts.quality import QualityReport, RuleResult
from litmus.publish.publication.faults import Fault, Found, Remark
from litmus.publish.publication.settings import WHERE, Waiver

ERROR = "error"


def check(quality: QualityReport, waivers: Sequence[Waiver], today: date) -> Found:
    """What the contracts found and nobody waived; the waivers that count are remarks."""
    faults, remarks = [], []
    for rule in quality.rules:
        if rule.severity != ERROR:
            continue
        about = [each for each in waivers if each.covers(rule.table, rule.rule, rule.column)]
        holding = [each for each in about if each.holds(today) and rule.count <= each.rows]
        if holding:
            remarks.append(_remark(rule, holding[0]))
        else:
            faults.append(_fault(rule, about, today))
    return Found(tuple(faults), tuple(remarks))


def results(quality: QualityReport, remarks: Iterable[Remark]) -> dict[str, Any]:
    """What the contracts found, in counts, for the publication's evidence."""
    return {
        "rows_in": quality.rows_in,
        "rows_set_aside": quality.rows_quarantined,
        "rules_checked": sum(table.rules_checked for table in quality.tables),
        "findings": [
            {
                "table": rule.table,
                "rule": rule.rule,
                "column": rule.column,
                "severity": rule.severity,
                "rows": rule.count,
                "what": rule.description,
            }
            for rule in quality.rules
        ],
        "waived": [remark.text for remark in remarks],
    }


def _where(rule: RuleResult) -> str:
    column = f", column {rule.column}" if rule.column else ""
    return f"table {rule.table}{column}, rule {rule.rule}"


def _remark(rule: RuleResult, waiver: Waiver) -> Remark:
    rows = numbers.count_of(rule.count, "row was set aside", "rows were set aside")
    about = f"{rows} in {rule.table} ({rule.rule}): {rule.description}"
    return Remark("waiver", about, waiver.reason, waiver.by, str(waiver.until))


def _fault(rule: RuleResult, about: Sequence[Waiver], today: date) -> Fault:
    rows = numbers.count_of(rule.count, "row was set aside", "rows were set aside")
    said = f"{rows}: {rule.description}"
    for waiver in about[:1]:
        if not waiver.holds(today):
            said += f" It was waived until {waiver.until} by {waiver.by}; that has ended."
        else:
            said += (
                f" It is waived by {waiver.by} for at most {numbers.count_of(waiver.rows, 'row')}."
            )
    mend = (
        f"{rule.what_to_do} Or waive it under `waivers` in {WHERE}, with a reason, a name and an "
        "end."
    )
    return Fault(said, _where(rule), mend.strip())
