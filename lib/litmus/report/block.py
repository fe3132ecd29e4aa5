"""The block of one indicator: the message, the chart, and all else behind a fold.

The message stands first and in a sentence, then the numbers, where a group stands apart, and the
chart, whose title says what became of the figure. How it is counted, its table and what is to be
known of its data wait behind a fold.
"""

from collections.abc import Mapping

from litmus.base import numbers
from litmus.report import apart, change, duration, history, notes, sentences, tables, wording
from litmus.report.bundle import NoticeCell, Shown, Text
from litmus.report.components import Folded, Statement
from litmus.report.coverage import is_in_source
from litmus.report.feed import PROVISIONAL, Context, Declaration
from litmus.report.lookup import Figures


def block(declaration: Declaration, figures: Figures, context: Context) -> list[Shown]:
    """What a report shows of one indicator; nothing where the source cannot feed it, which is said
    once for all such indicators (`litmus.report.coverage.not_in_source`)."""
    figure = figures.headline(declaration)
    if not is_in_source(figure.reason):
        return []
    said = sentences.about(declaration, figures, context)
    drawn, _ = change.course(declaration, figures, context)
    chart = history.history(drawn, figures, trend(declaration, figures, context))
    if figure.value is None and isinstance(chart, NoticeCell):
        return [NoticeCell(said)]
    if figure.value is None and change.may_be_used(declaration, figures, context):
        return [NoticeCell(sentences.so_far(declaration, figures, context)), chart,
                why(declaration, figures, context)]  # fmt: skip
    if not figure.usable:
        return [NoticeCell(said, "warning"), chart, why(declaration, figures, context)]
    message = Statement(headline(declaration, figures, context))
    where = apart.sentence(declaration, figures)
    words = " ".join(part for part in (said, where) if part)
    long = duration.plot(declaration, context)
    took = [duration.chart(declaration, context, long)] if long else []
    return [message, Text(words), chart, *took, why(declaration, figures, context)]


def headline(declaration: Declaration, figures: Figures, context: Context) -> str:
    """The message: what became of it, and whether it is on target.

    "Assessments on time: better than a year ago, off target over 12 months."
    """
    judged = change.on_year(declaration, figures, context)
    words = {
        change.NO_CLEAR: "no clear change on a year ago",
        change.CANNOT: "not to be compared with a year ago",
    }.get(judged.word, f"{judged.word} than a year ago")
    rated = figures.headline(declaration)
    off = sentences.off_target(declaration, rated)
    aim = {True: ", off target", False: ", on target", None: ""}[off]
    long = wording.over(rated, judged.now) if aim else ""
    doubt = " (provisional)" if judged.is_clear and judged.now.status == PROVISIONAL else ""
    return f"{declaration.brief}: {words}{doubt}{aim}{long}."


def trend(declaration: Declaration, figures: Figures, context: Context) -> str:
    """The title of the chart: what became of the figure, by the one rule of change.

    Its numbers are two points of the line; where the line is of other windows, it has none.
    """
    judged = change.on_year(declaration, figures, context)
    drawn, _ = change.course(declaration, figures, context)
    if judged.is_clear and drawn.window != judged.now.window:
        return f"{declaration.brief}: {judged.word} than a year ago"
    if judged.is_clear and judged.gap is not None and judged.before is not None:
        ends = [
            wording.value(declaration, figure.value or 0) for figure in (judged.before, judged.now)
        ]
        way = "rose" if judged.gap.way > 0 else "fell"
        return f"{declaration.brief} {way} from {ends[0]} to {ends[1]} in a year"
    if judged.word == change.NO_CLEAR:
        return f"{declaration.brief}: no clear change in a year"
    return declaration.brief


def why(declaration: Declaration, figures: Figures, context: Context) -> Folded:
    """Why this number: its table, how it is counted, and what is to be known of its data."""
    left_out = context.left_out.get(declaration.code, {})
    parts: list[Shown] = [
        tables.comparison_table(declaration, figures, context),
        Text(_definition(declaration, left_out)),
    ]
    if remark := sentences.remark(figures.headline(declaration)):
        parts.append(Text(remark))
    return Folded("Why this number", parts)


def _definition(declaration: Declaration, left_out: Mapping[str, int]) -> str:
    said = f"Counted: {notes.definition(declaration.numerator)}."
    if declaration.denominator:
        said += f" Out of: {notes.definition(declaration.denominator)}."
    if left_out:
        reasons = [f"{notes.definition(why)} ({numbers.whole(n)})" for why, n in left_out.items()]
        said += f" Left out: {'; '.join(reasons)}."
    return f"{said} Definition: {notes.source(declaration.source)}."
