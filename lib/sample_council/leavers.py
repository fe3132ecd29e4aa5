"""Care leavers as recorded: each contact notes where they live and what they do."""

from sample_council.chance import Chance, Weights
from sample_council.days import birthday, on_or_before
from sample_council.register import Register, post
from sample_council.story import StoryCase, TimeInCare
from sample_council.volumes import EXTRACT, OPEN_FROM

TEAM = "16P"
_LONG_ENOUGH = 91  # thirteen weeks in care after 14
_ACTIVE = Weights({"F2": 340, "F1": 90, "F5": 270, "P5": 60, "F4": 140, "P2": 70, "P1": 30})
_INACTIVE = Weights({"G5": 660, "G4": 150, "G6": 190})
_LIVES = Weights({
    "U": 260, "Z": 130, "B": 110, "K": 120, "D": 90, "R": 80, "T": 50, "C": 60, "W": 20, "V": 30,
    "E": 15, "X": 20, "G": 15,
})  # fmt: skip
_UNSUITABLE = {"X": 1000, "W": 900, "E": 700, "G": 700, "V": 550, "D": 60, "R": 80}
_KEEPS_DOING = 780  # per thousand contacts: the same activity and home as before
_OUT_OF_SIGHT = 70  # per thousand who left care and were never taken on by the service
_LIKES_WORK = 620  # per thousand
_TOUCH = Weights({"YES": 905, "NO": 55, "REFU": 18, "NREQ": 12, "RHOM": 10})


class LeaverRecorder:
    """Writes the contacts of young people who left care, or will, from 16 to 21."""

    def __init__(self, register: Register, seed: str) -> None:
        self._register = register
        self._tables = register.tables
        self._chance = Chance(f"{seed}/care leavers")

    def record(self, case: StoryCase) -> None:
        care = next((one for one in reversed(case.cares) if _qualifies(case, one)), None)
        if care is None or self._chance.happens(_OUT_OF_SIGHT):
            return
        child = case.child
        sixteen, end = birthday(child.born, 16), birthday(child.born, 21) + 200
        when = max(sixteen + 30, care.start + _LONG_ENOUGH, OPEN_FROM - 120)
        likes_work = self._chance.happens(_LIKES_WORK)
        state = self._state(likes_work, when < child.eighteen)
        while when < min(end, EXTRACT + 1):
            if not self._chance.happens(_KEEPS_DOING):
                state = self._state(likes_work, when < child.eighteen)
            if self._register.is_recorded(when):
                self._contact(case, care, when, state)
            when += self._chance.between(35, 85)

    def _state(self, likes_work: bool, still_young: bool) -> tuple[str, str]:
        """What they do, and where they live."""
        chance = self._chance
        active = chance.happens(890 if likes_work else 130)
        home = chance.choose(_LIVES)
        if home == "Z" and still_young:
            home = "K"
        return chance.choose(_ACTIVE if active else _INACTIVE), home

    def _contact(
        self, case: StoryCase, care: TimeInCare, when: int, state: tuple[str, str]
    ) -> None:
        chance, child = self._chance, case.child
        activity, home = state
        if when >= child.eighteen:
            eligibility = "Former Relevant"
        else:
            eligibility = "Eligible" if when < care.end else "Relevant"
        touch = chance.choose(_TOUCH) if when >= child.eighteen else "YES"
        unknown = touch in ("NO", "REFU")
        suitable = "2" if chance.happens(_UNSUITABLE.get(home, 30)) else "1"
        reviewed = on_or_before(when - chance.between(5, 230))
        adviser = self._register.council.holder(TEAM, post(child, TEAM), when).id
        self._tables.add(
            "ssd_care_leavers",
            self._tables.identifier("ssd_care_leavers", "J"),
            self._register.person(child),
            eligibility,
            touch,
            when,
            None if unknown else home,
            None if unknown else suitable,
            None if unknown else activity,
            reviewed if reviewed > child.eighteen - 730 else None,
            adviser,
            TEAM,
        )


def _qualifies(case: StoryCase, care: TimeInCare) -> bool:
    """Looked after for thirteen weeks or more since 14, and still (or again) after 16."""
    born = case.child.born
    since_14 = min(care.end, EXTRACT + 1) - max(care.start, birthday(born, 14))
    ended_after_16 = care.end >= birthday(born, 16)
    return not care.short_breaks and since_14 >= _LONG_ENOUGH and ended_after_16
