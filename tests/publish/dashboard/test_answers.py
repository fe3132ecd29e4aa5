"""What is answered: exact addresses alone, by every method, and kept nowhere."""

import gzip
from datetime import UTC, datetime

import pytest

from litmus.publish.dashboard import assets, guard, pageset, tokens, words
from publish.dashboard.board import PAGES, PROXY, SECRET, TODAY, TOKENS, post, put_pages, secret_of

ELSEWHERE = [
    "/pages/../pages/council",
    "/pages/./council",
    "/pages//council",
    "//pages/council",
    "/pages/council/",
    "/pages/council/..",
    "/pages/../../access.yml",
    "/pages/..\\..\\access.yml",
    "/pages/%2e%2e%2faccess.yml",
    "/pages/council.html",
    "/pages/council\x00",
    "/pages/COUNCIL",
    "/pages/",
    "/pages",
    "/pages/council;x",
    "/pages/council/workbook/..",
    "/pages/none/workbook",
    "/assets/x/../../access.yml",
    "/assets/x/..%2Faccess.yml",
    "/assets/x/access.py",
    "/assets//dashboard.js",
    "/pages.zip",
    "/refused.log",
    "/docs",
    "http://127.0.0.1/pages/council",
    "*",
    "",
    "/" + "a" * 60_000,
    "/pages/" + "../" * 5_000 + "etc/passwd",
    "/pages/\u202ecouncil",
]


@pytest.mark.parametrize("path", ELSEWHERE, ids=range(len(ELSEWHERE)))
def test_an_address_is_one_of_ours_or_there_is_no_such_page(board, path):
    known, unknown = board.ask(path, by="dee"), board.ask(path)
    assert (known.status, unknown.status) == (404, 401)
    assert "CHILD-OF" not in known.text + unknown.text and "users" not in known.text
    assert board.log()[-1]["asked_for"] in ("other", "council")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/", "/pages/council", "/pages/council/workbook", "/calendar"])
def test_no_other_method_does_or_tells_anything(board, method, path):
    found = board.ask(path, method=method, by="dee", body=b"x" * 10_000)
    assert found.status == 404 and "CHILD-OF" not in found.text
    assert "access-control-allow-origin" not in found.headers
    assert board.ask(path, method=method).status == 401


def test_a_head_tells_no_more_than_the_page_would(board):
    assert board.ask("/pages/council", method="HEAD", by="dee").status == 200
    assert board.ask("/pages/council", method="HEAD", by="ann").status == 404
    assert board.ask("/pages/council", method="HEAD").status == 401


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8500", "127.0.0.1.evil.example", "localhost.evil", "", "[::2]",
     "dashboard.gov.uk@evil", "0.0.0.0", "localhost.", "user@localhost"],
)  # fmt: skip
def test_under_another_name_nothing_is_there(board, host):
    found = board.ask("/pages/council", by="dee", host=host)
    assert found.status == 421 and "CHILD-OF" not in found.text
    assert post(board, "/sign-in", f"token={TOKENS['dee']}", Host=host).status == 421


def test_two_names_are_none(board):
    found = board.ask("/pages/council", [("Host", "localhost")], by="dee")
    assert found.status == 421


def test_the_names_of_the_settings_are_its_own(board):
    board.allow(hosts=["Dashboard.gov.uk"])
    assert board.ask("/pages/council", by="dee", host="dashboard.GOV.uk:443").status == 200
    assert board.ask("/pages/council", by="dee", host="LOCALHOST").status == 200
    assert board.ask("/pages/council", by="dee", host="[::1]:8500").status == 200


@pytest.mark.parametrize(
    ("path", "by", "host"),
    [("/pages/council", "dee", "localhost"), ("/pages/council/workbook", "dee", "localhost"),
     ("/pages/council", "", "localhost"), ("/", "dee", "localhost"), ("/state", "dee", "localhost"),
     ("/calendar", "dee", "localhost"), ("/sign-in", "", "localhost"), ("/x", "dee", "localhost"),
     ("/pages/council", "dee", "evil.example")],
)  # fmt: skip
def test_every_answer_is_kept_nowhere_and_runs_nothing_of_others(board, path, by, host):
    found = board.ask(path, by=by, host=host).headers
    assert found["cache-control"] == "no-store"
    assert {name: found[name] for name in guard.HEADERS} == guard.HEADERS
    assert "script-src 'self';" in guard.POLICY and "frame-ancestors 'none'" in guard.POLICY
    assert "server" not in found and "x-powered-by" not in found


