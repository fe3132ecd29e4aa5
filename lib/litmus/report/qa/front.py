"""Going well, of concern, decide now: the first page of a report on quality assurance.

By the rules that hold elsewhere: the gravest facts first (`params/gravest.yml`), then shares that
moved beyond chance, then practice that is judged good, or not, beyond chance, with the service that
stands apart, then the theme that findings name most often. What is to be decided are the gravest
facts that ask for it and the recommendations; at most three of each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from litmus.base import letters, numbers
from litmus.base.code_words import SERVICES
from litmus.figures.statistics.change import proportions
from litmus.qa.collated import Collation
from litmus.qa.crossreference import Side, practice
from litmus.qa.gravest import ACTIONS, GraveFact
from litmus.qa.model import Activity, Measure, Tally
from litmus.qa.recommendations import Recommendation
from litmus.report.components import Block, Blocks, Point
from litmus.report.feed import Context
from litmus.report.qa import cells, recommendations
from litmus.report.qa.activity import clear_direction
from litmus.report.qa.matrix import judged
from litmus.report.qa.often import named_often
from litmus.report.qa.points import MOST, OF_OURSELVES, decision, theme_point

AUDITS = ("audits", "observations", "visits", "tracking", "dip_samples", "supervision")
UNIT = ("alerts", "messages", "monitoring", "complaints", "meetings")
NOTHING, NO_DECISION = "Nothing stands out.", "Nothing is waiting."
FEWEST = 3  # of a service, for it to stand out
HERE = {ACTIONS: "Actions"}  # what the sections of the quarterly report are called in these
SIDES = {"up": "clearly more than", "down": "clearly less than"}


def blocks(collation: Collation, context: Context, keys: Collection[str], themes: str) -> Blocks:
    """The three blocks of a report on the activities `keys`; `themes` is its section on them."""
    ours = [each for each in collation.activities if each.key in keys and not each.absent]
    facts = gravest(collation, ours)
    well = _one_of_each([*_moved(ours, context, "better"), *_practice(ours, "good")])
    ill = _one_of_each([*_moved(ours, context, "worse"), *_practice(ours, "poor")])
    concern = theme(collation, "CONCERN", "the concern", themes)
    strength = theme(collation, "STRENGTH", "the strength", themes)
    grave = [each for each in facts if each.rule not in OF_OURSELVES]
    grave = grave[: 1 if ill else MOST - len(concern)]
    worst = [*(Point(each.lead, each.text, each.section) for each in grave), *ill]
    return three(
        [*well[: MOST - len(strength)], *strength],
        [*worst[: MOST - len(concern)], *concern],
        [*_asked(facts, grave, collation), *recommended(collation.recommendations, context)],
    )


def three(well: Sequence[Point], ill: Sequence[Point], decide: Sequence[Point]) -> Blocks:
    """The blocks, with the first points of each."""
    return Blocks(
        [
            Block("Going well", "good", well[:MOST], NOTHING),
            Block("Of concern", "bad", ill[:MOST], NOTHING),
            Block("Decide now", "decide", decide[:MOST], NO_DECISION),
        ]
    )


def gravest(collation: Collation, ours: Sequence[Activity]) -> list[GraveFact]:
    """The gravest facts, those on the report's own activities and on actions before others."""
    about = {ACTIONS, *(each.title for each in ours)}
    found = [
        replace(each, section=HERE.get(each.section, each.section)) for each in collation.gravest
    ]
    titles = {HERE.get(name, name) for name in about}
    return sorted(found, key=lambda each: each.section not in titles)


def by_service(codes: Iterable[str]) -> str:
    """Where there are more of them than elsewhere: "foremost in Early Help (4)"; "" where no
    service stands out."""
    counted = Counter(SERVICES.get(code, code) for code in codes if code).most_common(2)
    if not counted or counted[0][1] < FEWEST or len({n for _, n in counted}) < len(counted):
        return ""
    name, number = counted[0]
    return f"foremost in {name} ({numbers.whole(number)})"


