"""The figures as CSV with metadata: as the W3C's rules ask, with words beside codes."""

import csv
import io
import json
from dataclasses import replace

import pytest

from litmus.base import zip_files
from litmus.base.errors import LitmusError, UsageError
from litmus.render import csvw, formats
from litmus.report.feed import PeriodSpan
from render import notebook_fixture as made
from render.csvw_rules import faults
from report import council

NOTICE = "Small numbers are not suppressed in this report."
TITLE = "Report to the Board: Sample City, January to March 2016"


def zipped(folder, rows=None, **more) -> bytes:
    about = {"notice": NOTICE, "purpose": "To show what was agreed.", "readers": "the Board"}
    council.write(folder, rows, **{**about, **more})
    return csvw.render(folder, title=TITLE)


@pytest.fixture
def content(tmp_path) -> bytes:
    return zipped(tmp_path)


def described(content: bytes) -> dict:
    return json.loads(zip_files.parts(content)["csv-metadata.json"])


def table(content: bytes, name: str = "figures.csv") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(zip_files.parts(content)[name].decode())))


def test_it_keeps_the_rules_of_the_w3c(content):
    assert faults(content) == []


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (("2016-03-31", "31/03/2016"), "is no date"),
        (("ASM02", "ASM99"), "'ASM99' is no indicator of indicators.csv"),
        (("window_end", "last_day"), "no title is what heads the column"),
        (("percentage", "%,%"), "cells for"),
    ],
)
def test_the_rules_find_what_breaks_them(content, spoil, fault):
    parts = zip_files.parts(content)
    text = parts["figures.csv"].decode().replace("Percentage", "percentage").replace(*spoil)
    assert any(fault in each for each in faults(zip_files.pack({**parts, "figures.csv":
                                                                text.encode()})))  # fmt: skip


def test_a_row_is_a_figure_of_the_report_not_rounded_with_words_beside_its_codes(content):
    rows = table(content)
    assert len(rows) == len(council.all_figures())
    figure = next(f for f in council.all_figures() if f.breakdown == "ethnic_group")
    (row,) = [
        r for r in rows
        if (r["indicator"], r["window"], r["window_end"], r["breakdown"], r["group"])
        == (figure.indicator, figure.window, str(figure.window_end), figure.breakdown, figure.group)
    ]  # fmt: skip
    assert float(row["value"]) == figure.value and row["numerator"] == str(figure.numerator)
    assert row["breakdown_name"] == "Ethnic group" and row["group_name"] == figure.group
    assert row["indicator_name"].startswith("Referrals to children's social care")
    assert row["window_name"] == "12 months to 31 March 2016"
    whole = next(r for r in rows if r["breakdown"] == "all")
    assert (whole["breakdown_name"], whole["group_name"]) == ("All", "All")


def test_what_there_is_not_is_an_empty_cell_and_a_reason_names_no_table(tmp_path):
    first, *others = council.all_figures()
    lost = replace(first, value=None, numerator=None,
                   reason="not available from this source: no file ssd_contacts.csv")  # fmt: skip
    made_of = zipped(tmp_path, [lost, *others])
    row = table(made_of)[0]
    assert row["value"] == row["numerator"] == "" and "not available" in row["reason"]
    assert "_" not in row["reason"] and faults(made_of) == []


def test_the_metadata_say_what_it_is_of_whom_for_whom_and_what_to_mind(tmp_path):
    said = described(zipped(tmp_path, licence="For the Board alone"))
    assert said["dc:title"] == TITLE and said["dc:publisher"] == "Sample City"
    assert said["dc:temporal"] == "2016-01-01/2016-03-31"
    assert said["dc:rights"] == NOTICE and said["notes"][0]["body"] == NOTICE
    assert said["dc:license"] == "For the Board alone" and said["dc:audience"] == "the Board"
    for each in said["tables"]:
        for column in each["tableSchema"]["columns"]:
            assert column["dc:description"].endswith(".") and len(column["titles"]) == 2


def test_a_licence_that_is_an_address_is_a_link_and_none_is_not_there(tmp_path):
    address = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    assert described(zipped(tmp_path, licence=address))["dc:license"] == {"@id": address}
    without = described(zipped(tmp_path, notice=""))
    assert not {"dc:license", "dc:rights"} & without.keys()


def test_what_a_spreadsheet_would_run_is_marked_as_text(tmp_path):
    row = next(f for f in council.all_figures() if f.breakdown == "team")
    evil = replace(row, group='=HYPERLINK("x")')
    content = zipped(tmp_path, [evil])
    assert table(content)[0]["group"] == '\'=HYPERLINK("x")' and faults(content) == []


def test_the_same_report_gives_the_same_bytes(tmp_path, content):
    assert csvw.render(tmp_path, title=TITLE) == content


def test_another_period_is_in_the_metadata(tmp_path):
    before = PeriodSpan.of(council.PERIOD.previous())
    assert described(zipped(tmp_path, period=before))["dc:temporal"] == "2015-10-01/2015-12-31"


def test_it_is_a_format_made_of_the_figures_and_not_of_the_page(tmp_path, content):
    notebook = made.quarterly()
    printed = formats.render(notebook, TITLE, ["csvw"], folder=tmp_path)
    assert printed == {"csvw": content}
    assert formats.ending("csvw") == "csvw.zip" and formats.ending("pdf") == "pdf"


def test_without_figures_it_is_refused_and_a_missing_file_is_named(tmp_path):
    with pytest.raises(UsageError, match="no figures here"):
        formats.render(made.quarterly(), TITLE, ["html", "csvw"])
    with pytest.raises(LitmusError, match=r"There is no context\.json"):
        csvw.render(tmp_path, title=TITLE)
