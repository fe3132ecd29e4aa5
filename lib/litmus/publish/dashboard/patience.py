"""How long a connection may take to ask, and to take its answer: or a few hundred of them, each of
which sends a letter now and then, would keep everybody out."""

import asyncio
from functools import cache
from typing import Any

ASKED = 30  # seconds in which a request has to come, whole
ANSWERED = 300  # seconds in which its answer has to be taken


@cache
def protocol() -> type[asyncio.Protocol]:
    """The server's protocol, with an end to waiting."""
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class Impatient(H11Protocol):
        """A connection that is ended where it does not ask, or does not take what it asked for."""

        _ending: asyncio.TimerHandle | None = None
        _taken_by = 0.0

        def _allow(self, seconds: float) -> None:
            self._stop()
            self._ending = self.loop.call_later(seconds, self._look)

        def _look(self) -> None:
            if self.transport.get_write_buffer_size() and self.loop.time() < self._taken_by:
                self._allow(ASKED)  # it is still being taken
            else:
                self.transport.abort()

        def _stop(self) -> None:
            if self._ending:
                self._ending.cancel()

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._allow(ASKED)

        def handle_events(self) -> None:
            before = self.cycle
            super().handle_events()
            if self.cycle is not before:
                self._taken_by = self.loop.time() + ANSWERED
                self._allow(ANSWERED)

        def on_response_complete(self) -> None:
            self._allow(ASKED)
            super().on_response_complete()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop()
            super().connection_lost(exc)

    return Impatient
