"""What somebody may have meant who wrote a name that there is not."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(name: str, known: Iterable[str], alike: float = 0.6, most: int = 1) -> str:
    """A sentence that names the nearest of the `known` names, with a space before it; "" for none.

    `alike` is how near a name has to be (1: the same), `most` how many are named.

    >>> did_you_mean("quaterly", ["quarterly", "book"])
    ' Did you mean quarterly?'
    >>> did_you_mean("x", ["quarterly", "book"])
    ''
    """
    near = get_close_matches(name, list(known), n=most, cutoff=alike)
    return f" Did you mean {' or '.join(near)}?" if near else ""
