"""One indicator of a week: the message, its small chart of 13 weeks, and why this number."""

from litmus.report import apart, block, change, history, sentences, wording
from litmus.report.bundle import ChartCell, NoticeCell, Shown, Text
from litmus.report.components import Statement
from litmus.report.feed import PROVISIONAL, Context
from litmus.report.lookup import Figures
from litmus.report.weekly.weeks import WeekStanding, rows_of

BEFORE, YEAR = "the week before", "a year ago"
THAN = {change.NO_CLEAR: "no clear change on", change.CANNOT: "not to be compared with"}


def page(each: WeekStanding, figures: Figures, context: Context) -> list[Shown]:
    """What is shown of an indicator: a warning first where its data have to be put right; a notice
    alone where there is nothing to draw, and nothing at all where the data tell of no week."""
    d = each.declaration
    drawn, _ = change.course(d, figures, context)
    chart = history.history(drawn, figures, d.brief)
    if not isinstance(chart, ChartCell):
        known = any(f.denominator == 0 for f in rows_of(d, figures))
        return [NoticeCell(message(each, context))] if known else []
    if each.headline.is_held and each.headline.value is not None:
        return [NoticeCell(sentences.hold_text(d, each.headline), "warning"), chart]
    aimed = each.headline.target is not None and each.headline.value is not None
    parts = [
        sentences.against_target(d, figures, context) if aimed else "",
        sentences.small(d, each.shown),
        apart.sentence(d, figures, "team"),
    ]
    said = " ".join(part for part in parts if part)
    why = block.why(d, figures, context)
    return [Statement(message(each, context)), *([Text(said)] if said else []), chart, why]


def message(each: WeekStanding, context: Context) -> str:
    """The week in a sentence: "Visits in need on time: 89.6% (86 of 96) at 27 March 2016; no clear
    change on the week before, better than a year ago."."""
    d, now = each.declaration, each.shown
    when = wording.when(d, now)
    if now.value is None:
        return f"{d.brief}: {sentences.missing(d, now)}"
    said = f"{d.brief}: {wording.value_and_basis(d, now)} {when}"
    said += ", provisional" if now.status == PROVISIONAL else ""
    if context.period.is_cut_short:
        return f"{said}; the week is not over."
    words = [each.before.word, each.judged.word]
    if words[0] == words[1]:
        return f"{said}; {_than(words[0])} {BEFORE} or {YEAR}."
    return f"{said}; {_than(words[0])} {BEFORE}, {_than(words[1])} {YEAR}."


def _than(word: str) -> str:
    return THAN.get(word, f"{word} than")
