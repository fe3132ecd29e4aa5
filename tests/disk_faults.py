"""A fault, or a kill, at the nth thing that a command does to the disk."""

import errno
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

# What changes files or folders, and what forces them to disk. Opening counts where it writes.
TOUCHES = ("replace", "rename", "link", "unlink", "remove", "mkdir", "rmdir", "fsync")
EVENTS = {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"}
WRITES = os.O_WRONLY | os.O_RDWR
TESTS = Path(__file__).resolve().parent
KILLED, MOST = "killed at each of ", 500
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, to kill by the dozen")


class Faults:
    """Faults at the `at`th touch below `folder`; with `lasting`, at all that follow, too.

    `make` makes the error. Without an `at` nothing fails and touches are counted.
    """

    def __init__(self, folder, make, at=0, lasting=False):
        self.folder, self.make, self.at, self.lasting = str(folder), make, at, lasting
        self.count = 0
        self.opened = {}

    @contextmanager
    def at_work(self, patch):
        with patch.context() as patched:
            for name in TOUCHES:
                patched.setattr(os, name, self._failing(getattr(os, name), name))
            patched.setattr(os, "open", self._opening(os.open))
            yield self

    def _failing(self, real, name):
        def touched(path, *given, **named):
            where = "" if name == "fsync" else full(path, named.get("dir_fd"))
            if name == "fsync" or where.startswith(self.folder):
                self._touch(where)
            return real(path, *given, **named)

        return touched

    def _opening(self, real):
        def opened(path, flags, *given, **named):
            if flags & WRITES and full(path, named.get("dir_fd")).startswith(self.folder):
                self._touch(path)
            return real(path, flags, *given, **named)

        return opened

    def _touch(self, path):
        self.count += 1
        if self.count == self.at or (self.lasting and self.at and self.count > self.at):
            error = self.make()
            if isinstance(error, OSError) and path:
                error.filename = str(path)
            raise error


class Killer:
    """Kills its own process (SIGKILL) at its nth touch of what lies below `folder`."""

    resting = False

    def __init__(self, folder, touches):
        self.folder, self.left = str(folder), touches

    def watch(self):
        sys.addaudithook(self)

    def __call__(self, event, given):
        if event not in EVENTS or Killer.resting:
            return
        if event == "open" and not (given[2] or 0) & WRITES:
            return
        # A folder is emptied by the names within it, and the folder as a number.
        within = given[1] if event in ("os.remove", "os.rmdir") else None
        if full(given[0], within).startswith(self.folder):
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def killed(folder, touch, does):
    """Run `does` in a child process that dies at its nth touch of `folder`; whether it died."""
    child = os.fork()
    if child == 0:
        try:
            Killer(folder, touch).watch()
            does()
        finally:
            os._exit(0 if sys.exc_info()[0] is None else 1)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, -signal.SIGKILL), code
    return code != 0


def kill_at_each(afresh, folder, does, check):
    """Kill `does` at its first touch of `folder`, its second, and so on, until it ends before; each
    time after `afresh`, and `check` is told the touch. Prints how many there were."""
    os.fsync = lambda _: None  # a kill takes nothing from the disk that was written
    for touch in range(1, MOST):
        afresh()
        died = killed(folder, touch, does)
        check(touch)
        if not died:
            print(f"{KILLED}{touch - 1}")
            return
    raise SystemExit(f"it touches its folder more than {MOST} times")


def killed_apart(script, *asked):
    """How many times a script of `tests` was killed, in a process of its own, because it forks."""
    folders = os.pathsep.join([str(TESTS), str(TESTS.parent / "lib")])
    done = subprocess.run(
        [sys.executable, TESTS / script, *asked],
        env={**os.environ, "PYTHONPATH": folders},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout.removeprefix(KILLED))


def full(path, within=None):
    """A path as text, also where it is a name within an opened folder."""
    if isinstance(path, int):
        return ""
    name = os.fsdecode(path)
    opened = Path("/proc/self/fd", str(within))  # Linux has it
    if within is None or within < 0 or Path(name).is_absolute() or not opened.exists():
        return name
    return str(opened.readlink() / name)


def no_space():
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def no_permission():
    return PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def disk_fault():
    return OSError(errno.EIO, os.strerror(errno.EIO))


def only_read():
    return OSError(errno.EROFS, os.strerror(errno.EROFS))
