"""The shape of the phrases from which findings and actions are put together."""

from typing import NamedTuple


class Phrases(NamedTuple):
    """What auditors say about a theme, in clauses that make sentences when put together.

    A sentence is one of `strengths` and one of `helps`, or one of `concerns` and one of `harms`;
    an action is one of `actions`. In braces: words that depend on the service (`worker`, `plan`,
    `meeting`) or on nothing (`months`).
    """

    strengths: tuple[str, ...]
    helps: tuple[str, ...]
    concerns: tuple[str, ...]
    harms: tuple[str, ...]
    actions: tuple[str, ...]
