"""The engine and the row-by-row reference agree on every figure of generated councils."""

from functools import partial
from importlib import import_module
from pathlib import Path

import pytest

from indicators import reference, worlds
from indicators.agreement import agree
from indicators.worked import Council
from litmus.indicators import catalogue, find
from litmus.indicators.catalogue.drilldowns import DRILLDOWNS

KINDS = ("month", "quarter", "R12M")


def test_every_indicator_has_an_independent_count() -> None:
    modules = sorted(Path(__file__).parent.glob("reference*.py"))
    counted = {
        code for module in modules for code in import_module(f"indicators.{module.stem}").INDICATORS
    }
    assert counted == {*catalogue(), *DRILLDOWNS}


@pytest.mark.slow
@pytest.mark.parametrize("code", reference.INDICATORS)
def test_engine_and_reference_agree(code: str, empty_council: Council) -> None:
    figures = partial(reference.figures, code=code)
    agree(empty_council, find(code), worlds.world(code), figures, KINDS)
