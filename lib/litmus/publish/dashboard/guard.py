"""What holds for every request: under which name the server may be asked for, the headers that each
answer has, and that a fault of ours is said in words, without anything of what was asked for."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from litmus.publish.dashboard import views, words

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; "
    "font-src data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
# Markup of charts has styles of its own; scripts come from files alone.
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "x-robots-tag": "noindex, nofollow",
}
STORED = "no-store"  # pages of children's records stay in no browser's folder
TRANSPORT = ("strict-transport-security", "max-age=31536000")
LOCAL = ("127.0.0.1", "localhost", "::1")


def host_of(header: str) -> str:
    """The name in a Host header, without its port.

    >>> host_of("dash.city.gov.uk:443"), host_of("[::1]:8500"), host_of("LOCALHOST")
    ('dash.city.gov.uk', '::1', 'localhost')
    """
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.partition(":")[0].lower()


def is_from_here(headers: dict[str, list[str]]) -> bool:
    """Whether a form was sent from a page of the server itself, by what browsers say of it and no
    page can make them say."""
    site, origin = headers.get("sec-fetch-site", []), headers.get("origin", [])
    if site:
        return site == ["same-origin"]
    host = headers.get("host", [""])[0]
    return len(origin) == 1 and origin[0].partition("://")[2] == host


def headers_of(scope: Mapping[str, Any]) -> dict[str, list[str]]:
    """The headers of a request: all values of each, by its small name."""
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


class Guard:
    """The outermost part of the application.

    `hosts` gives the names that it may be asked for under now, `https` whether over TLS; `refuse`
    is called with the reason where a request is turned away, `say` with words where answering one
    failed.
    """

    def __init__(
        self,
        app: Any,
        hosts: Callable[[], Collection[str]],
        https: Callable[[], bool],
        refuse: Callable[[Mapping[str, Any], str], object],
        say: Callable[[str], object],
    ) -> None:
        self._app, self._hosts, self._https = app, hosts, https
        self._refuse, self._say = refuse, say

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Answer a request, or turn it away."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def answer(message: dict[str, Any]) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message = {**message, "headers": self._with_ours(message["headers"])}
            await send(message)

        try:
            named = headers_of(scope).get("host", [])
            if len(named) == 1 and host_of(named[0]) in self._hosts():
                await self._app(scope, receive, answer)
                return
            self._refuse(scope, "asked for under another name")
            await _plain(answer, 421, words.BAD_HOST)
        except Exception as error:
            # Its text may quote what was asked for, and a traceback helps no viewer.
            self._say(f"An answer failed ({type(error).__name__}). Viewers are told so.")
            if not begun:
                await _plain(answer, 500, words.FAULT)

    def _with_ours(self, theirs: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        said = {name for name, _ in theirs}
        ours = {**HEADERS, "cache-control": STORED}
        if self._https():
            ours[TRANSPORT[0]] = TRANSPORT[1]
        added = [(k.encode(), v.encode()) for k, v in ours.items() if k.encode() not in said]
        return [*theirs, *added]


async def _plain(
    answer: Callable[[dict[str, Any]], Any], status: int, said: tuple[str, str]
) -> None:
    body = views.plain(said)
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    await answer({"type": "http.response.start", "status": status, "headers": headers})
    await answer({"type": "http.response.body", "body": body})