def test_only_script_and_style_are_kept_by_browsers_and_hold_nothing(board):
    for name, content in assets.every().items():
        found = board.ask(assets.address(name))
        assert (found.status, found.body) == (200, content)
        assert "immutable" in found.headers["cache-control"]
        assert found.headers["content-type"] == assets.MEDIA[name[name.index(".") :]]


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.5", "identity", ""])
def test_a_page_is_the_same_compressed_or_not(board, accepted):
    found = board.ask("/pages/team-CIN-1", {"Accept-Encoding": accepted}, by="ann")
    body = gzip.decompress(found.body) if "gzip" in accepted else found.body
    assert (found.headers.get("content-encoding") == "gzip") == ("gzip" in accepted)
    assert secret_of(PAGES[2]) in body.decode() and "ann, Team manager" in body.decode()
    assert "Cookie" in found.headers["vary"]


def test_a_workbook_is_a_file_to_keep_with_the_name_of_what_it_is_of(board):
    found = board.ask("/pages/team-CIN-1/workbook", by="ann")
    named = f"attachment; filename*=UTF-8''team-CIN-1-{TODAY}.xlsx"
    assert found.headers["content-disposition"] == named
    assert found.headers["content-type"].endswith("spreadsheetml.sheet")


def test_refusals_are_logged_without_a_name_of_what_was_asked_for(board):
    board.ask("/pages/team-LAC-1", by="ann")
    board.ask("/pages/Jo-Smith-7-May-2011")
    board.ask("/Jo/Smith", by="ann")
    team, none, other = board.log()
    assert team == {"time": team["time"], "user": "ann", "asked_for": "team",
                    "reason": "not theirs", "from": "127.0.0.1"}  # fmt: skip
    assert (none["user"], none["asked_for"]) == ("unknown", "other")
    assert (other["user"], other["reason"]) == ("ann", "no such page")
    place = board.outputs / "dashboard" / "refused.log"
    assert place.stat().st_mode & 0o777 == 0o600 and place.parent.stat().st_mode & 0o777 == 0o700
    kept = place.read_text()
    assert not any(word in kept for word in ("Smith", "LAC-1", "token", "Bearer"))


@pytest.mark.parametrize("what", ["dashboard", "dashboard/refused.log"])
def test_refusals_are_logged_also_after_somebody_took_the_log_away(board, what):
    board.ask("/pages/council")
    place = board.outputs / what
    place.rename(board.outputs / "elsewhere")
    board.ask("/pages/council", by="ann")
    assert [each["user"] for each in board.log()] == ["ann"]
    folder = board.outputs / "dashboard"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "refused.log").stat().st_mode & 0o777 == 0o600


def test_what_a_proxy_calls_a_user_cannot_write_a_line_of_the_log(board):
    board.allow(proxy=PROXY)
    headers = [("X-Litmus-Proxy", SECRET), ("X-Remote-User", 'x"}\n{"user": "dee')]
    board.ask("/pages/council", headers, peer="10.0.0.5")
    assert [each["user"] for each in board.log()] == ["(no name)"]


def test_before_the_first_pages_are_made_it_says_so_to_those_who_are_known_alone(empty):
    found = empty.ask("/", by="dee")
    assert found.status == 503 and "being made" in found.text
    assert 'http-equiv="refresh"' in found.text
    assert empty.ask("/pages/council", by="dee").status == 503
    assert empty.ask("/pages/council").status == empty.ask("/").status == 401


def test_whose_team_is_not_in_the_data_is_told_so(board):
    board.allow(
        users={"ann": {"role": "TM", "team": "GONE", "token": tokens.digest(TOKENS["ann"])}}
    )
    found = board.ask("/", by="ann")
    assert found.status == 403 and "There is no page for you" in found.text


