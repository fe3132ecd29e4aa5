"""The words that say of whom reports are made at once: all teams, all services, or scopes that are
named."""

from collections.abc import Iterable
from contextlib import suppress

from litmus.base.errors import UsageError
from litmus.base.scope import EXAMPLES, SERVICE, TEAM, Scope

TEAMS, SERVICES, ALL = "teams", "services", "all"
MANY = {TEAMS: (TEAM,), SERVICES: (SERVICE,), ALL: (SERVICE, TEAM)}


def parse(words: Iterable[str]) -> list[str | Scope]:
    """What was asked for, in that order: names of `MANY` as they are, all else as scopes.

    Raises UsageError for a word that is neither.
    """
    found = [_parse(word) for word in words]
    if not found:
        raise UsageError(f"Of whom? Name {', '.join(MANY)}, or scopes such as {EXAMPLES}.")
    return found


def _parse(word: str) -> str | Scope:
    if word in MANY:
        return word
    with suppress(UsageError):
        if word.strip():  # nothing at all would mean the council
            return Scope.parse(word)
    raise UsageError(
        f"{word!r} names no scopes: expected {', '.join(MANY)}, or a scope such as {EXAMPLES}."
    )
