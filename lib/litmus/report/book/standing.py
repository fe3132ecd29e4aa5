"""How each indicator of the book stands, and its series: what its front and message are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from litmus.report import change, standing
from litmus.report.book import series
from litmus.report.book.series import Series
from litmus.report.feed import Context
from litmus.report.lookup import Figures


@dataclass(frozen=True)
class Standing(standing.Standing):
    """How an indicator stands, with its series."""

    series: Series


def read(figures: Figures, context: Context) -> list[Standing]:
    """Every indicator that the book speaks about, in its order."""
    return [
        Standing(
            declaration,
            change.rated(declaration, figures, context),
            change.on_year(declaration, figures, context),
            series.of(declaration, figures, context.steps.get(declaration.code, ())),
        )
        for declaration in context.main
    ]


def by_theme(found: Sequence[Standing]) -> dict[str, list[Standing]]:
    """The indicators of each theme, what is red first, then what has worsened; the themes alike."""
    themes: dict[str, list[Standing]] = {}
    for each in sorted(found, key=_gravity):  # stable: else in the report's order
        themes.setdefault(each.declaration.theme, []).append(each)
    order = list(dict.fromkeys(each.declaration.theme for each in found))
    return dict(
        sorted(themes.items(), key=lambda pair: (_gravity(pair[1][0]), order.index(pair[0])))
    )


def _gravity(each: Standing) -> tuple[bool, bool]:
    return not each.is_red, not each.has_worsened
