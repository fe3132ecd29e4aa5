"""The examples in docstrings are true."""

import doctest
import importlib
from pathlib import Path

import pytest

LIB = Path(__file__).parents[2] / "lib"
WITH_EXAMPLES = sorted(
    path.relative_to(LIB).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
    for path in LIB.rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_of_a_module_are_true(name):
    said: list[str] = []
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.REPORT_NDIFF)
    module = importlib.import_module(name)
    for test in doctest.DocTestFinder(exclude_empty=True).find(module):
        runner.run(test, out=said.append)
    assert not said, "\n" + "".join(said)
    written = Path(module.__file__).read_text(encoding="utf-8").count("\n" + 4 * " " + ">>> ")
    assert runner.tries >= max(written, 1)  # those of methods stand further in


def test_there_are_examples_where_they_say_it_fastest():
    for module in (
        "base.periods",
        "base.numbers",
        "report.wording",
        "figures.statistics.intervals",
    ):
        assert f"litmus.{module}" in WITH_EXAMPLES
