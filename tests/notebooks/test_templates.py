"""Notebook templates stay thin: what an author may put into one, and what fails.

A template is text with one call a cell. Logic belongs in the library, where it is tested; outputs
belong to a run; cell ids are names that stay, because people's words are tied to them. All of it
holds for a template as it lies in notebooks/ and for one whose groups of cells are repeated.
"""

import ast
import copy
import re
from itertools import pairwise
from pathlib import Path

import pytest

import litmus
from litmus.base.key_questions import KEY_QUESTIONS
from litmus.base.notebook_files import note, source
from litmus.indicators import catalogue
from litmus.qa.activities import titles
from litmus.run.commentary.sections import beside
from litmus.run.contents import contents
from notebooks.shipped import REPORTS, ROOT, settled, template, whole

EVERY_REPORT = pytest.mark.parametrize("report", REPORTS)
AS_IT_LIES_AND_WHOLE = pytest.mark.parametrize(
    "notebook",
    [made(report) for made in (template, whole) for report in REPORTS],
    ids=[f"{report} {made.__name__}" for made in (template, whole) for report in REPORTS],
)
LIVE = [
    made(each) for made in (template, whole) for each in REPORTS if each.startswith("dashboard")
]
# A word, perhaps with a number: "kq1", "asm02", "s4702-1", "commentary", "data-quality". An id
# that a program draws ("1f0c2e9a", "deadbeef", a UUID) has no such parts or is eight hexadecimal
# digits.
NAME = re.compile(r"(?![0-9a-f]{8}$)[a-z]+[0-9]{0,4}(-([a-z]+[0-9]{0,4}|[0-9]))*")
LOGIC = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.For, ast.AsyncFor,
    ast.While, ast.comprehension, ast.If, ast.IfExp, ast.Try, ast.With, ast.Match,
)  # fmt: skip


def faults(notebook: dict) -> list[str]:
    """What is wrong with a template, each in a sentence that names the cell."""
    found = []
    cells = notebook["cells"]
    ids = [cell.get("id", "") for cell in cells]
    for number, cell in enumerate(cells, 1):
        where = f"cell {number} ({cell.get('id')})"
        if not NAME.fullmatch(cell.get("id", "")):
            found.append(f"{where}: the id is not a name")
        if ids.count(cell.get("id", "")) > 1:
            found.append(f"{where}: the id is there twice")
        if cell["cell_type"] == "code":
            found += [f"{where}: {fault}" for fault in code_faults(cell)]
    return found


def code_faults(cell: dict) -> list[str]:
    """What is wrong with one code cell."""
    found = []
    if cell["outputs"] or cell["execution_count"] is not None:
        found.append("it holds stored output")
    try:
        tree = ast.parse("".join(cell["source"]))
    except SyntaxError:
        return [*found, "it is not plain Python"]
    nodes = list(ast.walk(tree))
    found += [f"it holds logic ({type(n).__name__})" for n in nodes if isinstance(n, LOGIC)]
    if sum(isinstance(node, ast.Call) for node in nodes) > 1:
        found.append("it holds more than one call")
    for node in nodes:
        if isinstance(node, ast.Import):
            found.append("it imports a module")
        if isinstance(node, ast.ImportFrom):
            private = {name.name for name in node.names} - set(litmus.__all__)
            if node.module != "litmus" or private:
                found.append("it imports something that is no public name of litmus")
    return found


def tagged(notebook: dict, tag: str) -> list[dict]:
    return [cell for cell in notebook["cells"] if tag in cell["metadata"].get("tags", [])]


def test_every_template_is_of_a_report():
    lying = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert lying == {Path(settled(report).notebook).stem for report in REPORTS}


@AS_IT_LIES_AND_WHOLE
def test_a_template_is_thin(notebook):
    assert faults(notebook) == []


@EVERY_REPORT
def test_a_template_has_one_parameters_cell_of_plain_values(report):
    (cell,) = tagged(template(report), "parameters")
    names = [(n.targets[0].id, ast.literal_eval(n.value)) for n in ast.parse(source(cell)).body]
    assert {"period", "folder"} <= dict(names).keys()


@AS_IT_LIES_AND_WHOLE
def test_every_commentary_slot_is_a_placeholder_with_its_name(notebook):
    slots = tagged(notebook, "commentary")
    # Nobody writes in what is remade every few minutes.
    assert slots or notebook["cells"][1:] in [each["cells"][1:] for each in LIVE]
    for cell in slots:
        assert cell["cell_type"] == "markdown"
        assert source(cell) == f"*{note(cell).get('heading', 'Commentary')}: write here.*"
        assert cell["id"] == f"commentary-{note(cell)['slot']}"


