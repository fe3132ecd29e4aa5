"""The indicators of the gallery: a row a state, with the numbers that bring it about.

All are of the quarter January to March 2016. What is counted is given by quarter (events) or by
month (what is so at a day), the last being now; months and rolling years follow from those, and
values, intervals and ratings from the functions that reports compute theirs with.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from litmus.base.periods import Period
from litmus.base.windows import Window, history
from litmus.figures.statistics import intervals
from litmus.report.feed import HELD, PROVISIONAL, Declaration, Figure

PERIOD = Period.parse("2016Q1")
POPULATION = 83_785
SPREAD = 12.0  # the standard deviation of a mean, in its unit
NOTHING_COUNTED = "there was no case to count"
Pair = tuple[int, int] | None  # numerator and denominator; None where nothing is known
Groups = Mapping[str, Mapping[str, tuple[int, int]]]


@dataclass(frozen=True)
class Case:
    """An indicator in a state. `state` heads what is shown of it; `amber` is where amber begins."""

    code: str
    state: str
    name: str
    counts: Sequence[Pair]
    short: str = ""
    kind: str = "percentage"
    polarity: str = "higher"
    pattern: str = "events"
    window: str = "quarter"
    question: str = "KQ2"
    theme: str = "Assessment and planning"
    target: float | None = None
    amber: float = 0.0
    england: float | None = None
    groups: Groups = field(default_factory=dict)
    status: str = "final"
    reason: str | None = None

    @property
    def declaration(self) -> Declaration:
        """The indicator in words."""
        share = self.kind == "percentage"
        out_of = {"percentage": "All cases of the quarter", "rate": "Children aged 0 to 17",
                  "mean": "Cases", "median": "Cases"}  # fmt: skip
        return Declaration(
            code=self.code, name=self.name, short=self.short, theme=self.theme, kind=self.kind,
            pattern=self.pattern, window=self.window, polarity=self.polarity,
            numerator="Cases in which it was so" if share else "What is counted",
            denominator=out_of.get(self.kind, ""), source="made up for the gallery",
            key_questions=(self.question,),
            services=("Children in Need",),
        )  # fmt: skip

    @property
    def figures(self) -> Iterator[Figure]:
        """Its figures in every window, and by group."""
        for window, pair in self._windows():
            yield self._figure(window, pair)
        last = history(self.window, PERIOD.end, 1)[0]
        for breakdown, found in self.groups.items():
            for group, pair in found.items():
                made = self._figure(last, pair)
                yield replace(made, breakdown=breakdown, group=group, target=None, rag=None,
                              benchmark=None, benchmark_label=None)  # fmt: skip

    def _windows(self) -> Iterator[tuple[Window, Pair]]:
        if self.pattern == "snapshot" or self.kind == "median":
            yield from zip(history(self.window, PERIOD.end, len(self.counts)), self.counts,
                           strict=True)  # fmt: skip
            return
        months = [month for pair in self.counts for month in _by_month(pair)]
        for kind, length, step in (("month", 1, 1), ("quarter", 3, 3), ("R12M", 12, 1)):
            ends = range(len(months), length - 1, -step)
            windows = history(kind, PERIOD.end, len(ends)) if ends else []
            sums = [_sum(months[end - length : end]) for end in ends]
            yield from zip(windows, reversed(sums), strict=True)

    def _figure(self, window: Window, pair: Pair) -> Figure:
        """The figure of a window; without a value where nothing is known."""
        last = window.end == PERIOD.end
        if pair is None:
            return Figure(
                indicator=self.code, window=window.kind, window_start=window.start,
                window_end=window.end, target=self.target, status="final",
                reason=self.reason or NOTHING_COUNTED,
            )  # fmt: skip
        numerator, denominator = pair
        value = self._value(window, numerator, denominator)
        lower, upper = self._limits(value, numerator, denominator)
        own = window.kind == self.window
        england = self.england if own else None
        return Figure(
            indicator=self.code, window=window.kind, window_start=window.start,
            window_end=window.end, numerator=None if self.kind == "median" else numerator,
            denominator=None if self.kind == "count" else denominator or self._population,
            value=value, lower=lower, upper=upper, target=self.target, rag=self._rating(value),
            benchmark=england, benchmark_label="England 2014/15" if england else None,
            status=self.status if last or self.status == HELD else "final",
            reason=self.reason if last else None if value is not None else NOTHING_COUNTED,
            excluded=0,
        )  # fmt: skip

    @property
    def _population(self) -> int:
        return POPULATION if self.kind == "rate" else 0

    def _value(self, window: Window, numerator: int, denominator: int) -> float | None:
        match self.kind:
            case "count":
                return float(numerator)
            case "rate":
                times = {"month": 12, "quarter": 4}.get(window.kind, 1)
                return 10_000 * numerator / POPULATION * (times if self.pattern == "events" else 1)
            case "median":
                return float(numerator) if denominator else None
            case "mean":
                return numerator / denominator if denominator else None
        return 100 * numerator / denominator if denominator else None

    def _limits(
        self, value: float | None, numerator: int, denominator: int
    ) -> tuple[float | None, float | None]:
        if value is None or self.kind == "median":
            return None, None
        if self.kind == "mean":
            return intervals.mean(denominator, value, SPREAD)
        if self.kind != "percentage":
            lower, upper = intervals.poisson(numerator)
            scale = value / numerator if numerator else 1.0
        else:
            lower, upper = intervals.wilson(numerator, denominator)
            scale = 100.0
        return None if lower is None else lower * scale, None if upper is None else upper * scale

    def _rating(self, value: float | None) -> str | None:
        if value is None or self.target is None or self.polarity == "neutral":
            return None
        sign = 1 if self.polarity == "higher" else -1
        if sign * value >= sign * self.target:
            return "green"
        return "amber" if sign * value >= sign * self.amber else "red"


def _by_month(pair: Pair) -> list[Pair]:
    """A quarter's counts as those of its months, which add up to them."""
    if pair is None:
        return [None] * 3
    (k, n), parts = pair, list[Pair]()
    for left in (3, 2, 1):
        part = k // left, n // left
        parts.append(part)
        k, n = k - part[0], n - part[1]
    return parts


