"""The summary that a collate prints: numbers and names of files, never what people typed."""

from pathlib import Path

from litmus.base import letters
from litmus.base.numbers import count_of
from litmus.intake.forms.collate import CollateOutcome

MOST_NAMED = 10


def describe(outcome: CollateOutcome, inbox: Path, kept: Path) -> str:
    """The outcome in plain words, with what to do next."""
    parts = [_summary(outcome, inbox)]
    parts += _corrections(outcome)
    parts += _refusals(outcome, inbox)
    parts += _remarks(outcome, inbox, kept)
    return "\n".join(parts)


def _summary(outcome: CollateOutcome, inbox: Path) -> str:
    parts = [f"Accepted {_forms(outcome.accepted)}"] if outcome.accepted else []
    if outcome.superseded:
        number = len(outcome.superseded)
        parts.append(
            f"replaced {_forms(number)} by {'a correction' if number == 1 else 'corrections'}"
        )
    if outcome.had:
        parts.append(f"already had {_forms(outcome.had)}")
    if outcome.refused:
        rows = f" ({count_of(outcome.refused_rows, 'row')})" if outcome.refused_rows else ""
        parts.append(f"refused {count_of(len(outcome.refused), 'file')}{rows}")
    if not parts:
        if outcome.unsettled or outcome.closed:
            return "Nothing was accepted yet."
        if outcome.left_alone:
            return (
                f"There was nothing to collate in {inbox}, but "
                f"{count_of(outcome.left_alone, 'file')} in {inbox / 'accepted'} were accepted "
                "once and the records hold no form at all. Put the records folder back from a "
                "backup, or name the right one (--records, LITMUS_RECORDS). Where there is none, "
                f"move the files back into {inbox} and collate again."
            )
        return f"There was nothing to collate in {inbox}: put completed forms there."
    sentence = ", ".join(parts)
    return f"{letters.begin(sentence)}."


def _corrections(outcome: CollateOutcome) -> list[str]:
    lines = [
        f"  {file} replaces {number}: it is revision {revision} now."
        for number, revision, file in outcome.superseded[:MOST_NAMED]
    ]
    return lines + _more(len(outcome.superseded))


def _refusals(outcome: CollateOutcome, inbox: Path) -> list[str]:
    if not outcome.refused:
        return []
    head = f"What to put right is said beside each refused file in {inbox}:"
    lines = [f"  {name}" for name in outcome.notes[:MOST_NAMED]]
    return [head, *lines, *_more(len(outcome.refused))]


def _remarks(outcome: CollateOutcome, inbox: Path, kept: Path) -> list[str]:
    lines = []
    if outcome.unsettled:
        lines.append(
            f"Not read, as they are still being written: {_names(outcome.unsettled)}. "
            "Collate again when they are whole."
        )
    if outcome.closed:
        lines.append(
            f"Litmus has no permission to read {_names(outcome.closed)}. Ask whoever put them "
            "there for it, and collate again."
        )
    if outcome.stuck:
        lines.append(
            f"Accepted, but still in the inbox because somebody has them open or the folder is "
            f"not to be written in: {_names(outcome.stuck)}. The next collate moves them."
        )
    if outcome.with_people:
        lines.append(
            f"{_names(outcome.with_people)} may say who answered. Litmus has kept none of that: "
            f"delete the export in {inbox / 'accepted'} when it is no longer needed."
        )
    return [*lines, *_of_the_records(outcome, kept)]


def _of_the_records(outcome: CollateOutcome, kept: Path) -> list[str]:
    """What was put right in the records, or is amiss with them."""
    lines = []
    if outcome.mended:
        lines.append(
            "An earlier collate was stopped while it wrote; its last form was still in the inbox "
            "and was read again."
        )
    if outcome.rebuilt:
        lines.append(
            f"{kept / 'accepted.jsonl'} had been damaged: "
            f"{count_of(outcome.rebuilt, 'line')} put right from its copy. No form is lost."
        )
    if outcome.unsound:
        lines.append(
            f"In {kept / 'originals'} these are missing or were changed: "
            f"{_names(outcome.unsound)}. What they said is still counted; put them back from a "
            "backup, as they are the evidence for it."
        )
    if outcome.accepted or outcome.superseded:
        lines.append(f"The numbers of all accepted forms are in {kept / 'register.csv'}.")
    return lines


def _forms(number: int) -> str:
    return count_of(number, "form")


def _names(names: list[str]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


def _more(number: int) -> list[str]:
    return [f"  ... and {number - MOST_NAMED:,} more."] if number > MOST_NAMED else []
