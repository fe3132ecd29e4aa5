"""Who writes quality assurance down, one module for each activity, in order."""

from types import ModuleType

from litmus.sample.qa import (
    alerts,
    audits,
    dip_samples,
    monitoring,
    observations,
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
_VOICES: tuple[ModuleType, ...] = ()
RECORDERS = (*_AUDITS, *_VOICES)
