"""Plans, reviews and care: the engine and the row-by-row reference agree on generated councils."""

from functools import partial

import pytest

from indicators import reference_care, worlds_care
from indicators.agreement import agree
from indicators.worked import Council
from litmus.indicators import find

pytestmark = pytest.mark.slow

KINDS = ("month", "quarter", "R12M")


@pytest.mark.parametrize("code", reference_care.INDICATORS)
def test_engine_and_reference_agree(code: str, empty_council: Council) -> None:
    figures = partial(reference_care.figures, code=code)
    agree(empty_council, find(code), worlds_care.world(code), figures, KINDS)
