"""Who writes quality assurance down, one module for each activity, in order."""

from types import ModuleType

from litmus.sample.qa import (
    alerts,
    audits,
    complaints,
    dip_samples,
    external_placements,
    feedback,
    homes,
    monitoring,
    observations,
    panels,
    staff,
    supervision_checks,
    themes,
    tracking,
    visits,
)

# Each module has `record(writing: Writing, seed: str) -> None`.
_AUDITS: tuple[ModuleType, ...] = (
    *(staff, themes, audits, observations, visits, tracking),
    *(dip_samples, supervision_checks, alerts, monitoring),
)
_VOICES: tuple[ModuleType, ...] = (complaints, feedback, homes, external_placements, panels)
RECORDERS = (*_AUDITS, *_VOICES)
