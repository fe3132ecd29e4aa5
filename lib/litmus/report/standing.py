"""How an indicator stands: its figure, what that is rated on, and its change on a year ago.

The first page and the front of the book are made of the same reading, so that a figure cannot be
red or worse on one of them alone.
"""

from dataclasses import dataclass

from litmus.figures.judging import RED
from litmus.report import change, sentences, wording
from litmus.report.change import Judged
from litmus.report.feed import PROVISIONAL, Declaration, Figure


def spoken_of(headline: Figure, recent: Figure) -> Figure:
    """The figure that a page speaks of: that of the window in which change is judged, where there
    is one, as where the data are too young for a year; none beside a headline that is held."""
    return recent if recent.usable and not headline.is_held else headline


@dataclass(frozen=True)
class Standing:
    """An indicator with the figure that is rated and held against its target, `headline`
    (`change.rated`), and its comparison with a year ago, `judged`."""

    declaration: Declaration
    headline: Figure
    judged: Judged

    @property
    def shown(self) -> Figure:
        """The figure that is spoken of (`spoken_of`)."""
        return spoken_of(self.headline, self.judged.now)

    @property
    def rating(self) -> str:
        """ "green", "amber", "red" or "", of what may be used."""
        return (self.headline.rag or "") if self.headline.usable else ""

    @property
    def is_red(self) -> bool:
        """Whether it may be used and is rated red."""
        return self.rating == RED

    @property
    def has_worsened(self) -> bool:
        """Whether it may be used and the test finds it worse than a year ago."""
        return self.headline.usable and self.judged.word == change.WORSE

    @property
    def shortfall(self) -> float:
        """How far the headline figure is on the wrong side of its target, as a share of it."""
        value, target = self.headline.value, self.headline.target
        if not self.is_off_target or value is None or not target:
            return 0.0
        return abs(value - target) / abs(target)

    @property
    def is_off_target(self) -> bool | None:
        """Whether the headline figure misses its target; None where that is not judged."""
        return sentences.off_target(self.declaration, self.headline)

    @property
    def is_provisional(self) -> bool:
        """Whether late recording may still change the figure that is shown: incomplete is not
        worse, and whoever reads that it is has to be told."""
        return self.shown.status == PROVISIONAL

    @property
    def over(self) -> str:
        """ " over 12 months" where what is rated is not the figure that is shown; else ""."""
        return wording.over(self.headline, self.shown)


@dataclass(frozen=True)
class StandingTwice(Standing):
    """The same with a second comparison, `before`: with the week or the months before."""

    before: Judged

    @property
    def is_worse(self) -> bool:
        """Whether either comparison finds it worse."""
        return self.headline.usable and change.WORSE in (self.before.word, self.judged.word)

    @property
    def is_better(self) -> bool:
        """Whether either comparison finds it better, and neither worse."""
        words = (self.before.word, self.judged.word)
        return self.headline.usable and change.BETTER in words and change.WORSE not in words
