"""Charts drawn ahead, in processes of their own, while a report goes on.

Drawing is most of what a long report takes, and each chart is drawn by itself. The library that
draws takes as long to load as five charts, so one process loads it and, on Linux, those that draw
are copies of that one. They are never copies of the caller, whose threads may hold a lock.
"""

import gc
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread

from litmus import memory
from litmus.present.line import Line

MOST = 4  # processes that draw: each holds the library in memory
# macOS lends libraries that do not work in a copy.
COPIED = sys.platform == "linux"
PATIENCE = 60  # seconds for one chart, a hundred times what it takes
Share = Mapping[str, Line]


def ready() -> None:
    """Begin to load what drawing needs, before it is known what there is to draw."""
    if not _waiting:
        _waiting.append(Ahead())


def drawn(lines: Mapping[str, Line]) -> "Ahead":
    """What draws these lines: it began when they were asked for first."""
    said = repr(lines)
    if said not in _begun:
        ahead = _waiting.pop() if _waiting else Ahead()
        ahead.draw(lines)
        _begun.clear()
        _begun[said] = ahead
    return _begun[said]


class Ahead:
    """Lines that are drawn, by name, in the order in which they will be shown.

    What draws them starts to load at once, and draws when it is told what. It ends by itself: when
    all is drawn, or when the caller is gone. On a machine with one processor nothing starts.
    """

    def __init__(self) -> None:
        self._pictures: dict[str, Future[bytes | None]] = {}
        self._patience = PATIENCE
        processors = os.cpu_count() or 1
        several = 0 if processors == 1 else min(processors, MOST)
        copies = [several] if COPIED and several else [1] * several
        self._drawing = [each for each in map(_started, copies) if each]

    def draw(self, lines: Mapping[str, Line]) -> None:
        """Begin to draw; to be called once."""
        self._pictures = {name: Future() for name in lines}
        places = [(told, pictures) for told, each in self._drawing for pictures in each]
        if not places:
            self._leave(lines)
        shares = [
            dict(islice(lines.items(), first, None, len(places))) for first in range(len(places))
        ]
        for (_, pictures), share in zip(places, shares, strict=True):
            Thread(target=self._receive, args=(pictures, share), daemon=True).start()
        for told, each in self._drawing:
            told_shares = [shares.pop(0) for _ in each]
            Thread(target=_tell, args=(told, told_shares), daemon=True).start()

    def png(self, name: str) -> bytes | None:
        """The picture of a line, as soon as it is drawn; None where the caller is to draw it."""
        picture = self._pictures.get(name)
        try:
            return picture.result(timeout=self._patience) if picture else None
        except TimeoutError:  # what draws it lives, and does not get on: nobody waits a second time
            self._patience = 0
            return None

    def _receive(self, pictures: Connection, names: Iterable[str]) -> None:
        """Take each picture as it comes, so that what draws does not have to wait."""
        left = list(names)
        try:
            while left:
                self._pictures[left[0]].set_result(pictures.recv_bytes())
                del left[0]
        except (EOFError, OSError):  # it ended before it had drawn all
            self._leave(left)

    def _leave(self, names: Iterable[str]) -> None:
        """Leave these to the caller."""
        for name in names:
            self._pictures[name].set_result(None)


def _started(copies: int) -> tuple[Connection, list[Connection]] | None:
    """A process that will draw as so many: where to tell it the lines, where pictures come from.

    None where no process is left to be had.
    """
    context, pipes = get_context("spawn"), []
    try:
        pipes = [context.Pipe(duplex=False) for _ in range(1 + copies)]
        (orders, told), *pictures = pipes
        sending = [each for _, each in pictures]
        context.Process(target=_draw, args=(orders, sending), daemon=True).start()
    except OSError:
        for end in (end for pipe in pipes for end in pipe):
            end.close()
        return None
    for theirs in (orders, *sending):  # so that they close when the process ends
        theirs.close()
    return told, [receiving for receiving, _ in pictures]


def _tell(told: Connection, shares: list[Share]) -> None:
    """Tell a process its lines; it may have to load its library first, and nobody waits for it."""
    with suppress(OSError):  # it has ended, and who waits for its pictures sees that
        told.send(shares)


def _draw(orders: Connection, sending: Sequence[Connection]) -> None:
    """Load the library, wait for the lines, draw each share in a copy of its own, one here.

    What goes wrong is not said here: the caller draws what is missing, and says it.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    from litmus.present.drawing import draw

    memory.search_seldom()
    try:
        shares: list[Share] = orders.recv()
    except EOFError:  # nothing was to be drawn
        return
    gc.freeze()  # what is loaded stays, and copies share it as long as none searches it
    copies = []
    for place in range(1, len(shares)):
        if (copy := os.fork()) == 0:
            try:
                _send(map(draw, shares[place].values()), sending, place)
            finally:
                os._exit(0)
        copies.append(copy)
    _send(map(draw, shares[0].values()), sending, 0)
    for copy in copies:
        os.waitpid(copy, 0)


def _send(pictures: Iterable[bytes], sending: Sequence[Connection], place: int) -> None:
    """Send the pictures by the pipe of this place; the others belong to other copies."""
    for other in (*sending[:place], *sending[place + 1 :]):
        other.close()
    with suppress(BrokenPipeError):  # nobody is there any more
        for picture in pictures:
            sending[place].send_bytes(picture)


_waiting: list[Ahead] = []
_begun: dict[str, Ahead] = {}
