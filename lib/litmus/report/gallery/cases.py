"""The indicators of the gallery: a row a state, with the numbers that bring it about."""

from collections.abc import Sequence
from datetime import date

from litmus.report.feed import HELD, PROVISIONAL
from litmus.report.gallery.case import NOTHING_COUNTED, PERIOD, Case, Groups


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
         reason="more than 5% of the rows of conferences had to be set aside"),
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
