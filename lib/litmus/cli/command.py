"""How the `litmus` command begins and ends; what it does lies in `litmus.cli.app`."""

import os
import sys

from litmus.base import home
from litmus.base.errors import LitmusError, Stopped


def app() -> None:
    """Run the command and end with its exit code: 0 done, 1 data or check said no, 2 usage."""
    # Numpy and scipy start a thread a processor for linear algebra, of which Litmus does none.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    home.make_sure()
    home.speak_utf8()
    code = run()
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:  # a full disk, or nobody reads: what was said is not there
            code = code or 1
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # or its end would fail, too
    sys.exit(code)


def run() -> int:
    """Run the command and say what went wrong, if anything did; returns its exit code."""
    try:
        from litmus.cli.app import commands

        commands(standalone_mode=True)
        sys.stdout.flush()
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else int(ending.code is not None)
        if code == Stopped.exit_code:
            _say_error("Stopped. What was not done yet is done when the command is run again.")
        return code
    except LitmusError as error:
        _say_error(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _say_error("Stopped before anything was begun.")
        return Stopped.exit_code
    except Exception as error:
        from litmus.base import system_errors

        if os.environ.get("LITMUS_DEBUG"):
            raise
        _say_error(system_errors.in_words(error))
        return 1
    return 0


def _say_error(text: str) -> None:
    try:
        import typer

        typer.secho(text, fg=typer.colors.RED, err=True)
    except ImportError:
        sys.stderr.write(f"{text}\n")
    except OSError:
        pass  # nobody reads it, or the disk that it goes to is full
