"""Where children looked after live, and under which legal status, as recorded."""

from sample_council.chance import Bands, Chance, Weights
from sample_council.council import LA_CODE
from sample_council.days import on_or_before
from sample_council.register import Register, until
from sample_council.story import Placement, StoryCase, TimeInCare
from sample_council.volumes import EXTRACT

_PROVIDER = {
    "U": Weights({"PR1": 560, "PR4": 410, "PR2": 30}),
    "K": Weights({"PR1": 330, "PR4": 590, "PR5": 80}),
    "H": Weights({"PR4": 620, "PR5": 380}),
}
_ELSEWHERE = Weights({"PR3": 300, "PR4": 400, "PR2": 300})
_CHANGE = Weights({
    "CARPL": 330, "CREQB": 150, "CREQO": 70, "CHILD": 130, "LAREQ": 90, "STAND": 30, "ALLEG": 40,
    "APPRR": 20, "CLOSE": 30, "PLACE": 60, "CUSTOD": 10, "OTHER": 40,
})  # fmt: skip
_MILES = {  # tenths of a mile, by how far such placements tend to be
    "near": Bands((560, 4, 50), (240, 51, 120), (110, 121, 200), (70, 201, 500), (20, 501, 1600)),
    "far": Bands((330, 8, 60), (220, 61, 150), (150, 151, 200), (200, 201, 600), (100, 601, 2200)),
}
_OUTSIDE = Weights({"E10000018": 60, "E06000018": 8, "E06000015": 7, "E10000021": 12,
                    "E08000026": 8, "E08000025": 5})  # fmt: skip
_PERMANENT = dict.fromkeys(("E11", "E12"), "Adoption") | dict.fromkeys(
    ("E43", "E44", "E45", "E46", "E47", "E48"), "Special Guardianship Order"
)
_PERMANENT["E41"] = "Child Arrangements/ Residence Order"


