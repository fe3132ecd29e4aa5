"""Draft or final: how a run asks for an edition, and that the working notebook knows of none."""

import pytest

from litmus.base import notebook_files
from litmus.base.errors import UsageError
from litmus.render import formats
from litmus.run import record
from run.bench_of import template

RENDERED = {"render": formats.render}


def require(bench, *slots):
    settings = bench.project / "params" / "quarterly.yml"
    settings.write_text(f"{settings.read_text()}required_commentary: [{', '.join(slots)}]\n")


def page(bench, **asked):
    return bench.run(stages=RENDERED, into=["html"], **asked).files["html"].read_text()


@pytest.mark.slow
def test_a_report_is_final_unless_a_draft_is_asked_for(bench):
    assert "Commentary: not written yet." not in page(bench)
    assert record.read(bench.folder)["draft"] is False
    draft = page(bench, draft=True)
    assert "Commentary: not written yet." in draft and "<title>Draft: " in draft
    assert record.read(bench.folder)["draft"] is True
    assert page(bench) == page(bench), "and the next one is final again"


def test_an_edition_leaves_the_working_notebook_as_it_is(bench):
    bench.run()
    before = bench.notebook.read_bytes()
    bench.run(draft=True)
    assert bench.notebook.read_bytes() == before
    assert bench.done == ["render"], "nothing is computed anew"


def test_what_is_required_and_unwritten_is_said_in_the_report_and_by_the_command(bench):
    require(bench, "kq1")
    result = bench.run(stages=RENDERED, into=["html"])
    said = "Commentary is still to be written under “What is life like?”"
    assert result.files["html"].read_text().count(said) == 1
    assert result.unwritten == ["kq1"]
    assert "still to be written in kq1 (under “What is life like?”)" in result.message
    bench.write("Life is better.")
    result = bench.run(stages=RENDERED, into=["html"])
    assert "still to be written" not in result.files["html"].read_text() + result.message
    assert result.unwritten == []


def test_a_draft_is_called_one_by_the_command(bench):
    assert bench.run(draft=True).message.startswith("Made a draft: Quarterly report")


def test_a_required_slot_that_the_notebook_lacks_is_refused_by_name(bench):
    require(bench, "kq2")
    with pytest.raises(UsageError, match=r"names 'kq2'.*Did you mean kq1\?.*It has kq1\."):
        bench.run()


def test_a_report_tells_its_notebook_nothing_of_editions(bench):
    bench.run(draft=True)
    about = notebook_files.note(bench.read())
    assert not {"draft", "required", "day"} & set(about)
    assert {cell["id"] for cell in template()["cells"]} <= {c["id"] for c in bench.read()["cells"]}
