"""What went wrong, said so that the reader knows where and what to do next.

Every error a user can meet is one of these. The command line prints the message alone, without
a traceback, and ends with the class's exit code: 1 when the data or a check said no, 2 when the
command itself was wrong.
"""


class LitmusError(Exception):
    """The data or a check said no. The message never holds a child-level value."""

    exit_code = 1


class UsageError(LitmusError):
    """The command, a setting or a parameter cannot be understood."""

    exit_code = 2


class Stopped(LitmusError):
    """Somebody pressed Ctrl-C. The message says what is there now."""

    exit_code = 130
