"""What a person types appears as she meant it, and never as code."""

import base64
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.render import markdown
from litmus.render.blocks import (
    Heading,
    Items,
    Paragraph,
    Picture,
    Preformatted,
    Quote,
    Rule,
    Span,
    Table,
    plain,
)


def only(source: str):
    (block,) = markdown.read(source)
    return block


def png(size: tuple[int, int] = (4, 3)) -> str:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", size).save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def test_styles_of_a_paragraph():
    assert only("a **b *c*** ~~d~~ `e`").text == (
        Span("a "),
        Span("b ", bold=True),
        Span("c", bold=True, italic=True),
        Span(" "),
        Span("d", struck=True),
        Span(" "),
        Span("e", code=True),
    )


def test_line_ends_are_spaces_and_breaks_are_kept():
    assert plain(only("one\ntwo").text) == "one two"
    assert plain(only("one  \ntwo<br>three").text) == "one\ntwo\nthree"


@pytest.mark.parametrize("link", ["https://a.uk/b?c=1&d", "http://a.uk", "mailto:qa@a.uk"])
def test_links_that_are_followed(link):
    assert only(f"[here]({link})").text == (Span("here", link=link),)


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc", "a.md"],
)
def test_other_links_are_words_alone(link):
    assert only(f"[here]({link})").text == (Span("here"),)


@pytest.mark.parametrize(
    "typed",
    ['<script>alert("x")</script>', "<img src=x onerror=alert(1)>", "<b>by hand", "<mum said no>"],
)
def test_raw_html_is_shown_as_it_was_typed(typed):
    assert plain(only(f"Words {typed} more.").text) == f"Words {typed} more."
    assert plain(only(typed).text) == typed


def test_a_comment_is_for_its_author_alone():
    assert markdown.read("<!-- note to myself -->") == ()
    assert plain(only("a <!-- hidden --> b").text) == "a  b"


def test_an_unclosed_comment_loses_nothing():
    assert "and all that follows" in plain(only("<!-- oh\n\nand all that follows").text)


def test_lists_with_numbers_and_lists_inside():
    found = only("3. three\n4. four\n   - inner")
    assert (found.ordered, found.start) == (True, 3)
    paragraph, inner = found.items[1]
    assert plain(paragraph.text) == "four"
    assert isinstance(inner, Items) and not inner.ordered


def test_a_tick_box_shows_whether_it_is_ticked():
    found = only("- [ ] open\n- [x] done")
    assert [plain(item[0].text) for item in found.items] == ["☐ open", "☑ done"]


def test_a_table_keeps_its_alignment_and_names_every_column():
    found = only("|  | Due |\n|:--|--:|\n| **a** | 1 |")
    assert isinstance(found, Table)
    assert [(c.name, c.align) for c in found.columns] == [("Column 1", "left"), ("Due", "right")]
    assert found.rows == (((Span("a", bold=True),), (Span("1"),)),)


def test_quotes_code_and_rules():
    quote, code, rule = markdown.read("> said\n\n```\na <b>\n```\n\n---")
    assert isinstance(quote, Quote) and plain(quote.blocks[0].text) == "said"
    assert code == Preformatted("a <b>")
    assert rule == Rule()


def test_headings_are_headings_only_where_asked_for():
    assert markdown.read("## Two", headings=True) == (Heading(2, (Span("Two"),), "", listed=False),)
    assert only("## Two") == Paragraph((Span("Two", bold=True),))
    (quote,) = markdown.read("> # One", headings=True)
    assert quote.blocks == (Paragraph((Span("One", bold=True),)),)


def test_a_pasted_picture_follows_its_paragraph():
    attachments = {"my plan.png": {"image/png": png()}}
    words, found = markdown.read("See ![the plan](attachment:my%20plan.png) here.", attachments)
    assert plain(words.text) == "See  here."
    assert isinstance(found, Picture) and found.alt == "the plan"


def test_a_file_name_is_no_description():
    (found,) = markdown.read("![image.png](attachment:a.png)", {"a.png": {"image/png": png()}})
    assert found.alt == "Picture added to the commentary; its author gave no description."


def test_a_picture_elsewhere_is_not_fetched():
    text = plain(only("![the plan](https://a.uk/x.png)").text)
    assert text == "[Picture not included: the plan]"


def test_a_broken_picture_is_named():
    broken = {"a.png": {"image/png": "AAAA"}}
    assert "plan" in plain(markdown.read("![plan](attachment:a.png)", broken)[0].text)


WORDS = st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=8)
MARKS = st.sampled_from(["*", "_", "#", "<", ">", "&", "$", "@", "|", "- ", "\n\n", " ", "~", "("])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(WORDS, MARKS), max_size=20))
def test_no_word_is_lost_whatever_stands_around_it(parts):
    # Words and single marks alone cannot make a link, a comment, code or a link's definition,
    # the only constructions of which a part is meant not to be seen.
    shown = " ".join(_words(block) for block in markdown.read(" ".join(parts)))
    for part in parts:
        if part.isalnum():
            assert part in shown


def _words(block) -> str:
    if isinstance(block, Items):
        return " ".join(_words(inner) for item in block.items for inner in item)
    if isinstance(block, Quote):
        return " ".join(_words(inner) for inner in block.blocks)
    if isinstance(block, Table):
        cells = [plain(cell) for row in block.rows for cell in row]
        return " ".join([*cells, *(column.name for column in block.columns)])
    if isinstance(block, Rule):
        return ""
    return block.text if isinstance(block, Preformatted) else plain(block.text)
