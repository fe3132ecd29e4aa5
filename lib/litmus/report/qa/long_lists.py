"""Which rows of a long list stand on the page, and what is said of all the others.

A page has the first few, by urgency or weight; the rest is counted in a sentence, and the whole
list lies in a file beside the report (`litmus.report.qa.list_files`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence

from litmus.base import letters, numbers
from litmus.base.code_words import LISTS, SERVICES
from litmus.qa.actions.register import Action
from litmus.qa.model import Finding

MOST = 15  # rows on the page
OF_A_THEME = 3  # findings of one theme, while there are others
KINDS = (
    ("CONCERN", "concern", ""),
    ("STRENGTH", "strength", ""),
    ("LEARNING", "point", " of learning"),
)
NO_SERVICE, NO_OWNER = "no service named", "no owner named"


def first_actions(actions: Sequence[Action], most: int = MOST) -> list[Action]:
    """The actions that stand on the page: overdue ones of high priority first, then in the order
    given."""
    return sorted(actions, key=lambda a: not (a.is_overdue and a.is_urgent))[:most]


def first_findings(found: Sequence[Finding], most: int = MOST) -> list[Finding]:
    """The findings that stand on the page: concerns of the themes that are named most often, the
    newest few of each; in the order given where that is all of them."""
    if len(found) <= most:
        return list(found)
    named = Counter(each.theme for each in found if each.is_concern and each.theme)
    newest = sorted(found, key=lambda each: each.day, reverse=True)
    place = _places(newest, lambda each: (each.theme, each.polarity))

    def rank(each: Finding) -> tuple[bool, bool, int, str, int]:
        often, nth = named[each.theme], place[each.id]
        return not each.is_concern, nth >= OF_A_THEME or not often, -often, each.theme, nth

    return sorted(newest, key=rank)[:most]


def rest_of_actions(rest: Sequence[Action], whole: int, file: str) -> str:
    """How many actions are not on the page, whose they are, and where all of them stand."""
    if not rest:
        return ""
    late = sum(each.is_overdue for each in rest)
    services = Counter(SERVICES.get(a.service, a.service) or NO_SERVICE for a in rest)
    by = services
    if len(services) == 1:
        roles = LISTS["owner_roles"]
        by = Counter(roles.get(a.owner_role, a.owner_role) or NO_OWNER for a in rest)
    shares = numbers.join([f"{name} {numbers.whole(n)}" for name, n in _most_first(by)])
    more = numbers.count_of(len(rest), "more action")
    overdue = f"{numbers.whole(late)} of them overdue" if late else "none of them overdue"
    return f"{more}, {overdue}: {shares}. {_where(whole, file, 'the register')}"


def rest_of_findings(rest: Sequence[Finding], whole: int, file: str) -> str:
    """How many findings are not on the page, of what kinds, and where all of them stand."""
    if not rest:
        return ""
    times: Counter[str] = Counter(each.polarity for each in rest)
    kinds = [
        f"{numbers.count_of(times[polarity], name)}{of}"
        for polarity, name, of in KINDS
        if times[polarity]
    ]
    (activity, number), *others = _most_first(Counter(each.activity for each in rest))
    most = f", {numbers.whole(number)} of them from {letters.within(activity)}" if others else ""
    more = numbers.count_of(len(rest), "more finding")
    return f"{more}: {numbers.join(kinds)}{most}. {_where(whole, file, 'the records')}"


def _where(whole: int, file: str, otherwise: str) -> str:
    if not file:
        return f"All {numbers.whole(whole)} are in {otherwise}."
    return f"All {numbers.whole(whole)} are in the file {file} beside this report."


def _places(found: Sequence[Finding], group: Callable[[Finding], Hashable]) -> dict[str, int]:
    """Which of its group each finding is, by its id: the first is 0."""
    seen: Counter[Hashable] = Counter()
    places = {}
    for each in found:
        places[each.id] = seen[group(each)]
        seen[group(each)] += 1
    return places


def _most_first(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