class HomeRecorder:
    """Writes placements, legal statuses, episodes and what led to a permanent home."""

    def __init__(self, register: Register, seed: str) -> None:
        self._tables = register.tables
        self._homes = Chance(f"{seed}/placement records")

    def record(
        self, case: StoryCase, care: TimeInCare, person: str, period: str, referral: str
    ) -> None:
        """Writes a period of care."""
        homes = self._placements(care, person, period)
        self._legal(care, person)
        self._episodes(case, care, person, period, referral, homes)
        if care.ceased in _PERMANENT and care.end <= EXTRACT:
            self._permanence(care, person, period)

    def _placements(self, care: TimeInCare, person: str, period: str) -> list[str]:
        """Writes each placement once, also when the child returns to it; an id for each stay."""
        ids: list[str] = []
        known: dict[tuple[int, str], str] = {}
        spans: dict[tuple[int, str], tuple[int, int]] = {}
        for stay in care.placements:
            key = (stay.carer, stay.kind)
            first = spans.get(key, (stay.start, 0))[0]
            spans[key] = (first, stay.end)
        for place, stay in enumerate(care.placements):
            if stay.start > EXTRACT:
                break
            key = (stay.carer, stay.kind)
            if key not in known:
                known[key] = self._tables.identifier("ssd_cla_placement", "E")
                moved = any(later.start == spans[key][1] for later in care.placements[place:])
                self._placement(stay, known[key], person, period, *spans[key], moved)
            ids.append(known[key])
        return ids

    def _placement(
        self,
        stay: Placement,
        home: str,
        person: str,
        period: str,
        start: int,
        end: int,
        moved: bool,
    ) -> None:
        chance, kind = self._homes, stay.kind
        far = kind[0] in "KSHR" or chance.happens(120)
        unknown = chance.happens(12)
        tenths = 9999 if unknown else chance.draw(_MILES["far" if far else "near"])
        miles = f"{tenths // 10}.{tenths % 10}"
        outside = tenths > 60 or chance.happens(140)
        ended = until(end)
        self._tables.add(
            "ssd_cla_placement",
            home,
            period,
            person,
            start,
            ended,
            kind,
            "PR0" if kind[0] == "P" and kind != "P2" else self._provider(kind),
            f"SC{200000 + stay.carer}" if kind[0] in "UK" else None,
            miles,
            f"SC{1 + tenths % 20} {tenths % 9 + 1}{'ABDEFGH'[tenths % 7]}{'LNPQR'[tenths % 5]}",
            chance.choose(_CHANGE) if ended and moved else None,
        )
        where = "UNKNOWN" if unknown else ("OUT" if outside else "IN")
        authority = None if unknown else (chance.choose(_OUTSIDE) if outside else LA_CODE)
        self._tables.add("ext_placement_location", home, authority, where, miles)

    def _provider(self, kind: str) -> str:
        return self._homes.choose(_PROVIDER.get(kind[0], _ELSEWHERE))

    def _legal(self, care: TimeInCare, person: str) -> None:
        for code, start, end in care.legal:
            if start <= EXTRACT:
                status = self._tables.identifier("ssd_legal_status", "G")
                self._tables.add("ssd_legal_status", status, person, code, start, until(end))

    def _episodes(
        self,
        case: StoryCase,
        care: TimeInCare,
        person: str,
        period: str,
        referral: str,
        homes: list[str],
    ) -> None:
        """A new episode whenever the placement or the legal status changes; each ends as the next
        begins."""
        moves = {stay.start: place for place, stay in enumerate(care.placements)}
        changes = {start for _, start, _ in care.legal}
        days = [day for day in sorted({*moves, *changes}) if day <= EXTRACT]
        place = 0
        for number, start in enumerate(days):
            place = moves.get(start, place)
            reason = _start_reason(start, care, moves, changes)
            last = number + 1 == len(days)
            end = until(care.end) if last else days[number + 1]
            ceased = None if end is None else (care.ceased if last else "X1")
            need = "N1" if case.need_code in ("N0", "N9") else case.need_code
            iro = None
            if last and not care.short_breaks:
                iro = on_or_before(min(care.end, EXTRACT) - self._homes.between(1, 60))
                iro = iro if iro > care.start else None
            self._tables.add(
                "ssd_cla_episodes",
                self._tables.identifier("ssd_cla_episodes", "K"),
                person,
                homes[place],
                start,
                reason,
                need,
                end,
                ceased,
                period,
                referral,
                care.start,
                iro,
            )

    def _permanence(self, care: TimeInCare, person: str, period: str) -> None:
        """What led to adoption, or that there is now a guardian."""
        table = self._tables.identifier("ssd_permanence", "Y")
        kind = _PERMANENT[care.ceased]
        if kind != "Adoption":
            nothing = (None,) * 8
            self._tables.add("ssd_permanence", table, person, period, *nothing, care.end, kind)
            return
        placed = care.placements[-1].start
        order = next((start for code, start, _ in care.legal if code == "E1"), None)
        order = None if order is None or order >= placed else order
        decided = on_or_before((order or placed - 90) - self._homes.between(20, 70))
        matched = on_or_before(placed - self._homes.between(10, 30))
        same = care.placements[-1].kind in ("A3", "A5") and len(care.placements) > 1
        fostered = care.placements[-2].start if same else None
        self._tables.add(
            "ssd_permanence",
            table,
            person,
            period,
            max(decided, care.start + 5),
            order,
            max(matched, order or matched),
            placed,
            "Y" if same else "N",
            fostered,
            None,
            None,
            care.end,
            kind,
        )


def _start_reason(start: int, care: TimeInCare, moves: dict[int, int], changes: set[int]) -> str:
    """S at the beginning; P or T for a move, L for a legal change, B or U for both at once."""
    if start == care.start:
        return "S"
    if start not in moves:
        return "L"
    same = care.placements[moves[start]].reason == "T"
    if start in changes:
        return "U" if same else "B"
    return "T" if same else "P"
