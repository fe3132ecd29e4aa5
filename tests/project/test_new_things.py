"""What a new thing needs: nothing was added without it.

An indicator: declaration, worked example, independent count (`tests/indicators/test_reference.py`
holds that one). An activity: contract, form, its function, a test. A report: settings, template.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from litmus.indicators import EVERY
from litmus.intake import contracts
from litmus.intake.forms import definitions
from litmus.qa import activities
from litmus.qa.kinds import METHODS
from litmus.run.settings import read_report, report_names

PROJECT = Path(__file__).resolve().parents[2]
# Activities that nobody fills a form about, and why.
WITHOUT_FORM = {
    "qa_theme": "the list of themes is the QA Manager's own",
}


def trees(folder: str, pattern: str) -> Iterator[ast.AST]:
    """Everything that stands in some modules of tests."""
    for path in sorted((PROJECT / folder).glob(pattern)):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def test_every_indicator_has_a_worked_example():
    """A test asks for its figure: the code is what something is called with."""
    words = {
        each.value
        for call in trees("tests/indicators", "test_worked*.py")
        if isinstance(call, ast.Call)
        for each in call.args
        if isinstance(each, ast.Constant)
    }
    assert set(EVERY) <= words


def test_every_activity_has_a_contract_and_a_form():
    known = contracts.load(PROJECT / "data_contracts")
    forms = definitions.load(PROJECT).values()
    filled = {table for form in forms for table in (form.table, *(t.table for t in form.tables))}
    assert set(METHODS) <= set(known)
    assert set(METHODS) - filled == set(WITHOUT_FORM)


@pytest.mark.parametrize("activity", activities.EVERY, ids=lambda each: each.key)
def test_every_activity_has_a_test(activity):
    """A test counts it by name: `practice.tracking(asked(...))`."""
    names = {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in vars(activities).values()
        if isinstance(module, ModuleType)
        for name, value in vars(module).items()
        if value is activity.count or getattr(value, "key", "") == activity.key
    }
    called = {
        ast.unparse(each.func)
        for each in trees("tests/qa", "test_*.py")
        if isinstance(each, ast.Call)
    }
    assert names & called


def test_every_report_is_settings_and_a_template():
    wanted = {read_report(PROJECT, name).notebook for name in report_names(PROJECT)}
    templates = {f"notebooks/{path.name}" for path in (PROJECT / "notebooks").glob("*.ipynb")}
    assert templates == wanted
