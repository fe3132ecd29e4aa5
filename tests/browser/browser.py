"""Chromium, headless, spoken to over its own pipe: what a page is once it is laid out.

Only the standard library: the protocol is JSON ended by a null byte, on file descriptors 3 and 4.
"""

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
PATIENCE = 90  # seconds that are waited for an answer, or a page
OPTIONS = "--headless --no-sandbox --disable-gpu --hide-scrollbars --remote-debugging-pipe"
# Where the middle of something is, once it has stayed there for a moment: a page that is still
# being laid out would move it away below the mouse. It is looked for anew each time, as it may be
# another element by then.
STILL = """(async () => {{
    const pause = () => new Promise(told => setTimeout(told, 100));
    const middle = () => (r => [r.x + r.width / 2, r.y + r.height / 2])(
        ({of}).getBoundingClientRect());
    let was = middle();
    for (let tries = 0; tries < 50; tries++) {{
        await pause();
        const now = middle();
        if (now[0] === was[0] && now[1] === was[1]) return now;
        was = now;
    }}
    return was;
}})()"""


class Page:
    """One tab: `open` a file at a width, then ask it by JavaScript."""

    def __init__(self, reader: Any, writer: Any) -> None:
        self._reader, self._writer, self._number = reader, writer, 0
        self._received = bytearray()
        self.events: list[dict[str, Any]] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def open(self, file: Path, width: int = 1280) -> None:
        self.visit(file.as_uri(), width)

    def visit(self, address: str, width: int = 1280) -> None:
        self.events.clear()
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=False,
        )
        self.call("Page.navigate", url=address)
        self.wait_for_load()

    def wait_for_load(self) -> None:
        """Wait until a page is there that somebody has asked for since `events` was emptied."""
        end = time.monotonic() + PATIENCE
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            assert time.monotonic() < end, "no page was loaded"
            self._read()

    def ask(self, script: str) -> Any:
        answer = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def act(self, key: str, code: int, **more: int) -> None:
        """Press a key, as a hand does: "Tab", 9; with Alt held `modifiers=1`, with Shift 8."""
        text = {"Enter": "\r", " ": " "}.get(key, "")
        for kind in ("keyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                windowsVirtualKeyCode=code,
                text=text,
                **more,
            )

    def write(self, text: str) -> None:
        """Type a text where the caret is."""
        self.call("Input.insertText", text=text)

    def type(self, text: str) -> None:
        """Press the key of each letter, as a hand does: whatever has the focus gets them."""
        for letter in text:
            for kind in ("keyDown", "keyUp"):
                pressed = {"key": letter, "text": letter if kind == "keyDown" else ""}
                self.call("Input.dispatchKeyEvent", type=kind, **pressed)

    def click(self, of: str, times: int = 1) -> None:
        """Click with the mouse in the middle of what a script finds, such as a double-click."""
        self.ask(f"({of}).scrollIntoView({{block: 'center'}})")
        x, y = self.ask(STILL.format(of=of))
        for count in range(1, times + 1):
            for kind in ("mousePressed", "mouseReleased"):
                at = {"x": x, "y": y, "button": "left", "clickCount": count}
                self.call("Input.dispatchMouseEvent", type=kind, **at)

    def drag(self, of: str, down: int) -> None:
        """Drag what a script finds with the mouse, so many pixels down."""
        x, y = self.ask(f"(r => [r.x + 5, r.y + 5])(({of}).getBoundingClientRect())")
        for kind, there in (("mousePressed", 0), ("mouseMoved", 9), ("mouseMoved", down),
                            ("mouseReleased", down)):  # fmt: skip
            at = {"x": x, "y": y + there, "button": "left", "clickCount": 1}
            self.call("Input.dispatchMouseEvent", type=kind, **at)

    def wait(self, script: str, seconds: float = 60) -> None:
        """Wait until a script says yes."""
        end = time.monotonic() + seconds
        while not self.ask(script):
            assert time.monotonic() < end, script
            time.sleep(0.1)

    def emulate(self, **features: str) -> None:
        """What the reader prefers: `prefers_color_scheme="dark"`; nothing for all as usual."""
        named = [{"name": n.replace("_", "-"), "value": v} for n, v in features.items()]
        self.call("Emulation.setEmulatedMedia", features=named)

    def printed(self) -> bytes:
        """The page as a PDF, as people print it."""
        shown = self.call("Page.printToPDF", preferCSSPageSize=True)
        return base64.b64decode(shown["data"])

    def screenshot(self, file: Path) -> None:
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        file.write_bytes(base64.b64decode(shot["data"]))

    def requests(self) -> list[str]:
        """Every address that the page asked for, itself and its own data aside."""
        asked = [
            e["params"]["request"]["url"]
            for e in self.events
            if e["method"] == "Network.requestWillBeSent"
        ]
        return [url for url in asked[1:] if not url.startswith("data:")]

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        return self._call(method, session=self._session, **params)

    def _call(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        self._writer.write(json.dumps(message).encode() + b"\0")
        self._writer.flush()
        while (answer := self._read()).get("id") != self._number:
            pass
        assert "error" not in answer, answer
        return answer["result"]

    def _read(self) -> dict[str, Any]:
        looked_at = 0
        while (end := self._received.find(b"\0", looked_at)) < 0:
            looked_at = len(self._received)
            ready, *_ = select.select([self._reader], [], [], PATIENCE)
            assert ready, "Chromium says nothing any more"
            more = os.read(self._reader.fileno(), 65536)
            assert more, "Chromium ended"
            self._received += more
        message: dict[str, Any] = json.loads(self._received[:end])
        del self._received[: end + 1]
        if "method" in message:
            self.events.append(message)
        return message


@contextlib.contextmanager
def chromium(profile: Path) -> Iterator[Page]:
    """A fresh Chromium with its own profile folder, ended when the block ends."""
    child_reads, we_write = _pipe()
    we_read, child_writes = _pipe()
    quiet = [(os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_WRONLY, 0) for n in (1, 2)]
    pipes = [(os.POSIX_SPAWN_DUP2, child_reads, 3), (os.POSIX_SPAWN_DUP2, child_writes, 4)]
    command = [str(CHROMIUM), *OPTIONS.split(), f"--user-data-dir={profile}"]
    process = os.posix_spawn(command[0], command, os.environ, file_actions=[*quiet, *pipes])
    os.close(child_reads)
    os.close(child_writes)
    try:
        with os.fdopen(we_read, "rb", buffering=0) as reader, os.fdopen(we_write, "wb") as writer:
            yield Page(reader, writer)
    finally:
        os.kill(process, signal.SIGTERM)
        os.waitpid(process, 0)


def _pipe() -> tuple[int, ...]:
    """A pipe with high numbers, out of the way of the two that Chromium expects."""
    low = os.pipe()
    high = tuple(fcntl.fcntl(number, fcntl.F_DUPFD_CLOEXEC, 10) for number in low)
    for number in low:
        os.close(number)
    return high
