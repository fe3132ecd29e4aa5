"""Generated councils for any indicator, and its figure there: what lists and days agree with."""

from hypothesis import strategies as st

from indicators import worlds, worlds_care, worlds_drilldowns, worlds_early, worlds_work
from indicators.worked import LEICESTER, Council
from litmus.base.windows import Window
from litmus.indicators import Indicator
from litmus.indicators.engine import exact_rows

# Whose hands a case is in: groups that a list, or a distribution of days, may be asked for.
GROUPS = (("team", "T1"), ("team", "none"), ("service", "CIN"))


def world(code: str) -> st.SearchStrategy:
    """Generated councils for an indicator, as its reference has them."""
    for home in (worlds, worlds_early, worlds_care, worlds_work):
        if code in home.WORLDS:
            return home.world(code)
    return worlds_drilldowns.WORLDS[code]


def figure(
    council: Council, indicator: Indicator, window: Window, within: tuple[str, str] | None = None
) -> dict[str, object]:
    """The figure of the whole, or `within` a group."""
    rows = exact_rows(
        council.connection,
        [indicator],
        {indicator.code: [window]},
        LEICESTER,
        grouped={indicator.code: []},
        within=within,
    )
    (whole,) = (row for row in rows if row["breakdown"] == "all")
    return whole
