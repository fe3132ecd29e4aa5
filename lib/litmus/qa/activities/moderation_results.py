"""Moderation, counted for the section on audits: how far moderators agree, and who differs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from litmus.base import numbers
from litmus.base.code_words import ROLES
from litmus.base.periods import Period
from litmus.figures.statistics.agreement import Agreement
from litmus.qa.activities.counting import words_for
from litmus.qa.model import Column, Tally
from litmus.qa.programme.audits import Audit
from litmus.qa.programme.moderating import Moderating
from litmus.qa.programme.moderation import Moderated, by, drift, moderation
from litmus.qa.programme.pairs import compare
from litmus.qa.programme.requirements import AuditProgramme
from litmus.qa.query import Query

QUARTERS = 8
FEW = "too few to say"


def moderation_tables(asked: Query, looked: Moderating, programme: AuditProgramme) -> list[Tally]:
    """Moderation of the last months by role; by quarter; the pairs; how auditors grade."""
    months = programme.moderation.months
    year = [each for each in looked.year if each.id in looked.ours]
    return [
        _by_role(year, months),
        _by_quarter(asked, looked),
        _pairs(looked),
        _habits(looked, months, programme.moderation.fewest),
    ]


def kappa_in_words(agreement: Agreement) -> str:
    """Kappa with its interval, such as "0.45 (0.06 to 0.84)"; marked where cases are few.

    So few that full agreement may be chance have no interval.
    """
    if agreement.kappa is None:
        return FEW
    lower, upper = _ends(agreement)
    kappa, *ends = (numbers.decimal(n or 0, 2) for n in (agreement.kappa, lower, upper))
    limits = "" if lower is None or upper is None else f" ({ends[0]} to {ends[1]})"
    return f"{kappa}{limits}{', few audits' if agreement.small else ''}"


def _ends(agreement: Agreement) -> tuple[float | None, float | None]:
    """The interval of kappa; of full agreement from the least that chance would not reach."""
    if agreement.lower is not None and agreement.upper is not None:
        return agreement.lower, agreement.upper
    if agreement.floor is not None and agreement.floor > 0:  # below, chance might do as much
        return agreement.floor, 1.0
    return None, None


def _by_role(year: list[Audit], months: int) -> Tally:
    groups = [(words_for(role or None, ROLES), found) for role, found in by(lambda a: a.role, year)]
    rows = [[name, *_cells(found)] for name, found in groups]  # also whose audits nobody moderated
    every = moderation(year)
    rows = [*rows, ["All", *_cells(every)]] if every.moderated else []
    return Tally(
        f"Moderation of audits completed in the last {months} months",
        [
            Column("Auditors", "text"),
            Column("Moderated", "share"),
            Column("Same grade", "share"),
            Column("Made better", "count"),
            Column("Made worse", "count"),
            Column("Weighted kappa", "agreement"),
        ],
        rows,
        "Weighted kappa (quadratic) is 1 where auditor and moderator always agree and 0 where they "
        "agree as often as by chance; in brackets its 95% interval. Audits are chosen for "
        "moderation by risk, so that agreement on all audits is likely to be higher.",
    )


def _cells(found: Moderated) -> list[object]:
    return [
        [found.moderated, found.audits],
        [found.agreed, found.moderated],
        found.raised,
        found.lowered,
        _agreement(found.agreement),
    ]


def _agreement(agreement: Agreement) -> list[object]:
    """Weighted kappa as a tally holds it."""
    return [agreement.kappa, *_ends(agreement), agreement.small]


def _by_quarter(asked: Query, looked: Moderating) -> Tally:
    """Audits of the last quarters: whether auditors drift away from the moderator."""
    ours = [each for each in looked.everything if each.id in looked.ours]
    quarter = Period.containing("quarter", asked.end)
    quarters = replace(asked, period=quarter).earlier(QUARTERS - 1)
    rows: list[list[object]] = []
    for name, found in drift(ours, [*quarters, quarter]):
        if found.moderated:
            steps = found.difference or 0.0
            same = [found.agreed, found.moderated]
            rows.append([name, found.moderated, same, [steps * found.moderated, found.moderated]])
    return Tally(
        "Moderation by quarter",
        [
            Column("Audits completed in", "text"),
            Column("Moderated", "count"),
            Column("Same grade", "share"),
            Column("Mean difference", "mean"),
        ],
        rows,
        "Mean difference in steps of the four grades: above 0 auditors graded better than the "
        "moderator.",
    )


def _pairs(looked: Moderating) -> Tally:
    found = compare(looked.pairs)
    states = found.states
    rows: list[list[object]] = []
    if found.reviews:
        rows = [
            ["Audits by reviewing officers and chairs", found.reviews],
            ["Of the same case as a team manager's audit", states.get("kept", 0)],
            ["The team manager's audit was not done", states.get("not_done", 0)],
            ["Of another case", states.get("another_case", 0)],
            ["Without a team manager's audit", states.get("none", 0)],
            ["Both graded alike", found.equal],
            ["The team manager graded better", found.manager_higher],
            ["The team manager graded worse", found.manager_lower],
        ]
    return Tally(
        "The same case audited by a team manager and by a reviewing officer or chair",
        [Column("Looked at", "text"), Column("Audits", "count")],
        rows,
        f"Weighted kappa of the pairs: {kappa_in_words(found.agreement)}. The grades are the "
        "auditors' own, before moderation.",
    )


def _habits(looked: Moderating, months: int, fewest: int) -> Tally:
    """How many auditors of each role grade high or low; nobody is named."""
    counted = {
        role: Counter(each.habit for each in looked.tendencies if each.role == role)
        for role in ROLES
    }
    rows = [
        [ROLES[role], habits["high"], habits["low"], habits["none shown"], habits["too few"]]
        for role, habits in counted.items()
        if habits
    ]
    return Tally(
        "How auditors' grades lie to the moderator's",
        [
            Column("Auditors", "text"),
            Column("Grade high", "count"),
            Column("Grade low", "count"),
            Column("No tendency shown", "count"),
            Column("Too few to say", "count"),
        ],
        rows,
        f"Of all services, over {months} months; said of nobody with fewer than {fewest} moderated "
        "audits, and only where chance hardly explains it.",
    )
