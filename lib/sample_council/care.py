"""Periods of care: how they begin, where the child lives, under which status, and how they end."""

from dataclasses import replace

from sample_council.chance import Bands, Chance, Weights
from sample_council.days import age_at, day
from sample_council.story import Child, Placement, TimeInCare
from sample_council.volumes import EXTRACT

# What becomes of a period of care, by age when it begins.
_OUTCOME = (
    (15, Weights({"BRIEF": 300, "HOME": 220, "GROWN_UP": 420, "OTHER": 60})),
    (10, Weights({"BRIEF": 190, "HOME": 230, "REHAB": 130, "SGO": 30, "CAO": 15, "GROWN_UP": 370,
                  "OTHER": 35})),
    (5, Weights({"BRIEF": 150, "HOME": 220, "REHAB": 150, "SGO": 105, "CAO": 35, "ADOPTED": 30,
                 "GROWN_UP": 295, "OTHER": 15})),
    (2, Weights({"BRIEF": 130, "HOME": 220, "REHAB": 150, "SGO": 150, "CAO": 40, "ADOPTED": 200,
                 "GROWN_UP": 165, "OTHER": 15})),
    (0, Weights({"BRIEF": 110, "HOME": 220, "REHAB": 130, "SGO": 165, "CAO": 35, "ADOPTED": 420,
                 "GROWN_UP": 70, "OTHER": 15})),
)  # fmt: skip
_LENGTH = {
    "BRIEF": Bands((400, 2, 14), (600, 15, 60)),
    "HOME": Bands((500, 61, 180), (350, 181, 400), (150, 401, 900)),
    "REHAB": Bands((400, 300, 600), (400, 601, 1100), (200, 1101, 2200)),
    "SGO": Bands((600, 220, 450), (400, 451, 1000)),
    "CAO": Bands((600, 200, 420), (400, 421, 900)),
    "ADOPTED": Bands((300, 330, 540), (450, 541, 800), (250, 801, 1300)),
    "OTHER": Bands((500, 20, 200), (500, 201, 900)),
}
_CEASED = {
    "BRIEF": Weights({"E4A": 60, "E4B": 25, "E8": 10, "E13": 5}),
    "HOME": Weights({"E4A": 72, "E4B": 14, "E13": 8, "E8": 6}),
    "REHAB": Weights({"E4A": 92, "E8": 8}),
    "CAO": Weights({"E41": 100}),
    "ADOPTED": Weights({"E12": 72, "E11": 28}),
    "GROWN_UP": Weights({"E5": 46, "E17": 26, "E6": 14, "E7": 7, "E8": 7}),
    "OTHER": Weights({"E8": 40, "E3": 22, "E14": 14, "E9": 12, "E16": 12}),
}
_SGO_BEFORE_2015 = Weights({"E43": 60, "E44": 40})
_SGO = Weights({"E45": 45, "E46": 12, "E47": 28, "E48": 15})
_SGO_CODES_FROM = day("2015-04-01")  # when the codes were split by who the guardian is

_CLOSING = {
    "E11": "RC1", "E12": "RC1", "E2": "RC2", "E41": "RC3", "E43": "RC4", "E44": "RC4", "E45": "RC4",
    "E46": "RC4", "E47": "RC4", "E48": "RC4", "E3": "RC5", "E7": "RC6", "E9": "RC7", "E14": "RC7",
    "E15": "RC7", "E16": "RC7",
}  # fmt: skip

_PLACED = (  # by age: where a child lives
    (16, Weights({"U6": 34, "H5": 24, "P2": 14, "K2": 18, "U3": 6, "R5": 2, "K1": 2})),
    (11, Weights({"U6": 62, "K2": 21, "U3": 11, "S1": 2, "K1": 1, "R1": 3})),
    (1, Weights({"U6": 74, "U3": 23, "R3": 3})),
    (0, Weights({"U6": 74, "U3": 17, "R3": 9})),
)
# How long a first, a second and any later placement holds, in days, for younger and older ones.
_HOLDS = {
    "young": (
        Bands((200, 3, 40), (240, 41, 150), (220, 151, 420), (340, 421, 5000)),
        Bands((140, 5, 60), (190, 61, 300), (220, 301, 800), (450, 801, 6000)),
        Bands((100, 5, 60), (170, 61, 300), (220, 301, 800), (510, 801, 6500)),
    ),
    "older": (
        Bands((290, 2, 30), (270, 31, 120), (230, 121, 360), (210, 361, 3000)),
        Bands((220, 4, 40), (260, 41, 180), (250, 181, 500), (270, 501, 3000)),
        Bands((210, 4, 40), (240, 41, 180), (240, 181, 500), (310, 501, 3000)),
    ),
}
_MATCHED_AFTER = Bands((600, 380, 700), (400, 701, 1100))


