"""The gallery shows every part that a notebook may call, and nothing of it is empty."""

import ast
import inspect
import re
from collections.abc import Iterator

import pytest

from litmus.base import notebook_files
from litmus.base.brand import NO_BRAND
from litmus.render import formats
from litmus.report.annual import Annual
from litmus.report.briefing import Briefing
from litmus.report.bundle import LITMUS, SVG
from litmus.report.daily.daily import Daily
from litmus.report.early_help.early_help import EarlyHelp
from litmus.report.gallery import notebook, took
from litmus.report.gallery.cases import CASES
from litmus.report.members import Members
from litmus.report.observatory import Observatory
from litmus.report.priorities.priorities import Priorities
from litmus.report.qa.assurance import Assurance
from litmus.report.report import Report
from litmus.report.summary import InShort
from litmus.report.young_people import YoungPeople

# What stands for nothing in code; as a word, "none" may begin a sentence.
NOT_WORDS = r"\bnan\b|\bNone\b(?! of| had| is| raised)"
# They show nothing of their own.
NOT_SHOWN = {"draw_ahead", "shown", "qa.shown"}


@pytest.fixture(scope="module")
def made(gallery_notebooks):
    return gallery_notebooks


def called(kind: type, before: str = "") -> Iterator[str]:
    for name, _ in inspect.getmembers(kind, inspect.isfunction):
        if not name.startswith("_"):
            yield f"{before}{name}"


def bundles(made) -> Iterator[dict]:
    for each in made.values():
        for cell in each["cells"]:
            for output in cell.get("outputs", []):
                if "data" in output:
                    yield output["data"]


def texts(form) -> Iterator[str]:
    if isinstance(form, str):
        yield form
    for part in form.values() if isinstance(form, dict) else form if isinstance(form, list) else ():
        yield from texts(part)


def test_every_call_of_a_notebook_is_shown():
    of_parts = {*called(Assurance, "qa."), *called(Members, "members."), *called(Daily, "daily.")}
    of_parts |= {
        *called(InShort, "in_short."),
        *called(Briefing, "briefing."),
        *called(Annual, "annual."),
        *called(Observatory, "observatory."),
        *called(YoungPeople, "young_people."),
        *called(Priorities, "priorities."),
        *called(EarlyHelp, "early_help."),
    }
    may_be_called = {*called(Report), *of_parts} - NOT_SHOWN
    assert may_be_called == notebook.calls()


def test_every_call_stands_in_its_cell_as_a_notebook_has_it(made):
    sources = [cell["source"] for each in made.values() for cell in each["cells"]
               if cell["cell_type"] == "code"]  # fmt: skip
    for source in sources:
        ast.parse(source)
    assert "report.indicator('USUAL')" in sources
    assert "nothing.qa.matrix()" in sources


def test_every_kind_of_part_is_shown(made):
    kinds = {form["kind"] for data in bundles(made) if (form := data.get(LITMUS))}
    assert kinds == {
        "title", "text", "list", "table", "chart", "notice", "statement", "blocks", "tiles",
        "quotation", "folded",
    }  # fmt: skip


def test_nothing_is_missing_in_words_or_pictures(made):
    for data in bundles(made):
        for text in texts(data.get(LITMUS, {})):
            assert not re.search(rf"{NOT_WORDS}|\binf\b|\{{\w*\}}", text), text
        if drawn := data.get(SVG):
            assert "<circle" in drawn or "<path" in drawn
            assert not re.search(r"\bnan\b|\bNone\b", drawn)
            assert data[LITMUS]["alt"] and data[LITMUS]["rows"]


def test_every_state_is_its_own(made):
    words = {case.state for case in CASES}
    headings = {cell["source"] for cell in made["gallery"]["cells"]}
    assert len(words) == len(CASES)
    assert {f"### {state}" for state in words} <= headings


def test_a_distribution_of_days_is_shown_whose_cases_are_those_of_its_figure(made):
    titles = [data[LITMUS]["title"] for data in bundles(made) if SVG in data]
    shown = [title for title in titles if re.search(r"took more than|after more than", title)]
    assert len(set(shown)) == len(took.TOOK)
    for case in CASES:
        for days, back in zip(took.of(case.code, True, case.window), (1, 5), strict=False):
            out_of = days.in_time + days.late + days.unknown
            assert (days.in_time, out_of) == case.counts[-back]


def test_a_sentence_says_nothing_twice(made):
    for data in bundles(made):
        form = data.get(LITMUS, {})
        if form.get("kind") == "statement" and form.get("large"):
            said = [part.strip(" .").lower() for part in re.split(r", but | and |, ", form["text"])]
            assert len(said) == len(set(said)), form["text"]


@pytest.mark.slow
def test_it_is_rendered_as_reports_are_and_the_same_each_time(made):
    anew = notebook.notebooks()
    for name, each in made.items():
        notebook_files.parse(notebook_files.serialise(each))
        page, pdf = formats.render(each, "Gallery", ("html", "pdf"), NO_BRAND).values()
        assert pdf.startswith(b"%PDF")
        shown = re.sub(rb"<(style|svg).*?</\1>|<a download.*?>", b"", page, flags=re.DOTALL)
        assert not re.search(NOT_WORDS.encode(), shown), name
        again = formats.render(anew[name], "Gallery", ("html",), NO_BRAND)
        assert again["html"] == page
