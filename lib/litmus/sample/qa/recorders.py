"""Who writes quality assurance down, one module for each activity, in order."""

from types import ModuleType

from litmus.sample.qa import audits, dip_samples, observations, staff, themes, visits

# Each module has `record(writing: Writing, seed: str) -> None`.
_AUDITS: tuple[ModuleType, ...] = (staff, themes, audits, observations, visits, dip_samples)
_VOICES: tuple[ModuleType, ...] = ()
RECORDERS = (*_AUDITS, *_VOICES)
