"""A notebook's view of a report: one call for each thing to show, light to import."""

import json
import subprocess
import sys

import pytest

from litmus import open_report
from litmus.base import paths
from litmus.base.errors import LitmusError, UsageError
from litmus.report import feed
from litmus.report.bundle import ChartCell, ItemsCell, NoticeCell, Several, TableCell, Text
from litmus.report.components import Blocks, Folded, Statement, Tiles
from litmus.report.feed import Comparison, Declaration
from report import council


@pytest.fixture
def folder(tmp_path):
    return council.write(tmp_path)


@pytest.fixture
def report(folder):
    return open_report(folder)


@pytest.mark.slow
def test_importing_litmus_and_opening_a_report_import_nothing_heavy(folder):
    """What tests a change for chance takes scipy, with numpy; nothing else is needed for words."""
    heavy = ["pandas", "polars", "duckdb", "matplotlib", "scipy", "numpy", "IPython"]
    code = (
        "import sys; from litmus import open_report; "
        f"report = open_report({str(folder)!r}); "
        f"heavy = [name for name in {heavy} if name in sys.modules]; "
        "report.statement(); report.summary(); report.overview('KQ2'); report.index(); "
        f"print(heavy, [n for n in {heavy[:4]} + ['IPython'] if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] []"


def test_importing_litmus_alone_reads_no_file_between_run_and_notebook():
    """pydantic reads them, when a report is opened: `import litmus` does without."""
    code = "import sys, litmus; print('pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def chart(report) -> ChartCell:
    return next(part for part in report.page("ASM02").parts if isinstance(part, ChartCell))


@pytest.mark.slow
def test_a_page_shows_the_picture_that_was_drawn_ahead_and_it_is_the_same(report, monkeypatch):
    here = chart(report)
    report.draw_ahead()
    ahead = report._pictures.of("ASM02")
    again = chart(report)
    assert ahead == (here.svg, here.small) == (again.svg, again.small)
    monkeypatch.setattr(report._pictures, "of", lambda code: (f"drawn ahead: {code}", ""))
    assert chart(report).svg == "drawn ahead: ASM02"


@pytest.mark.slow
def test_where_teams_differ_is_drawn_ahead_too(report, monkeypatch):
    def pictures():
        return [(part.svg, part.small) for part in report.teams() if isinstance(part, ChartCell)]

    here = pictures()
    assert here, "the sample's teams differ"
    report.draw_ahead()
    assert pictures() == here
    monkeypatch.setattr(report._pictures, "of", lambda name: (name, ""))
    assert [wide for wide, _ in pictures()][:2] == ["teams", "teams over time 0"][: len(here)]


@pytest.mark.slow
def test_every_call_of_the_notebook_gives_something_to_show(report):
    (title,) = report.title()
    assert title.title == "Quarterly quality assurance and performance report"
    assert report.statement().text.endswith(".")
    assert [type(part) for part in report.summary()] == [Blocks, Tiles]
    assert isinstance(report.overview("KQ2"), TableCell)
    shown = [type(part) for part in report.indicator("ASM02")]
    assert shown == [Statement, Text, ChartCell, Folded]
    assert isinstance(next(iter(report.question("KQ2"))), Statement)
    assert [type(part) for part in report.breakdown("ASM02", "team")] == [TableCell]
    for several in (report.equality(), report.off_target(), report.data_quality(), report.method()):
        assert isinstance(several, Several) and len(several)
    assert [type(part) for part in report.book_summary()] == [ItemsCell, TableCell]
    assert len(report.index()) == 6
    assert report.reading().items
    assert [type(part) for part in report.page("ASM02")][:2] == [Statement, Text]
    assert chart(report).alt
    assert [part.plain() for part in report.unavailable()] == [
        "Every indicator of this report has a figure."
    ]


def test_what_a_notebook_reads_is_what_the_run_wrote(report):
    # through figures.csv and back, the sentence is that of the figures themselves
    assert (
        report.indicator("ASM02")
        .parts[1]
        .text.startswith(
            "79.0% (604 of 765) in January to March 2016; 78.9% (2,415 of 3,061) in the"
        )
    )


def test_an_indicator_without_any_figure_is_one_notice_that_says_why(tmp_path):
    rows = [row for row in council.all_figures() if row.indicator != "CPP05"]
    report = open_report(council.write(tmp_path, rows))
    (notice,) = report.indicator("CPP05")
    assert isinstance(notice, NoticeCell)
    assert notice.text.startswith("Not available: no figure was computed")


def test_a_held_figure_is_a_warning(tmp_path):
    from dataclasses import replace

    rows = [replace(row, status="held for data quality") for row in council.all_figures()]
    words = next(iter(open_report(council.write(tmp_path, rows)).indicator("ASM02")))
    assert isinstance(words, NoticeCell) and words.level == "warning"


def test_commentary_is_held_against_the_headline_figures(report):
    shown = report.shown()["ASM02"]
    assert shown["name"] == "Single assessments completed within 45 working days"
    assert (shown["numerator"], shown["denominator"]) == (2415, 3061)
    assert shown["value"] == pytest.approx(78.89578)
    assert shown["text"] == "78.9% (2,415 of 3,061)"
    assert shown["rating"] == "▲ Amber"
    assert shown["comparison"] == "England 2015/16: 83.4%"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda r: r.indicator("ASM2"), "no indicator 'ASM2'. Did you mean ASM02? It has REF01,"),
        (lambda r: r.overview("KQ9"), "no key question 'KQ9'."),
        (lambda r: r.breakdown("ASM02", "teams"), "no breakdown 'teams'. Did you mean team?"),
    ],
)
def test_an_unknown_name_says_what_there_is(report, call, said):
    with pytest.raises(UsageError) as error:
        call(report)
    assert said in str(error.value)


