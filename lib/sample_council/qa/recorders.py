"""Who writes quality assurance down, one module for each activity, in order."""

from types import ModuleType

from sample_council.qa import (
    alerts,
    audits,
    complaints,
    dip_samples,
    external,
    external_placements,
    feedback,
    frontline,
    homes,
    meetings,
    monitoring,
    multi_agency,
    observations,
    panels,
    staff,
    strategy_board,
    supervision_checks,
    surveys,
    themes,
    tracking,
    training,
    visits,
    young_advisers,
)

# Each module has `record(writing: Writing, seed: str) -> None`.
_AUDITS: tuple[ModuleType, ...] = (
    *(staff, themes, audits, observations, visits, tracking),
    *(dip_samples, supervision_checks, alerts, monitoring),
)
_VOICES: tuple[ModuleType, ...] = (
    *(multi_agency, complaints, feedback, young_advisers, surveys, training, frontline),
    *(homes, external_placements, panels, external, meetings, strategy_board),
)
RECORDERS = (*_AUDITS, *_VOICES)