def _sum(pairs: Sequence[Pair]) -> Pair:
    known = [pair for pair in pairs if pair is not None]
    return (sum(k for k, _ in known), sum(n for _, n in known)) if known else None


def day(month: int, number: int) -> date:
    """A day of the period's year."""
    return date(PERIOD.end.year, month, number)


# Groups hold the cases of the indicator's last window, no more and no fewer.
TEAMS = {
    "team": {"CIN 1": (780, 880), "CIN 2": (690, 760), "CIN 3": (339, 640), "Duty": (590, 679)}
}
MANY = {
    "team": {f"Team {n}": (46 + 3 * n % 11, 63) for n in range(1, 24)} | {"Team 24": (29, 63)},
    "service": {"DAS": (420, 520), "CIN": (780, 992)},
}
LONG_TEAMS = {
    "team": {
        "Children with Disabilities and Complex Health Needs Team (North and West)": (61, 90),
        "Unaccompanied Asylum-Seeking Children and Leaving Care Service": (72, 80),
        "Multi-Agency Safeguarding Hub, Duty and Out-of-Hours Assessment": (83, 90),
    }
}
# What the groups of children are in need, on a plan and looked after: for equality.
ETHNIC = ("White", "Mixed", "Asian", "Black", "Other", "Not obtained or refused")


def _children(ethnic: Sequence[int], boys: int, girls: int) -> Groups:
    return {
        "ethnic_group": {group: (n, 0) for group, n in zip(ETHNIC, ethnic, strict=True)},
        "sex": {"F": (girls, 0), "M": (boys, 0)},
    }


STEADY = [(580, 720), (586, 722), (590, 735), (601, 741), (598, 738), (604, 740), (606, 741)]
USUAL = Case(
    "USUAL", "As usual: off target, one team apart", "Assessments completed within 45 working days",
    [(480, 700), (486, 722), *STEADY[2:], (590, 738), (599, 740)], short="Assessments on time",
    window="R12M", target=85, amber=75, england=83.4, groups=TEAMS,
)  # fmt: skip


def _at_a_day(code: str, state: str, name: str, numbers: Sequence[int], groups: Groups) -> Case:
    """A rate of children at the end of each month."""
    return Case(
        code, state, name, [(n, 0) for n in numbers], kind="rate", polarity="neutral",
        pattern="snapshot", window="month", question="KQ3", theme=WORK, groups=groups,
    )  # fmt: skip


