"""The report in a handful of sentences: better, worse, off target, not available."""

from collections.abc import Callable, Iterable

from litmus.base import numbers
from litmus.report import change, sentences, wording
from litmus.report.feed import Context, Declaration, Figure
from litmus.report.lookup import Figures

Pair = tuple[Declaration, Figure]


def summary(context: Context, figures: Figures) -> list[str]:
    """Sentences that name every indicator that moved, misses its target or has no figure."""
    pairs = [(d, figures.headline(d)) for d in context.main]
    usable = [(d, f) for d, f in pairs if f.usable]
    said = [_count(len(pairs), len(usable), context)]
    if usable:
        said += [*_moves(usable, figures, context), *_targets(usable)]
    said += _hold_sentences(pairs)
    said += _unavailable(pairs)
    if any(sentences.is_small(*pair) for pair in usable):
        said.append(
            _naming_sentence("Small numbers, where a change may well be chance", usable, _if_small)
        )
    return [sentence for sentence in said if sentence]


def _count(total: int, usable: int, context: Context) -> str:
    subject = numbers.count_of(total, "indicator")
    verb = "was" if total == 1 else "were"
    if total == usable:
        return f"{subject} {verb} measured for {context.period.short}."
    return f"{subject} {verb} due for {context.period.short}; {numbers.whole(usable)} can be used."


def _moves(usable: list[Pair], figures: Figures, context: Context) -> list[str]:
    """One sentence for each word of the one rule of change, since a year ago."""
    judged = [(d, change.on_year(d, figures, context)) for d, _ in usable]
    since = f"since {context.year_before.short}"
    if all(each.word == change.CANNOT for _, each in judged):
        return [f"Nothing can be said about change {since}: there are no earlier figures."]
    said = []
    for word, (name, none) in MOVES.items():
        found = [_movement(d, each) for d, each in judged if each.word == word]
        if found:
            said.append(f"{name} {since}: {'; '.join(found)}.")
        elif none:
            said.append(f"{none} {since}.")
    return said


# How each word heads its sentence, and what is said where no indicator moved so.
MOVES = {
    change.BETTER: ("Better", "None is clearly better"),
    change.WORSE: ("Worse", "None is clearly worse"),
    change.HIGHER: ("Higher, where neither way is better,", ""),
    change.LOWER: ("Lower, where neither way is better,", ""),
    change.NO_CLEAR: ("No clear change", ""),
    change.CANNOT: ("Not to be compared", ""),
}


def _movement(declaration: Declaration, judged: change.Judged) -> str:
    if judged.now.value is None:
        return declaration.name
    now = wording.value(declaration, judged.now.value)
    if not judged.is_clear or judged.gap is None:
        return f"{declaration.name} ({now})"
    return (
        f"{declaration.name} ({now}, {'up' if judged.gap.way > 0 else 'down'} {judged.gap.short})"
    )


def _targets(usable: list[Pair]) -> list[str]:
    rated = [p for p in usable if sentences.off_target(*p) is not None]
    if not rated:
        return ["No target is set for any of them."]
    off = [p for p in rated if sentences.off_target(*p)]
    if not off:
        return [f"On target: all {numbers.whole(len(rated))} that have a target."]
    start = f"Off target: {numbers.whole(len(off))} of the {len(rated)} that have a target"
    return [_naming_sentence(start, off, _against)]


def _hold_sentences(pairs: list[Pair]) -> list[str]:
    found = [(d, f) for d, f in pairs if f.is_held and f.value is not None]
    return (
        [_naming_sentence("Held for data quality, and left out above", found, _name)]
        if found
        else []
    )


def _unavailable(pairs: list[Pair]) -> list[str]:
    found = [(d, f) for d, f in pairs if f.value is None]
    if not found:
        return []
    return [_naming_sentence(f"Not available: {len(found)} of {len(pairs)}", found, _name)]


def _naming_sentence(
    start: str, pairs: Iterable[Pair], word: Callable[[Declaration, Figure], str]
) -> str:
    return f"{start}: {'; '.join(text for pair in pairs if (text := word(*pair)))}."


def _name(declaration: Declaration, figure: Figure) -> str:  # noqa: ARG001
    return declaration.name


def _if_small(declaration: Declaration, figure: Figure) -> str:
    return declaration.name if sentences.is_small(declaration, figure) else ""


def _against(declaration: Declaration, figure: Figure) -> str:
    assert figure.value is not None and figure.target is not None
    now, aim = (wording.value(declaration, n) for n in (figure.value, figure.target))
    return f"{declaration.name} ({now}, target {aim})"
