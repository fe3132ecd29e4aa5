"""Who has signed in: by a number in a cookie, which says nothing by itself and ends.

Sessions are held in memory alone: after the server has been started anew everybody signs in again.
"""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from litmus.publish.dashboard.access import Access

SECONDS = 10 * 3600
MOST = 2_000  # the oldest make room


@dataclass(frozen=True)
class _Session:
    user: str
    token: str | None
    ends: float


@dataclass
class Sessions:
    """The sessions that there are; `clock` gives seconds that never go back."""

    clock: Callable[[], float] = time.monotonic
    _held: OrderedDict[str, _Session] = field(default_factory=OrderedDict)

    def begin(self, user: str, access: Access) -> str:
        """A new session of somebody who has shown their token; returns its number."""
        number = secrets.token_urlsafe(32)
        token = access.users[user].token
        self._held[number] = _Session(user, token, self.clock() + SECONDS)
        while len(self._held) > MOST:
            self._held.popitem(last=False)
        return number

    def user(self, number: str, access: Access) -> str | None:
        """Whose session it is; None where it has ended, or the token has been changed since."""
        found = self._held.get(number)
        if found is None:
            return None
        viewer = access.users.get(found.user)
        if self.clock() >= found.ends or viewer is None or viewer.token != found.token:
            self.end(number)
            return None
        return found.user

    def end(self, number: str) -> None:
        """End a session, if it is one."""
        self._held.pop(number, None)
