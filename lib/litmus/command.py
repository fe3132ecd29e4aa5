"""How the `litmus` command begins and ends; what it does lies in `litmus.cli`."""

import os
import sys

from litmus import home, memory
from litmus.errors import LitmusError


def app() -> None:
    """Run the command and end with its exit code: 0 done, 1 data or check said no, 2 usage.

    The process ends at once: tidying its memory would take half a second and gain nothing.
    """
    # Numpy and scipy start a thread a processor for linear algebra, of which Litmus does none.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    home.make_sure()
    memory.search_seldom()  # before anything is loaded, which makes much and leaves nothing over
    code = ended()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def ended() -> int:
    """Run the command; returns its exit code."""
    try:
        from litmus.cli import commands

        commands(standalone_mode=True)
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    except LitmusError as error:
        _say_error(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _say_error("Stopped. What was there before is unchanged.")
        return 130
    except Exception as error:
        if os.environ.get("LITMUS_DEBUG"):
            raise
        _say_error(
            f"Litmus met an error of its own ({type(error).__name__}) and stopped; the last good "
            "report is unchanged. Please report it with what you ran. LITMUS_DEBUG=1 shows where "
            "it happened; that text can hold data, so do not send it on unread."
        )
        return 1
    return 0


def _say_error(text: str) -> None:
    import typer

    typer.secho(text, fg=typer.colors.RED, err=True)