WORK = "Who we work with"
CASES = (
    USUAL,
    Case("NONE", "No data", "Assessments seen by a manager", [], short="Seen by a manager"),
    Case("ABSENT", "Not in the source", "Visits recorded on the day",
         [None], reason="not available from this source: it has no visits"),
    Case("POINT", "One point", "Plans reviewed in the month", [(41, 52)], short="Plans reviewed",
         pattern="snapshot", window="month", target=90, amber=80),
    Case("FEW", "Small numbers", "Young carers with a plan", [(1, 2), (3, 3), (2, 4), (0, 1),
         (2, 3)], target=80, amber=60, groups={"team": {"CIN 1": (1, 1), "CIN 2": (1, 2)}}),
    Case("LATE", "Provisional", "Re-referrals within six months of closure",
         [(84, 400), (80, 396), (83, 402), (79, 404), (61, 398)], polarity="lower", target=20,
         amber=23, status=PROVISIONAL, question="KQ5", theme="Outcomes"),
    Case("HELD", "Held for data quality", "Conferences held within 15 working days",
         [(70, 100), (72, 104), (71, 98), (69, 101), (98, 99)], short="Conferences in time",
         target=80, amber=70, status=HELD,
         reason="9 of 108 rows of conferences were set aside (8.3%; more than 5%)"),
    Case("LONG", "Long names", "Children subject of a child protection plan, or looked after, "
         "whose return home interview was offered and completed within 72 hours of their being "
         "found, including those placed by other local authorities", [(210, 268), (214, 262),
         (206, 254), (219, 266), (216, 260)], target=90, amber=80, england=71.2,
         groups=LONG_TEAMS),
    Case("MANY", "Many groups", "Children seen alone by their social worker", [(1190, 1500),
         (1180, 1504), (1204, 1512), (1196, 1508), (1200, 1512)], short="Children seen alone",
         target=85, amber=75, groups=MANY, question="KQ1", theme="Children's lives"),
    Case("FREE", "A value without a target", "Referrals per 10,000 children", [(880, 0), (874, 0),
         (901, 0), (893, 0), (886, 0)], kind="rate", polarity="neutral", window="R12M",
         england=532.2, question="KQ3", theme=WORK),
    Case("AIM", "A target without a value", "Health assessments of unborn children",
         [(4, 5), (3, 3), (0, 0), (0, 0), (0, 0)], target=90, amber=80,
         reason=NOTHING_COUNTED),
    Case("GAP", "A gap in the line", "Children with an up-to-date plan", [(412, 480), (418, 484),
         (409, 477), None, None, (420, 486), (431, 488), (428, 490), (433, 491), (430, 489),
         (437, 492), (441, 494), (446, 495)], pattern="snapshot", window="month", target=88,
         amber=80),
    Case("ALWAYS", "Always", "Allegations referred within a day", [(12, 12), (9, 9),
         (14, 14), (11, 11), (10, 10)], target=100, amber=95, question="KQ1",
         theme="Children's lives"),
    Case("NEVER", "Never", "Children missing for more than a week", [(0, 0)] * 5,
         kind="count", polarity="lower", target=0, question="KQ1", theme="Children's lives"),
    Case("STEP", "A step in the line", "Contacts decided within one working day",
         [(610, 1000), (604, 1002), (615, 998), (609, 1001), (612, 1004), (808, 1003), (801, 1000),
          (812, 1002), (806, 999)], short="Contacts decided in time", target=75, amber=70,
         question="KQ6", theme="Demand"),
    Case("COUNT", "A count", "Complaints upheld", [(31, 0), (28, 0), (35, 0), (30, 0), (24, 0)],
         kind="count", polarity="lower", question="KQ5", theme="Outcomes"),
    Case("MEAN", "A mean", "Average days in care proceedings", [(24_000, 90), (24_800, 92),
         (23_900, 91), (24_100, 94), (22_700, 92)], kind="mean", polarity="lower", target=182,
         amber=210, england=238.0, question="KQ5", theme="Outcomes",
         groups={"team": {"CIN 1": (5_600, 24), "CIN 2": (8_100, 30), "CIN 3": (9_000, 38)}}),
    Case("MEDIAN", "A median", "Middle number of days from referral to assessment",
         [(31, 700), (30, 712), (33, 706), (29, 715), (30, 720)], kind="median", polarity="lower",
         question="KQ5", theme="Outcomes"),
    Case("REF01", "For equality: referred", "Children referred",
         [(880, 0), (874, 0), (901, 0), (893, 0), (886, 0)], kind="rate", polarity="neutral",
         question="KQ3", theme=WORK,
         groups=_children((420, 110, 190, 90, 50, 26), 450, 436)),
    _at_a_day("CIN01", "For equality: in need", "Children in need", [2600, 2620, 2636],
              _children((1380, 310, 520, 280, 90, 56), 1350, 1286)),
    _at_a_day("CPP01", "For equality: on a plan", "Children on a child protection plan",
              [500, 511, 518], _children((230, 70, 100, 96, 12, 10), 270, 248)),
    _at_a_day("LAC01", "For equality: looked after", "Looked-after children", [630, 638, 641],
              _children((330, 90, 80, 115, 16, 10), 350, 291)),
)  # fmt: skip


def _one_apart(n: int) -> Groups:
    return {"team": {"CIN 1": (300, 360), "CIN 2": (280, 340), "Duty": (120 + 5 * n, 300)}}


def alike(way: int) -> tuple[Case, ...]:
    """Four indicators of which all are clearly better and on target (`way` 1), or worse and far
    off it (-1)."""
    names = ("Assessments completed in time", "Children seen alone", "Plans agreed with parents",
             "Care leavers in touch")  # fmt: skip
    counts = [(700, 1000), (720, 1000), (760, 1000), (800, 1000), (860, 1000)][::way]
    return tuple(
        Case(
            f"ALIKE{n}",
            "",
            name,
            [(k + 5 * n, of) for k, of in counts],
            target=84 + n,
            amber=80 + n,
            groups=_one_apart(n) if way < 0 else {},
        )
        for n, name in enumerate(names)
    )
