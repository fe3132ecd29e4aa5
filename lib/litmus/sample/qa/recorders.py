"""Who writes quality assurance down, one module for each activity, in order."""

from types import ModuleType

from litmus.sample.qa import staff

# Each module has `record(writing: Writing, seed: str) -> None`.
_AUDITS: tuple[ModuleType, ...] = (staff,)
_VOICES: tuple[ModuleType, ...] = ()
RECORDERS = (*_AUDITS, *_VOICES)
