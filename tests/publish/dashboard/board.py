"""A dashboard of a few pages, asked as a browser or somebody with bad intent would."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from litmus.publish.dashboard import pageset, tokens
from litmus.publish.dashboard.access_file import AccessFile
from litmus.publish.dashboard.application import Dashboard
from litmus.publish.dashboard.frame import BAR
from litmus.publish.dashboard.pages import Page
from litmus.publish.dashboard.pageset import About, Made
from litmus.publish.dashboard.refusals import NAME, Refusals
from litmus.publish.dashboard.sessions import Sessions
from litmus.publish.dashboard.store import Store

TODAY = date(2016, 3, 31)
COUNCIL = Page("council", "council", "", "The council", report="dashboard")
CIN = Page("service-CIN", "service", "CIN", "Children in Need", "CIN", "council", "dashboard")
LAC = Page("service-LAC", "service", "LAC", "Looked after", "LAC", "council", "dashboard")
CIN_1 = Page("team-CIN-1", "team", "CIN-1", "CIN 1", "CIN", "service-CIN", "dashboard", whole=False)
CIN_2 = Page("team-CIN-2", "team", "CIN-2", "CIN 2", "CIN", "service-CIN", "dashboard", whole=False)
LAC_1 = Page("team-LAC-1", "team", "LAC-1", "LAC 1", "LAC", "service-LAC", "dashboard", whole=False)
PAGES = (COUNCIL, CIN, CIN_1, CIN_2, LAC, LAC_1)
TOKENS = {name: f"token-of-{name}" for name in ("dee", "sam", "ann", "old", "both")}
SECRET = "the proxy's secret"
USERS: dict[str, dict[str, Any]] = {
    "dee": {"role": "DIV_DIRECTOR"},
    "sam": {"role": "SM", "service": "CIN"},
    "ann": {"role": "TM", "team": "CIN-1"},
    "both": {"role": "TM", "team": ["CIN-1", "LAC-1"]},
    "moved": {"role": "TM", "service": "LAC", "team": "CIN-1"},
    "old": {"role": "HOS", "until": "2016-03-30"},
}
PROXY = {"header": "X-Remote-User", "addresses": ["10.0.0.5"], "secret": tokens.digest(SECRET)}


def settings(**changes: Any) -> dict[str, Any]:
    """Who may see what, with a token for most; `changes` replace entries."""
    users = {
        name: {**entry, **({"token": tokens.digest(TOKENS[name])} if name in TOKENS else {})}
        for name, entry in USERS.items()
    }
    return {"users": users, **changes}


def secret_of(page: Page) -> str:
    """What stands on a page alone: a child's number, as it were."""
    return f"CHILD-OF-{page.name}"


def put_pages(outputs: Path, version: str = "one", pages: Iterable[Page] = PAGES) -> None:
    """A set of pages where a making leaves it."""
    about = About(TODAY, TODAY, datetime(2016, 4, 1, 7, 30, tzinfo=UTC), version, version,
                  "Testshire", tuple(pages))  # fmt: skip
    content = {
        page.name: Made(
            f"<html><body>{BAR}<main>{version} {secret_of(page)}</main></body></html>".encode(),
            f"workbook {secret_of(page)}".encode(),
        )
        for page in about.pages
    }
    pageset.write(outputs, about, content)


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    cookies: list[str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Board:
    """A dashboard whose requests need no network."""

    outputs: Path
    place: Path
    said: list[str] = field(default_factory=list)
    clock: list[float] = field(default_factory=lambda: [0.0])

    def __post_init__(self) -> None:
        self.allow()
        self.store = Store(self.outputs, self.said.append)
        self.board = Dashboard(
            self.store,
            AccessFile(self.place, self.said.append),
            Refusals(pageset.folder(self.outputs)),
            sessions=Sessions(lambda: self.clock[0]),
            today=lambda: TODAY,
            say=self.said.append,
        )
        self.application = self.board.application()

    def allow(self, **changes: Any) -> None:
        """Write the access settings."""
        self.place.write_text(yaml.safe_dump(settings(**changes)), encoding="utf-8")

    def ask(
        self,
        path: str,
        headers: Iterable[tuple[str, str]] | Mapping[str, str] = (),
        *,
        by: str = "",
        method: str = "GET",
        body: bytes = b"",
        peer: str = "127.0.0.1",
        host: str = "127.0.0.1:8500",
    ) -> Answer:
        """Ask for an address, with these headers as they are; `by` adds somebody's token."""
        pairs = list(headers.items() if isinstance(headers, Mapping) else headers)
        pairs += [("Authorization", f"Bearer {TOKENS[by]}")] if by else []
        pairs += [("Host", host)] if host else []
        return asyncio.run(_ask(self.application, path, pairs, method, body, peer))

    def log(self) -> list[dict[str, str]]:
        """What was refused."""
        place = pageset.folder(self.outputs) / NAME
        return [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines()]


async def _ask(
    application: Any, path: str, headers: list[tuple[str, str]], method: str, body: bytes, peer: str
) -> Answer:
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
        "scheme": "http", "path": path, "raw_path": path.encode(), "query_string": b"",
        "root_path": "", "server": ("127.0.0.1", 8500), "client": (peer, 50000),
        "headers": [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in headers],
    }  # fmt: skip
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await application(scope, receive, send)
    pairs = [(k.decode().lower(), v.decode()) for k, v in sent[0]["headers"]]
    cookies = [value for name, value in pairs if name == "set-cookie"]
    whole = b"".join(each.get("body", b"") for each in sent[1:])
    return Answer(sent[0]["status"], dict(pairs), cookies, whole)


def post(board: Board, path: str, body: str, **headers: str) -> Answer:
    """Send a form as a page of the dashboard itself would."""
    sent = {"Sec-Fetch-Site": "same-origin", **headers}
    return board.ask(path, sent, method="POST", body=body.encode())
