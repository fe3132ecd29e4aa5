"""Give programs that Litmus starts a home folder that they can write in, and file names in UTF-8.

Jupyter, IPython and matplotlib keep settings and caches in the home folder and fail, or warn, where
a service's account has none, or one of another person.
"""

import os
import stat
import sys
import tempfile
from pathlib import Path


def make_sure() -> None:
    """Set HOME to a private folder among the temporary ones, unless there is a usable home."""
    if not is_usable():
        os.environ["HOME"] = str(private())


def speak_utf8() -> None:
    """Begin again in UTF-8 where the account's language settings have another encoding.

    In it a folder with an ä has a name that DuckDB and the notebook's kernel cannot be told.
    """
    if sys.getfilesystemencoding().lower() in ("utf-8", "utf8"):
        return
    os.environ["PYTHONUTF8"] = "1"
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def is_usable() -> bool:
    """Whether this account has a home folder that it may write in."""
    try:
        home = Path.home()
    except (RuntimeError, KeyError):  # no HOME, and an account that the system does not know
        return False
    if not home.is_absolute() or home == Path(home.anchor):  # "/", which an empty HOME means
        return False
    return home.is_dir() and os.access(home, os.W_OK | os.X_OK)


def private() -> Path:
    """A folder of this account alone: the same each time, unless somebody else has its name."""
    user = os.getuid() if hasattr(os, "getuid") else "user"
    folder = Path(tempfile.gettempdir()) / f"litmus-home-{user}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        about = folder.lstat()
    except OSError:
        return Path(tempfile.mkdtemp(prefix="litmus-home-"))
    is_ours = stat.S_ISDIR(about.st_mode) and not about.st_mode & 0o077
    if is_ours and (user == "user" or about.st_uid == user):
        return folder
    return Path(tempfile.mkdtemp(prefix="litmus-home-"))
