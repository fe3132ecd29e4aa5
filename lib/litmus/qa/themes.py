"""Which themes grow, which are seen by several kinds of evidence, which deserve an audit.

A theme emerges when its share of the concerns of a period is larger than its share in the four
periods before by more than chance explains: Fisher's exact test, one-sided, on

                      this theme   other themes
    this period           x            n - x
    four periods before   y            m - y

As many themes are tested at once, the probabilities are held against the limits of Benjamini and
Hochberg (1995), so that at most one in twenty of the themes called emerging is so by chance. And a
theme with fewer than five concerns is never called anything: small counts do not shout.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from litmus.figures.statistics.exact import fisher_greater, fisher_less
from litmus.qa.model import Finding

if TYPE_CHECKING:
    from litmus.qa.vocabulary import Theme

FEWEST = 5  # concerns of a theme below which nothing is said of its growth
LEVEL = 0.05  # share of themes wrongly called emerging that is accepted
ROOM = 3  # triangulated themes that are suggested at once
KINDS = 3  # kinds of evidence that together are a triangulation

Test = Callable[[int, int, int, int], float | None]
State = Literal["emerging", "fading", "steady", "too few", "no history"]


@dataclass(frozen=True)
class ThemeCount:
    """A theme in a period.

    concerns: learning is not among them. earlier: concerns in the periods before, oldest first;
    None where no finding of any theme was recorded then. kinds: the kinds of evidence, in words,
    that raised a concern. findings: the ids behind the concerns.
    """

    theme: str
    title: str
    concerns: int
    strengths: int
    earlier: Sequence[int | None]
    probability: float | None
    state: State
    kinds: Sequence[str]
    services: Sequence[str]
    findings: Sequence[str]

    @property
    def is_triangulated(self) -> bool:
        """Whether enough kinds of evidence see it."""
        return len(self.kinds) >= KINDS


@dataclass(frozen=True)
class Concerns:
    """The concerns of each theme now, and in the periods before in which anything was recorded."""

    now: Mapping[str, Sequence[Finding]]
    before: Sequence[Mapping[str, Sequence[Finding]] | None]

    def table(self, theme: str) -> tuple[int, int, int, int]:
        """x, n - x, y, m - y of the module's table."""
        known = [group for group in self.before if group is not None]
        x, n = len(self.now.get(theme, ())), sum(map(len, self.now.values()))
        y = sum(len(group.get(theme, ())) for group in known)
        m = sum(len(rows) for group in known for rows in group.values())
        return x, n - x, y, m - y

    def earlier(self, theme: str) -> tuple[int | None, ...]:
        """The theme's concerns in the periods before, oldest first."""
        return tuple(None if group is None else len(group.get(theme, ())) for group in self.before)


@dataclass(frozen=True)
class Suggestion:
    """A theme that deserves a themed audit, and why: "emerging", "triangulated" or both."""

    theme: str
    title: str
    reasons: Sequence[str]
    findings: Sequence[str]


def count(
    now: Sequence[Finding],
    before: Sequence[Sequence[Finding]],
    themes: Mapping[str, Theme],
    kinds: Mapping[str, str],
) -> list[ThemeCount]:
    """Every theme with a finding now or before, most concerns first.

    `before` are the findings of the four periods before, oldest first; `kinds` the kind of
    evidence of each activity by its title. Words that are no theme of the list are left out.
    """
    seen = {each.theme for group in (now, *before) for each in group} & set(themes)
    concerns = Concerns(
        _concerns(now, themes), [_concerns(group, themes) if group else None for group in before]
    )
    states = _states(seen, concerns)
    found = []
    for theme in seen:
        ours = concerns.now.get(theme, ())
        strengths = sum(each.theme == theme and each.is_strength for each in now)
        found.append(
            ThemeCount(
                theme=theme,
                title=themes[theme].title,
                concerns=len(ours),
                strengths=strengths,
                earlier=concerns.earlier(theme),
                probability=_chance(concerns.table(theme), fisher_greater),
                state=states[theme],
                kinds=tuple(sorted({kinds.get(each.activity, each.activity) for each in ours})),
                services=tuple(sorted({each.service for each in ours if each.service})),
                findings=tuple(each.id for each in ours),
            )
        )
    return sorted(found, key=lambda each: (-each.concerns, -each.strengths, each.title))


def suggestions(counts: Sequence[ThemeCount], covered: Collection[str]) -> list[Suggestion]:
    """Themes that no themed audit covers yet and that emerge, or are triangulated.

    Of the triangulated ones those with the most concerns: a programme has room for a few.
    """
    widely_seen = [
        each.theme for each in counts if each.is_triangulated and each.concerns >= FEWEST
    ]
    found = []
    for each in counts:
        emerging = each.state == "emerging"
        widely = each.theme in widely_seen[:ROOM]
        reasons = [*(["emerging"] if emerging else []), *(["triangulated"] if widely else [])]
        if reasons and each.theme not in covered:
            found.append(Suggestion(each.theme, each.title, tuple(reasons), each.findings))
    return sorted(found, key=lambda each: ("emerging" not in each.reasons, -len(each.findings)))


def _concerns(findings: Iterable[Finding], themes: Mapping[str, Theme]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for each in findings:
        if each.is_concern and each.theme in themes:
            found.setdefault(each.theme, []).append(each)
    return found


def _chance(table: tuple[int, int, int, int], test: Test) -> float | None:
    """The probability of such a share by chance; None without a past."""
    *_, y, others_before = table
    return test(*table) if y + others_before else None


def _states(themes: Iterable[str], concerns: Concerns) -> dict[str, State]:
    states: dict[str, State] = {}
    growth: dict[str, float] = {}
    decline: dict[str, float] = {}
    for theme in themes:
        table = concerns.table(theme)
        x, _, y, _ = table
        more, less = _chance(table, fisher_greater), _chance(table, fisher_less)
        if more is None or less is None:
            states[theme] = "no history"
            continue
        states[theme] = "steady" if max(x, y) >= FEWEST else "too few"
        if x >= FEWEST:
            growth[theme] = more
        if y >= FEWEST:
            decline[theme] = less
    states |= dict.fromkeys(beyond_chance(growth), "emerging")
    states |= dict.fromkeys(beyond_chance(decline), "fading")
    return states


def beyond_chance(probabilities: Mapping[str, float], level: float = LEVEL) -> set[str]:
    """The tests that hold when as many are made at once.

    Benjamini and Hochberg, Journal of the Royal Statistical Society B 57 (1995), 289-300: of the
    ordered probabilities the largest p(k) with p(k) <= k/tests x level, and all below it.
    """
    ordered = sorted(probabilities, key=lambda name: (probabilities[name], name))
    last = 0
    for place, name in enumerate(ordered, start=1):
        if probabilities[name] <= place / len(ordered) * level:
            last = place
    return set(ordered[:last])
