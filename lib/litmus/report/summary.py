"""The report in a handful of sentences: better, worse, off target, not available."""

from collections.abc import Callable, Iterable

from litmus.base import numbers
from litmus.report import sentences, wording
from litmus.report.feed import Context, Declaration, Figure
from litmus.report.lookup import Figures

Pair = tuple[Declaration, Figure]


def summary(context: Context, figures: Figures) -> list[str]:
    """Sentences that name every indicator that moved, misses its target or has no figure."""
    pairs = [(d, figures.headline(d)) for d in context.main]
    usable = [(d, f) for d, f in pairs if f.usable]
    said = [_count(len(pairs), len(usable), context)]
    if usable:
        said += [*_moves(usable, context), *_targets(usable)]
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


def _moves(usable: list[Pair], context: Context) -> list[str]:
    """One sentence for each way in which indicators moved since the period before."""
    compared = [(d, f) for d, f in usable if f.previous is not None]
    since = f"since {context.previous.short}"
    if not compared:
        return [f"Nothing can be said about change {since}: there are no earlier figures."]
    moved = {name: [p for p in compared if test(*p)] for name, test in MOVES.items()}
    said = [
        _naming_sentence(f"{name} {since}", pairs, _movement) if pairs else f"{none} {since}."
        for name, none, pairs in ((n, NONE[n], pairs) for n, pairs in moved.items())
        if pairs or none
    ]
    if alone := [p for p in usable if p[1].previous is None]:
        said.append(_naming_sentence("No earlier figure to compare with", alone, _name))
    return said


def _way(declaration: Declaration, figure: Figure) -> int:
    assert figure.value is not None and figure.previous is not None
    return wording.difference(declaration, figure.value, figure.previous).way


def _is(verdict: bool | None, way: int | None = None) -> Callable[[Declaration, Figure], bool]:
    def test(declaration: Declaration, figure: Figure) -> bool:
        actual = _way(declaration, figure)
        if actual == 0 or (way is not None and actual != way):
            return False
        return wording.better(declaration, actual) is verdict

    return test


MOVES: dict[str, Callable[[Declaration, Figure], bool]] = {
    "Improved": _is(True),
    "Worsened": _is(False),
    "Up, where neither way is better,": _is(None, 1),
    "Down, where neither way is better,": _is(None, -1),
    "About the same": lambda d, f: _way(d, f) == 0,
}
# What is said where no indicator moved so; nothing where that is "".
NONE = {**dict.fromkeys(MOVES, ""), "Improved": "None improved", "Worsened": "None worsened"}


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


def _movement(declaration: Declaration, figure: Figure) -> str:
    assert figure.value is not None and figure.previous is not None
    now = wording.value(declaration, figure.value)
    gap = wording.difference(declaration, figure.value, figure.previous)
    if gap.way == 0:
        return f"{declaration.name} ({now})"
    return f"{declaration.name} ({now}, {'up' if gap.way > 0 else 'down'} {gap.short})"


def _against(declaration: Declaration, figure: Figure) -> str:
    assert figure.value is not None and figure.target is not None
    now, aim = (wording.value(declaration, n) for n in (figure.value, figure.target))
    return f"{declaration.name} ({now}, target {aim})"
