"""How long a connection may take: to ask, to ask again, and to take its answer."""

import asyncio
import time

import pytest

from litmus.publish.dashboard import patience

ASK = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
LARGE = 80_000_000  # more than a computer keeps for a connection that takes nothing


async def application(scope, receive, send):
    large = scope["path"] == "/large"
    body = b"x" * (LARGE if large else 2)
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
def asking(monkeypatch):
    """Runs what a client does, and returns after how many seconds the server had ended it."""
    monkeypatch.setattr(patience, "ASKED", 0.3)
    monkeypatch.setattr(patience, "ANSWERED", 0.8)

    def run(client):
        return asyncio.run(asyncio.wait_for(_serve(client), 20))

    return run


async def _serve(client):
    from uvicorn import Config
    from uvicorn.server import ServerState

    config = Config(application, http=patience.protocol(), lifespan="off", log_level="error")
    config.load()
    state = ServerState()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: config.http_protocol_class(config=config, server_state=state, app_state={}),
        "127.0.0.1",
        0,
    )
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
        begun = time.monotonic()
        await client(reader, writer, state)
        writer.close()
        return time.monotonic() - begun


async def ended(reader):
    try:
        while await reader.read(65_536):
            pass
    except ConnectionResetError:
        pass


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: x"])
def test_a_request_that_does_not_come_is_not_waited_for(asking, sent):
    async def client(reader, writer, _):
        writer.write(sent)
        await ended(reader)

    assert 0.2 < asking(client) < 5


def test_a_letter_now_and_then_keeps_nothing_open(asking):
    async def client(reader, writer, state):
        writer.write(ASK)
        assert b"200" in await reader.readuntil(b"\r\n")
        for letter in b"GET / HTTP/1.1\r\nX-Long: ":
            writer.write(bytes([letter]))
            await asyncio.sleep(0.1)
            if not state.connections:
                return
        raise AssertionError("it is still open")

    assert asking(client) < 2


@pytest.mark.slow
def test_who_asks_in_time_is_answered_again_and_again(asking):
    async def client(reader, writer, _):
        for _ in range(4):
            await asyncio.sleep(0.15)
            writer.write(ASK)
            assert (await reader.readuntil(b"xx")).startswith(b"HTTP/1.1 200")

    asking(client)


@pytest.mark.slow
def test_who_does_not_take_the_answer_holds_it_no_longer(asking):
    async def client(_, writer, state):
        writer.transport.pause_reading()
        writer.write(ASK.replace(b"/ ", b"/large ", 1))
        while not state.connections:
            await asyncio.sleep(0.01)
        while state.connections or state.tasks:
            await asyncio.sleep(0.05)

    assert 0.8 < asking(client) < 10


@pytest.mark.slow
def test_who_takes_the_answer_slowly_gets_all_of_it(asking, monkeypatch):
    monkeypatch.setattr(patience, "ANSWERED", 15)

    async def client(reader, writer, _):
        writer.transport.pause_reading()
        writer.write(ASK.replace(b"/ ", b"/large ", 1))
        await asyncio.sleep(0.6)  # longer than it may take to ask
        writer.transport.resume_reading()
        await reader.readuntil(b"\r\n\r\n")
        assert len(await reader.readexactly(LARGE)) == LARGE

    asking(client)
