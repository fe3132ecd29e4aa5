"""The server as it runs: remaking, what it takes over a socket, and how it begins and ends."""

import asyncio
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from typer.testing import CliRunner

from litmus.cli.app import commands
from litmus.publish.dashboard import guests, serving
from litmus.publish.dashboard.store import Store
from publish.dashboard.board import TOKENS
from publish.dashboard.served import free_port
from publish.dashboard.served import serving as served

pytestmark = pytest.mark.slow
PROJECT = Path(__file__).resolve().parents[3]
LITMUS = Path(sys.executable).parent / "litmus"
DEE = {"Authorization": f"Bearer {TOKENS['dee']}"}


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with served(tmp_path_factory.mktemp("served"), every=600) as found:
        found.until("/pages/council", "first CHILD", DEE)
        yield found


def test_a_failed_making_leaves_the_last_good_pages_with_their_time_and_says_so(tmp_path):
    with served(tmp_path) as server:
        before = server.until("/pages/council", "first CHILD", DEE)
        assert "could not be made anew" not in before
        server.order("fail")
        after = server.until("/pages/council", "could not be made anew", DEE)
        assert "first CHILD" in after and "ssd_person" not in after
        made = "Made on 1 April 2016 at "
        assert before.partition(made)[2][:5] == after.partition(made)[2][:5] != ""
        server.order("second")
        again = server.until("/pages/council", "second CHILD", DEE)
        assert "could not be made anew" not in again
        assert "SAID The pages could not be made anew. The data of ssd_person" in server.stop()


def test_a_making_that_cannot_even_begin_is_said_and_tried_again(tmp_path):
    with served(tmp_path) as server:
        server.until("/pages/council", "first CHILD", DEE)
        (tmp_path / "maker.py").rename(tmp_path / "gone.py")
        server.until("/pages/council", "could not be made anew", DEE)
        server.order("second")
        (tmp_path / "gone.py").rename(tmp_path / "maker.py")
        server.until("/pages/council", "second CHILD", DEE)


def begins_nothing(server, seconds):
    before = server.makings()
    time.sleep(seconds)
    return server.makings() == before


def test_while_somebody_else_makes_the_pages_it_waits(tmp_path):
    from litmus.base import locks
    from litmus.publish.dashboard import pageset

    with served(tmp_path) as server:
        server.until("/pages/council", "first CHILD", DEE)
        with locks.hold(pageset.lock(tmp_path), "busy"):
            # What had begun ends first.
            assert any(begins_nothing(server, seconds=2.5) for _ in range(6))
        server.order("second")
        assert "could not" not in server.until("/pages/council", "second CHILD", DEE)


def test_looking_whether_somebody_makes_the_pages_leaves_no_file(tmp_path):
    from litmus.base import locks

    place = tmp_path / "dashboard" / ".lock"
    assert not locks.is_held(place) and not place.parent.exists()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_in_order_and_takes_the_making_with_it(tmp_path, how):
    with served(tmp_path, order="hang") as server:
        while not server.makings():
            time.sleep(0.05)
        begun = time.monotonic()
        said = server.stop(how)
        assert time.monotonic() - begun < 8
        assert "Traceback" not in said and "CancelledError" not in said
        assert server.process.returncode == (0 if how == signal.SIGINT else -signal.SIGTERM)
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    assert str(tmp_path / "maker.py") not in listed.stdout


TRAVERSALS = [
    "/pages/..%2f..%2faccess.yml",
    "/pages/%2e%2e/%2e%2e/access.yml",
    "/../access.yml",
    "/pages/%252e%252e%252faccess.yml",
    "/assets/x/..%2f..%2faccess_file.py",
    "/assets/%2e%2e/%2e%2e/access.py",
    "/pages/council%00.html",
    "/pages/%ff%fe",
    "/pages/..%5caccess.yml",
    "/pages/%c0%ae%c0%ae%c0%afaccess.yml",
    "/dashboard/pages.zip",
    "//evil.example/pages/council",
    "/pages/" + "%2e%2e%2f" * 2_000,
]


@pytest.mark.parametrize("path", TRAVERSALS, ids=range(len(TRAVERSALS)))
def test_no_address_leads_out_of_the_pages(running, path):
    status, text = running.get(path, DEE)
    assert status == 404 and "users" not in text and "CHILD-OF" not in text
    assert running.get(path)[0] == 401


def answer(server, *lines, body=b""):
    host = b"Host: 127.0.0.1\r\nConnection: close\r\n"
    first, *rest = (line.encode("latin-1") for line in lines)
    return server.raw(first + b"\r\n" + host + b"".join(b + b"\r\n" for b in rest) + b"\r\n" + body)


@pytest.mark.parametrize(
    "lines",
    [
        ["GET /pages/council HTTP/1.1", "X-Remote-User: dee"],
        ["GET /pages/council HTTP/1.1", "X-Forwarded-For: 10.0.0.5", "X-Remote-User: dee"],
        ["GET /pages/council HTTP/1.1", "X_Remote_User: dee"],
        ["GET /pages/council HTTP/1.1", "X-Remote-User : dee"],
        ["GET /pages/council HTTP/1.1", "X-A: b\r\n X-Remote-User: dee"],
        ["GET /pages/council HTTP/1.1", "Host: localhost"],
        ["GET /pages/council HTTP/1.0", "X-Remote-User: dee"],
        ["GET http://127.0.0.1/pages/council HTTP/1.1"],
        ["GET /pages/council HTTP/1.1", "Transfer-Encoding: chunked", "Content-Length: 5"],
        ["GET /pages/\xe9 HTTP/1.1"],
        ["GET  /pages/council  HTTP/1.1"],
        ["GET /pages/" + "a" * 100_000 + " HTTP/1.1"],
        ["GET / HTTP/1.1", *(f"X-{n}: {'y' * 5_000}" for n in range(40))],
        ["CONNECT evil.example:80 HTTP/1.1"],
        ["PRI * HTTP/2.0"],
        ["\x16\x03\x01"],
    ],
    ids=range(16),
)
def test_what_is_sent_by_hand_gets_no_page_and_no_traceback(running, lines):
    found = answer(running, *lines)
    assert b"CHILD-OF" not in found and b"Traceback" not in found
    assert not found or found.split()[1] in (b"400", b"401", b"404", b"421", b"431")
    assert running.get("/pages/council", DEE)[0] == 200


