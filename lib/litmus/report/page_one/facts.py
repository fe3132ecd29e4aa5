"""What a first page may say of the figures: each fact with how grave it is, the gravest first.

Nothing is said that the one rule of change, a rating or a test of groups does not support
(`litmus.report.change`, `litmus.report.apart`); figures that may not be used yet are left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from litmus.base import letters, numbers
from litmus.report import apart, change, sentences, wording
from litmus.report.apart import Apart
from litmus.report.bundle import NoticeCell, Shown
from litmus.report.components import Point
from litmus.report.feed import Context, Figure
from litmus.report.lookup import Figures
from litmus.report.standing import Standing

# What became of a figure that is better high or low: up or down alone would not say which it is.
BECAME = {change.BETTER: "improved", change.WORSE: "worsened"}


@dataclass(frozen=True)
class FigureFact(Standing):
    """One indicator on the first page: how it stands, and the group that stands apart."""

    group: Apart | None

    @property
    def group_is_worse(self) -> bool:
        """Whether a group of it stands apart on the wrong side."""
        return self.group is not None and self.group.word == change.WORSE

    def point(self) -> Point:
        """The fact in a sentence: number, window, change, target, and the group that stands out."""
        now = self.shown
        lead = (
            f"{self.declaration.brief}: {wording.value_with_unit(self.declaration, now.value or 0)}"
        )
        parts = [f"{wording.when(self.declaration, now)}{self._moved()}{self._beside_target(now)}."]
        if self.is_provisional:
            parts.append(sentences.provisional(now))
        if self.group is not None:
            parts.append(apart.beside(self.declaration, self.group, now))
        return Point(lead, " ".join(parts), self.declaration.heading or self.declaration.name)

    def group_point(self) -> Point:
        """The group that stands apart, as a fact of its own."""
        assert self.group is not None
        value = wording.value(self.declaration, self.group.figure.value or 0)
        return Point(
            f"{self.group.name}: {value}",
            f"of {letters.within(self.declaration.brief)}, {self._of_others()}, "
            f"{wording.when(self.declaration, self.group.figure)}.",
            self.declaration.heading or self.declaration.name,
        )

    def clause(self) -> str:
        """What became of it, within a sentence on several: "visits on time improved to 83.7%"."""
        name = letters.within(self.declaration.brief)
        now = wording.value_with_unit(self.declaration, self.judged.now.value or 0)
        if self.judged.is_clear and self.judged.gap is not None:
            way = "went up" if self.judged.gap.way > 0 else "went down"
            moved = BECAME.get(self.judged.word, way)
            said = f"{moved} to {now}{' (provisional)' if self.is_provisional else ''}"
            if self.is_red and self.judged.word == change.BETTER and self.headline.target:
                return f"{name}, {said}, {self._still_missed()}"
            return f"{name} {said}"
        if self.headline.target is not None and self.shortfall:
            target = wording.value(self.declaration, self.headline.target)
            short = self._misses(self.shown)
            missed = self.shown if short else self.headline
            value = wording.value_with_unit(self.declaration, missed.value or 0)
            return (
                f"{name} missed the target ({value}{'' if short else self.over}, target {target})"
            )
        return f"{name} stayed at {now}"

    def _still_missed(self) -> str:
        """That what is rated misses its target; with its own value where the figure that improved
        does not."""
        target = wording.value(self.declaration, self.headline.target or 0)
        if self._misses(self.shown) is not False:
            return f"still missed the target ({target})"
        value = wording.value(self.declaration, self.headline.value or 0)
        return f"missed the target{self.over} ({value}, target {target})"

    def _moved(self) -> str:
        if self.judged.is_clear:
            return f", {change.movement(self.judged)} on a year ago"
        return ", no clear change on a year ago" if self.judged.word == change.NO_CLEAR else ""

    def _beside_target(self, now: Figure) -> str:
        target = self.headline.target
        if target is None or now.value is None:
            return ""
        far = sentences.distance(self.declaration, now, target)
        said = f"; target {wording.value(self.declaration, target)}, {far}"
        if self.over and self._misses(now) != self.is_off_target:
            value = wording.value(self.declaration, self.headline.value or 0)
            return f"{said} ({value}{self.over}, on which it is rated)"
        return said

    def _misses(self, figure: Figure) -> bool | None:
        """Whether a figure misses the target that the headline figure is held against."""
        held = replace(figure, target=self.headline.target, rag=None)
        return sentences.off_target(self.declaration, held)

    def _of_others(self) -> str:
        assert self.group is not None
        return f"the others {wording.value(self.declaration, self.group.others)}"


def read(figures: Figures, context: Context) -> list[FigureFact]:
    """Every indicator of the report that may be used, in the report's order."""
    return [
        FigureFact(
            declaration,
            change.rated(declaration, figures, context),
            change.on_year(declaration, figures, context),
            apart.clearest(declaration, figures),
        )
        for declaration in context.main
        if change.may_be_used(declaration, figures, context)
    ]


def held(figures: Figures, context: Context) -> list[Shown]:
    """Which indicators the page leaves out because their data have to be put right first."""
    names = [d.brief for d in context.main if figures.headline(d).is_held]
    if not names:
        return []
    said = numbers.join([letters.within(name) for name in names])
    return [NoticeCell(f"Held until the data are put right, and left out here: {said}.")]


def good(facts: Sequence[FigureFact]) -> list[FigureFact]:
    """What is going well, the clearest change for the better first; then what meets its target
    without a change for the worse. What is rated red is of concern, however it has moved."""
    better = [f for f in facts if f.judged.word == change.BETTER and not f.is_red]
    green = [
        f
        for f in facts
        if f.rating == "green" and f not in better and f.judged.word != change.WORSE
    ]
    return [*sorted(better, key=lambda f: -f.judged.strength), *green]


def bad(facts: Sequence[FigureFact]) -> list[FigureFact]:
    """What is of concern: changes for the worse, the clearest first, then what is rated red, the
    furthest from its target first."""
    worse = [f for f in facts if f.has_worsened]
    red = [f for f in facts if f.is_red and f not in worse]
    return [
        *sorted(worse, key=lambda f: -f.judged.strength),
        *sorted(red, key=lambda f: -f.shortfall),
    ]


def groups(facts: Sequence[FigureFact], said: Sequence[FigureFact]) -> Iterator[FigureFact]:
    """Indicators of which a group stands apart on the wrong side, that are not said already; the
    widest gap first."""
    found = [f for f in facts if f.group_is_worse and f not in said]
    yield from sorted(found, key=lambda f: -abs(f.group.gap if f.group else 0))
