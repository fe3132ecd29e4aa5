"""How each indicator of the book stands: what its front page and its message are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from litmus.figures.judging import RED
from litmus.report import change
from litmus.report.book import series
from litmus.report.book.series import Series
from litmus.report.change import Judged
from litmus.report.feed import Context, Declaration, Figure
from litmus.report.lookup import Figures


@dataclass(frozen=True)
class Standing:
    """An indicator with its headline figure, its change on a year ago, and its series."""

    declaration: Declaration
    now: Figure
    judged: Judged
    series: Series

    @property
    def shown(self) -> Figure:
        """The figure that stands in a row: the one that change is judged on, where there is one."""
        recent = self.judged.now
        return recent if self.now.usable and recent.usable else self.now

    @property
    def is_red(self) -> bool:
        """Whether it may be used and is rated red."""
        return self.now.usable and self.now.rag == RED

    @property
    def has_worsened(self) -> bool:
        """Whether it may be used and the test finds it worse than a year ago."""
        return self.now.usable and self.judged.word == change.WORSE


def read(figures: Figures, context: Context) -> list[Standing]:
    """Every indicator that the book speaks about, in its order."""
    return [
        Standing(
            declaration,
            figures.headline(declaration),
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
