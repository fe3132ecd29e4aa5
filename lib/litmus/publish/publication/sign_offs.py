"""How far the sign-off of each report has come, for the reporting calendar."""

from pathlib import Path

from litmus.base.errors import LitmusError
from litmus.base.numbers import join
from litmus.publish.evidence import register
from litmus.publish.publication import review
from litmus.run.reporting_calendar import SignOff

NEXT = {"analyst": "the analyst", "assurer": "the assurer (QA Manager)", "approver": "the approver"}


def sign_offs(publications: Path) -> dict[tuple[str, str], SignOff]:
    """What is published or in review, by the folder of the period and of the report. Raises
    LitmusError for a register that cannot be read."""
    found = {}
    for entry in register.entries(publications):
        said = entry.said
        words = f"published as version {said['version']} on {str(said.get('at', ''))[:10]}"
        found[str(said["folder"]), str(said["name"])] = SignOff(True, words)
    for folder in sorted(publications.glob(f"*/*/{review.FOLDER}")):
        place = (folder.parts[-3], folder.parts[-2])
        before = found.get(place)
        words = _in_review(folder)
        if before:  # what is published stays so while a correction is signed
            words = f"{before.words}; a correction is {words}"
        found[place] = SignOff(before is not None, words)
    return found


def _in_review(folder: Path) -> str:
    try:
        found = review.read(folder.parent)
    except LitmusError:
        found = None
    if found is None:
        return "in review, and damaged: the analyst prepares it anew"
    signed = join([f"{person} ({role})" for role, person in found.signers.items()]) or "nobody"
    next_one = f"; next signs {NEXT[found.waits_for]}" if found.waits_for else ""
    return f"in review, signed by {signed}{next_one}"