@EVERY_REPORT
def test_what_a_cell_stands_beside_is_not_typed_into_it(report):
    noted = {key for cell in whole(report)["cells"] for key in note(cell)}
    assert noted <= {"slot", "heading", "about"}


@EVERY_REPORT
def test_a_group_is_written_for_something_that_a_report_of_the_template_shows(report):
    """So that the template runs as it is, beside the figures of such a report."""
    sharing = [each for each in REPORTS if settled(each).notebook == settled(report).notebook]
    shown = [contents(settled(each)) for each in sharing]
    for cell in template(report)["cells"]:
        if (group := note(cell)) and (each := group.get("each")):
            assert any(group["as"] in _written_for(one, each, group.get("of", "")) for one in shown)


def _written_for(shown, each, of):
    if each == "theme":
        return [item.name for item in shown.themes]
    return [item.code for item in shown.items(each, of)]


@EVERY_REPORT
def test_no_name_of_an_indicator_or_activity_is_written_down_in_a_template(report):
    names = {*(each.heading for each in catalogue().values()), *titles().values()}
    cells = [source(cell) for cell in template(report)["cells"]]
    assert not [(name, cell) for name in names for cell in cells if f"### {name}" in cell]


def test_a_template_runs_in_jupyter_as_it_lies(made, monkeypatch):
    """Each cell as it stands, beside the figures of a report."""
    monkeypatch.chdir(made)
    names = {}
    for cell in template("quarterly")["cells"]:
        if cell["cell_type"] == "code":
            exec(source(cell), names)
    assert names["report"].context.period.notation == "2016Q1"


QUARTERLY = whole("quarterly")


def set_code(text):
    def spoil(notebook):
        notebook["cells"][2]["source"] = text

    return spoil


def set_id(value, cell=3):
    def spoil(notebook):
        notebook["cells"][cell]["id"] = value

    return spoil


def set_cell(**values):
    def spoil(notebook):
        notebook["cells"][2].update(values)

    return spoil


OUTPUT = {"output_type": "stream", "name": "stdout", "text": "x"}


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (set_code("def f():\n    return 1"), "logic (FunctionDef)"),
        (set_code("f = lambda: 1"), "logic (Lambda)"),
        (set_code("class A: pass"), "logic (ClassDef)"),
        (set_code("for i in [1]:\n    i"), "logic (For)"),
        (set_code("while True:\n    break"), "logic (While)"),
        (set_code("[i for i in (1, 2)]"), "logic (comprehension)"),
        (set_code("if report:\n    1"), "logic (If)"),
        (set_code("report.title(); report.summary()"), "more than one call"),
        (set_code("print(report.title())"), "more than one call"),
        (set_code("import pandas"), "imports a module"),
        (set_code("from litmus.report import tables"), "no public name"),
        (set_code("from litmus import figures"), "no public name"),
        (set_code("%matplotlib inline"), "not plain Python"),
        (set_code("!ls"), "not plain Python"),
        (set_cell(outputs=[OUTPUT]), "stored output"),
        (set_cell(execution_count=3), "stored output"),
        (set_id("summary", 4), "the id is there twice"),
        (set_id("1f0c2e9a"), "the id is not a name"),
        (set_id("deadbeef"), "the id is not a name"),
        (set_id("6f1f3b86-6d3c-4c55-9f3f-0e8b6f3c1a2d"), "the id is not a name"),
        (set_id("kX3fQ_9zLr2d"), "the id is not a name"),
        (set_id(""), "the id is not a name"),
    ],
)
def test_a_template_that_is_not_thin_fails(spoil, fault):
    notebook = copy.deepcopy(QUARTERLY)
    spoil(notebook)
    assert any(fault in said for said in faults(notebook)), faults(notebook)


def headings(level: int) -> list[str]:
    start = "#" * level + " "
    cells = [source(cell) for cell in QUARTERLY["cells"] if cell["cell_type"] == "markdown"]
    return [text.removeprefix(start) for text in cells if text.startswith(start)]


def test_the_sections_are_the_summary_the_six_questions_the_data_and_the_method():
    assert headings(2) == [
        "Summary",
        *KEY_QUESTIONS.values(),
        "Quality assurance activities",
        "Data quality",
        "How the figures were made",
    ]
    assert headings(1) == []  # the title is the one heading of the first level


def test_the_key_questions_are_those_of_the_framework_word_for_word():
    framework = ROOT.parent / "shared" / "framework.txt"
    if not framework.exists():
        pytest.skip("the framework's text is not beside the repository")
    text = framework.read_text(encoding="utf-8")
    listed = re.findall(r"^- (.*\?)$", text[text.index("3.4.3.") :], re.MULTILINE)[:6]
    assert listed == list(KEY_QUESTIONS.values())


