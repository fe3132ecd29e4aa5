"""Who sees which pages: by role, service, team and day, and by what the settings say now."""

import os

import pytest

from litmus.base.errors import UsageError
from litmus.publish.dashboard import access
from litmus.publish.dashboard.access import MANAGERS, SEE_ALL, read_access
from publish.dashboard.board import (
    CIN,
    CIN_1,
    CIN_2,
    COUNCIL,
    LAC,
    LAC_1,
    PAGES,
    TODAY,
    secret_of,
    settings,
)

SEEN = {
    "dee": [COUNCIL, CIN, CIN_1, CIN_2, LAC, LAC_1],
    "sam": [CIN, CIN_1, CIN_2],
    "ann": [CIN_1],
    "both": [CIN_1, LAC_1],
    "moved": [],
    "old": [],
}


@pytest.mark.parametrize("user", ["dee", "sam", "ann", "both", "old"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_sees_their_own_pages_and_workbooks_and_nothing_of_others(board, user, page):
    theirs = page in SEEN[user]
    for address in (f"/pages/{page.name}", f"/pages/{page.name}/workbook"):
        found = board.ask(address, by=user)
        assert (found.status == 200) == theirs, address
        said = found.text.replace("<", " ").split()
        held = [each for each in PAGES if secret_of(each) in said]
        assert held == ([page] if theirs else [])


def test_another_s_page_is_answered_like_one_that_there_is_not(board):
    theirs, none = board.ask("/pages/team-LAC-1", by="ann"), board.ask("/pages/team-X", by="ann")
    assert (theirs.status, theirs.body, theirs.headers) == (404, none.body, none.headers)


def test_the_bar_leads_to_no_page_that_is_not_theirs(board):
    assert 'href="/pages/team-CIN-2"' in board.ask("/pages/service-CIN", by="sam").text
    page = board.ask("/pages/team-CIN-1", by="ann").text
    assert "/pages/service-CIN" not in page and "/pages/council" not in page


@pytest.mark.parametrize(
    ("user", "status", "to"),
    [("dee", 303, "/pages/council"), ("sam", 303, "/pages/service-CIN"),
     ("ann", 303, "/pages/team-CIN-1"), ("both", 200, None)],
)  # fmt: skip
def test_the_first_page_is_the_highest_that_is_theirs_or_a_choice(board, user, status, to):
    found = board.ask("/", by=user)
    assert (found.status, found.headers.get("location")) == (status, to)
    if user == "both":
        assert "team-CIN-1" in found.text and "team-LAC-1" in found.text
        assert "team-CIN-2" not in found.text


def test_of_a_team_that_went_to_another_service_its_manager_sees_nothing(board):
    person = board.board.access.now().person("moved", TODAY)
    assert person.pages(PAGES) == []


@pytest.mark.parametrize("role", MANAGERS)
def test_without_a_service_or_a_team_only_who_sees_all_does(tmp_path, role):
    place = tmp_path / "access.yml"
    place.write_text(f"users:\n  eve:\n    role: {role}\n")
    if role in SEE_ALL:
        assert read_access(place).person("eve", TODAY).pages(PAGES) == list(PAGES)
    else:
        with pytest.raises(UsageError, match="expected whose"):
            read_access(place)


def test_whoever_is_taken_out_sees_nothing_from_then_on(board, sign_in):
    cookie = sign_in("ann")
    assert board.ask("/pages/team-CIN-1", {"Cookie": cookie}).status == 200
    users = settings()["users"]
    del users["ann"]
    board.allow(users=users)
    assert board.ask("/pages/team-CIN-1", {"Cookie": cookie}).status == 401
    assert board.ask("/pages/team-CIN-1", by="ann").status == 401
    assert board.ask("/pages/council", by="dee").status == 200


def test_a_new_token_ends_the_sessions_of_the_one_before(board, sign_in):
    cookie = sign_in("ann")
    users = settings()["users"]
    users["ann"]["token"] = f"sha256:{'1' * 64}"
    board.allow(users=users)
    assert board.ask("/pages/team-CIN-1", {"Cookie": cookie}).status == 401


@pytest.mark.parametrize("broken", ["users: [", "users: {ann: {role: KING}}", None])
def test_settings_that_cannot_be_read_let_nobody_in_and_say_so_once(board, sign_in, broken):
    cookie = sign_in("dee")
    if broken is None:
        board.place.unlink()
    else:
        board.place.write_text(broken)
    for _ in range(3):
        found = board.ask("/pages/council", {"Cookie": cookie})
        assert found.status == 503 and "CHILD" not in found.text
    assert len(board.said) == 1 and board.said[0].startswith("Nobody is let in")
    board.allow()
    assert board.ask("/pages/council", {"Cookie": cookie}).status == 200


def test_a_change_within_the_same_size_and_second_is_seen(board):
    before = board.place.stat()
    text = board.place.read_text()
    assert board.ask("/pages/service-CIN", by="sam").status == 200
    board.place.write_text(text.replace("service: CIN", "service: LAC"))
    os.utime(board.place, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert board.ask("/pages/service-CIN", by="sam").status == 404


def test_a_token_in_the_clear_is_refused_and_never_repeated(tmp_path):
    place = tmp_path / "access.yml"
    proxy = "proxy: {header: X-User, addresses: [127.0.0.1], secret: my-secret}"
    for entry in ("users: {ann: {role: HOS, token: my-secret}}", proxy):
        place.write_text(entry)
        with pytest.raises(UsageError, match="a token itself is never written here") as refused:
            read_access(place)
        assert "my-secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("users: {ann: {role: TM, team: CIN-1, colour: red}}", "colour"),
        ("users: {'a b': {role: HOS}}", "is no name of a user"),
        ("proxy: {header: X-User, addresses: [here], secret: DIGEST}", "an address or a network"),
        ("proxy: {header: X-User, addresses: [], secret: DIGEST}", "addresses"),
        (
            "proxy: {header: 'X User', addresses: [10.0.0.1], secret: DIGEST}",
            "the name of a header",
        ),
        (
            "proxy: {header: X-U, secret_header: x-u, addresses: [10.0.0.1], secret: DIGEST}",
            "different",
        ),
        ("users: {a: {role: HOS, token: DIGEST}, b: {role: HOS, token: DIGEST}}", "same token"),
        ("hosts: ['a:80']", "without a port"),
    ],
)
def test_what_cannot_be_is_named(tmp_path, entry, words):
    place = tmp_path / "access.yml"
    place.write_text(entry.replace("DIGEST", f"sha256:{'0' * 64}"))
    with pytest.raises(UsageError, match=words):
        read_access(place)


def test_the_settings_that_are_shipped_let_nobody_in():
    from litmus.base import paths

    shipped = read_access(paths.project() / access.WHERE)
    assert (shipped.users, shipped.proxy, shipped.hosts) == ({}, None, [])
