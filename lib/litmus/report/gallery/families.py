"""Early help in the gallery: its measures in numbers made up, by cluster and lead agency."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from litmus.report.early_help.front import ASSESSED, BACK
from litmus.report.early_help.groups import (
    AFTER_CARE,
    DAYS,
    FAMILIES,
    LONG,
    MET,
    OPEN,
    STARTED,
    STEPPED_UP,
)
from litmus.report.feed import PROVISIONAL
from litmus.report.gallery.case import Case, Groups, Pair

BESIDE = FAMILIES  # stands in tables alone
CLUSTERS = ("North", "South", "City Centre and West")
LONG_CLUSTERS = (
    "Braunstone Park, Rowley Fields and Westcotes Children's Centre Neighbourhood",
    "Beaumont Leys, Stocking Farm and Abbey Integrated Locality Partnership",
    "Eyres Monsell, Saffron and South Wigston Early Help Hub",
)
AGENCIES = ("Early Help", "School", "Health visitor")


def _groups(*numbers: tuple[int, int]) -> Groups:
    """The same numbers for clusters and for lead agencies."""
    return {
        "cluster": dict(zip(CLUSTERS, numbers, strict=True)),
        "lead_agency": dict(zip(AGENCIES, numbers, strict=True)),
    }


def _events(code: str, name: str, counts: Sequence[Pair], groups: Groups, **more: str) -> Case:
    return Case(code, "", name, counts, groups=groups, theme="Early help", question="KQ1",
                polarity="neutral", **more)  # type: ignore[arg-type] # fmt: skip


def _at_a_day(code: str, name: str, counts: Sequence[Pair], groups: Groups, kind: str) -> Case:
    made = _events(code, name, counts, groups, kind=kind)
    return replace(made, pattern="snapshot", window="month")


MUCH = (
    _events(ASSESSED, "Early help assessments", [(210, 0), (220, 0), (215, 0), (230, 0), (262, 0)],
            _groups((150, 0), (70, 0), (42, 0)), kind="count"),
    _events(STARTED, "Early help started", [(240, 0), (250, 0), (255, 0), (246, 0), (312, 0)],
            _groups((180, 0), (90, 0), (42, 0)), kind="count"),
    _events(AFTER_CARE, "Stepped down from social care", [(30, 240), (28, 250), (33, 255),
            (31, 246), (40, 312)], _groups((20, 180), (12, 90), (8, 42))),
    _at_a_day(OPEN, "Early help open", [(n, 0) for n in range(480, 532, 4)],
              _groups((260, 0), (200, 0), (68, 0)), "rate"),
    _at_a_day(FAMILIES, "Families with early help", [(n, 0) for n in range(300, 326, 2)], {},
              "count"),
    _at_a_day(LONG, "Early help open six months or longer",
              [(90 + n, 480 + 4 * n) for n in range(13)],
              _groups((20, 260), (70, 200), (12, 68)), "percentage"),
    replace(
        _events(MET, "Early help ended with needs met", [(110, 200), (112, 204), (120, 206),
                (118, 201), (150, 210)], _groups((90, 110), (40, 70), (20, 30))),
        polarity="higher",
    ),
    _events(DAYS, "Days of early help", [(36_000, 200), (36_500, 204), (37_000, 206),
            (36_100, 201), (33_600, 210)], _groups((16_500, 110), (12_300, 70), (4_800, 30)),
            kind="mean"),
    _events(STEPPED_UP, "Stepped up to social care", [(30, 200), (31, 204), (29, 206), (30, 201),
            (32, 210)], _groups((10, 110), (20, 70), (2, 30))),
    replace(
        _events(BACK, "Referred within six months", [(20, 190), (21, 195), (19, 200), (20, 204),
                (12, 206)], {}),
        polarity="lower", status=PROVISIONAL,
    ),
)  # fmt: skip


def _renamed(groups: Groups) -> Groups:
    """The groups by clusters with long names."""
    named = dict(zip(CLUSTERS, LONG_CLUSTERS, strict=True))
    return {
        by: {named.get(group, group): pair for group, pair in found.items()}
        for by, found in groups.items()
    }


# The measures of a report on early help, by the name of its state.
STATES: Mapping[str, Sequence[Case]] = {
    "families": MUCH,
    "long_clusters": [replace(case, groups=_renamed(case.groups)) for case in MUCH],
    "few_families": [
        replace(case, counts=[(1, 2)] * len(case.counts), groups={}, status="final")
        for case in MUCH
    ],
    "no_families": [replace(case, counts=[], groups={}) for case in MUCH],
}