def test_many_half_asked_requests_leave_it_answering(running):
    lines = [socket.create_connection(("127.0.0.1", running.port)) for _ in range(100)]
    try:
        for line in lines:
            line.sendall(b"GET / HTTP/1.1\r\nHost: x")
        assert running.get("/pages/council", DEE)[0] == 200
    finally:
        for line in lines:
            line.close()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is one loopback address")
def test_it_listens_at_its_own_address_alone(running):
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", running.port), timeout=2)


def test_what_nobody_foresaw_is_told_once_and_gone_on_from(tmp_path):
    said, done = [], []
    store = Store(tmp_path, "sample", said.append)

    async def work():
        done.append(1)
        if len(done) < 3:
            raise ZeroDivisionError
        await asyncio.sleep(60)

    async def whole():
        with suppress(TimeoutError):
            await asyncio.wait_for(serving._for_ever(work, store, 0.01), 0.5)

    asyncio.run(whole())
    assert len(done) == 3 and len(said) == 1 and store.failed


def ask(*words):
    return subprocess.run(
        [LITMUS, "dashboard", *words], capture_output=True, text=True, cwd=PROJECT, timeout=60
    )


def test_a_port_in_use_is_said_plainly(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = ask("--port", str(port), "--outputs", str(tmp_path))
    assert done.returncode == 1 and done.stdout == ""
    assert f"cannot listen on 127.0.0.1, port {port}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--access", "{folder}/none.yml"], "none.yml"),
        (["--host", "no.such.host.invalid"], "is no address of this computer"),
        (["--host", ""], "--host is empty"),
        (["--every", "5s"], "expected minutes or hours"),
        (["--port", "0"], "port"),
        (["token", "--user", "a b"], "is no name of a user"),
    ],
)
def test_what_cannot_be_asked_ends_with_2_and_says_why(tmp_path, words, said):
    done = ask(*(word.format(folder=tmp_path) for word in words))
    assert done.returncode == 2, done
    assert said in done.stdout + done.stderr and "Traceback" not in done.stderr


def test_a_damaged_access_file_ends_it_before_it_begins(tmp_path):
    place = tmp_path / "access.yml"
    place.write_text("users: [")
    done = ask("--access", str(place), "--port", str(free_port()))
    assert done.returncode == 2 and "access.yml" in done.stderr and done.stdout == ""


def begun(monkeypatch, *words):
    """What the command says, and what it asks of the server, without one."""
    asked = []

    def serve(wanted, ready):
        asked.append(wanted)
        ready()

    monkeypatch.setattr(serving, "serve", serve)
    monkeypatch.setenv("LITMUS_HOME", str(PROJECT))
    done = CliRunner().invoke(commands, ["dashboard", *words])
    assert done.exit_code == 0, done.output
    return done.output, asked[0]


def test_of_the_sample_it_says_how_to_get_in_with_tokens_that_are_new_each_time(monkeypatch):
    said, asked = begun(monkeypatch)
    assert "http://127.0.0.1:8500/" in said and list(asked.guests) == [
        "director", "service.manager", "team.manager",
    ]  # fmt: skip
    assert asked.source == "sample" and "--source=sample" in asked.command
    again, _ = begun(monkeypatch)
    found = {line.split()[0] for line in said.splitlines() if line.startswith("  ")}
    assert len(found) == 3 and not any(token in again for token in found)


def test_of_anybody_s_data_nobody_is_let_in_who_is_not_named(monkeypatch, tmp_path):
    said, asked = begun(monkeypatch, "--source", str(tmp_path), "--source", "ssda903:b")
    assert f"--source={asked.source}" in asked.command and asked.source.count("ssda903:b") == 1
    assert asked.guests == {} and "Nobody can see anything yet" in said


def test_whoever_names_people_has_no_guests(monkeypatch, tmp_path):
    place = tmp_path / "access.yml"
    place.write_text("users: {ann: {role: HOS}}")
    said, asked = begun(monkeypatch, "--access", str(place), "--host", "0.0.0.0")
    assert asked.guests == {} and "director" not in said and "proxy with TLS" in said


def test_guests_are_let_in_only_while_the_file_names_nobody(board):
    invited = guests.invite()
    access = board.board.access
    access.guests = {each.user: each.viewer for each in invited}
    board.allow(users={})
    token = {"Authorization": f"Bearer {invited[0].token}"}
    assert board.ask("/pages/council", token).status == 200
    team = {"Authorization": f"Bearer {invited[2].token}"}
    assert board.ask("/pages/council", team).status == 404
    board.allow()
    assert board.ask("/pages/council", token).status == 401


def test_a_token_is_shown_once_and_its_digest_works(tmp_path, board):
    done = ask("token", "--user", "ann")
    token = next(line.strip() for line in done.stdout.splitlines() if line.startswith("  "))
    digest = next(line.split()[1] for line in done.stdout.splitlines() if "token: sha256" in line)
    board.allow(users={"ann": {"role": "TM", "team": "CIN-1", "token": digest}})
    found = board.ask("/pages/team-CIN-1", {"Authorization": f"Bearer {token}"})
    assert done.returncode == 0 and found.status == 200
