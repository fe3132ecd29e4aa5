"""Contacts as recorded: those that became a referral, and the many that did not."""

from bisect import bisect_left

from sample_council import weights
from sample_council.arrivals import share_of_year
from sample_council.chance import Chance, Weights
from sample_council.days import add_working, financial_year
from sample_council.people import People
from sample_council.register import Register
from sample_council.story import Child, StoryCase
from sample_council.volumes import EXTRACT, OPEN_FROM, YEARS

_FLAGS = (
    "NEW_REFERRAL_FLAG",
    "EXISTING_REFERRAL_FLAG",
    "CP_ENQUIRY_FLAG",
    "NFA_FLAG",
    "NON_AGENCY_ADOPTION_FLAG",
    "PRIVATE_FOSTERING_FLAG",
    "ADVICE_FLAG",
    "MISSING_FLAG",
    "OLA_CP_FLAG",
    "OTHER_OUTCOMES_EXIST_FLAG",
)


def outcome(*raised: str) -> str:
    """The outcome as the case system writes it: every flag, Y or N."""
    answers = (f'"{flag}":"{"Y" if flag in raised else "N"}"' for flag in _FLAGS)
    return "{" + ",".join(answers) + "}"


_REFERRED = outcome("NEW_REFERRAL_FLAG")
_REFERRED_AT_RISK = outcome("NEW_REFERRAL_FLAG", "CP_ENQUIRY_FLAG")
_ON_OPEN_CASE = outcome("EXISTING_REFERRAL_FLAG")
_NOT_REFERRED = Weights({
    outcome("NFA_FLAG"): 560, outcome("ADVICE_FLAG"): 300,
    outcome("ADVICE_FLAG", "OTHER_OUTCOMES_EXIST_FLAG"): 100, outcome("MISSING_FLAG"): 25,
    outcome("OTHER_OUTCOMES_EXIST_FLAG"): 12, outcome("PRIVATE_FOSTERING_FLAG"): 3,
})  # fmt: skip
_KNOWN_CHILD, _RECENT = 480, 9000  # per thousand; out of so many latest cases
_SAME_DAY = Weights({0: 74, 1: 26})


class ContactRecorder:
    """Writes contacts, those of referrals and the rest."""

    def __init__(self, register: Register, seed: str) -> None:
        self._register = register
        self._chance = Chance(f"{seed}/contacts")
        self._people = People(Chance(f"{seed}/people in contacts"))

    def record_referral(self, case: StoryCase) -> None:
        """The contact a working day or less before the referral that came of it."""
        when = add_working(case.referred, -self._chance.choose(_SAME_DAY))
        if when < OPEN_FROM:
            return
        flags = _REFERRED_AT_RISK if case.path in ("PROTECTION", "AGAIN") else _REFERRED
        self._add(case.child, when, case.source, flags)

    def record_others(self, cases: list[StoryCase]) -> None:
        """Contacts that led to no referral: about known children, and about new ones."""
        referred, due = [case.referred for case in cases], 0.0
        for today in range(OPEN_FROM, EXTRACT + 1):
            due += YEARS[financial_year(today)].contacts * share_of_year(today)
            before = bisect_left(referred, today)
            while due >= 0.5:
                due -= self._other(cases, before, today)

    def _other(self, cases: list[StoryCase], before: int, today: int) -> int:
        chance = self._chance
        source = chance.choose(weights.SOURCE)
        if before and chance.happens(_KNOWN_CHILD):
            case = cases[before - 1 - chance.below(min(before, _RECENT))]
            if case.child.eighteen > today and case.child.died is None:
                is_open = case.referred < today < case.child.busy_until
                flags = _ON_OPEN_CASE if is_open else chance.choose(_NOT_REFERRED)
                self._add(case.child, today, source, flags)
            return 1
        flags = chance.choose(_NOT_REFERRED)
        children = self._people.family(today, "CONTACT").children
        for child in children:
            self._add(child, today, source, flags)
        return len(children)

    def _add(self, child: Child, when: int, source: str, flags: str) -> None:
        tables = self._register.tables
        contact = tables.identifier("ssd_contacts", "O")
        person = self._register.person(child)
        tables.add("ssd_contacts", contact, person, when, source, flags)
