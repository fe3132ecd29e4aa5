"""Visits of the Placement Commissioning Service to children in external provision (framework 17.1).

External is a placement with a private or voluntary provider or another authority: foster care,
children's homes and semi-independent living, and supported housing of care leavers.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sample_council.chance import Chance, Weights
from sample_council.days import age_at, day, months_after, on_or_before
from sample_council.names import FIRST_NAMES, LAST_NAMES
from sample_council.qa.clock import at_work
from sample_council.qa.duties import Steps, months
from sample_council.qa.findings import Writing
from sample_council.qa.phrases.seen_in_homes import ABOUT, VIEWS
from sample_council.qa.remarks import Owner, Remarks
from sample_council.qa.voices import Deck, area_of, at_most, yes
from sample_council.steps import in_force
from sample_council.tables import COLUMNS
from sample_council.volumes import EXTRACT

EXTERNAL = ("PR2", "PR4", "PR5")  # SSDA903: another authority, private, voluntary
KIND = {"U": "FOSTER", "K": "RESIDENTIAL", "H": "RESIDENTIAL", "R": "RESIDENTIAL"}
# Accommodation of care leavers (SSDA903) that others provide: supported lodgings, transitional
# housing, foyers.
SUPPORTED, KNOWN_FOR = ("D", "E", "T"), 85  # days for which a contact says where somebody lives
_A_QUARTER: Steps = (
    (day("2015-07-01"), 14), (day("2016-01-01"), 20), (day("2016-07-01"), 26),
    (day("2017-01-01"), 30),
)  # fmt: skip
_SHARES = Weights({"FOSTER": 40, "RESIDENTIAL": 42, "CARE_LEAVER": 18})
_CAN_SAY = 5  # years
_NOT_AGAIN = 240  # days until the same child is visited again
_GRADE = {
    "FOSTER": Weights({"OUTSTANDING": 12, "GOOD": 61, "REQUIRES_IMPROVEMENT": 23, "INADEQUATE": 4}),
    "RESIDENTIAL": Weights({
        "OUTSTANDING": 8, "GOOD": 52, "REQUIRES_IMPROVEMENT": 32, "INADEQUATE": 8,
    }),
    "CARE_LEAVER": Weights({
        "OUTSTANDING": 5, "GOOD": 47, "REQUIRES_IMPROVEMENT": 37, "INADEQUATE": 11,
    }),
}  # fmt: skip
_PROVIDER = {"FOSTER": "Fostering agency", "RESIDENTIAL": "Residential provider",
             "CARE_LEAVER": "Supported housing provider"}  # fmt: skip
_CONCERN = {"OUTSTANDING": 0, "GOOD": 10, "REQUIRES_IMPROVEMENT": 70, "INADEQUATE": 430}
_CONTENT = {True: 820, False: 300}  # per thousand children, by whether the placement is good
_VIEW_GIVEN, _NOT_GRADED = 900, 20  # per thousand visits
_FOUND, _ACTS = 560, 600  # per thousand visits; concerns
VISITORS = ("PCO-1", "PCO-2")


class Stay(NamedTuple):
    """A child's stay in external provision, from one day to another (exclusive)."""

    start: int
    end: int
    child: str
    kind: str
    urn: str | None
    provider: str


def record(writing: Writing, seed: str) -> None:
    """Writes the visits quarter by quarter, of children placed externally on that day."""
    chance = Chance(f"{seed}/qa/external placements")
    remarks = Remarks(writing, "qa_external_placement_visit", seed)
    decks = {
        (who, good): Deck(said, chance)
        for who, views in VIEWS.items()
        for good, said in views.items()
    }
    born = {child.id: child.born for child in writing.register.people}
    stays = sorted(_stays(writing), key=lambda one: (one.start, one.child, one.end))
    last: dict[str, int] = {}
    _employ(writing, chance)
    for quarter in months()[::3]:
        days = [_day_of(quarter, chance) for _ in range(in_force(_A_QUARTER, quarter))]
        for when in sorted(days):
            stay = _draw(stays, when, last, chance)
            if stay is not None and when <= EXTRACT:
                last[stay.child] = when
                who = _view_kind(stay, age_at(born[stay.child], when))
                views = {good: decks[who, good] for good in (True, False)}
                _visit(writing, remarks, stay, when, views, chance)


