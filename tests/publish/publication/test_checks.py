"""What is held before anybody signs: each check by what it lets pass and what it finds."""

import io
from dataclasses import replace
from datetime import date

import pytest

from litmus.base.errors import LitmusError, UsageError
from litmus.intake.contracts.quality import QualityReport, TableQuality
from litmus.publish.publication.checks import accessibility, contract_findings, pages
from litmus.publish.publication.faults import by_answer
from litmus.publish.publication.settings import Waiver, read_publication
from litmus.render import formats
from litmus.report.bundle import TableCell
from publish.publication.publication_bench import ANN, SETTINGS, fault
from render import parts
from run.bench_of import cell

TODAY = date(2016, 4, 20)
GOOD = (
    '<!DOCTYPE html><html lang="en-GB"><head><title>T</title></head><body><h1>T</h1><h2>A</h2>'
    '<img src="data:," alt="A line"><svg role="img" aria-label="A bar"><path d=""/></svg>'
    '<svg aria-hidden="true"></svg><svg><title>Named</title></svg><table><thead><tr>'
    '<th scope="col">A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table></body></html>'
)


def refused(bench, **given):
    with pytest.raises(LitmusError) as caught:
        bench.publish(ANN, **given)
    return " ".join(str(caught.value).split())


def test_everything_that_is_wrong_is_said_at_once_with_how_to_mend_it(bench):
    bench.rules = [fault()]
    bench.make("81% of assessments were timely.")
    bench.value = 812
    bench.run()
    bench.write("A new word. 90% of assessments were timely.")
    (bench.folder / "figures.csv").write_bytes((bench.folder / "figures.csv").read_bytes() + b"\n")
    (bench.project / "params" / "evidence.yml").write_text("keep_data_years: 6\n")
    said = refused(bench)
    for expected in (
        "figures.csv: The file was changed after the run that made it.",
        "quarterly.ipynb: Words were written after the last run: no rendering shows them yet.",
        "The figures beside these words have changed since they were written",
        "“90%” is written in",
        "table ssd_contacts, column cont_date, rule missing: 3 rows were set aside: No date.",
        "Add it. Or waive it under `waivers` in params/publication.yml",
        "params/evidence.yml: The data could not be kept",
        "run it again:",
        "Until then it can be read as a draft, with a mark on every page:",
    ):
        assert expected in said
    assert not bench.place.exists() or not (bench.place / "in-review").exists()


def test_commentary_that_is_required_has_to_be_there(bench):
    bench.make(words="")
    assert "commentary kq1 (under “What is life like?”): Commentary that the report" in refused(
        bench
    )


def test_a_draft_is_not_published(bench):
    bench.make(draft=True)
    assert "The last run made a draft." in refused(bench)


def test_code_or_outputs_that_were_edited_by_hand_are_found(bench):
    bench.make()
    bench.write("print('changed')", "kq1-asm02")
    said = refused(bench)
    assert "Code of the notebook, or what its cells show, is not as the last run left it" in said


def test_settings_that_changed_since_are_found(bench):
    bench.make()
    with (bench.project / "params" / "quarterly.yml").open("a") as file:
        file.write("purpose: Another\n")
    assert "Since the report was made this has changed: the settings in params/." in refused(bench)


def test_how_it_is_published_is_no_reason_to_make_it_again(bench):
    bench.make()
    bench.settings.write_text(SETTINGS + "people: {Ann Alys: analyst}\n")
    bench.run()
    assert "execute" not in bench.done and "freeze" not in bench.done
    bench.publish(ANN)


def waiver(**changes):
    said = {"rule": "missing", "rows": 5, "reason": "Few", "by": "D. M.", "until": "2016-04-20"}
    return Waiver(**{**said, **changes})


def found(*waivers, rule=None):
    table = TableQuality("ssd_contacts", "Contacts", True, 100, 97, 3, rules=[rule or fault()])
    return contract_findings.check(QualityReport([table]), waivers, TODAY)


@pytest.mark.parametrize("changes", [
    {}, {"table": "ssd_contacts"}, {"table": "ssd_*", "column": "cont_date"}, {"rule": "miss*"},
])  # fmt: skip
def test_a_finding_that_is_waived_is_told_with_reason_end_and_name(changes):
    one = found(waiver(**changes))
    assert one.faults == ()
    assert one.remarks[0].text == (
        "3 rows were set aside in ssd_contacts (missing): No date. Accepted by D. M. until "
        "2016-04-20, because: Few."
    )


def test_findings_with_one_answer_are_told_together():
    one = found(waiver()).remarks[0]
    assert by_answer([one, replace(one, about="1 row in ssd_person.")]) == [
        "Accepted by D. M. until 2016-04-20, because: Few. It is about: 3 rows were set aside in "
        "ssd_contacts (missing): No date; 1 row in ssd_person."
    ]


