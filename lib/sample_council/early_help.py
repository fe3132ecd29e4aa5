"""Early help as its own system holds it: assessments, episodes, and how they ended.

Families come from the contacts that social care did not take up, from social care when a case is
closed, and some are referred to social care later on. About 1,200 children are assessed in a year
and somewhat over half of the episodes end with needs met; all of it our own estimate.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from sample_council.chance import Bands, Chance, Weights
from sample_council.days import add_working, day, financial_year, on_or_after
from sample_council.register import Register, until
from sample_council.steps import in_force
from sample_council.story import Child, StoryCase
from sample_council.volumes import EXTRACT, OPEN_FROM

# Per thousand families: of contacts with advice or another outcome than a referral, ...
_FROM_CONTACT = {2012: 330, 2013: 330, 2014: 340, 2015: 350, 2016: 360, 2017: 360}
# ... of cases that social care closed, ...
_STEPPED_DOWN = {2011: 70, 2012: 70, 2013: 75, 2014: 80, 2015: 105, 2016: 110, 2017: 110}
# ... and of those referred to social care, who were in early help before.
_REFERRED_FROM = {2011: 50, 2012: 50, 2013: 45, 2014: 42, 2015: 48, 2016: 50, 2017: 50}
# Families of the first year's contacts had been helped before, so that 2012 does not begin empty.
_HELPED_BEFORE, _BEFORE = 200, Bands((1000, 200, 430))
_TAKEN_UP = ('"ADVICE_FLAG":"Y"', '"OTHER_OUTCOMES_EXIST_FLAG":"Y"')
_CHILD_TOO = 850  # per thousand children of a family that is helped

_LASTS = Bands((170, 35, 90), (420, 91, 180), (290, 181, 300), (120, 301, 540))
_ASSESSED_AFTER = Bands((150, 5, 15), (500, 16, 30), (250, 31, 45), (100, 46, 70))  # working days
_NEVER_ASSESSED = 45  # per thousand
_OUTCOME = (
    (day("2000-01-01"), Weights({
        "NEEDS_MET": 400, "STEP_DOWN_UNIVERSAL": 145, "DISENGAGED": 200, "CONSENT_WITHDRAWN": 105,
        "MOVED": 45, "DIED": 1, "OTHER": 70, None: 34,
    })),
    (day("2014-09-01"), Weights({
        "NEEDS_MET": 455, "STEP_DOWN_UNIVERSAL": 165, "DISENGAGED": 160, "CONSENT_WITHDRAWN": 90,
        "MOVED": 45, "DIED": 1, "OTHER": 54, None: 30,
    })),
    (day("2016-04-01"), Weights({
        "NEEDS_MET": 475, "STEP_DOWN_UNIVERSAL": 175, "DISENGAGED": 145, "CONSENT_WITHDRAWN": 85,
        "MOVED": 45, "DIED": 1, "OTHER": 48, None: 26,
    })),
)  # fmt: skip
# The end as the early help system words it.
_WORDS = {
    "NEEDS_MET": "Needs met",
    "STEP_DOWN_UNIVERSAL": "Universal services continue",
    "STEP_UP_CSC": "Stepped up to social care",
    "DISENGAGED": "Family disengaged",
    "CONSENT_WITHDRAWN": "Consent withdrawn",
    "MOVED": "Moved out of the city",
    "DIED": "Child died",
    "OTHER": "Other",
}
_WEAKER = "South"  # this cluster loses more of its families: per thousand of needs met
_LOST = 130
_REASON = Weights({
    "Parenting support": 26, "Behaviour": 19, "School attendance": 13, "Domestic abuse": 12,
    "Emotional wellbeing": 12, "Special educational needs": 8, "Housing and money": 6,
    "Young carer": 4,
})  # fmt: skip
_LEAD = Weights({
    "Early Help Service": 44, "School": 28, "Health visiting": 10, "School nursing": 6,
    "Voluntary sector": 7, "Nursery or children's centre": 5,
})  # fmt: skip
_KIND = (
    (day("2000-01-01"), Weights({"CAF": 72, "FAMILY": 14, "TARGETED": 11, "OTHER": 3})),
    (day("2013-09-01"), Weights({"CAF": 40, "FAMILY": 42, "TARGETED": 15, "OTHER": 3})),
    (day("2015-04-01"), Weights({"CAF": 14, "FAMILY": 66, "TARGETED": 17, "OTHER": 3})),
)


class Help(NamedTuple):
    """A family begins to be helped: on which day, and which of its children.

    `referred`: the day on which it was referred to social care and the help ended, if it was.
    """

    start: int
    children: list[Child]
    referred: int | None = None


class EarlyHelpRecorder:
    """Writes early help for children who are in the extract already; nobody is added."""

    def __init__(self, register: Register, seed: str) -> None:
        self._register = register
        self._tables = register.tables
        self._chance = Chance(f"{seed}/early help")
        self._families: dict[int, str] = {}
        self._busy_until: dict[str, int] = {}
        self._cases: dict[str, list[tuple[int, int]]] = {}

    def record(self, cases: list[StoryCase]) -> None:
        """Every family's help, by the day on which it began."""
        for case in cases:
            if case.path != "NFA":
                self._cases.setdefault(case.child.id, []).append((case.referred, case.close))
        found = [*self._after_contacts(cases), *self._beside_cases(cases)]
        for one in sorted(found, key=lambda help_: help_.start):
            self._record_family(one)

    # --- who is helped ---------------------------------------------------------------------------

    def _after_contacts(self, cases: list[StoryCase]) -> Iterator[Help]:
        """Families of whom social care knows by a contact alone."""
        chance, known = self._chance, {case.child.id for case in cases}
        children = {child.id: child for child in self._register.people}
        contacts = [row for row in self._tables.rows["ssd_contacts"] if row[1] not in known]
        for _, rows in groupby(contacts, lambda row: (id(children[row[1]].family), row[2])):
            contact, *others = rows
            taken_up = any(flag in contact[4] for flag in _TAKEN_UP)
            when, year = contact[2], financial_year(contact[2])
            family = [children[row[1]] for row in (contact, *others)]
            if taken_up and chance.happens(_FROM_CONTACT[year]):
                yield Help(on_or_after(when + chance.between(1, 20)), family)
            elif year == financial_year(OPEN_FROM) and chance.happens(_HELPED_BEFORE):
                yield Help(on_or_after(when - chance.draw(_BEFORE)), family)

    def _beside_cases(self, cases: list[StoryCase]) -> Iterator[Help]:
        """Families whose case was closed, and those who were helped before they were referred."""
        chance = self._chance
        for _, together in groupby(cases, lambda case: (id(case.child.family), case.referred)):
            family = list(together)
            case, year = family[0], min(financial_year(family[0].referred), 2017)
            children = [one.child for one in family]
            if case.path in ("NEED", "NOT_IN_NEED", "PROTECTION") and chance.happens(
                _REFERRED_FROM.get(year, 0)
            ):
                yield Help(case.referred - chance.between(40, 300), children, case.referred)
            closed = financial_year(case.close) if case.close <= EXTRACT else 0
            if case.reason in ("RC7", "RC8") and chance.happens(_STEPPED_DOWN.get(closed, 0)):
                yield Help(on_or_after(case.close + chance.between(0, 10)), children)

    # --- what is written -------------------------------------------------------------------------

    def _record_family(self, one: Help) -> None:
        chance = self._chance
        children = [
            child
            for place, child in enumerate(one.children)
            if self._can_begin(child, one.start) and (not place or chance.happens(_CHILD_TOO))
        ]
        if not children or one.start > EXTRACT:
            return
        lasts, assessed = chance.draw(_LASTS), chance.draw(_ASSESSED_AFTER)
        outcome = self._outcome(one.start + lasts, cluster(children[0]))
        reason, lead = chance.choose(_REASON), chance.choose(_LEAD)
        kind = chance.choose(in_force(_KIND, one.start))
        for child in children:
            ends, how = self._end(child, one, lasts, outcome)
            self._busy_until[child.id] = ends
            episode = self._episode(child, one.start, ends, reason, how, lead)
            self._assessment(child, episode, one.start, ends, assessed, lead, kind)

    def _can_begin(self, child: Child, start: int) -> bool:
        """Born, alive, under 17 and a half, helped neither already nor by social care."""
        spells = self._cases.get(child.id, [])
        return (
            child.born + 10 < start < child.eighteen - 180
            and not child.never_born
            and (child.died is None or child.died > start)
            and self._busy_until.get(child.id, 0) + 30 < start
            and not any(referred <= start < close for referred, close in spells)
        )

    def _end(
        self, child: Child, one: Help, lasts: int, outcome: str | None
    ) -> tuple[int, str | None]:
        """The day on which help for the child ends, and how: at the latest when social care begins,
        the child dies or is of age."""
        if one.referred is not None:
            return one.referred, "STEP_UP_CSC"
        ends = on_or_after(one.start + lasts)
        spells = self._cases.get(child.id, [])
        step_up = next((when for when, _ in spells if one.start < when < ends), None)
        if child.died is not None and child.died <= (step_up or ends):
            return child.died, "DIED"
        if step_up is not None:
            return step_up, "STEP_UP_CSC"
        return min(ends, child.eighteen), None if outcome == "DIED" else outcome

    def _outcome(self, ends: int, where: str) -> str | None:
        outcome = self._chance.choose(in_force(_OUTCOME, ends))
        if outcome == "NEEDS_MET" and where == _WEAKER and self._chance.happens(_LOST):
            return "DISENGAGED"
        return outcome

    def _episode(
        self, child: Child, start: int, ends: int, reason: str, how: str | None, lead: str
    ) -> str:
        """Writes the episode and, once it has ended, its closure; returns its id."""
        tables = self._tables
        episode = tables.identifier("ssd_early_help_episodes", "H")
        closed = until(ends)
        if closed is not None and not self._register.is_recorded(closed):
            closed = None
        row: tuple[Any, ...] = (episode, child.id, start, closed, reason)
        words = _WORDS.get(how or "") if closed else None
        tables.add("ssd_early_help_episodes", *row, words, lead)
        if closed is not None:
            tables.add("ext_eh_closure", episode, child.id, closed, how)
        return episode

    def _assessment(
        self,
        child: Child,
        episode: str,
        start: int,
        ends: int,
        working_days: int,
        lead: str,
        kind: str,
    ) -> None:
        tables, done = self._tables, add_working(start, working_days)
        if done > ends or self._chance.happens(_NEVER_ASSESSED):
            completed = None
        else:
            completed = done if self._register.is_recorded(done) else None
        tables.add(
            "ext_eh_assessment",
            tables.identifier("ext_eh_assessment", "E"),
            child.id,
            self._family_id(child),
            episode,
            start,
            completed,
            lead,
            cluster(child),
            kind,
        )

    def _family_id(self, child: Child) -> str:
        return self._families.setdefault(id(child.family), f"F{len(self._families) + 1:06d}")


def cluster(child: Child) -> str:
    """The early help cluster in whose area the family lives."""
    return "North" if child.family.area < 3 else "South"