def test_figures_of_another_period_are_refused(folder):
    assert open_report(folder, "2015/16Q4")  # the same quarter in financial notation
    with pytest.raises(UsageError) as error:
        open_report(folder, "2016Q2")
    assert str(error.value) == (
        "The figures in this folder are of January to March 2016 (quarter 4 of 2015/16), not of "
        "April to June 2016 (quarter 1 of 2016/17). Make them with: "
        f"{paths.command(paths.checkout())} run quarterly --period "
        "2016Q2"
    )


def test_a_missing_file_says_what_to_do(tmp_path):
    with pytest.raises(LitmusError, match=r"no context\.json .* make the report first"):
        open_report(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["context.json", "quality.json", "qa.json", "figures.csv"])
def test_a_damaged_file_is_named(folder, name):
    (folder / name).write_bytes(b'{"\xff')
    with pytest.raises(LitmusError, match=f"{name} is damaged. Run the report again."):
        open_report(folder)


@pytest.mark.parametrize("name", ["context.json", "quality.json", "qa.json"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[]", "does not hold what a run writes. Run the report again."),
        ("{}", "it was written by another version of Litmus. Run the report again."),
    ],
)
def test_a_file_that_holds_something_else_is_named(folder, name, content, said):
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(LitmusError, match=f"^{name} .*{said}"):
        open_report(folder)


def test_an_entry_of_another_kind_is_named_and_its_value_is_not(folder):
    path = folder / "quality.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["tables"][0]["rows_in"] = "Zebedee"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(
        LitmusError, match=r"quality\.json has a fault at tables\.0\.rows_in"
    ) as said:
        open_report(folder)
    assert "Zebedee" not in str(said.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: ["a,b", *lines[1:]], "does not have the columns of figures"),
        (lambda lines: [*lines[:3], lines[3][:60]], "line 4, is cut short"),
        (lambda lines: [lines[0], lines[1].replace(",final,", ",final,x,")], "line 2, is cut"),
        (lambda lines: [], "does not have the columns of figures"),
    ],
)
def test_figures_that_are_not_whole_are_told(folder, change, said):
    path = folder / "figures.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(change(lines)), encoding="utf-8")
    with pytest.raises(LitmusError, match=rf"figures\.csv.*{said}.*Run the report again\."):
        open_report(folder)


def test_what_quality_assurance_found_is_missing_only_where_it_is_asked_for(folder):
    with pytest.raises(LitmusError, match=r"There is no qa\.json in this folder"):
        _ = open_report(folder).qa


def test_a_damaged_figure_is_named_by_line_and_column(folder):
    path = folder / "figures.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace("2014-04-01", "April")
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(LitmusError, match=r"figures\.csv, line 2, column window_start"):
        open_report(folder)


def test_a_context_of_another_version_says_what_it_lacks(folder):
    path = folder / "context.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["council"], content["period"]
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(LitmusError, match=r"context\.json lacks council, period"):
        open_report(folder)


def test_the_context_comes_back_as_it_was_written(tmp_path):
    more = {
        "notes": ("A note.",),
        "parameters": {"days": 45},
        "published": {"ASM02": (Comparison("England 2015/16", 83.4),)},
        "left_out": {"ICP01": {"transferred in": 15}},
    }
    again = feed.read(council.write(tmp_path, **more)).context
    assert again == council.context(**more)
    assert isinstance(again.declarations[0], Declaration)


def test_the_figures_and_the_quality_report_come_back_as_they_were_written(folder):
    found = feed.read(folder)
    assert found.figures == council.all_figures() and len(found.figures) > 100
    assert repr(found.figures) == repr(council.all_figures())  # 12 and 12.0 are printed otherwise
    assert found.quality == council.quality()


def test_unknown_entries_of_a_context_are_left_alone(folder):
    path = folder / "context.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["later"] = content["declarations"][0]["later"] = 1
    path.write_text(json.dumps(content), encoding="utf-8")
    assert feed.read(folder).context == council.context()
