"""What names of files and folders say of the service, theme or scope that they are about."""

import re

from litmus.base import digests
from litmus.base.scope import KINDS, Scope


def slug(text: str) -> str:
    """A value as part of a file's name: letters, digits and underscores, joined by hyphens."""
    return "-".join(re.findall(r"\w+", text))


def scope_in_name(scope: Scope) -> list[str]:
    """What a name says of a scope: "team" and "CIN-1"; nothing of the whole council."""
    return [scope.kind, distinct(scope.group)] if scope else []


def scope_of_name(name: str) -> str:
    """What a report's name says of its scope, as `--scope` does; "" for the whole council.

    >>> scope_of_name("weekly-team-CIN-1"), scope_of_name("quarterly")
    ('team:CIN-1', '')
    """
    return f"{found[2]}:{found[3]}" if (found := parts(name)) else ""


def parts(name: str) -> re.Match[str] | None:
    """A report's name in three: what it is, the kind of its scope, and the group; None for the
    whole council's."""
    return re.fullmatch(rf"(.+?)-({'|'.join(KINDS)})-(.+)", name)


def distinct(group: str) -> str:
    """The same for a group's code, whose signs may be any: no two codes have the same name.

    >>> distinct("CIN-1"), distinct("CIN 1")
    ('CIN-1', 'CIN-1-efe9')
    """
    named = slug(group)
    if named == group:
        return named
    return f"{named}-{digests.of_text(group)[:4]}"
