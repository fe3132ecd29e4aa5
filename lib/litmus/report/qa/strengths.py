"""Strengths and concerns by theme as diverging bars; learning, which is no concern, apart."""

from collections import Counter
from collections.abc import Sequence

from litmus.base import numbers
from litmus.qa.collated import Collation
from litmus.qa.themes import ThemeCount
from litmus.report.bundle import Shown
from litmus.report.cells import Cell, amount
from litmus.report.charts.both_ways import BothWays, DivergingBars
from litmus.report.charts.charts import make_chart
from litmus.report.feed import Context

SHOWN = 12  # themes in the picture, those with most findings
MOST = 3  # themes named in the message
LEARNING = "LEARNING"


def chart(counts: Sequence[ThemeCount], collation: Collation, context: Context) -> list[Shown]:
    """The picture of the themes with most strengths and concerns; nothing without either."""
    ranked = sorted(counts, key=lambda each: (-each.concerns - each.strengths, each.title))
    known = [each for each in ranked if each.concerns or each.strengths]
    if not known:
        return []
    shown = sorted(known[:SHOWN], key=lambda each: (each.strengths - each.concerns, each.title))
    said = message(shown)
    words = "; ".join(f"{t.title} {t.concerns} and {t.strengths}" for t in shown)
    lead = f"{said}. Bars of concerns to the left and strengths to the right, by theme"
    made = make_chart(
        DivergingBars(
            [BothWays(t.title, t.concerns, t.strengths) for t in shown], "Concerns", "Strengths"
        ),
        title=said,
        subtitle=f"Findings of quality assurance by theme, {context.period.short}, "
        f"{context.council}.",
        alt=f"{lead}, {context.period.short}. Concerns and strengths: {words}.",
        caption=_caption(known, shown, collation),
        columns=("Theme", "Concerns", "Strengths", "Learning"),
        rows=_rows(known, collation),
        tall=True,
    )
    return [made]


def message(shown: Sequence[ThemeCount]) -> str:
    """How many themes have more concerns than strengths, and the most of each."""
    more = [t for t in shown if t.concerns > t.strengths]
    other = [t for t in shown if t.strengths > t.concerns]
    if not more or not other:
        which = "concerns than strengths" if more else "strengths than concerns"
        if more or other:
            return f"Every theme shown that differs has more {which}"
        return "The themes shown have as many strengths as concerns"
    worst = sorted(more, key=lambda t: (t.strengths - t.concerns, t.title))[:MOST]
    best = sorted(other, key=lambda t: (t.concerns - t.strengths, t.title))[:MOST]
    return (
        f"More concerns than strengths: {numbers.join([t.title for t in worst])} foremost; "
        f"more strengths: {numbers.join([t.title for t in best])}"
    )


def _caption(known: Sequence[ThemeCount], shown: Sequence[ThemeCount], collation: Collation) -> str:
    learning = sum(_learning(collation).values())
    said = ["Themes with the largest surplus of concerns first."]
    if learning:
        points = numbers.count_of(learning, "point")
        said.append(f"{points} of learning of all themes are counted apart.")
    if rest := len(known) - len(shown):
        said.append(f"{numbers.count_of(rest, 'theme')} with fewer findings not shown.")
    return " ".join(said)


def _rows(known: Sequence[ThemeCount], collation: Collation) -> list[list[Cell]]:
    learning = _learning(collation)
    return [
        [t.title, amount(t.concerns), amount(t.strengths), amount(learning[t.theme])] for t in known
    ]


def _learning(collation: Collation) -> Counter[str]:
    """Points of learning by theme."""
    return Counter(each.theme for each in collation.findings if each.polarity == LEARNING)