def declared():
    """The indicators of the quarterly report as the catalogue declares them."""
    known = catalogue()
    return [known[code] for code in settled("quarterly").indicators]


def shown_under(question: str) -> list[str]:
    """The codes of the indicators that are shown in full under a key question, in order."""
    codes, under = [], None
    for cell in QUARTERLY["cells"]:
        text = source(cell)
        if text.startswith("## "):
            under = text.removeprefix("## ")
        if under == KEY_QUESTIONS[question]:
            codes += re.findall(r'report\.indicator\("(\w+)"\)', text)
    return codes


@pytest.mark.parametrize("question", KEY_QUESTIONS)
def test_every_indicator_is_shown_once_under_the_first_question_that_it_speaks_to(question):
    assert shown_under(question) == [
        indicator.code for indicator in declared() if indicator.key_questions[0] == question
    ]


def test_every_indicator_stands_under_its_own_name():
    headings = {indicator.code: indicator.heading for indicator in declared()}
    cells = [source(cell) for cell in QUARTERLY["cells"]]
    for heading, cell in pairwise(cells):
        for code in re.findall(r'report\.indicator\("(\w+)"\)', cell):
            assert heading == f"### {headings[code]}"


def shown_beside(notebook: dict) -> dict[str, list[str]]:
    """The slots of a template, each with the calls that its section shows."""
    calls = {cell["id"]: source(cell) for cell in notebook["cells"]}
    around = beside(notebook)
    return {
        cell["metadata"]["litmus"]["slot"]: [calls[place] for place in around[cell["id"]]]
        for cell in tagged(notebook, "commentary")
    }


def test_the_words_on_a_question_stand_beside_all_that_its_section_shows():
    found = shown_beside(QUARTERLY)
    assert found["summary"] == ["report.statement()", "report.summary()"]
    assert found["kq1"] == [
        'report.question("KQ1")',
        'report.indicator("CPP05")',
        'report.indicator("LAC02")',
    ]
    assert found["kq4"] == ['report.question("KQ4")', "report.equality()"]
    # Under "What we conclude" nothing is shown: those words are on the whole question.
    assert found["kq6"][:3] == [
        'report.question("KQ6")', "report.teams()", "report.off_target()",
    ]  # fmt: skip
    assert found["kq6"][-1] == "report.qa.actions(15)"
    assert found["data-quality"] == ["report.quality()", "report.unavailable()"]


@EVERY_REPORT
def test_no_words_stand_beside_nothing(report):
    found = shown_beside(whole(report))
    assert [slot for slot, calls in found.items() if not calls] == []
    assert not any("title()" in call for calls in found.values() for call in calls)


@EVERY_REPORT
def test_no_heading_of_a_template_holds_the_number_of_a_setting(report):
    """A setting's number stands in the indicator's name alone, which changes with it."""
    named = {each.name for each in catalogue().values() if each.heading != each.name}
    assert len(named) == 3
    for cell in whole(report)["cells"]:
        assert not any(name in source(cell) for name in named)


def test_every_activity_has_a_section_with_a_slot_of_its_own():
    cells = QUARTERLY["cells"]
    shown = [re.findall(r'report\.qa\.section\("(\w+)"\)', source(cell)) for cell in cells]
    keys = [found[0] for found in shown if found]
    assert sorted(keys) == sorted(titles())
    found = shown_beside(QUARTERLY)
    for key in keys:
        assert found[key.replace("_", "-")] == [f'report.qa.section("{key}")']


@EVERY_REPORT
def test_every_activity_stands_under_its_title(report):
    cells = [source(cell) for cell in whole(report)["cells"]]
    for heading, cell in pairwise(cells):
        for key in re.findall(r'report\.qa\.(?:activity|section)\("(\w+)"\)', cell):
            assert heading == f"### {titles()[key]}"


# What says a whole report in a sentence, or in a few: the first that an e-mail has of it.
IN_A_SENTENCE = re.compile(r"report\.(\w+\.)?(statement|\w+_in_short|book_summary)\(\)")


@pytest.mark.parametrize(
    "report", ["audit_month", "book", "daily", "quarterly", "safeguarding_unit", "themed"]
)
def test_a_report_that_is_sent_by_e_mail_begins_with_what_it_comes_to(report: str) -> None:
    cells = [source(cell) for cell in whole(report)["cells"]]
    first = next(n for n, text in enumerate(cells) if text.startswith("## "))
    assert IN_A_SENTENCE.fullmatch(cells[first + 1]), cells[first + 1]