def apart(found: Tally) -> str:
    """The service whose share is clearly another one than that of all others together; "" for none.

    The share is the last column, as in "Audits by service".
    """
    rows = [(str(row[0]), *row[-1]) for row in found.rows if row[-1] and row[-1][1]]
    good, whole = (sum(row[n] for row in rows) for n in (1, 2))
    for name, part, of in rows:
        others = (good - part, whole - of)
        if not others[1] or not (way := proportions(*others, part, of).direction):
            continue
        return f"{name}: {cells.share(part, of)}, {SIDES[way]} the others' {cells.share(*others)}"
    return ""


def _moved(ours: Sequence[Activity], context: Context, way: str) -> Iterator[tuple[str, Point]]:
    """The shares of each activity that moved this way beyond chance."""
    for activity in ours:
        before = activity.covers_before or context.previous.short
        for measure in activity.measures:
            if clear_direction(measure) == way:
                was = cells.text_of(measure, before=True)
                said = f"{_said(measure)}, clearly {way} than {was} in {before}."
                yield activity.title, Point(f"{activity.title}:", said, activity.title)


def _practice(ours: Sequence[Activity], side: Side) -> Iterator[tuple[str, Point]]:
    """The activities in which practice is judged good, or poor, beyond chance; and where."""
    for activity in ours:
        measure = judged(activity)
        if measure is None or measure.denominator is None:
            continue
        if practice(int(measure.numerator), int(measure.denominator), 0, 0) == side:
            where = next((apart(t) for t in activity.tallies if _is_by_service(t)), "")
            said = f"{_said(measure)}.{f' {where}.' if where else ''}"
            yield activity.title, Point(f"{activity.title}:", said, activity.title)


def _is_by_service(found: Tally) -> bool:
    ends = [found.columns[0].name, found.columns[-1].kind] if found.columns else []
    return ends == ["Service", "share"] and bool(found.rows)


def _said(measure: Measure) -> str:
    return f"{letters.within(measure.label)}, {cells.text_of(measure)}"


def _one_of_each(found: Sequence[tuple[str, Point]]) -> list[Point]:
    """The first point on each activity."""
    first: dict[str, Point] = {}
    for title, point in found:
        first.setdefault(title, point)
    return list(first.values())


def theme(collation: Collation, polarity: str, kind: str, section: str) -> list[Point]:
    """The theme that findings name most often, and where; nothing where none is named twice."""
    if not (often := named_often(collation.findings, polarity)):
        return []
    point, (code, *_) = theme_point(collation, polarity, kind), often[0]
    where = by_service(
        each.service
        for each in collation.findings
        if each.theme == code and each.polarity == polarity
    )
    text = f"{point.text.rstrip('.')}, {where}." if where else point.text
    return [replace(point, text=text, section=section)]


def _asked(
    facts: Sequence[GraveFact], said: Sequence[GraveFact], collation: Collation
) -> list[Point]:
    """What the gravest facts ask to be decided, each decision once, and whose it is; the fact, too,
    where the page has not `said` it."""
    asked: dict[str, Point] = {}
    for fact in facts:
        if fact.decide and fact.decide not in asked:
            whole = decision(fact) if fact in said else _with_fact(fact, collation)
            asked[fact.decide] = whole
    return list(asked.values())


def _with_fact(fact: GraveFact, collation: Collation) -> Point:
    late = [each.service for each in collation.actions if each.is_overdue and each.is_urgent]
    where = by_service(late) if fact.section == HERE[ACTIONS] else ""
    said = f"{fact.text.rstrip('.')}{f', {where}' if where else ''}."
    text = f"{said} To decide: {letters.within(fact.decide)} Owner: {fact.owner}."
    return Point(fact.lead, text, fact.section)


def recommended(found: Sequence[Recommendation], context: Context) -> list[Point]:
    """The recommendations that are not on actions, with what each rests on and whose it is."""
    declared = {d.code: d for d in context.declarations}
    names = {d.code: d.name for d in context.declarations}
    points = []
    for each in found:
        if not each.kind.endswith("actions"):
            why = letters.within(recommendations.why(each))
            owner = recommendations.owner(each, declared.get(each.subject))
            lead = f"{recommendations.what(each, names)}:"
            points.append(Point(lead, f"{why}. Owner: {owner}."))
    return points
