"""A page in the browser that follows what is written: a small server on this computer alone.

Its address holds a word that nobody can guess, so that no other page or account reads a report.
Each page is whole or the one before: ended at any moment, it leaves the last good one.
"""

from __future__ import annotations

import secrets
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from litmus.base.errors import LitmusError
from litmus.run import again, rendering

if TYPE_CHECKING:
    from starlette.applications import Starlette

LOOK = 0.3  # seconds between two looks at the notebook
HOST = "127.0.0.1"
FRAME = """<!doctype html>
<html lang="en-GB"><meta charset="utf-8"><title>The report as it is written</title>
<style>
  html, body, iframe { margin: 0; border: 0; width: 100%; height: 100%; display: block; }
  p { position: fixed; bottom: 0; left: 0; right: 0; margin: 0; padding: 8px 16px;
      background: #9a4b00; color: #fff; font: 15px sans-serif; }
</style>
<iframe src="page" title="The report"></iframe><p role="alert" hidden></p>
<script>
  const frame = document.querySelector("iframe"), problem = document.querySelector("p");
  let shown = null;
  async function look() {
    let said = { page: shown, problem: "The watch has ended. This is the last page that it made." };
    try { said = await (await fetch("state")).json(); } catch {}
    if (shown !== null && said.page !== shown) {
      const at = frame.contentWindow.scrollY;
      frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, at), { once: true });
      frame.contentWindow.location.reload();
    }
    shown = said.page;
    problem.textContent = said.problem;
    problem.hidden = !said.problem;
    setTimeout(look, 400);
  }
  look();
</script></html>
"""


class Watch:
    """A report's page, made anew whenever its notebook is saved; `problem` says why not."""

    def __init__(self, folder: Path, say: Callable[[str], object] = lambda _: None) -> None:
        self.plan = again.plan_of(folder)
        self.page = self.plan.rendered(rendering.PAGE)
        self.problem = ""
        self._say = say
        self._seen: tuple[int, int] | None = None

    def look(self) -> bool:
        """Make the page anew where the notebook was saved since; whether that was so."""
        try:
            found = self.plan.notebook.stat()
        except OSError:
            return False
        now = (found.st_mtime_ns, found.st_size)
        if now == self._seen:
            return False
        self._seen = now
        try:
            rendering.render(self.plan.folder)
            self.problem = ""
        except LitmusError as error:
            self.problem = str(error)
            self._say(self.problem)
        return True

    def state(self) -> dict[str, str]:
        """What the browser asks for again and again."""
        with suppress(OSError):
            return {"page": str(self.page.stat().st_mtime_ns), "problem": self.problem}
        return {"page": "", "problem": self.problem}


def application(watch: Watch, word: str) -> Starlette:
    """What answers under `word`: the frame, the page in it and the state of both."""
    from starlette.applications import Starlette
    from starlette.responses import FileResponse, HTMLResponse, JSONResponse
    from starlette.routing import Mount, Route

    kept = {"Cache-Control": "no-store"}
    return Starlette(routes=[Mount(f"/{word}", routes=[
        Route("/", lambda _: HTMLResponse(FRAME, headers=kept)),
        Route("/page", lambda _: FileResponse(watch.page, media_type="text/html", headers=kept)),
        Route("/state", lambda _: JSONResponse(watch.state(), headers=kept)),
    ])])  # fmt: skip


def serve(
    folder: Path,
    port: int,
    ready: Callable[[str], object],
    say: Callable[[str], object] = lambda _: None,
) -> None:
    """Serve until somebody stops it; `ready` is told the address, `say` what is wrong.

    Raises LitmusError where there is no report, or the port cannot be had.
    """
    import uvicorn

    watch, word = Watch(folder, say), secrets.token_urlsafe(16)
    with _listen(port) as listening:
        watch.look()
        ended = threading.Event()

        def follow() -> None:
            while not ended.wait(LOOK):
                watch.look()

        threading.Thread(target=follow, daemon=True).start()
        ready(f"http://{HOST}:{listening.getsockname()[1]}/{word}/")
        config = uvicorn.Config(application(watch, word), log_level="error", access_log=False)
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
        ended.set()


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError:
        raise LitmusError(
            f"Port {port} is in use by another program: end that, or name another with --port."
        ) from None
