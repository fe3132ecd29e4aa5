"""What the gallery shows: each call that a notebook may make, of reports in each state."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from litmus.qa.activities import titles
from litmus.report.gallery import courses, day_lists, families, reports
from litmus.report.gallery.cases import CASES
from litmus.report.report import Report

DAYS = {
    "busy": ("Much of everything", day_lists.busy),
    "one": ("One of each", day_lists.one),
    "long_names": ("Long names", day_lists.long_names),
    "quiet": ("Nothing to do", day_lists.quiet),
    "first_day": ("No day before", day_lists.first_day),
    "no_data": ("No data of the day", day_lists.no_data),
    "own_team": ("A team's own report", day_lists.own_team),
}
COURSES = {
    "priorities": "Something of everything",
    "on_course": "All on course",
    "behind": "All behind",
    "no_figures": "No figures",
    "no_priority": "No priority in the settings",
}
FAMILIES = {
    "families": "Something of everything",
    "long_clusters": "Long names",
    "few_families": "Small numbers, and no cluster in the source",
    "no_families": "Nothing known",
}
# By the name that a call has in front of it, as in "bad.summary()".
REPORTS: Mapping[str, Callable[[], Report]] = {
    "report": reports.every,
    "good": reports.good,
    "bad": reports.bad,
    "nothing": reports.nothing,
    **{name: partial(reports.of_day, made()) for name, (_, made) in DAYS.items()},
    **{name: partial(reports.of_priorities, name) for name in COURSES},
    **{name: partial(reports.of_families, name) for name in FAMILIES},
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


def _each_day(*calls: tuple[str, ...]) -> tuple[View, ...]:
    """These calls of a day in each state."""
    return tuple(
        View("" if place else state, name, f"daily.{method}", tuple(given))
        for name, (state, _) in DAYS.items()
        for place, (method, *given) in enumerate(calls)
    )


def _in(states: Mapping[str, str], *methods: str) -> tuple[View, ...]:
    """These calls in each of these states."""
    return tuple(
        View("" if place else state, name, method)
        for name, state in states.items()
        for place, method in enumerate(methods)
    )


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
    Part("Where teams differ", _in_all("teams")),
    Part("The edition for members", (*_in_all("members.summary"),
                                     *_in_all("members.question", "KQ2"),
                                     *_once(("members.reading",)))),
    Part("The summary of a quarter", (*_in_all("in_short.learnt"), *_in_all("in_short.good"),
                                      *_in_all("in_short.changes"),
                                      *_in_all("in_short.services"))),
    Part("A page for a team's meeting", (*_in_all("briefing.questions"),
                                         *_in_all("briefing.figures"),
                                         *_in_all("briefing.findings"))),
    Part("The parts of the annual report", tuple(
        view for part in ("quarters", "travel", "said", "actions", "programme", "framework",
                          "early_help")
        for view in _in_all(f"annual.{part}")
    )),
    Part("Beside other councils", (*_in_all("observatory.in_short"),
                                   *_in_all("observatory.overview"),
                                   *_in_all("observatory.councils"))),
    Part("The edition for young people", (
        *_in_all("young_people.summary"),
        View("Numbers in pictures", "report", "young_people.about",
             ("USUAL", "ALWAYS", "FEW", "LATE", "HELD", "AIM", "ABSENT")),
        View(STATES["good"], "good", "young_people.about", ("ALIKE0",)),
        View(STATES["bad"], "bad", "young_people.about", ("ALIKE0",)),
        *_in_all("young_people.told"), *_in_all("young_people.advisers"),
        *_in_all("young_people.next_steps"),
        *_once(("young_people.have_your_say",), ("young_people.counting",)),
    )),
    Part("Quality assurance as one matrix", _in_all("qa.matrix")),
    Part("An activity in short", tuple(
        View(titles()[key], "report", "qa.section", (key,))
        for key in ("audits", "feedback", "homes", "surveys", "panels")
    )),
    Part("An activity in full", tuple(
        View(titles()[key], "report", "qa.activity", (key,)) for key in ("audits", "surveys")
    )),
    Part("The parts of another framework", _once(("qa.parts",))),
    Part("Findings", (*_in_all("qa.findings", "KQ2"), *_once(("qa.balance",)))),
    Part("Themes", (*_in_all("qa.themes"), *_once(("qa.review_queue",)))),
    Part("Figure and practice", (*_in_all("qa.crossings", "KQ2"),
                                 *_once(("qa.evidence", "USUAL"), ("qa.evidence", "POINT")))),
    Part("Actions", (*_in_all("qa.progress"),
                     *_once(("qa.actions",)), View("No action", "nothing", "qa.actions"))),
    Part("Recommendations", (*_in_all("qa.recommendations"), *_once(("qa.rests_on",)))),
    Part("Findings one by one", _once(("qa.listing", "KQ1"), ("qa.of_theme",))),
    Part("The first page on quality assurance", _once(
        ("qa.audits_in_short",), ("qa.alerts_in_short",), ("qa.theme_in_short",)
    )),
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
# The parts of a report of what there is to do on a day.
DAY_PARTS = (
    Part("The day on a page", _each_day(("statement",), ("summary",))),
    Part("Where each part stands", _each_day(("parts",))),
    Part("Key activity and standards", (View("", "busy", "daily.activity"),
                                        View("", "busy", "daily.standards"))),
    Part("Caseloads and allocation", _each_day(("allocation",))),
    Part("A list of what is due", _each_day(("worklist", day_lists.ASSESSMENTS))),
    Part("Other lists of a day", tuple(
        View(state, "busy", "daily.worklist", (code,)) for state, code in (
            ("Held for data quality", day_lists.VISITS),
            ("Late for something earlier", day_lists.REVIEWS),
            ("Without a day that it is due", day_lists.ALONE),
            ("Of workers", day_lists.OVER),
            ("Without a standard", day_lists.EARLY_HELP),
            ("Not in the source", day_lists.ON_PLANS),
        )
    )),
    Part("Concerns and alerts", _each_day(("concerns",))),
    Part("What changed since the day before", _each_day(("changes",))),
    Part("How to read the lists", (View("", "busy", "daily.rules"),)),
)  # fmt: skip
# The parts of a report on priorities.
COURSE_PARTS = (
    Part("Priorities on a page", _in(COURSES, "priorities.statement", "priorities.summary")),
    Part("A priority on its page", tuple(
        View(case.state, "priorities", "priorities.page", (case.code,))
        for case in CASES if case.code in courses.EVERY
    )),
    Part("How to read the pages of priorities", (View("", "priorities", "priorities.rules"),)),
)  # fmt: skip
# The parts of a report on early help.
FAMILY_PARTS = (
    Part("Early help on a page", _in(FAMILIES, "early_help.statement", "early_help.summary")),
    Part("Clusters side by side", _in(FAMILIES, "early_help.clusters")),
    Part("Lead agencies side by side", _in(FAMILIES, "early_help.agencies")),
    Part("A measure of early help", tuple(
        View(case.name, "families", "early_help.measure", (case.code,))
        for case in families.MUCH if case.code != families.BESIDE
    )),
    Part("A measure in other states", tuple(
        View(state, name, "early_help.measure", (families.MUCH[1].code,))
        for name, state in FAMILIES.items() if name != "families"
    )),
    Part("What is not known of early help", (View("", "families", "early_help.workload"),
                                             View("", "families", "early_help.rules"))),
)  # fmt: skip
