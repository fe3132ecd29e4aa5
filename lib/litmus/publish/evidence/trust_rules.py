"""What a version of the trust file may say beside the one before it: one change, later."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from litmus.base.errors import LitmusError
from litmus.publish.evidence.keys import PublicKey, id_of, same_person

MAY_CHANGE = {"valid_to", "revoked", "reason"}


class NotTrusted(LitmusError):
    """A signature, or the trust file itself, is not to be relied on; the message says why."""


def check_time(made: str, last: str) -> None:
    """Raises NotTrusted for a version `made` before the `last` one ("" for none): with a day of its
    own choosing somebody whose key is revoked, or was once the only one, would be alone to agree.
    """
    when = datetime.fromisoformat(made)
    if when.tzinfo is None:
        raise NotTrusted("it does not say in which time zone it was made")
    if last and when < datetime.fromisoformat(last):
        raise NotTrusted(f"it says {made}, which is before the version that it follows")


def one_change(before: Sequence[PublicKey], after: Sequence[PublicKey]) -> list[PublicKey]:
    """The keys that differ. Raises NotTrusted where more than one person's do, or what may not."""
    kept = after[: len(before)]
    for was, is_now in zip(before, kept, strict=False):
        differ = {name for name, value in asdict(was).items() if asdict(is_now)[name] != value}
        again = {name for name in differ if asdict(was)[name]}
        if differ - MAY_CHANGE or again:
            raise NotTrusted(f"it changes what is said of the key of {was.person}")
    added = after[len(before) :]
    changed = [key for key in after if key not in before]
    if len(kept) < len(before) or len(added) > 1 or len({key.person for key in changed}) != 1:
        raise NotTrusted("it does more, or less, than one change")
    if len({key.key_id for key in after}) < len(after):
        raise NotTrusted("it names a key twice")
    for key in added:
        if key.key_id != id_of(key.public):
            raise NotTrusted(f"the key of {key.person} is not the one that its name is of")
        if any(same_person(key.person, one.person) and key.person != one.person
               for one in before):  # fmt: skip
            raise NotTrusted(f"{key.person} stands there already, under a name written otherwise")
    return changed
