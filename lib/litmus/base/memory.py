"""How often Python searches its memory for what may go."""

import gc

SEARCHES = 100_000, 50, 50  # objects, and rounds, after which it is searched


def search_seldom() -> None:
    """Search less often than Python does by itself, which takes a tenth of a report.

    For processes that end soon and need most of what they make until then.
    """
    gc.set_threshold(*SEARCHES)
