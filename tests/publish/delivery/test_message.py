"""What an e-mail says of a real daily report, and what it never says."""

import email
import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from litmus.base.errors import LitmusError
from litmus.publish.delivery import message, page, reports, summary
from litmus.publish.delivery.message import Content, Dispatch, compose
from litmus.publish.delivery.reports import Asked, Report
from litmus.publish.delivery.settings import Delivery
from litmus.render import blocks as b
from litmus.render.text import TextSpan, words
from publish.delivery.conftest import DAY, settings

NOW = datetime(2016, 3, 30, 7, 2, tzinfo=UTC)
ABOUT = Dispatch("<1@testshire.example>", NOW)


@pytest.fixture
def report(council: Path) -> Report:
    """The daily report of T1."""
    asked = Asked("daily", DAY, "ssd:data", council / "outputs", {})
    return reports.ready(asked, asked.plan("team:T1"), ["xlsx", "pdf"], lambda _: None)


def delivery(**lists: object) -> Delivery:
    entry = settings()
    entry["roles"]["lists"] = {"audience": "internal", **lists}
    return Delivery.model_validate(entry)


def composed(report: Report, **lists: object) -> Content:
    found = delivery(**lists)
    return compose(report, found.recipients[0], found)


def sent(content: Content, about: Dispatch = ABOUT) -> EmailMessage:
    """The e-mail to Ann, as a mailbox reads it."""
    found = delivery()
    made = message.email(content, found.recipients[0], found.sender, about)
    return email.message_from_bytes(made, policy=policy.default)


def body(mail: EmailMessage, kind: str) -> str:
    return mail.get_body((kind,)).get_content()


