"""What is there already is known by all that a report is made from; nothing else makes it anew."""

from dataclasses import replace

import pytest

from litmus.base.brand import Brand, Tint
from litmus.run import inputs, plan
from litmus.run.batch import standing
from run.bench_of import PERIOD


def planned(bench, **more):
    return plan.make("quarterly", PERIOD, "sample", bench.outputs, {}, **more)


def is_current(bench, one=None) -> bool:
    one = one or planned(bench)
    return standing.is_current(one, inputs.of(one, str(bench.value)))


def test_a_report_is_current_as_a_run_leaves_it_and_not_before(bench) -> None:
    assert not is_current(bench)
    bench.run()
    assert is_current(bench)
    one = planned(bench)
    assert standing.is_fed(one, inputs.of(one, str(bench.value)))


def test_other_data_another_template_and_other_settings_make_it_anew(bench) -> None:
    bench.run()
    bench.value = 812
    one = planned(bench)
    assert not is_current(bench) and not standing.is_fed(one, inputs.of(one, "812"))
    bench.value = 789
    bench.template(lambda cells: cells[1].update(source="## Another heading"))
    one = planned(bench)
    assert not is_current(bench) and standing.is_fed(one, inputs.of(one, "789"))


@pytest.mark.parametrize(
    "changed",
    [
        {"into": ["html"]},
        {"draft": True},
    ],
)
def test_other_formats_and_a_draft_make_it_anew(bench, changed) -> None:
    bench.run()
    assert not is_current(bench, planned(bench, **changed))


def test_another_look_makes_it_anew(bench) -> None:
    bench.run()
    look = Brand(accent=Tint("#0b5d3b", "#7fd1a8"))
    assert not is_current(bench, replace(planned(bench), brand=look))


@pytest.mark.parametrize("name", ["quarterly.html", "figures.csv", "quarterly.ipynb"])
def test_a_file_that_is_gone_or_was_changed_makes_it_anew(bench, name) -> None:
    bench.run()
    path = bench.folder / name
    content = path.read_bytes()
    path.unlink()
    assert not is_current(bench)
    path.write_bytes(content + b" ")
    assert not is_current(bench)
    path.write_bytes(content)
    assert is_current(bench)


def test_words_and_notebooks_beside_are_looked_at_by_a_run(bench) -> None:
    bench.run()
    (bench.folder / "quarterly-Copy1.ipynb").write_bytes(bench.notebook.read_bytes())
    assert not is_current(bench)
    (bench.folder / "quarterly-Copy1.ipynb").unlink()
    bench.write("Words.")
    assert not is_current(bench)
    one = planned(bench)
    assert standing.is_fed(one, inputs.of(one, str(bench.value)))
