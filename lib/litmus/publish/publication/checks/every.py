"""Every check of a report that is to be published, in the order in which people read them."""

from collections.abc import Mapping, Sequence
from datetime import date

from litmus.base import json_files
from litmus.base.errors import LitmusError
from litmus.intake.contracts.quality import QualityReport
from litmus.publish.publication.checks import (
    accessibility,
    commentary_numbers,
    commentary_state,
    contract_findings,
    data_kept,
    state_of_report,
)
from litmus.publish.publication.checks.commentary_state import EMPTY
from litmus.publish.publication.faults import NOTHING, Found
from litmus.publish.publication.made import Made
from litmus.publish.publication.settings import Accepted, Publication
from litmus.report import QUALITY
from litmus.run import editions


def check(made: Made, settings: Publication, accepted: Sequence[Accepted], today: date) -> Found:
    """All that is wrong with a report, at once, but for how its pages can be read; and what
    somebody answers for. Raises LitmusError where its files cannot be read at all."""
    state = state_of_report.check(made)
    return (
        state
        + commentary_state.check(made, _unwritten(made))
        + commentary_numbers.check(made, accepted, today)
        + _contracts(made, settings, today, told=bool(state.faults))
        + data_kept.check(made)
    )


def _unwritten(made: Made) -> Mapping[str, str]:
    """The required slots without words, each with its printed heading. The whole report is read
    for it only where one is empty: some that are have no place in print."""
    plan, said = made.plan, made.record.get("commentary", {})
    if all(said.get(slot) not in (None, EMPTY) for slot in plan.required):
        return {}
    marked = editions.mark(made.notebook, plan.counted.end, False, plan.required)
    return editions.unwritten(marked, plan.title)


def _contracts(made: Made, settings: Publication, today: date, told: bool) -> Found:
    """What the contracts found; nothing where the file was damaged, and that is `told` already."""
    try:
        return contract_findings.check(quality_of(made), settings.waivers, today)
    except LitmusError:
        if not told:
            raise
        return NOTHING


def check_pages(renderings: Mapping[str, bytes]) -> Found:
    """How renderings can be read."""
    return accessibility.check(renderings)


def quality_of(made: Made) -> QualityReport:
    """What the checks of the data found. Raises LitmusError where the file is damaged."""
    return json_files.parse(made.contents.get(QUALITY) or b"", QualityReport, QUALITY)