class Said(HTMLParser):
    """The words of a page, its pictures' among them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._unseen = 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._unseen += tag == "head"
        if tag == "img":
            self.words += (dict(attrs)["alt"] or "").split()

    def handle_endtag(self, tag):
        self._unseen -= tag == "head"

    def handle_data(self, data):
        if not self._unseen:
            self.words += data.split()


def tokens(text: str) -> list[str]:
    return sorted(re.findall(r"\w[\w./@-]*", text))


def test_the_first_page_is_in_the_message_without_a_child(report: Report) -> None:
    mail = sent(composed(report))
    assert mail["Subject"] == "Daily report: team T1: Testshire, 29 March 2016"
    for kind in ("plain", "html"):
        said = " ".join(body(mail, kind).split())
        assert "1 single assessment is overdue" in said
        assert "Where things stand at the end of 29 March 2016" in said
        assert "Restricted" in said and "The lists of cases are in the report" in said
        assert "The whole report is with the performance team." in said
    assert not [part for part in mail.walk() if part.get_filename()]
    assert b"CHILD-" not in mail.as_bytes() and b"WORKER-" not in mail.as_bytes()


def test_a_team_gets_its_worklist_where_its_role_may(report: Report) -> None:
    from openpyxl import load_workbook

    mail = sent(composed(report, attach_lists=["xlsx"]))
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "Daily report team T1 29 March 2016.xlsx"
    book = load_workbook(io.BytesIO(attached.get_content()), read_only=True)
    cells = {cell for sheet in book for row in sheet.values for cell in row}
    assert "CHILD-77" in cells and not {"CHILD-88", "WORKER-8"} & cells
    for kind in ("plain", "html"):
        assert "CHILD-" not in body(mail, kind)
        assert "Attached: Daily report team T1 29 March 2016.xlsx." in " ".join(
            body(mail, kind).split()
        )
    assert "CHILD" not in str(mail.items())


def test_what_is_attached_of_other_reports_is_not_of_one_with_lists(report: Report) -> None:
    assert composed(report, attach=["pdf"]).attachments == ()


def test_the_body_lists_cases_only_where_its_role_may(report: Report) -> None:
    mail = sent(composed(report, rows_in_body=True))
    for kind in ("plain", "html"):
        said = body(mail, kind)
        assert "CHILD-77" in said and "WORKER-7" in said
        assert "CHILD-88" not in said and "WORKER-8" not in said
    assert "CHILD" not in str(mail.items())


@pytest.mark.parametrize("rows", [False, True])
def test_plain_text_says_what_the_html_says(report: Report, rows: bool) -> None:
    mail = sent(composed(report, rows_in_body=rows))
    shown = " ".join(Said(body(mail, "html")).words)
    assert tokens(body(mail, "plain")) == tokens(shown)


def test_the_html_is_fit_for_programs_for_email(report: Report) -> None:
    for rows in (False, True):
        found = body(sent(composed(report, rows_in_body=rows)), "html")
        tags = Said(found).tags
        assert len(found.encode()) < 100_000
        assert {tag for tag, _ in tags} & {"script", "style", "link", "svg", "div", "a"} == set()
        assert "http" not in found and "javascript" not in found
        assert ("html", {"lang": "en-GB"}) in tags
        levels = [int(tag[1]) for tag, _ in tags if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        tables = [given for tag, given in tags if tag == "table"]
        assert all("role" in given or "width" in given for given in tables)


def test_words_that_somebody_wrote_are_in_no_message(council: Path) -> None:
    from litmus.base import notebook_files
    from litmus.run import run

    asked = Asked("daily", DAY, "ssd:data", council / "outputs", {})
    plan = asked.plan("team:T1")
    notebook = notebook_files.read(plan.notebook)
    slot = next(c for c in notebook["cells"] if c["id"] == "commentary-summary")
    slot["source"] = "CHILD-77 was seen.\n\n| Child | Days |\n|---|--:|\n| CHILD-77 | 3 |"
    own = {"id": "own", "cell_type": "markdown", "metadata": {}, "source": "CHILD-77 again."}
    notebook["cells"].insert(notebook["cells"].index(slot) + 1, own)
    plan.notebook.write_bytes(notebook_files.serialise(notebook))
    with pytest.raises(LitmusError, match=r"was saved since the report was made.*--remake"):
        reports.ready(asked, plan, [], lambda _: None)
    run("daily", DAY, "ssd:data", council / "outputs", scope="team:T1")
    report = reports.ready(asked, plan, ["html"], lambda _: None)
    assert b"CHILD-77 was seen." in report.files["html"]
    for rows in (False, True):
        mail = sent(composed(report, rows_in_body=rows))
        for kind in ("plain", "html"):
            assert "was seen" not in body(mail, kind) and "again" not in body(mail, kind)
            assert rows or "CHILD-77" not in body(mail, kind)


def test_a_first_page_that_names_a_child_is_not_sent(report: Report) -> None:
    """As a template does that shows a list above its second heading."""
    lists = report.lists
    for text in ("On the list: CHILD-77.", "(WORKER-7, 3 days)", "a CHILD-77/29"):
        with pytest.raises(LitmusError, match="names a child or a worker by number") as said:
            summary.check_names_nobody(text, lists, "daily-team-T1")
        assert "CHILD-77" not in str(said.value)
    summary.check_names_nobody("CHILD-771, 29 March 2016", lists, "daily-team-T1")
    summary.check_names_nobody("On the list: CHILD-77.", None, "book")


def test_a_table_of_words_is_on_no_page_without_leave(report: Report) -> None:
    columns = (b.TableColumn("Child"), b.TableColumn("Team"))
    table = b.Table(columns, ((words("CHILD-77"), words("T1")),), row_headers=True)
    assert list(summary._computed(table)) == []
    assert list(summary._listing(table)) == [table]


def test_what_children_said_is_on_no_page() -> None:
    said = b.Items(((b.Paragraph(words("“My worker listened.” (a child)")),),))
    counted = b.Items(((b.Paragraph(words("12 children were asked.")),),))
    for keep in (summary._computed, summary._listing):
        assert [list(keep(each)) for each in (said, counted)] == [[], [counted]]


def test_a_message_that_is_too_large_is_said(report: Report) -> None:
    large = replace(report, files={"xlsx": b"x" * 9_000_000})
    with pytest.raises(LitmusError, match=r"would have 12.0 MB with xlsx .* allows 10"):
        composed(large, attach_lists=["xlsx"])


def test_a_long_body_ends_with_room_to_spare_and_says_so() -> None:
    many = tuple(b.Paragraph(words("word " * 200)) for _ in range(200))
    made = page.make(summary.Summary("T", "S", (), many), reports.plan.NO_BRAND)
    assert 50 < len(made.parts) < 120 and not made.is_whole
    assert len(made.html("T", ()).encode()) < 100_000
    content = Content("T", made, (), (), False)
    assert content.text().count("word") == 200 * len(made.parts)


def test_pictures_are_inside_with_their_words_and_size() -> None:
    line = '<svg xmlns="http://www.w3.org/2000/svg" width="66" height="14" viewBox="0 0 66 14">' \
           '<polyline points="2,8 60,3" fill="none" stroke="#1d4f76"/></svg>'  # fmt: skip
    said = 'Visits on time: from 84% to "86%"'
    cell = (TextSpan(said, svg=line),)
    table = b.Table((b.TableColumn("A"), b.TableColumn("B", "right")), ((words("x"), cell),) * 2)
    made = page.make(summary.Summary("T", "S", (), (table,)), reports.plan.NO_BRAND)
    mail = sent(Content("T", made, (), (), False))
    (picture,) = [part for part in mail.walk() if part.get_content_maintype() == "image"]
    assert picture["Content-Disposition"].startswith("inline")
    assert picture.get_content().startswith(b"\x89PNG")
    shown = [given for tag, given in Said(body(mail, "html")).tags if tag == "img"]
    assert len(shown) == 2  # the same picture twice is one file
    for each in shown:
        assert each["src"] == f"cid:{picture['Content-ID'].strip('<>')}"
        assert (each["alt"], each["width"], each["height"]) == (said, "66", "14")
    assert said in " ".join(body(mail, "plain").split())


def test_the_logo_stands_at_the_head_with_its_words(council: Path) -> None:
    from PIL import Image

    logo = io.BytesIO()
    Image.new("RGB", (1200, 300), "#123456").save(logo, "PNG")
    brand = replace(
        reports.plan.NO_BRAND, logo=logo.getvalue(), media="image/png", alt="Testshire Council"
    )
    made = page.make(summary.Summary("T", "S", (), ()), brand)
    assert 'width="200" height="50" alt="Testshire Council"' in made.html("T", ())


def test_headers_are_those_of_a_machine_and_one_recipient(report: Report) -> None:
    mail = sent(composed(report))
    assert mail["To"] == "Ann <ann@testshire.example>"
    assert mail["From"] == "Performance team <performance@testshire.example>"
    assert mail["Date"].datetime == NOW and mail["Message-ID"] == "<1@testshire.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Sensitivity"] == "Company-Confidential"
    assert all(len(line) <= 998 for line in mail.as_bytes().splitlines())
    assert mail.as_bytes().isascii()


def test_names_with_signs_and_letters_of_other_alphabets_arrive(report: Report) -> None:
    found = delivery()
    person = found.recipients[0].model_copy(update={"name": 'Łucja "Lu" O’Neill, Head'})
    made = message.email(composed(report), person, found.sender, ABOUT)
    read = email.message_from_bytes(made, policy=policy.default)
    assert read["To"].addresses[0].display_name == person.name
    assert read["To"].addresses[0].addr_spec == person.address


def test_a_correction_says_what_it_corrects(report: Report) -> None:
    then = datetime(2016, 3, 30, 7, 2).astimezone()
    about = replace(ABOUT, message_id="<2@x>", replaces="<1@x>", replaced_at=then)
    mail = sent(composed(report), about)
    assert mail["Subject"].startswith("Corrected: Daily report")
    assert mail["References"] == mail["In-Reply-To"] == "<1@x>"
    for kind in ("plain", "html"):
        assert "This corrects the message of 30 March 2016, 07:02" in body(mail, kind)


def test_the_same_report_is_the_same_message(report: Report) -> None:
    assert composed(report).digest == composed(report).digest
    assert composed(report).digest != composed(report, attach_lists=["xlsx"]).digest
