"""Reports on the council's own children's homes (framework 14; Children's Homes Regulations 2015).

An independent person visits each home every month (regulation 44); its manager reviews the quality
of care at least every six months (regulation 45); Ofsted inspects twice a year, once in full.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sample_council.chance import Bands, Chance, Weights
from sample_council.days import add_working, day, months_after, year_and_month
from sample_council.qa.clock import at_work
from sample_council.qa.duties import months
from sample_council.qa.findings import Writing
from sample_council.qa.phrases.seen_in_homes import OPENINGS, SEEN, UNSAFE
from sample_council.qa.remarks import Owner, Remarks
from sample_council.qa.voices import Deck, Line, area_of, with_opening, working_day_of, yes
from sample_council.volumes import EXTRACT


class Home(NamedTuple):
    """A home: its Ofsted number, how good it is (per thousand of what is seen there), when it is
    inspected, and what Ofsted judged. The days of interim inspections have no judgement of the
    four; a monitoring visit follows a poor one."""

    name: str
    urn: str
    good: int
    inspections: tuple[tuple[str, str, str | None], ...]


HOMES = (
    Home("Children's home A", "SC900101", 730, (
        ("2015-09-17", "OFSTED_FULL", "GOOD"), ("2016-02-23", "OFSTED_INTERIM", None),
        ("2016-10-12", "OFSTED_FULL", "OUTSTANDING"), ("2017-03-08", "OFSTED_INTERIM", None),
        ("2017-06-14", "OFSTED_FULL", "GOOD"),
    )),
    Home("Children's home B", "SC900102", 430, (
        ("2015-11-05", "OFSTED_FULL", "INADEQUATE"), ("2015-12-16", "OFSTED_MONITORING", None),
        ("2016-03-10", "OFSTED_FULL", "REQUIRES_IMPROVEMENT"),
        ("2016-11-22", "OFSTED_FULL", "REQUIRES_IMPROVEMENT"),
        ("2017-03-21", "OFSTED_INTERIM", None),
    )),
    Home("Children's home C", "SC900103", 600, (
        ("2015-08-26", "OFSTED_FULL", "REQUIRES_IMPROVEMENT"),
        ("2016-01-20", "OFSTED_INTERIM", None), ("2016-07-19", "OFSTED_FULL", "GOOD"),
        ("2017-02-01", "OFSTED_INTERIM", None), ("2017-05-23", "OFSTED_FULL", "GOOD"),
    )),
    Home("Short breaks home", "SC900104", 690, (
        ("2015-10-14", "OFSTED_FULL", "GOOD"), ("2016-03-03", "OFSTED_INTERIM", None),
        ("2016-09-07", "OFSTED_FULL", "GOOD"), ("2017-01-25", "OFSTED_INTERIM", None),
    )),
)  # fmt: skip
_NOT_VISITED = 60  # per thousand months of a home
_REVIEWED_IN, _REVIEW_LATE = (9, 3), 160  # months; per thousand reviews come a month later
_NOT_REVIEWED = 60
_REPORTED_AFTER = {
    "REG44": Bands((560, 2, 7), (330, 8, 14), (110, 15, 30)),  # working days
    "REG45": Bands((500, 5, 15), (500, 16, 28)),
    "OFSTED": Bands((1, 15, 25)),
}
_AUTHOR = {"REG44": "Independent person", "REG45": "Registered manager", "OFSTED": "Ofsted"}
_NOT_SAFE = {"REG44": 35, "REG45": 15, "OFSTED": 0}  # per thousand; more in a poor home
_NO_OPINION = 25  # per thousand Regulation 44 reports
_SEEN = {"REG44": (1, 2), "REG45": (2, 3), "OFSTED": (2, 4)}
_FOUND = {"REG44": 420, "REG45": 800, "OFSTED": 1000}  # per thousand things seen: a finding
_ACTS = 620  # per thousand concerns
_REQUIREMENTS = {
    "OUTSTANDING": (0, 0), "GOOD": (0, 1), "REQUIRES_IMPROVEMENT": (2, 5), "INADEQUATE": (6, 9),
}  # fmt: skip
_ASKED = Weights({0: 55, 1: 28, 2: 12, 3: 5})
_POOR_UNTIL, _POOR = day("2016-03-01"), 550  # homes below this were worse at first


class VisitReport(NamedTuple):
    """A report on a visit to a home; `judgement` is Ofsted's."""

    visited: int
    kind: str
    home: Home
    judgement: str | None = None

    @property
    def author(self) -> str:
        return self.kind.partition("_")[0]