def _employ(writing: Writing, chance: Chance) -> None:
    """The officers of the commissioning service are among the professionals."""
    for number, visitor in enumerate(VISITORS, 1):
        name = f"{chance.pick(FIRST_NAMES)} {chance.pick(LAST_NAMES)}"
        row = visitor, f"U9{number:04d}", name, "Placement Commissioning Officer", "N", "1.0", None
        writing.tables.add("ssd_professionals", *row)


def _day_of(quarter: int, chance: Chance) -> int:
    return on_or_before(chance.between(quarter + 5, months_after(quarter, 3) - 1))


def _draw(stays: list[Stay], when: int, last: dict[str, int], chance: Chance) -> Stay | None:
    kind = chance.choose(_SHARES)
    there = [
        one
        for one in stays
        if one.kind == kind
        and one.start <= when < one.end
        and last.get(one.child, -_NOT_AGAIN) + _NOT_AGAIN < when
    ]
    return chance.pick(there) if there else None


def _stays(writing: Writing) -> Iterator[Stay]:
    """Placements with others; care leavers' contacts, each known for a while."""
    for row in writing.tables.rows["ssd_cla_placement"]:
        one = dict(zip(COLUMNS["ssd_cla_placement"], row, strict=True))
        provider, kind = one["clap_cla_placement_provider"], one["clap_cla_placement_type"]
        start, end = one["clap_cla_placement_start_date"], one["clap_cla_placement_end_date"]
        urn = one["clap_cla_placement_urn"]
        if provider in EXTERNAL and kind[0] in KIND:
            number = int(urn[2:]) if urn else int(one["clap_person_id"]) // 7
            end = EXTRACT + 1 if end is None else end
            yield _stay(start, end, one["clap_person_id"], KIND[kind[0]], urn, number)
    for row in writing.tables.rows["ssd_care_leavers"]:
        one = dict(zip(COLUMNS["ssd_care_leavers"], row, strict=True))
        start, child = one["clea_care_leaver_latest_contact"], one["clea_person_id"]
        if one["clea_care_leaver_accommodation"] in SUPPORTED:
            yield _stay(start, start + KNOWN_FOR, child, "CARE_LEAVER", None, int(child) // 7)


def _stay(start: int, end: int, child: str, kind: str, urn: str | None, number: int) -> Stay:
    return Stay(start, end, child, kind, urn, f"{_PROVIDER[kind]} {'ABCDEFGHJK'[number % 10]}")


def _view_kind(stay: Stay, age: int) -> str:
    """Which kind of view is sought: of a care leaver, a child, or one too young to say."""
    if stay.kind == "CARE_LEAVER":
        return "LEAVER"
    return "CHILD" if age >= _CAN_SAY else "SMALL"


def _visit(
    writing: Writing,
    remarks: Remarks,
    stay: Stay,
    when: int,
    views: dict[bool, Deck[str]],
    chance: Chance,
) -> None:
    one = writing.identifier("qa_external_placement_visit", "EPV")
    grade = chance.choose(_GRADE[stay.kind])
    good = grade in ("OUTSTANDING", "GOOD")
    visitor = chance.pick(VISITORS)
    view = at_most(views[chance.happens(_CONTENT[good])].deal(), _VIEW_GIVEN, chance)
    concern = chance.happens(_CONCERN[grade])
    writing.add(
        "qa_external_placement_visit",
        *(one, stay.child, stay.provider, stay.urn, stay.kind, when, visitor),
        *(None if chance.happens(_NOT_GRADED) else grade, view, yes(concern)),
        by=visitor,
        at=at_work(when, chance),
    )
    if concern or chance.happens(_FOUND):
        theme = chance.choose(ABOUT[stay.kind])
        service = "LEAVING_CARE" if stay.kind == "CARE_LEAVER" else "LAC"
        remarks.write(
            *(one, when, service, area_of(theme), good and not concern),
            theme=theme,
            acts=1000 if concern else _ACTS,
            owner=Owner(f"SM-{service}", "SM"),
            person=stay.child,
        )
