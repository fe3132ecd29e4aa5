"""Whether a form that was read is new, a correction, or had already: the rule of acceptance.

Idempotent by content and by id. A form is known by its number (litmus.intake.forms.identity); the
same content is had once, whatever file it comes in; other content under the same number is a
correction if it was saved later. An older copy never replaces what came after it.
"""

from dataclasses import dataclass
from enum import Enum

from litmus.intake.forms.acceptance import digest
from litmus.intake.forms.completed_form import Completed
from litmus.intake.forms.faults import refuse
from litmus.intake.forms.identity import is_same_number, letters_of
from litmus.intake.forms.records import Records, Revision


class FormVerdict(Enum):
    """What becomes of a form."""

    NEW = "new"
    CORRECTION = "correction"
    HAD = "had"
    UNKNOWN_NUMBER = "it corrects a form that is not there, or not there yet"


NOT_ACCEPTED_YET = (
    "the number of a form that was accepted, in 'Replaces form number' (records/register.csv lists "
    "them). Leave it empty if this form corrects none"
)


@dataclass(frozen=True)
class KnownForm:
    """A form as it is to be kept. former: the number that it was accepted under without a number
    of its own, where it has one now."""

    completed: Completed
    former: str | None = None


def known_form(completed: Completed, records: Records) -> KnownForm:
    """The form under the number that it has already, where the same form was accepted before.

    Whoever leaves the number out the second time means the same form; so does whoever gives it one
    later, or writes its number with other signs between. Raises Refused where several forms of
    that child, date and person were accepted, each with a number, and this one says none.
    """
    if completed.row is not None or completed.corrects or completed.form_id in records.history:
        return KnownForm(completed)
    same = records.of_identity(completed.form, completed.identity)
    if not completed.numbered:
        if len(same) > 1:
            wanted = (
                f"the number of this form in 'Form number': {' and '.join(sorted(same))} were "
                "accepted about the same child, date and person"
            )
            raise refuse(wanted)
        return KnownForm(completed.under(same[0]) if same else completed)
    for number in same:
        if is_same_number(number, completed.form_id):
            return KnownForm(completed.under(number))
    bare = [number for number in same if _is_bare(records.history[number])]
    return KnownForm(completed, bare[0] if bare else None)


def _is_bare(revisions: list[Revision]) -> bool:
    """Whether a form was accepted without a number: its number was made of its identity."""
    number = revisions[-1].form_id.rpartition("-")[2]
    return any(number == letters_of(one.identity) for one in revisions)


def verdict(completed: Completed, records: Records, former: str | None = None) -> FormVerdict:
    """What becomes of a form, `former` being its number until now. Raises Refused where it
    contradicts one that was accepted."""
    known = records.history.get(former or completed.form_id, [])
    if not known:
        return FormVerdict.UNKNOWN_NUMBER if completed.corrects else FormVerdict.NEW
    last = known[-1]
    if last.form != completed.form:
        raise refuse(f"another form number: {completed.form_id} is that of a form {last.form!r}")
    if former:
        as_it_was = completed.under(former)
        said = digest(as_it_was.form, as_it_was.tables)
        return (
            FormVerdict.CORRECTION
            if said == last.digest
            else _against_earlier(completed, said, known)
        )
    said = digest(completed.form, completed.tables)
    if said == last.digest:
        return FormVerdict.HAD
    if completed.numbered and completed.row is None and completed.identity != last.identity:
        raise refuse(
            f"another form number: {completed.form_id} was accepted about another child, date or "
            "person. If this is a new form, clear 'Form number'; if it corrects that one, write "
            f"{completed.form_id} in 'Replaces form number'"
        )
    return _against_earlier(completed, said, known)


def _against_earlier(completed: Completed, said: str, known: list[Revision]) -> FormVerdict:
    last = known[-1]
    order = _order(completed.saved_at, last.saved_at)
    if order <= 0 and any(one.digest == said for one in known):
        return FormVerdict.HAD  # an earlier revision once more, which was replaced since
    if order < 0:
        raise refuse(
            f"the latest copy of {completed.form_id}. This one was saved before the one that was "
            f"accepted (revision {last.revision}). If it is right nevertheless, open it, save it "
            "and send it again",
            f"saved {completed.saved_at}",
        )
    return FormVerdict.CORRECTION


def _order(one: str | None, other: str | None) -> int:
    """Negative where `one` was saved before `other`, 0 where that cannot be told."""
    if not one or not other or one == other:
        return 0
    return -1 if one < other else 1
