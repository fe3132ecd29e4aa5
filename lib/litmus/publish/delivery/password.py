"""Where the password of the mail server comes from: never from params/, and never into a message.

Errors name the setting, not what stands in it.
"""

import os
import stat
from pathlib import Path

from litmus.base import files
from litmus.base.errors import UsageError
from litmus.publish.delivery.settings import WHERE, Server


def password_of(server: Server, project: Path) -> str:
    """The password of the server's user; "" where it asks for none.

    Raises UsageError where it is not there, or others than its owner could read it.
    """
    if not server.user:
        return ""
    if server.password_variable:
        found = os.environ.get(server.password_variable, "")
        where = f"the environment variable {server.password_variable}"
    else:
        found = _from_file(project / Path(server.password_file).expanduser())
        where = "the file that smtp.password_file names"
    if not found:
        raise UsageError(f"{WHERE}: there is no password in {where}. Put it there and try again.")
    return found


def _from_file(path: Path) -> str:
    setting = f"{WHERE}: smtp.password_file"
    found = files.read_secret(path, setting, "password")
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name != "nt" and mode & ~files.PRIVATE_FILE:
        raise UsageError(
            f"{setting}: others may read the file that it names (mode {mode:04o}); expected 0600. "
            "Type: chmod 600, and the file's name."
        )
    return found
