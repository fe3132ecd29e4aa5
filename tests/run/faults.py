"""A fault at the nth thing that a run does to the disk, and what to hold afterwards."""

import errno
import json
import os
from contextlib import contextmanager

from litmus.base import digests

# What changes files or folders, and what forces them to disk. Opening counts where it writes.
TOUCHES = ("replace", "rename", "link", "unlink", "mkdir", "rmdir", "fsync")
WRITES = os.O_WRONLY | os.O_RDWR


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
            ours = name == "fsync" or str(path).startswith(self.folder)
            if ours:
                self._touch(path if name != "fsync" else None)
            return real(path, *given, **named)

        return touched

    def _opening(self, real):
        def opened(path, flags, *given, **named):
            if flags & WRITES and str(path).startswith(self.folder):
                self._touch(path)
            return real(path, flags, *given, **named)

        return opened

    def _touch(self, path):
        self.count += 1
        if self.count == self.at or (self.lasting and self.at and self.count > self.at):
            error = self.make()
            if isinstance(error, OSError) and path is not None:
                error.filename = str(path)
            raise error


def no_space():
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def no_permission():
    return PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def disk_fault():
    return OSError(errno.EIO, os.strerror(errno.EIO))


def state(folder):
    """The figures that a whole report shows, such as "789"; "" where there is no report.

    Fails where the files are not all of one run, as run.json knows them.
    """
    if not (folder / "run.json").exists():
        left = [path.name for path in folder.glob("quarterly.*")]
        assert not left, left
        return ""
    said = json.loads((folder / "run.json").read_text())
    now = {name: digests.of_file(folder / name) for name in said["files"]}
    assert now == said["files"]
    return said["snapshot"]["fingerprint"]
