"""A piece of feedback, and the way in which it comes in."""

from typing import NamedTuple

from sample_council.chance import Weights
from sample_council.qa.duties import Steps


class Channel(NamedTuple):
    """A way in which feedback comes in. `a_month` as it was taken up; `named`, `rated`, `worded`:
    per thousand forms that say whose case it is, give a mark, and have words; `good` likewise."""

    kind: str
    stage: str
    source: str
    services: Weights[str]
    who: Weights[str]
    a_month: Steps
    named: int
    rated: int
    worded: int
    good: int


class Piece(NamedTuple):
    """A piece of feedback that came in on a day about a service."""

    channel: Channel
    when: int
    service: str
