"""Permanence to workforce: the engine and the row-by-row reference agree on generated councils."""

from functools import partial

import pytest

from indicators import reference_work, worlds_work
from indicators.agreement import agree
from indicators.worked import Council
from litmus.indicators import find

pytestmark = pytest.mark.slow

LOCALLY = {"WFC04": {"das_days": 20, "cin_days": 30, "lac_days": 42}}


@pytest.mark.parametrize("code", [*reference_work.INDICATORS, "WFC04 locally"])
def test_engine_and_reference_agree(code: str, empty_council: Council) -> None:
    code, _, local = code.partition(" ")
    figures = partial(reference_work.figures, code=code, local=bool(local))
    indicator = find(code, LOCALLY if local else None)
    agree(empty_council, indicator, worlds_work.world(code), figures)