class Carers:
    """Decides periods of care from one stream of chance."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._carer = 0

    def period(self, child: Child, start: int) -> TimeInCare:
        """A period of care that begins on `start` and may run past the extract."""
        chance, age = self._chance, age_at(child.born, start)
        table = next(weights for low, weights in _OUTCOME if age >= low)
        alone = child.unaccompanied
        outcome = "GROWN_UP" if alone else chance.choose(table)
        end = child.eighteen
        if outcome != "GROWN_UP":
            end = start + chance.draw(_LENGTH[outcome])
        if end >= child.eighteen:
            outcome, end = "GROWN_UP", child.eighteen
        if alone and chance.happens(60):
            outcome, end = "DISPUTED", min(end, start + chance.between(20, 120))
        ceased = self._reason_ceased(outcome, end)
        placements = self._placements(child, start, end, outcome)
        legal = _beside_moves(self._legal(outcome, start, end, alone), placements)
        return TimeInCare(start, end, outcome, ceased, False, placements, legal)

    def closing_reason(self, care: TimeInCare) -> str | None:
        """The reason with which the case closes when care ends, if it does."""
        if care.outcome == "GROWN_UP" or care.ceased in ("E4A", "E4B", "E8", "E13"):
            return None
        return _CLOSING[care.ceased]

    def cut(self, care: TimeInCare, limit: int, died: bool) -> TimeInCare:
        """The period as it is when it ends on `limit` at the latest."""
        if care.end <= limit:
            return care
        return replace(
            care,
            end=limit,
            outcome="OTHER",
            ceased="E2" if died else "E8",
            placements=[
                replace(p, end=min(p.end, limit)) for p in care.placements if p.start < limit
            ],
            legal=[(code, a, min(b, limit)) for code, a, b in care.legal if a < limit],
        )

    def short_breaks(self, child: Child, start: int, end: int) -> list[TimeInCare]:
        """Short breaks of a disabled child: an agreed series (V4), or each break by itself (V3)."""
        chance = self._chance
        begin = start + chance.between(90, 400)
        if begin >= min(end, child.eighteen) or chance.happens(700):
            return []
        if chance.happens(800):
            return [self._series(begin, min(end, child.eighteen))]
        return self._single_breaks(begin, min(end, child.eighteen))

    def _series(self, begin: int, limit: int) -> TimeInCare:
        """An agreed series; a few of these children are then looked after outright (V2)."""
        chance = self._chance
        stop = min(limit, begin + chance.between(200, 2500))
        if chance.happens(60) and stop - begin > 400:
            turn = begin + chance.between(150, 300)
            legal = [("V4", begin, turn), ("V2", turn, stop)]
            homes = [self._at("U6", begin, turn, "S"), self._at("U6", turn, stop, "B")]
            return TimeInCare(begin, stop, "OTHER", "E8", False, homes, legal)
        kind = "U6" if chance.happens(650) else "K2"
        home = [self._at(kind, begin, stop, "S")]
        return TimeInCare(begin, stop, "OTHER", "E8", True, home, [("V4", begin, stop)])

    def _single_breaks(self, begin: int, limit: int) -> list[TimeInCare]:
        chance, breaks, carer = self._chance, [], self._next_carer()
        away = begin
        while away < min(limit, EXTRACT, begin + 1200) - 10:
            end = away + chance.between(1, 4)
            home = [Placement(away, end, "U6", carer, "S")]
            breaks.append(TimeInCare(away, end, "OTHER", "E8", True, home, [("V3", away, end)]))
            away += chance.between(30, 70)
        return breaks

    def _reason_ceased(self, outcome: str, end: int) -> str:
        if outcome == "DISPUTED":
            return "E15"
        if outcome == "SGO":
            return self._chance.choose(_SGO if end >= _SGO_CODES_FROM else _SGO_BEFORE_2015)
        return self._chance.choose(_CEASED[outcome])

    # --- legal status --------------------------------------------------------------------------

    def _legal(self, outcome: str, start: int, end: int, alone: bool) -> list[tuple[str, int, int]]:
        chance, length = self._chance, end - start
        if alone or outcome in ("BRIEF", "DISPUTED"):
            return [("V2", start, end)]
        steps: list[tuple[str, int]] = []
        if length > 30 and chance.happens(90):
            steps.append(("L2" if chance.happens(350) else "L1", 0))
        by_court = {"ADOPTED": 970, "REHAB": 880, "SGO": 760, "CAO": 700, "GROWN_UP": 640}
        if chance.happens(by_court.get(outcome, 180)) and length > 120:
            steps += self._court(outcome, length, 3 if steps else 0)
        elif outcome == "OTHER" and chance.happens(150):
            steps.append(("J1", 3 if steps else 0))
        else:
            steps.append(("V2", 3 if steps else 0))
        days = [start + offset for _, offset in steps] + [end]
        return [(code, days[i], days[i + 1]) for i, (code, _) in enumerate(steps)]

    def _court(self, outcome: str, length: int, first: int) -> list[tuple[str, int]]:
        """Accommodated at first or not; interim care order; full order or placement order."""
        chance = self._chance
        steps = [("V2", first)] if chance.happens(450) else []
        interim = first + (chance.between(10, 70) if steps else 0)
        steps.append(("C1", interim))
        final = interim + chance.between(130, 260)
        if final < length - 20:
            order = final + chance.between(0, 25)
            steps.append(("E1", order) if outcome == "ADOPTED" else ("C2", final))
        return steps

    # --- placements ----------------------------------------------------------------------------

    def _placements(self, child: Child, start: int, end: int, outcome: str) -> list[Placement]:
        chance, since, last = self._chance, start, end
        homes: list[Placement] = []
        final = self._final_home(outcome, start, end)
        if final is not None:
            last = final.start
        while since < min(last, EXTRACT + 1):
            age = age_at(child.born, since)
            holds = _HOLDS["young" if age < 11 else "older"][min(len(homes), 2)]
            until = min(since + chance.draw(holds), last)
            if last - until < 15:
                until = last
            homes += self._home(age, since, until, "P" if homes else "S")
            since = until
        if final is not None and (not homes or homes[-1].end == final.start):
            if final.kind in ("A3", "A5") and homes:
                final = replace(final, carer=homes[-1].carer, reason="T")
            homes.append(final)
        return homes

    def _home(self, age: int, start: int, end: int, reason: str) -> list[Placement]:
        """A placement; a foster placement that lasts is one day matched for the long term (T)."""
        chance = self._chance
        kind = chance.choose(next(weights for low, weights in _PLACED if age >= low))
        home = self._at(kind, start, end, reason)
        matched = start + chance.draw(_MATCHED_AFTER)
        if kind in ("U6", "U3") and matched < end - 60 and chance.happens(650):
            long_term = "U4" if kind == "U6" else "U1"
            return [
                replace(home, end=matched),
                Placement(matched, end, long_term, home.carer, "T"),
            ]
        if kind in ("U6", "K2") and end - start > 120 and chance.happens(25):
            return self._with_a_stay_elsewhere(home)
        return [home]

    def _with_a_stay_elsewhere(self, home: Placement) -> list[Placement]:
        """A short temporary placement, after which the child returns to the same home."""
        chance = self._chance
        away = home.start + chance.between(40, home.end - home.start - 40)
        back = away + chance.between(5, 14)
        kind = chance.choose(Weights({"T0": 50, "T1": 25, "T3": 15, "T4": 10}))
        return [
            replace(home, end=away),
            self._at(kind, away, back, "P"),
            replace(home, start=back, reason="P"),
        ]

    def _final_home(self, outcome: str, start: int, end: int) -> Placement | None:
        """With the parents before a planned return; with the adopters before the order."""
        chance, length = self._chance, end - start
        if outcome == "REHAB" and chance.happens(700):
            return self._at("P1", end - min(chance.between(60, 250), length - 60), end, "P")
        if outcome == "ADOPTED":
            kind = chance.choose(Weights({"A6": 66, "A4": 12, "A5": 15, "A3": 7}))
            return self._at(kind, end - min(chance.between(170, 330), length - 120), end, "P")
        return None

    def _at(self, kind: str, start: int, end: int, reason: str) -> Placement:
        return Placement(start, end, kind, self._next_carer(), reason)

    def _next_carer(self) -> int:
        self._carer += 1
        return self._carer


def _beside_moves(
    legal: list[tuple[str, int, int]], placements: list[Placement]
) -> list[tuple[str, int, int]]:
    """A move that follows a change of legal status within weeks was made on the same day."""
    moves = [home.start for home in placements[1:]]
    for place in range(1, len(legal)):
        (before, begun, changed), (code, _, end) = legal[place - 1], legal[place]
        later = [move for move in moves if changed <= move < min(end, changed + 28)]
        if later:
            legal[place - 1 : place + 1] = [(before, begun, later[0]), (code, later[0], end)]
    return legal