def record(writing: Writing, seed: str) -> None:
    """Writes two years of reports by the day of the visit, and findings of them."""
    chance = Chance(f"{seed}/qa/homes")
    remarks = Remarks(writing, "qa_home_report", seed)
    decks = {
        good: Deck([one for one in SEEN if one.good == good], chance) for good in (True, False)
    }
    reports = [report for home in HOMES for report in _reports(home, chance)]
    for report in sorted(reports, key=lambda one: (one.visited, one.home.urn)):
        if report.visited <= EXTRACT:
            _write(writing, remarks, report, decks, chance)


def _reports(home: Home, chance: Chance) -> Iterator[VisitReport]:
    for month in months():
        if not chance.happens(_NOT_VISITED):
            yield VisitReport(working_day_of(month, chance), "REG44", home)
        late = chance.happens(_REVIEW_LATE)
        if year_and_month(month)[1] in _REVIEWED_IN and not chance.happens(_NOT_REVIEWED):
            when = months_after(month, 1) if late else month
            yield VisitReport(working_day_of(when, chance), "REG45", home)
    for inspected, kind, judgement in home.inspections:
        yield VisitReport(day(inspected), kind, home, judgement)


def _write(
    writing: Writing,
    remarks: Remarks,
    report: VisitReport,
    decks: dict[bool, Deck[Line]],
    chance: Chance,
) -> None:
    author, home = report.author, report.home
    reported = add_working(report.visited, chance.draw(_REPORTED_AFTER[author]))
    if reported > EXTRACT:
        return
    one, safe = writing.identifier("qa_home_report", "HOM"), _safe(report, chance)
    seen = [_see(report, decks, chance) for _ in range(chance.between(*_SEEN[author]))]
    if safe == "N":
        seen.append(chance.pick(UNSAFE))
    writing.add(
        "qa_home_report",
        *(one, home.name, home.urn, report.kind, report.visited, reported, _AUTHOR[author]),
        *(report.judgement, safe, " ".join(line.text for line in seen)),
        *(str(_requirements(report, chance)), str(chance.choose(_ASKED))),
        by=None,
        at=at_work(reported, chance),
        source="IMPORT",
    )
    for line in seen:
        if chance.happens(_FOUND[author]):
            remarks.write(
                *(one, reported, "RESIDENTIAL", area_of(line.theme), line.good),
                theme=line.theme,
                text=line.text,
                acts=_ACTS,
                owner=Owner("SM-RESIDENTIAL", "SM"),
            )


def _see(report: VisitReport, decks: dict[bool, Deck[Line]], chance: Chance) -> Line:
    """Something good or bad about the home, more often bad in one that was judged poor."""
    home = report.home
    good = home.good - 150 * (home.good < _POOR and report.visited < _POOR_UNTIL)
    return with_opening(decks[chance.happens(good)].deal(), OPENINGS, chance)


def _safe(report: VisitReport, chance: Chance) -> str | None:
    if report.kind == "REG44" and chance.happens(_NO_OPINION):
        return None
    poor = report.home.good < _POOR and report.visited < _POOR_UNTIL
    share = _NOT_SAFE[report.author] * (5 if poor else 1)
    return yes(not (report.judgement == "INADEQUATE" or chance.happens(share)))


def _requirements(report: VisitReport, chance: Chance) -> int:
    if report.judgement is not None:
        return chance.between(*_REQUIREMENTS[report.judgement])
    return 0 if report.author == "OFSTED" else chance.choose(_ASKED) // 2
