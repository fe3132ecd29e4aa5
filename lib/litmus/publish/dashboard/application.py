"""The server's answers: each to somebody who is known, of a page that is theirs, or a refusal.

A page is looked up by its name among those that there are: no part of an address ever becomes a
path of a file. A page that is not theirs is answered like one that there is not.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from litmus.publish.dashboard import assets, guard, identity, views, words
from litmus.publish.dashboard.access import Access
from litmus.publish.dashboard.access_file import AccessFile
from litmus.publish.dashboard.frame import address
from litmus.publish.dashboard.identity import Asking
from litmus.publish.dashboard.pages import Page
from litmus.publish.dashboard.refusals import Refusals
from litmus.publish.dashboard.sessions import SECONDS, Sessions
from litmus.publish.dashboard.store import Held, Store

MOST_SENT = 4_096  # bytes of a form
HOME, SIGN_IN, SIGN_OUT, STATE = "/", "/sign-in", "/sign-out", "/state"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass
class Dashboard:
    """What the answers stand on. `names` are those that the server is bound to; `say` tells whoever
    runs it of a fault."""

    store: Store
    access: AccessFile
    refusals: Refusals
    names: tuple[str, ...] = guard.LOCAL
    sessions: Sessions = field(default_factory=Sessions)
    today: Callable[[], date] = date.today
    say: Callable[[str], object] = lambda _: None

    def application(
        self, lifespan: Callable[[Any], AbstractAsyncContextManager[None]] | None = None
    ) -> guard.Guard:
        """The application that a server runs; `lifespan` is what goes on while it does."""
        routes = [
            Route(HOME, self._home),
            Route("/pages/{name}", self._page),
            Route("/pages/{name}/workbook", self._workbook),
            Route("/calendar", self._calendar),
            Route(SIGN_IN, self._sign_in, methods=["GET", "POST"]),
            Route(SIGN_OUT, self._sign_out, methods=["POST"]),
            Route(STATE, self._state),
            Route("/assets/{version}/{name}", self._asset),
        ]
        errors: dict[Any, Any] = {404: self._missing, 405: self._missing, 500: self._fault}
        within = Starlette(routes=routes, exception_handlers=errors, lifespan=lifespan)
        within.router.redirect_slashes = False  # an address is one or it is none
        return guard.Guard(within, self._hosts, self._https, self._turned_away, self.say)

    async def _home(self, request: Request) -> Response:
        asking, refused = self._ask(request, "first page")
        if refused:
            return refused
        held = self.store.held
        if held is None:
            return _html(views.plain(words.NOT_YET, again=True), 503, {"retry-after": "10"})
        assert asking.person
        first = views.first(asking.person.pages(held.about.pages))
        if not first:
            self._note(request, asking.user, "first page", "no page is theirs")
            return _html(views.plain(words.NO_PAGE), 403)
        if len(first) == 1:
            return RedirectResponse(address(first[0]), 303)
        return _html(views.choice(first))

    async def _page(self, request: Request) -> Response:
        found = self._theirs(request)
        if isinstance(found, Response):
            return found
        asking, page, held = found
        assert asking.person
        bar = views.bar(page, held.about, asking.person, asking.by_proxy, self.store)
        content = held.content[page.name]
        vary = {"vary": "Accept-Encoding, Cookie, Authorization"}
        if "gzip" in request.headers.get("accept-encoding", ""):
            return _html(content.gzipped(bar), headers={**vary, "content-encoding": "gzip"})
        return _html(content.whole(bar), headers=vary)

    async def _workbook(self, request: Request) -> Response:
        """The tables and lists of a page, to whom the page would be shown."""
        found = self._theirs(request)
        if isinstance(found, Response):
            return found
        _, page, held = found
        named = quote(f"{page.name}-{held.about.day.isoformat()}.xlsx")
        kept = {"content-disposition": f"attachment; filename*=UTF-8''{named}"}
        return Response(held.workbooks[page.name], headers=kept, media_type=WORKBOOK)

    def _theirs(self, request: Request) -> Response | tuple[Asking, Page, Held]:
        """Who asks, the page that is asked for, and the making that it is of; a refusal where it is
        not theirs, or none."""
        held = self.store.held
        name = request.path_params["name"]
        page = held.pages.get(name) if held else None
        kind = page.kind if page else "other"
        asking, refused = self._ask(request, kind, name)
        if refused:
            return refused
        if held is None:
            return _html(views.plain(words.NOT_YET, again=True), 503, {"retry-after": "10"})
        if page is None or asking.person is None or not asking.person.may_see(page):
            self._note(request, asking.user, kind, "not theirs" if page else "no such page")
            return _html(views.plain(words.NOT_FOUND, home=True), 404)
        return asking, page, held

    async def _calendar(self, request: Request) -> Response:
        _, refused = self._ask(request, "calendar")
        return refused or _html(views.calendar(self.store.calendar.listing))

    async def _state(self, request: Request) -> Response:
        access = self.access.now()
        asking = self._identify(request, access) if access else None
        held = self.store.held
        if asking is None or asking.person is None or held is None:
            return JSONResponse({}, 401)
        return JSONResponse(
            {
                "version": held.about.version,
                "newer": words.newer(held.about),
                "failure": words.failure(self.store.failed),
            }
        )

    async def _sign_in(self, request: Request) -> Response:
        access = self.access.now()
        if access is None:
            return _html(views.plain(words.CLOSED), 503)
        if request.method != "POST":
            return _html(views.sign_in())
        if not guard.is_from_here(guard.headers_of(request.scope)):
            self._note(request, "", "sign in", "sent from another site")
            return _html(views.plain(words.FROM_ELSEWHERE, home=True), 403)
        form = await _form(request)
        to = _name(form.get("to", ""))
        user = access.of_token(form.get("token", "").strip())
        if user is None or access.person(user, self.today()) is None:
            reason = identity.UNKNOWN if user else identity.WRONG_TOKEN
            self._note(request, user or "", "sign in", reason)
            return _html(views.sign_in(to, words.WRONG), 401, {"www-authenticate": "Bearer"})
        answer = RedirectResponse(f"/pages/{to}" if to else HOME, 303)
        answer.set_cookie(
            _cookie(access),
            self.sessions.begin(user, access),
            max_age=SECONDS,
            secure=access.https,
            httponly=True,
            samesite="strict",
        )
        return answer

    async def _sign_out(self, request: Request) -> Response:
        access = self.access.now()
        if access is None or not guard.is_from_here(guard.headers_of(request.scope)):
            return _html(views.plain(words.FROM_ELSEWHERE, home=True), 403)
        name = _cookie(access)
        self.sessions.end(request.cookies.get(name, ""))
        answer = RedirectResponse(SIGN_IN, 303)
        answer.delete_cookie(name, secure=access.https, httponly=True, samesite="strict")
        answer.headers["clear-site-data"] = '"cache"'
        return answer

    async def _asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        content = assets.every().get(name)
        if content is None:
            return await self._missing(request, None)
        media = assets.MEDIA[Path(name).suffix]
        kept = {"cache-control": "public, max-age=31536000, immutable", "content-type": media}
        return Response(content, headers=kept)

    async def _missing(self, request: Request, _: Any) -> Response:
        """An address that is none. It is not told from a page to whoever is not known."""
        asking, refused = self._ask(request, "other")
        if refused:
            return refused
        self._note(request, asking.user, "other", "no such page")
        return _html(views.plain(words.NOT_FOUND, home=True), 404)

    async def _fault(self, _: Request, __: Any) -> Response:
        return _html(views.plain(words.FAULT), 500)

    def _ask(self, request: Request, kind: str, to: str = "") -> tuple[Asking, Response | None]:
        """Who asks, and the refusal where it is nobody that is known."""
        access = self.access.now()
        if access is None:
            return Asking(None), _html(views.plain(words.CLOSED), 503)
        asking = self._identify(request, access)
        if asking.person:
            return asking, None
        self._note(request, asking.user, kind, asking.reason)
        if asking.by_proxy:
            return asking, _html(views.plain(words.NOT_KNOWN), 403)
        if not access.has_tokens:
            return asking, _html(views.plain(words.NO_TOKENS), 403)
        signing_in = views.sign_in(_name(to))
        return asking, _html(signing_in, 401, {"www-authenticate": "Bearer"})

    def _identify(self, request: Request, access: Access) -> Asking:
        headers = guard.headers_of(request.scope)
        cookie = request.cookies.get(_cookie(access), "")
        return identity.identify(
            headers, _peer(request.scope), cookie, access, self.sessions, self.today()
        )

    def _note(self, request: Request, user: str, kind: str, reason: str) -> None:
        self.refusals.note(user=user, kind=kind, reason=reason, peer=_peer(request.scope))

    def _turned_away(self, scope: Mapping[str, Any], reason: str) -> None:
        self.refusals.note(user="", kind="other", reason=reason, peer=_peer(scope))

    def _hosts(self) -> tuple[str, ...]:
        access = self.access.now()
        return (*self.names, *(each.lower() for each in access.hosts)) if access else self.names

    def _https(self) -> bool:
        access = self.access.now()
        return access is not None and access.https


def _html(body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(body, status, headers, media_type="text/html")


def _cookie(access: Access) -> str:
    """The cookie's name: over TLS one that no other site and no subdomain can set."""
    return "__Host-litmus" if access.https else "litmus"


def _peer(scope: Any) -> str:
    """The address that the connection comes from; what a header says of it is not looked at."""
    return scope["client"][0] if scope.get("client") else ""


def _name(text: str) -> str:
    """The name of a page as somebody sent it; "" for what could be none."""
    return text if len(text) <= 100 and text.replace("-", "").replace("_", "").isalnum() else ""


async def _form(request: Request) -> dict[str, str]:
    """The fields of a small form, each once; empty for what is larger or is none."""
    sent = b""
    async for part in request.stream():
        sent += part
        if len(sent) > MOST_SENT:
            return {}
    try:
        fields = parse_qs(sent.decode("utf-8", "replace"), max_num_fields=10)
    except ValueError:
        return {}
    return {name: values[0] for name, values in fields.items() if len(values) == 1}
