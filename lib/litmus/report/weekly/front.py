"""The first page of a week: in a sentence, then what goes well, what is of concern, what to do."""

from collections.abc import Sequence

from litmus.base import letters, numbers
from litmus.base.scope import TEAM
from litmus.report import apart, change, wording
from litmus.report.components import Block, Blocks, Point
from litmus.report.daily.front import Front
from litmus.report.daily.kinds import Kind, Many, are_late
from litmus.report.feed import Context, DayLists
from litmus.report.lookup import Figures
from litmus.report.weekly import due
from litmus.report.weekly.weeks import WeekStanding

MOST = 4  # points of what goes well and of what is of concern
MOST_NAMED = 2  # indicators in the sentence
BEYOND = "the data end on"
MOST_LATE = 3  # kinds of work in the sentence; of more their sum is said


def sentence(found: Sequence[WeekStanding], front: Front, context: Context) -> str:
    """The week in a sentence: what is clearly worse or better, red, without a worker, overdue."""
    week = _week(context)
    usable = [each for each in found if each.headline.usable]
    if not usable and not front.known:
        return _without_figures(found, front, week)
    worse, better = ([e for e in usable if getattr(e, way)] for way in ("is_worse", "is_better"))
    said = [
        f"{_names(each)} {'is' if len(each) == 1 else 'are'} clearly {word}"
        for word, each in ((change.WORSE, worse), (change.BETTER, better))
        if each
    ]
    rated = [each for each in usable if each.rating]
    if red := [each for each in rated if each.is_red]:
        said.append(f"{numbers.whole(len(red))} of {len(rated)} rated indicators "
                    f"{'is' if len(red) == 1 else 'are'} red")  # fmt: skip
    late = front.late()
    said += [*front.alone(), *_late(late), *front.doubt(late != [])]
    if not said:
        return f"In {week}, nothing is clearly worse and nothing is overdue that the data tell of."
    return f"In {week}, {'; '.join(said)}."


def blocks(
    found: Sequence[WeekStanding],
    lists: DayLists,
    front: Front,
    figures: Figures,
) -> Blocks:
    """Going well, of concern (and where), to do: each a few points that lead to their sections."""
    usable = [each for each in found if each.headline.usable]
    none = "Nothing stands out." if usable else "Nothing can be said yet."
    # Beside much that is overdue, "nothing" would be read of all the week.
    overdue = "No indicator stands out. What is overdue: To do." if front.late() else none
    to_do = [*front.allocation(), *_overdue(front), *front.alerts(), *due.points(lists.due)]
    return Blocks(
        [
            Block("Going well", "good", [_point(e) for e in _good(usable)][:MOST], none),
            Block("Of concern", "bad", _concerns(usable, figures), overdue if usable else none),
            Block("To do", "decide", to_do, "Nothing is overdue, and nothing is asked for."),
        ]
    )


def _late(late: Sequence[Many]) -> list[str]:
    """What is overdue, in a clause: "22 visits and 75 supervisions of cases are overdue"."""
    if len(late) <= MOST_LATE:
        return are_late(late)
    number = numbers.whole(sum(number for number, *_ in late))
    return [f"{number} visits, reviews and other pieces of work are overdue"]


def _overdue(front: Front) -> list[Point]:
    """A point a kind of work: how much is overdue, the longest, and how much of it is new. Visits
    of all kinds are one, and so are reviews, where there are several kinds of work."""
    every = front.overdue()
    if len(every) <= MOST:
        return every
    points = []
    for number, one, many in front.late():
        ours = [e for e in front.sure if e.overdue and many in _called(front.kind(e))]
        new = sum(row.new for each in ours for row in each.overdue)
        text = f"overdue{f'; {numbers.whole(new)} new' if new else ''}."
        section = front.kind(max(ours, key=lambda each: len(each.overdue))).heading
        points.append(Point(numbers.count_of(number, one, many), text, section))
    return [*points, *front.held(), *front.unknown()]


def _called(kind: Kind) -> tuple[str, str]:
    return kind.many, f"{kind.group}s"


def _good(found: Sequence[WeekStanding]) -> list[WeekStanding]:
    """The clearest changes for the better, then what meets its target; nothing that is red."""
    better = [each for each in found if each.is_better and not each.is_red]
    green = [e for e in found if e.rating == "green" and e not in better and not e.is_worse]
    return [*sorted(better, key=lambda each: -each.clearest.strength), *green]


def _concerns(found: Sequence[WeekStanding], figures: Figures) -> list[Point]:
    """What is worse, the clearest first; what is red, the furthest first; which team stands out."""
    worse = sorted((e for e in found if e.is_worse), key=lambda each: -each.clearest.strength)
    red = sorted(
        (e for e in found if e.is_red and e not in worse), key=lambda each: -each.shortfall
    )
    points = [_point(each) for each in [*worse, *red][:MOST]]
    named = [p for e in found if (p := _where(e, figures))]
    return [*points, *named[: MOST + 1 - len(points)]]


def _point(each: WeekStanding) -> Point:
    d, now = each.declaration, each.shown
    value = wording.value_and_basis(d, now) if now.value is not None else "no case this week"
    parts = []
    clear = each.clearest
    if clear.is_clear:
        than = "the week before" if clear is each.before else "a year ago"
        parts.append(f"{clear.word} than {than}, {change.movement(clear)}")
    if each.headline.target is not None:
        target = wording.value(d, each.headline.target)
        long = wording.LENGTHS.get(each.headline.window, "")
        parts.append(f"target {target}{f', {each.rating}{long}' if each.rating else ''}")
    text = f"{'; '.join(parts)}." if parts else "."
    return Point(f"{d.brief}: {value}", f", {text}" if parts else text, d.heading or d.name)


def _where(each: WeekStanding, figures: Figures) -> Point | None:
    """The team that is clearly worse than the others, if there is one."""
    d = each.declaration
    worse = [g for g in apart.groups(d, figures, TEAM) if g.word == change.WORSE]
    if not worse:
        return None
    others = wording.value(d, worse[0].others)
    value = wording.value_and_basis(d, worse[0].figure)
    text = f"of {letters.within(d.brief)}, {worse[0].rest_name} {others}."
    return Point(f"{worse[0].name}: {value}", text, d.heading or d.name)


def _names(found: Sequence[WeekStanding]) -> str:
    """The clearest by name, the others by number, at the beginning of a clause."""
    ranked = sorted(found, key=lambda each: -each.clearest.strength)
    names = [letters.within(each.declaration.brief) for each in ranked[:MOST_NAMED]]
    more = len(ranked) - len(names)
    return numbers.join([*names, *([f"{more} more"] if more else [])])


def _week(context: Context) -> str:
    """ "the week of 21 to 27 March 2016": what the sentence speaks of."""
    days = context.period.title.partition("(")[2].rstrip(")")
    return f"the week of {days}{', which is not over' if context.period.is_cut_short else ''}"


def _without_figures(found: Sequence[WeekStanding], front: Front, week: str) -> str:
    """That the data do not reach the week, or that none of its figures may be used: of those that
    are held, or had no case, their own pages say it, and of others there is no page."""
    reasons = [each.headline.reason or "" for each in found]
    if beyond := next((why for why in reasons if why.startswith(BEYOND)), ""):
        return f"There are no data for {week}: {beyond}."
    if any(each.headline.is_held or each.headline.denominator == 0 for each in found):
        return f"No figure of {week} may be used yet: each indicator says why."
    return f"There are no data for {week}: {front.why_not()}."
