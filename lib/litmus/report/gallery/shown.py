"""What the gallery shows: each call that a notebook may make, of reports in each state."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from litmus.qa.activities import titles
from litmus.report.gallery import reports
from litmus.report.gallery.cases import CASES
from litmus.report.report import Report

# By the name that a call has in front of it, as in "bad.summary()".
REPORTS: Mapping[str, Callable[[], Report]] = {
    "report": reports.every,
    "good": reports.good,
    "bad": reports.bad,
    "nothing": reports.nothing,
}


class View(NamedTuple):
    """A call of a report, under the heading that says which state it shows."""

    state: str
    report: str
    method: str
    arguments: tuple[str, ...] = ()


class Part(NamedTuple):
    """A part of a page, in its states."""

    heading: str
    views: tuple[View, ...]


STATES = {
    "report": "Something of everything",
    "good": "Only good news",
    "bad": "Only bad news",
    "nothing": "Nothing known",
}


def _in_all(method: str, *arguments: str) -> tuple[View, ...]:
    return tuple(View(state, name, method, arguments) for name, state in STATES.items())


def _once(*calls: tuple[str, ...]) -> tuple[View, ...]:
    return tuple(View("", "report", method, given) for method, *given in calls)  # type: ignore[arg-type]


def _by(state: str, code: str, *breakdowns: str) -> tuple[View, ...]:
    return tuple(View(state, "report", "breakdown", (code, by)) for by in breakdowns)


def _of_cases(method: str) -> tuple[View, ...]:
    return tuple(View(case.state, "report", method, (case.code,)) for case in CASES)


# The parts of a report such as the quarterly.
PARTS = (
    Part("The first page", _once(("statement",), ("summary",))),
    Part("The first page in other states", tuple(
        view for name in ("good", "bad", "nothing")
        for view in (View(STATES[name], name, "statement"), View("", name, "summary"))
    )),
    Part("A key question on a page", (
        View("As usual", "report", "question", ("KQ2",)),
        View("With what a child said", "report", "question", ("KQ1",)),
        *_in_all("question", "KQ2")[1:],
    )),
    Part("Indicators of a question", (*_in_all("overview", "KQ2"),
                                      View("", "report", "overview", ("KQ4",)))),
    Part("Indicator block", _of_cases("indicator")),
    Part("Groups in a table", (
        *_by("As usual", "USUAL", "team"), *_by("Small numbers", "FEW", "team"),
        *_by("Long names", "LONG", "team"), *_by("Many groups", "MANY", "team", "service"),
        *_by("A rate", "CIN01", "ethnic_group"), *_by("No groups", "POINT", "team"),
    )),
    Part("Indicators side by side", (
        View("", "report", "side_by_side", ("Some indicators", "USUAL", "FEW", "AIM", "FREE")),
    )),
    Part("Equality", _in_all("equality")),
    Part("Off target", _in_all("off_target")),
    Part("Quality assurance as one matrix", _in_all("qa.matrix")),
    Part("An activity in short", tuple(
        View(titles()[key], "report", "qa.section", (key,))
        for key in ("audits", "feedback", "homes", "surveys", "panels")
    )),
    Part("An activity in full", tuple(
        View(titles()[key], "report", "qa.activity", (key,)) for key in ("audits", "surveys")
    )),
    Part("Findings", (*_in_all("qa.findings", "KQ2"), *_once(("qa.balance",)))),
    Part("Themes", (*_in_all("qa.themes"), *_once(("qa.review_queue",)))),
    Part("Figure and practice", (*_in_all("qa.crossings", "KQ2"),
                                 *_once(("qa.evidence", "USUAL"), ("qa.evidence", "POINT")))),
    Part("Actions", (*_in_all("qa.progress"),
                     *_once(("qa.actions",)), View("No action", "nothing", "qa.actions"))),
    Part("Recommendations", (*_in_all("qa.recommendations"), *_once(("qa.rests_on",)))),
    Part("Findings one by one", _once(("qa.listing", "KQ1"), ("qa.of_theme",))),
    Part("A deep dive", _once(("qa.population",), ("qa.sample",), ("qa.judgements",),
                              ("qa.comparison",))),
    Part("Indicators without a figure", _in_all("unavailable")),
    Part("Data quality", (*_in_all("quality"), *_in_all("data_quality"))),
    Part("Method", _once(("rules",), ("method",))),
)  # fmt: skip
# The parts of a report that has a page an indicator.
PAGES = (
    Part("Front of the book", _in_all("book_summary")),
    Part("How to read a page", _once(("reading",))),
    Part("Pages of indicators", _of_cases("page")),
    Part("Index", _in_all("index")),
)
