"""What a cell shows: one form for people, one for machines, and nothing that breaks out of HTML."""

import json
import re

import pytest

from litmus.report.bundle import (
    LITMUS,
    SMALL,
    ChartCell,
    ItemsCell,
    NoticeCell,
    Several,
    TableCell,
    Text,
    Title,
)

TABLE = TableCell("Counts & shares", ["Team", "Number"], [["A<b>", "1"], ["B", "12"]],
              right=frozenset({1}), note="A note.")  # fmt: skip
CHART = ChartCell(
    *('<svg xmlns="x"/>', "A title", "What <it> shows", "A caption", ["Month", "Value"]),
    [["May", "1"]],
    "A measure, a place",
    "<svg small/>",
)
ALL = [
    (Title("T", "S", [("Council", "Sample City")]), "title"),
    (Text("Words & more."), "text"),
    (ItemsCell(["One.", "Two."]), "list"),
    (NoticeCell("Beware.", "warning"), "notice"),
    (TABLE, "table"),
    (CHART, "chart"),
]


@pytest.mark.parametrize(("part", "kind"), ALL)
def test_every_output_has_a_plain_and_a_machine_form(part, kind):
    data, _ = part._repr_mimebundle_()
    assert data["text/plain"].strip()
    assert data[LITMUS]["kind"] == kind
    assert json.loads(json.dumps(data)) == data  # fit for a notebook file


@pytest.mark.parametrize(("part", "kind"), [pair for pair in ALL if pair[1] != "chart"])
def test_words_and_tables_have_html_in_which_nothing_is_left_unescaped(part, kind):
    html = part._repr_mimebundle_()[0]["text/html"]
    assert not re.search(r"&(?!amp;|lt;|gt;|quot;|#x27;)", html)
    assert "<b>" not in html


def test_a_table_has_a_caption_and_its_headers_say_what_they_head():
    html = TABLE.html()
    assert "<caption>Counts &amp; shares</caption>" in html
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 2
    assert not re.search(r"<th[^>]*></th>", html)
    assert '<td style="text-align:right">12</td>' in html


def test_the_machine_form_of_a_table_says_how_columns_are_set():
    assert TABLE.machine() == {
        "kind": "table",
        "caption": "Counts & shares",
        "columns": [{"name": "Team", "align": "left"}, {"name": "Number", "align": "right"}],
        "rows": [["A<b>", "1"], ["B", "12"]],
        "note": "A note.",
    }


def test_a_chart_carries_its_alternative_text_twice_and_its_data():
    data, metadata = CHART._repr_mimebundle_()
    assert metadata == {"image/svg+xml": {"alt": "What <it> shows"}}
    assert data[LITMUS]["alt"] == "What <it> shows"
    assert data[LITMUS]["subtitle"] == "A measure, a place"
    assert data[LITMUS]["rows"] == [["May", "1"]]
    assert data[SMALL] == "<svg small/>"  # for a phone
    assert data["image/svg+xml"] == (
        '<svg role="img" aria-label="What &lt;it&gt; shows" xmlns="x"/>'
    )
    assert "text/html" not in data


def test_a_chart_without_alternative_text_cannot_be_made():
    with pytest.raises(ValueError, match="no alternative text"):
        ChartCell("<svg/>", "A title", " ", "", [], [])


def test_several_outputs_are_shown_one_by_one(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    parts = [Text("One."), Text("Two.")]
    Several(parts)._ipython_display_()
    assert shown == parts
    assert repr(Several(parts)) == "One.\n\nTwo."
