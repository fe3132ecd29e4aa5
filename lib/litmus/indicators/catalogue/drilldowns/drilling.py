"""How a drill-down is declared: by what differs from its indicator."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from litmus.indicators.declaration import Indicator
from litmus.indicators.worklist import Worklist


def drill(
    parent: Indicator, place: int, name: str, cases: Mapping[str, Any], **more: Any
) -> Indicator:
    """A drill-down of an indicator: `cases` and `more` say what differs from it.

    Of the worklist only what tells its cases apart is the same. How many days a case took is told
    of the indicator alone: its limit is not that of the drill-down.
    """
    changed: dict[str, Any] = {
        "name": name,
        "cases": replace(parent.cases, **cases),
        "code": f"{parent.code}.{place}",
        "of": parent.code,
        "key_questions": (),
        "notes": "",
        "working_days": "",
        "short": "",
        "worklist": Worklist(key=parent.worklist.key),
        "days": None,
    }
    return replace(parent, **{**changed, **more})
