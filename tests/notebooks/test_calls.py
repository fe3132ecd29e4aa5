"""Every name in a notebook is one that the library and the report's settings know.

A template runs only when somebody makes its report; a misspelt activity or an indicator that it has
no figures of would stop that report on the day it is wanted.
"""

import ast
import inspect
from collections.abc import Iterator

import pytest

from litmus.base.breakdowns import BREAKDOWNS
from litmus.base.key_questions import KEY_QUESTIONS
from litmus.indicators import drilldowns
from litmus.qa.collation import collate, vocabulary
from litmus.qa.kinds import METHODS
from litmus.report.annual import Annual
from litmus.report.briefing import Briefing
from litmus.report.daily.daily import Daily
from litmus.report.early_help.early_help import EarlyHelp
from litmus.report.meeting.meeting import Meeting
from litmus.report.members import Members
from litmus.report.observatory import Observatory
from litmus.report.priorities.priorities import Priorities
from litmus.report.qa.assurance import Assurance
from litmus.report.report import Report
from litmus.report.summary import InShort
from litmus.report.weekly.weekly import Weekly
from litmus.report.young_people import YoungPeople
from litmus.run.assurance import NO_WORKER
from notebooks.shipped import REPORTS, settled, whole
from qa.audit_rows import PROJECT, SHIPPED
from qa.made import asked

KINDS = {method.kind for method in METHODS.values()}


@pytest.fixture(scope="module")
def activities() -> set[str]:
    """The key of every activity, as a run of no data at all gives them."""
    collation = collate(asked("2016Q1"), vocabulary(PROJECT), SHIPPED, {}, {})
    return {each.key for each in collation.activities}


def codes(report: str) -> set[str]:
    """The indicators that a report has figures of; another edition has those of its report."""
    wanted = settled(settled(report).same_as or report)
    within = wanted.indicators if wanted.drilldowns else ()
    return {*wanted.indicators, *wanted.beside, *(d for code in within for d in drilldowns(code))}


def calls(notebook: dict) -> Iterator[tuple[str, list, dict]]:
    """The name of each call, such as "report.qa.activity", and what it is given."""
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        for node in ast.walk(ast.parse("".join(cell["source"]))):
            if isinstance(node, ast.Call) and (name := ast.unparse(node.func)) != "open_report":
                given = {each.arg: ast.literal_eval(each.value) for each in node.keywords}
                yield name, [ast.literal_eval(each) for each in node.args], given


def faults(notebook: dict, report: str, activities: set[str]) -> list[str]:
    """What a report's template asks for that there is not, each in a sentence."""
    found = []
    for name, args, given in calls(notebook):
        *owner, method = name.split(".")
        owners = {
            ("report",): Report,
            ("report", "qa"): Assurance,
            ("report", "daily"): Daily,
            ("report", "meeting"): Meeting,
            ("report", "weekly"): Weekly,
            ("report", "members"): Members,
            ("report", "priorities"): Priorities,
            ("report", "early_help"): EarlyHelp,
            ("report", "in_short"): InShort,
            ("report", "briefing"): Briefing,
            ("report", "annual"): Annual,
            ("report", "observatory"): Observatory,
            ("report", "young_people"): YoungPeople,
        }
        kind = owners.get(tuple(owner))
        called = getattr(kind, method, None) if kind and not method.startswith("_") else None
        if not callable(called):
            found.append(f"{name}: there is no such call")
            continue
        try:
            bound = inspect.signature(called).bind(None, *args, **given).arguments
        except TypeError as error:
            found.append(f"{name}: {error}")
            continue
        known = {
            "key": activities,
            "code": codes(report),
            "question": {*KEY_QUESTIONS, ""},
            "by": set(BREAKDOWNS),
            "kind": KINDS,
        }
        asked_for = [(what, value) for what, value in bound.items() if what in known]
        asked_for += [("code", each) for each in bound.get("codes", ())]
        asked_for += [("kind", each) for each in bound.get("kinds", ())]
        found += [
            f"{name}: no {what} {each}" for what, each in asked_for if each not in known[what]
        ]
    return found


@pytest.mark.parametrize("report", REPORTS)
def test_every_call_is_one_that_there_is(report, activities):
    assert list(calls(whole(report)))
    assert faults(whole(report), report, activities) == []


@pytest.mark.parametrize("report", REPORTS)
def test_what_makes_reports_of_their_own_is_a_parameter_of_the_template(report):
    cells, variant = whole(report)["cells"], settled(report).variant
    parameters = next(c for c in cells if "parameters" in c["metadata"].get("tags", []))
    assert not variant or f"\n{variant} = " in "".join(parameters["source"])


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ('report.qa.activity("complaint")', "no key complaint"),
        ('report.side_by_side("Caption", "ASM02", "LAC99")', "no code LAC99"),
        ('report.qa.findings("KQ7")', "no question KQ7"),
        ('report.qa.listing(kinds=["gossip"])', "no kind gossip"),
        ('report.breakdown("ASM02", "colour")', "no by colour"),
        ("report.sumary()", "report.sumary: there is no such call"),
        ("report.qa.balance(3)", "too many positional arguments"),
    ],
)
def test_a_name_that_there_is_not_is_found(activities, code, fault):
    cell = {"cell_type": "code", "source": [code], "metadata": {}}
    found = faults({"cells": [cell]}, "quarterly", activities)
    assert [each for each in found if fault in each]


@pytest.mark.parametrize("report", ["quarterly", "annual", "lscb", "trust"])
def test_who_has_no_social_worker_is_counted_where_the_gravest_stand_first(report):
    """Whatever the report's own indicators: `params/gravest.yml`."""
    assert NO_WORKER in codes(report)
