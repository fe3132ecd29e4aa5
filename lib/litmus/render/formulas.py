"""Formulas, typed in TeX as Jupyter takes them, as a small tree that both printings can draw.

A formula is drawn only where every sign that was typed is found in the drawing. TeX knows more
than is read here, and takes some signs for its own (what follows a % is a remark to it): such a
formula is shown as it was typed, in print and on the page alike.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from litmus.render.text import Formula

# What is drawn, by the names of MathML: with how many parts, None where any number will do.
PARTS = {
    "mrow": None,
    "mi": 0,
    "mn": 0,
    "mo": 0,
    "mtext": 0,
    "mfrac": 2,
    "msqrt": None,
    "mroot": 2,
    "msup": 2,
    "msub": 2,
    "msubsup": 3,
    "mover": 2,
    "munder": 2,
    "munderover": 3,
}
DEEPEST = 30
# A sign of TeX's own stands before a formula's letters, joins them or is a space between them.
COMMAND = re.compile(r"\\sqrt\s*\[([^\]]*)\]|\\[A-Za-z]+\*?|\\[ ,;:!]|\\(.)|[{}^_~\s]")
REMARK = re.compile(r"(?<!\\)%")
# Signs that are drawn otherwise than they are typed.
DRAWN = {"−": "-", "′": "'", "∗": "*", "\u00a0": "", " ": ""}


@lru_cache(maxsize=256)
def read(tex: str) -> Formula | None:
    """The formula, or None where it cannot be drawn with every sign that was typed."""
    from latex2mathml.converter import convert_to_element

    if REMARK.search(tex):
        return None
    try:
        found = _tree(convert_to_element(tex), DEEPEST)
    # The library raises whatever its parsing runs into: IndexError, KeyError, errors of its own.
    except Exception:
        return None
    return found if found is not None and _keeps(found, tex) else None


def _tree(element: Any, depth: int) -> Formula | None:
    tag = "mrow" if element.tag.endswith("math") else element.tag
    parts = [_tree(child, depth - 1) for child in element] if depth else [None]
    known = [part for part in parts if part is not None]
    wanted = PARTS.get(tag, -1)
    if len(known) < len(parts) or wanted not in (None, len(known)):
        return None
    return Formula(tag, html.unescape(element.text or ""), tuple(known))


def _keeps(formula: Formula, tex: str) -> bool:
    """Whether all letters, figures and signs of `tex` are there: the letters in their order."""
    typed = COMMAND.sub(lambda found: found[1] or found[2] or "", tex)
    shown = "".join(DRAWN.get(sign, sign) for sign in "".join(_words(formula)))
    rest = iter(shown)
    in_order = all(sign in rest for sign in typed if sign.isalnum())
    return "\\" not in shown and in_order and not Counter(typed) - Counter(shown)


def _words(formula: Formula) -> Iterator[str]:
    yield formula.text
    # a root is typed before what it is taken of
    for part in reversed(formula.parts) if formula.tag == "mroot" else formula.parts:
        yield from _words(part)