def test_a_fault_of_ours_is_said_in_words_and_without_what_was_asked_for(board, monkeypatch):
    def fail(*_):
        raise RuntimeError("CHILD-77 is in here")

    monkeypatch.setattr("litmus.publish.dashboard.views.bar", fail)
    found = board.ask("/pages/council", by="dee")
    assert found.status == 500 and words.FAULT[0] in found.text and "CHILD-77" not in found.text
    assert found.headers["cache-control"] == "no-store" and "traceback" not in found.text.lower()
    assert board.said == ["An answer failed (RuntimeError). Viewers are told so."]


def test_newer_pages_are_served_as_soon_as_they_are_there(board):
    assert "one CHILD" in board.ask("/pages/council", by="dee").text
    assert not board.store.refresh()
    put_pages(board.outputs, "two")
    assert board.store.refresh()
    assert "two CHILD" in board.ask("/pages/council", by="dee").text


def test_pages_of_other_data_are_never_shown(empty):
    put_pages(empty.outputs, "theirs", source="sample")
    assert not empty.store.refresh()
    assert empty.ask("/pages/council", by="dee").status == 503
    assert empty.said == ["The pages that are there are of other data: they are not shown."]
    put_pages(empty.outputs, "ours")
    assert empty.store.refresh()
    put_pages(empty.outputs, "theirs", source="sample")
    assert not empty.store.refresh()
    assert "ours CHILD" in empty.ask("/pages/council", by="dee").text


@pytest.mark.parametrize("name", [b"about.json", b"council.html", b"team-LAC-1.xlsx"])
def test_one_damaged_page_leaves_all_as_they_are_and_is_made_anew(board, name):
    place = board.outputs / "dashboard" / "pages.zip"
    content = bytearray(place.read_bytes())
    start = content.find(name) + len(name)
    content[start : start + 8] = b"\xff" * 8
    place.write_bytes(content)
    assert not board.store.refresh() and "is damaged" in board.said[0]
    assert "one CHILD" in board.ask("/pages/council", by="dee").text
    assert pageset.read_about(board.outputs) is None


def test_pages_that_cannot_be_read_at_this_moment_are_looked_for_again(board, monkeypatch):
    put_pages(board.outputs, "two")
    with monkeypatch.context() as patch:

        def fail(_):
            raise OSError(5, "Input/output error")

        patch.setattr(pageset, "read", fail)
        assert not board.store.refresh() and not board.store.refresh()
        assert len(board.said) == 1
        assert "could not be made anew" in board.ask("/pages/council", by="dee").text
    assert board.store.refresh()
    text = board.ask("/pages/council", by="dee").text
    assert "two CHILD" in text and "could not be made anew" not in text


def test_newer_pages_never_say_that_they_are_the_last_good_ones(board):
    # They are read before the making that wrote them has ended.
    board.store.failed = datetime(2016, 4, 1, 8, 30, tzinfo=UTC)
    assert "these are the last good ones" in board.ask("/pages/council", by="dee").text
    put_pages(board.outputs, "two")
    assert board.store.refresh()
    text = board.ask("/pages/council", by="dee").text
    assert "two CHILD" in text and "last good ones" not in text


def test_damaged_pages_leave_those_that_are_served_and_say_so(board):
    (board.outputs / "dashboard" / "pages.zip").write_bytes(b"PK half of it")
    assert not board.store.refresh()
    text = board.ask("/pages/council", by="dee").text
    assert "one CHILD" in text and "could not be made anew" in text
    assert "is damaged" in board.said[0]
    board.store.refresh()
    assert len(board.said) == 1


def test_a_page_tells_how_old_it_is_and_whether_there_is_a_newer_one(board):
    text = board.ask("/pages/council", by="dee").text
    assert "As it stood at the end of 31 March 2016. Made on 1 April 2016 at" in text
    assert board.ask("/state").status == 401
    state = board.ask("/state", by="ann")
    assert '"version":"one"' in state.text and "Newer pages are there" in state.text
