"""Who asks: by what the proxy says, by a token, or by a session. No other header is believed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from litmus.publish.dashboard import tokens
from litmus.publish.dashboard.access import USER, Access, Person
from litmus.publish.dashboard.sessions import Sessions

BEARER = "bearer "
# Why nobody is known who asks, for the log.
FORGED = "a user header from elsewhere than the proxy was ignored"
UNNAMED = "the proxy named nobody, or more than one"
UNKNOWN = "not in the settings, or no longer"
WRONG_TOKEN = "wrong token"
NOT_SIGNED_IN = "not signed in"
NO_NAME = "(no name)"


@dataclass(frozen=True)
class Asking:
    """What came of asking who it is. person: None where it is nobody that is known. user: the name
    that was given, for the log; "" for none. reason: why it is nobody. by_proxy: whether the proxy
    said who it is, so that a token would change nothing."""

    person: Person | None
    user: str = ""
    reason: str = ""
    by_proxy: bool = False


def identify(
    headers: Mapping[str, Sequence[str]],
    peer: str,
    cookie: str,
    access: Access,
    sessions: Sessions,
    today: date,
) -> Asking:
    """Who asks. `headers` are all values by small name, `peer` is the address that the connection
    comes from, `cookie` the number of a session or ""."""
    proxy, forged = access.proxy, False
    if proxy:
        secret = headers.get(proxy.secret_header.lower(), ())
        known = len(secret) == 1 and tokens.matches(secret[0], proxy.secret)
        if known and proxy.trusts(peer):
            return _said(headers.get(proxy.header.lower(), ()), access, today)
        forged = proxy.header.lower() in headers or len(secret) > 0
    authorization = headers.get("authorization", ())
    if len(authorization) == 1 and authorization[0].lower().startswith(BEARER):
        user = access.of_token(authorization[0][len(BEARER) :].strip())
        return _known(user, access, today, WRONG_TOKEN)
    user = sessions.user(cookie, access) if cookie else None
    return _known(user, access, today, FORGED if forged else NOT_SIGNED_IN)


def _said(names: Sequence[str], access: Access, today: date) -> Asking:
    """Whom the proxy names."""
    if len(names) != 1 or not names[0].strip():
        return Asking(None, reason=UNNAMED, by_proxy=True)
    user = names[0].strip()
    person = access.person(user, today)
    shown = user if USER.fullmatch(user) else NO_NAME
    return Asking(person, shown, "" if person else UNKNOWN, by_proxy=True)


def _known(user: str | None, access: Access, today: date, reason: str) -> Asking:
    if user is None:
        return Asking(None, reason=reason)
    person = access.person(user, today)
    return Asking(person, user, "" if person else UNKNOWN)
