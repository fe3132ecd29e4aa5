"""Families and children, made when they are first heard of."""

from sample_council import weights
from sample_council.chance import Bands, Chance
from sample_council.days import ISO, birthday, day
from sample_council.story import Child, Family

EIGHTEENTH = 18
_GAP_BETWEEN_SIBLINGS = Bands((10, 0, 0), (500, 420, 1100), (350, 1101, 1900), (140, 1901, 3200))
_AGE_UNACCOMPANIED = Bands((150, 14 * 365, 5600), (850, 5601, 6450))


class People:
    """Makes families and children."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance

    def family(self, referred: int, path: str) -> Family:
        """A family of which one child at least is under 18 on the day of referral."""
        chance = self._chance
        if path == "UNACCOMPANIED":
            return self._lone_young_person(referred)
        ethnicity = chance.choose(weights.ETHNICITY)
        family = Family(area=chance.choose(weights.AREAS), ethnicity=ethnicity)
        born = referred - self._age(path)
        self._child(family, born, referred, disabled=path == "DISABILITY")
        for _ in range(chance.choose(weights.CHILDREN_PER_FAMILY) - 1):
            gap = chance.draw(_GAP_BETWEEN_SIBLINGS)
            other = born + (gap if chance.happens(500) else -gap)
            if referred - 6500 < other < referred + 160:
                self._child(family, other, referred)
        return family

    def _age(self, path: str) -> int:
        if path == "CARE":
            return self._chance.draw(weights.AGE_INTO_CARE)
        if path == "PROTECTION":
            return self._chance.draw(weights.AGE_INTO_PROTECTION)
        age = self._chance.draw(weights.AGE_AT_REFERRAL)
        return self._chance.between(1, 3000) if path == "DISABILITY" and age < 0 else age

    def _child(self, family: Family, born: int, referred: int, disabled: bool = False) -> None:
        chance = self._chance
        codes: list[str] = []
        if disabled:
            codes = [chance.choose(weights.DISABILITY) for _ in range(chance.between(1, 3))]
        elif chance.happens(55):
            codes = [chance.choose(weights.DISABILITY)]
        child = Child(
            family=family,
            born=born,
            sex="M" if chance.happens(515) else "F",
            ethnicity=family.ethnicity,
            disabilities=tuple(dict.fromkeys(codes)),
            never_born=born > referred and chance.happens(25),
        )
        child.eighteen = birthday(born, EIGHTEENTH)
        if chance.happens(2):
            child.died = max(born, referred) + chance.between(20, 1500)
        family.children.append(child)

    def _lone_young_person(self, referred: int) -> Family:
        """A young person whose age was estimated: born, for the record, on the 15th of a month."""
        chance = self._chance
        family = Family(area=0, ethnicity=chance.choose(weights.ETHNICITY_UNACCOMPANIED))
        born = referred - chance.draw(_AGE_UNACCOMPANIED)
        born = _fifteenth(born)
        child = Child(
            family=family,
            born=born,
            sex="M" if chance.happens(900) else "F",
            ethnicity=family.ethnicity,
            unaccompanied=True,
            eighteen=birthday(born, EIGHTEENTH),
        )
        family.children.append(child)
        return family


def _fifteenth(one: int) -> int:
    return day(ISO[one][:8] + "15")