@pytest.mark.parametrize("changes, said", [
    ({"until": "2016-04-19"}, "It was waived until 2016-04-19 by D. M.; that has ended."),
    ({"rows": 2}, "It is waived by D. M. for at most 2 rows."),
    ({"table": "ssd_person"}, "3 rows were set aside: No date."),
    ({"column": "cont_id"}, "3 rows were set aside: No date."),
    ({"rule": "unreadable"}, "3 rows were set aside: No date."),
])  # fmt: skip
def test_a_waiver_ends_and_covers_what_it_says_alone(changes, said):
    one = found(waiver(**changes))
    assert one.remarks == () and said in one.faults[0].what


def test_a_warning_holds_nothing_up():
    assert found(rule=fault(severity="warning")).faults == ()


@pytest.mark.parametrize("change, said", [
    (('lang="en-GB"', ""), "in which language"),
    (("<title>T</title></head>", "</head>"), "no title"),
    (("<h1>T</h1>", ""), "0 headings of the first level"),
    (("<h2>A</h2>", "<h1>A</h1>"), "2 headings of the first level"),
    (("<h2>A</h2>", "<h4>Deep</h4>"), "“Deep” is of level 4, below one of level 1"),
    (('alt="A line"', ""), "(img): 1"),
    (('alt="A line"', 'alt=" "'), "(img): 1"),
    ((' role="img" aria-label="A bar"', ""), "(svg): 1"),
    (("A line", pages.NO_WORDS), f"“{pages.NO_WORDS}” stands in it: 1"),
    ((' scope="col"', ""), "(scope): 1"),
    (('<th scope="col">A</th>', "<td>A</td>"), "Tables without a header: 1"),
])  # fmt: skip
def test_a_page_that_not_everybody_can_read_is_found(change, said):
    assert list(pages.faults(GOOD.encode())) == []
    assert [said in each for each in pages.faults(GOOD.replace(*change).encode())] == [True]


def test_paper_is_held_to_be_tagged_and_to_say_what_it_is():
    import pikepdf

    notebook = {"cells": [cell("markdown", "a", "## A\n\nWords.")], "metadata": {},
                "nbformat": 4, "nbformat_minor": 5}  # fmt: skip
    made = formats.render(notebook, "T", ["pdf", "docx", "html"])
    assert accessibility.check({f"t.{name}": each for name, each in made.items()}).faults == ()
    with pikepdf.open(io.BytesIO(made["pdf"])) as pdf:
        del pdf.Root["/Lang"], pdf.Root["/MarkInfo"]
        bare = io.BytesIO()
        pdf.save(bare)
    said = [each.what for each in accessibility.check({"t.pdf": bare.getvalue()}).faults]
    assert ["not tagged" in said[0], "language" in said[1]] == [True, True]
    for name in ("t.pdf", "t.docx"):
        assert len(accessibility.check({name: b"none"}).faults) == 1


def _spoilt(content, change):
    """A workbook in which something was changed by hand."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content))
    change(book)
    changed = io.BytesIO()
    book.save(changed)
    return changed.getvalue()


@pytest.mark.parametrize("change, said", [
    (lambda book: setattr(book.properties, "title", ""), "It has no title."),
    (lambda book: setattr(book["Notes"], "sheet_state", "hidden"), "Sheet “Notes”: it is hidden."),
    (lambda book: book["Table 1"].__setitem__("A1", None), "“Table 1”: its first cell"),
    (lambda book: book["Table 1"].merge_cells("A20:B20"), "“Table 1”: merged cells: 1."),
    (lambda book: book["Table 1"].tables.clear(), "“Table 1”: it has columns that are not marked"),
    (lambda book: book["Table 1"].__setitem__("B3", None), "has a column without a header"),
])  # fmt: skip
def test_a_workbook_is_held_to_its_title_its_sheets_and_its_headers(change, said):
    shown = TableCell("Visits", ("Team", "Seen"), [["A", "1"]], note="Of all children.")
    made = formats.render(parts.notebook([shown]), "T", ["xlsx"])["xlsx"]
    assert accessibility.check({"t.xlsx": made}).faults == ()
    found = [each.what for each in accessibility.check({"t.xlsx": _spoilt(made, change)}).faults]
    assert any(said in each for each in found)
    assert len(accessibility.check({"t.xlsx": b"none"}).faults) == 1


@pytest.mark.parametrize("text, said", [
    ("licence: A\n", "retention_years"),
    (SETTINGS + "licens: A\n", "did you mean licence"),
    (SETTINGS + "people: {Ann: author}\n", "people: Ann: expected one of analyst"),
    (SETTINGS + "waivers: [{rule: a, rows: 1, reason: b, by: c}]\n", "expected the last day"),
    (SETTINGS + "waivers: [{rule: a, rows: 1, reason: ' ', by: c, until: 2016-01-01}]\n",
     "expected words"),
    (SETTINGS + "waivers: [{rule: a, rows: 0, reason: b, by: c, until: 2016-01-01}]\n", "rows"),
])  # fmt: skip
def test_settings_that_cannot_be_meant_are_refused(bench, text, said):
    bench.settings.write_text(text)
    with pytest.raises(UsageError, match=rf"params/publication\.yml.*{said}"):
        read_publication(bench.project)
