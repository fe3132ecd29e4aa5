"""Nobody can be somebody else: what is believed of a request, and what is not."""

import pytest

from litmus.publish.dashboard import identity
from publish.dashboard.board import PROXY, SECRET, TOKENS, post

PROXY_AT = "10.0.0.5"
KEY = ("X-Litmus-Proxy", SECRET)
USER = ("X-Remote-User", "dee")


@pytest.fixture
def behind(board):
    board.allow(proxy=PROXY)
    return board


def refused(board, *headers, peer=PROXY_AT, path="/pages/council"):
    """Ask for the council's page; what came back where nothing of it was shown."""
    found = board.ask(path, headers, peer=peer)
    assert found.status in (401, 403, 404), (found.status, headers)
    assert "CHILD-OF" not in found.text
    return found


def test_the_proxy_says_who_it_is(behind):
    assert behind.ask("/pages/council", [KEY, USER], peer=PROXY_AT).status == 200
    found = behind.ask("/pages/council", [KEY, ("X-Remote-User", "ann")], peer=PROXY_AT)
    assert found.status == 404
    found = behind.ask("/pages/team-CIN-1", [KEY, ("X-Remote-User", "ann")], peer=PROXY_AT)
    assert found.status == 200 and "Sign out" not in found.text


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.0.0.6", "::1", "", "10.0.0.5.evil"])
def test_from_anywhere_else_the_header_is_ignored_even_with_the_secret(behind, peer):
    refused(behind, KEY, USER, peer=peer)
    assert behind.log()[-1]["reason"] == identity.FORGED


def test_an_address_of_the_proxy_as_ipv6_writes_it_is_the_proxy(behind):
    found = behind.ask("/pages/council", [KEY, USER], peer="::ffff:10.0.0.5")
    assert found.status == 200


@pytest.mark.parametrize(
    "headers",
    [
        [USER],
        [USER, ("X-Litmus-Proxy", "guess")],
        [USER, ("X-Litmus-Proxy", "")],
        [USER, KEY, KEY],
        [USER, KEY, ("X-Litmus-Proxy", "guess")],
        [USER, ("X_Litmus_Proxy", SECRET)],
        [USER, ("X-Litmus-Proxy", PROXY["secret"])],
    ],
)
def test_without_the_one_secret_the_header_is_ignored(behind, headers):
    refused(behind, *headers)


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("X-Remote-User", "")],
        [("X-Remote-User", "  ")],
        [USER, USER],
        [USER, ("X-Remote-User", "ann")],
        [("X-Remote-User", "ann"), USER],
        [("X-Remote-User", "ann, dee")],
        [("X-Remote-User", "Dee")],
        [("X-Remote-User", "dee\x00")],
        [("X-Remote-User", "nobody")],
        [("X-Remote-User", "../dee")],
        [("X_Remote_User", "dee")],
        [("X-Remote_User", "dee")],
        [("Remote-User", "dee")],
        [("X-Forwarded-User", "dee")],
        [("X-Remote-User", "old")],
    ],
)
def test_the_proxy_has_to_name_one_user_that_is_known(behind, headers):
    found = refused(behind, KEY, *headers)
    assert found.status == 403 and "www-authenticate" not in found.headers


def test_a_second_spelling_of_the_header_beside_the_proxy_s_own_changes_nothing(behind):
    both = [KEY, ("X-Remote-User", "ann"), ("X_Remote_User", "dee")]
    refused(behind, *both)
    assert behind.ask("/pages/team-CIN-1", both, peer=PROXY_AT).status == 200


@pytest.mark.parametrize(
    "header",
    ["X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Forwarded-Host", "X-Original-URL", "Via"],
)
def test_no_header_says_where_a_request_comes_from(behind, header):
    refused(behind, KEY, USER, (header, PROXY_AT), peer="192.0.2.9")
    address = behind.ask("/pages/council", [(header, "/pages/team-CIN-1")], by="ann")
    assert address.status == 404


def test_a_token_counts_for_nothing_where_the_proxy_says_who_it_is(behind):
    headers = [KEY, ("X-Remote-User", "ann"), ("Authorization", f"Bearer {TOKENS['dee']}")]
    assert behind.ask("/pages/council", headers, peer=PROXY_AT).status == 404


def test_without_a_proxy_in_the_settings_no_header_names_anybody(board):
    refused(board, KEY, USER)
    refused(board, USER, peer="127.0.0.1")


@pytest.mark.parametrize(
    "authorization",
    [
        ["Bearer wrong"],
        ["Bearer "],
        ["Bearer"],
        [""],
        [f"Basic {TOKENS['dee']}"],
        [TOKENS["dee"]],
        [f"Bearer {TOKENS['dee']}", f"Bearer {TOKENS['dee']}"],
        [f"Bearer {TOKENS['dee']}", "Bearer wrong"],
        [f"Bearer {TOKENS['dee'][:-1]}"],
        [f"Bearer {TOKENS['dee']}x"],
        ["Bearer " + "x" * 100_000],
        ["Bearer \xff\xfe"],
    ],
)
def test_a_token_is_right_or_it_is_wrong(board, authorization):
    refused(board, *(("Authorization", each) for each in authorization), peer="127.0.0.1")


def test_no_digest_of_the_settings_is_a_token(board):
    digest = board.board.access.now().users["dee"].token
    refused(board, ("Authorization", f"Bearer {digest}"), peer="127.0.0.1")


def test_a_token_is_compared_with_every_digest_in_constant_time(board, monkeypatch):
    compared = []
    monkeypatch.setattr(
        "litmus.publish.dashboard.tokens.hmac.compare_digest",
        lambda one, other: compared.append(other) or one == other,
    )
    access = board.board.access.now()
    held = [each.token for each in access.users.values() if each.token]
    for token in (TOKENS["dee"], "wrong"):
        compared.clear()
        access.of_token(token)
        assert compared == held


def test_a_token_in_the_address_is_no_token_and_is_not_kept(board):
    found = board.ask(f"/pages/council?token={TOKENS['dee']}")
    assert found.status == 404 or found.status == 401
    kept = (board.outputs / "dashboard" / "refused.log").read_text()
    assert TOKENS["dee"] not in kept and TOKENS["dee"] not in found.text


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
