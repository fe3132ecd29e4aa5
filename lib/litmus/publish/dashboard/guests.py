"""Who may look at the sample council's pages while nobody is named in params/access.yml.

Each start of the server makes tokens for them, which hold until it ends and are kept nowhere. There
are none for anybody's own data.
"""

from dataclasses import dataclass

from litmus.publish.dashboard import tokens
from litmus.publish.dashboard.access import Viewer


@dataclass(frozen=True)
class Guest:
    """Somebody invented: what they are called, what they see, and what the server knows of them."""

    user: str
    sees: str
    token: str
    viewer: Viewer


def invite() -> list[Guest]:
    """A director, a manager of a service and one of a team, each with a token made just now."""
    return [
        _guest("director", "all pages", role="DIV_DIRECTOR"),
        _guest("service.manager", "Children in Need and its teams", role="SM", service="CIN"),
        _guest("team.manager", "team CIN-1 alone", role="TM", team="CIN-1"),
    ]


def _guest(user: str, sees: str, **entry: str) -> Guest:
    token = tokens.new()
    viewer = Viewer.model_validate({**entry, "token": tokens.digest(token)})
    return Guest(user, sees, token, viewer)
