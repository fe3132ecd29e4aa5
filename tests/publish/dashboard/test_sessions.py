"""Signing in and out: a session is the server's own, ends, and is nobody else's to begin or end."""

import asyncio

import pytest

from litmus.publish.dashboard import application, sessions
from publish.dashboard.board import TOKENS, post


def test_a_session_is_the_server_s_own_and_ends(board, sign_in):
    cookie = sign_in("dee")
    assert board.ask("/pages/council", {"Cookie": cookie}).status == 200
    for forged in ("litmus=guess", "litmus=", "litmus=dee", cookie[:-1], f"{cookie}x"):
        assert board.ask("/pages/council", {"Cookie": forged}).status == 401
    board.clock[0] += 10 * 3600
    assert board.ask("/pages/council", {"Cookie": cookie}).status == 401


def test_signed_out_is_signed_out(board, sign_in):
    cookie = sign_in("dee")
    found = post(board, "/sign-out", "", Cookie=cookie)
    assert (found.status, found.headers["location"]) == (303, "/sign-in")
    assert board.ask("/pages/council", {"Cookie": cookie}).status == 401


@pytest.mark.parametrize("broken", [False, True])
def test_signed_out_is_signed_out_also_while_the_settings_are_broken(board, sign_in, broken):
    cookie = sign_in("dee")
    if broken:
        board.place.write_text("users: [")
    found = post(board, "/sign-out", "", Cookie=cookie)
    assert found.status == 303 and any("Max-Age=0" in each for each in found.cookies)
    board.allow()
    assert board.ask("/pages/council", {"Cookie": cookie}).status == 401


def test_signing_in_again_ends_the_session_before(board, sign_in):
    before = sign_in("ann")
    found = post(board, "/sign-in", f"token={TOKENS['dee']}", Cookie=before)
    assert found.status == 303
    assert board.ask("/pages/team-CIN-1", {"Cookie": before}).status == 401


def test_nobody_signs_the_others_out_by_signing_in(board, sign_in):
    first, cookies = sign_in("dee"), [sign_in("ann") for _ in range(sessions.MOST_OF_ONE + 1)]
    assert board.ask("/pages/council", {"Cookie": first}).status == 200
    for cookie, status in ((cookies[0], 401), (cookies[1], 200), (cookies[-1], 200)):
        assert board.ask("/pages/team-CIN-1", {"Cookie": cookie}).status == status


def test_a_form_that_does_not_come_is_not_waited_for(board, monkeypatch):
    monkeypatch.setattr(application, "SLOWEST", 0.05)

    async def never():
        await asyncio.sleep(60)

    sent = []
    asyncio.run(board.application(_signing_in(), never, _into(sent)))
    assert sent[0]["status"] == 401


def test_whoever_goes_before_the_form_has_come_is_no_fault_of_ours(board):
    async def gone():
        return {"type": "http.disconnect"}

    sent = []
    asyncio.run(board.application(_signing_in(), gone, _into(sent)))
    assert board.said == [] and sent[0]["status"] == 401


def _signing_in():
    headers = [(b"host", b"localhost"), (b"sec-fetch-site", b"same-origin")]
    return {"type": "http", "method": "POST", "path": "/sign-in", "query_string": b"",
            "headers": headers, "client": ("127.0.0.1", 5), "root_path": ""}  # fmt: skip


def _into(sent):
    async def send(message):
        sent.append(message)

    return send


def test_the_cookie_can_be_read_by_no_script_and_is_sent_from_no_other_site(board):
    found = post(board, "/sign-in", f"token={TOKENS['dee']}")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(found.cookies[0].split("; "))
    assert "Secure" not in found.cookies[0] and TOKENS["dee"] not in found.cookies[0]
    board.allow(https=True)
    found = post(board, "/sign-in", f"token={TOKENS['dee']}")
    assert found.cookies[0].startswith("__Host-litmus=") and "Secure" in found.cookies[0]
    assert "max-age" in found.headers["strict-transport-security"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1:8500"},
    ],
)
@pytest.mark.parametrize("path", ["/sign-in", "/sign-out"])
def test_no_other_site_can_sign_anybody_in_or_out(board, sign_in, headers, path):
    cookie = sign_in("dee")
    body = f"token={TOKENS['ann']}".encode()
    found = board.ask(path, {**headers, "Cookie": cookie}, method="POST", body=body)
    assert found.status == 403 and not found.cookies
    assert board.ask("/pages/council", {"Cookie": cookie}).status == 200


def test_a_browser_that_says_only_its_origin_can_sign_in(board):
    body = f"token={TOKENS['dee']}".encode()
    sent = {"Origin": "http://127.0.0.1:8500"}
    assert board.ask("/sign-in", sent, method="POST", body=body).status == 303


@pytest.mark.parametrize(
    "body",
    ["", "token=", "token=wrong", f"token={TOKENS['dee']}&token=x", "token=" + "x" * 5_000,
     "&".join(f"f{n}=1" for n in range(50)), "%", "token=\x00", f"user=dee&{TOKENS['dee']}"],
)  # fmt: skip
def test_a_form_that_is_none_signs_nobody_in(board, body):
    found = post(board, "/sign-in", body)
    assert found.status == 401 and not found.cookies


@pytest.mark.parametrize(
    ("to", "where"),
    [("team-CIN-1", "/pages/team-CIN-1"), ("//evil.example", "/"), ("https://evil.example", "/"),
     ("../sign-out", "/"), ("%2Fevil", "/"), ("a" * 200, "/"), ("", "/")],
)  # fmt: skip
def test_signing_in_leads_nowhere_else(board, to, where):
    found = post(board, "/sign-in", f"token={TOKENS['dee']}&to={to}")
    assert (found.status, found.headers["location"]) == (303, where)
