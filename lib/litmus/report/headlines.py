"""What commentary is held against: the headline of each indicator, in words and numbers."""

from collections.abc import Iterable
from typing import Any

from litmus.report import tables, wording
from litmus.report.feed import Declaration
from litmus.report.lookup import Figures


def of_indicators(declared: Iterable[Declaration], figures: Figures) -> dict[str, dict[str, Any]]:
    """By code `name`, `numerator`, `denominator`, `value` (unrounded) and `text`, such as "78.9%
    (2,415 of 3,061)"; also `shown` ("78.9%"), `target`, `rating`, `comparison`, `status` and
    `counts`, what is counted, all in words."""
    found = {}
    for each in declared:
        figure = figures.headline(each)
        found[each.code] = {
            "name": each.name,
            "numerator": figure.numerator,
            "denominator": figure.denominator,
            "value": figure.value,
            "text": wording.value_and_basis(each, figure),
            **tables.standing(each, figure),
        }
    return found
