"""What a person types appears as she meant it, and never as code."""

import base64
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.render import markdown
from litmus.render.blocks import (
    Divider,
    Footnotes,
    Heading,
    Items,
    Paragraph,
    Picture,
    Preformatted,
    Quote,
    Table,
)
from litmus.render.text import TextSpan, plain
from render.wording import wording


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
        TextSpan("a "),
        TextSpan("b ", bold=True),
        TextSpan("c", bold=True, italic=True),
        TextSpan(" "),
        TextSpan("d", struck=True),
        TextSpan(" "),
        TextSpan("e", code=True),
    )


def test_line_ends_are_spaces_and_breaks_are_kept():
    assert plain(only("one\ntwo").text) == "one two"
    assert plain(only("one  \ntwo<br>three").text) == "one\ntwo\nthree"


@pytest.mark.parametrize("link", ["https://a.uk/b?c=1&d", "http://a.uk", "mailto:qa@a.uk"])
def test_links_that_are_followed(link):
    assert only(f"[here]({link})").text == (TextSpan("here", link=link),)


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc", "a.md"],
)
def test_other_links_are_words_and_it_is_said_where_they_led(link):
    words, notice = markdown.read(f"[here]({link})")
    assert words.text == (TextSpan("here"),)
    assert plain(notice.text).startswith(f"“here” leads to {link}, ")


def test_the_words_beside_an_address_are_kept():
    assert plain(only('[here](https://a.uk "The plan")').text) == "here (The plan)"
    assert only("[](https://a.uk)").text == (TextSpan("https://a.uk", link="https://a.uk"),)


@pytest.mark.parametrize(
    ("typed", "link", "words"),
    [
        ("(see https://a.uk/b_(c))", "https://a.uk/b_(c)", "https://a.uk/b_(c)"),
        ("<https://a.uk>, so", "https://a.uk", "https://a.uk"),
        ("www.a.uk/x_y_z.", "http://www.a.uk/x_y_z", "www.a.uk/x_y_z"),
        ("qa@a.uk", "mailto:qa@a.uk", "qa@a.uk"),
    ],
)
def test_bare_addresses_are_links(typed, link, words):
    text = only(typed).text
    assert plain(text) == typed.replace("<", "").replace(">", "")
    assert [span for span in text if span.link] == [TextSpan(words, link=link)]


def test_a_full_stop_without_a_space_makes_no_link():
    assert not [span for span in only("All done.It is, see plan.md").text if span.link]


def test_a_link_by_its_name():
    typed = "See [the plan][plan] and [plan].\n\n[plan]: https://a.uk/p"
    assert [s.link for s in only(typed).text if s.link] == ["https://a.uk/p"] * 2
    assert plain(only("[plan]: https://a.uk/p").text) == "[plan]: https://a.uk/p"


def test_lines_that_look_like_a_links_definition_are_lines():
    found = markdown.read("[Target]: 95%\n[Actual]: 90%\n[plan]: https://a.uk\n\nSee [plan].")
    assert [plain(block.text) for block in found] == ["[Target]: 95%", "[Actual]: 90%", "See plan."]


def test_footnotes_stand_at_the_end_and_none_is_lost():
    source = (
        "Good here[^b], there[^1].\n\n[^1]: Provisional\n\n    - still\n\n[^b]: *Soon*\n\n"
        "[^never]: Unused\n[^1]: Twice\n\nAfter, not[^defined]."
    )
    words, after, notes = markdown.read(source)
    assert plain(words.text) == "Good here[b], there[1]."
    assert [span.text for span in words.text if span.raised] == ["[b]", "[1]"]
    assert plain(after.text) == "After, not[^defined]."
    assert isinstance(notes, Footnotes)
    assert wording(notes) == "[b] Soon [1] Provisional still [1] Twice [never] Unused"


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
    assert found.rows == (((TextSpan("a", bold=True),), (TextSpan("1"),)),)


def test_a_row_may_be_short_long_or_without_its_last_line():
    table, said = markdown.read("| Team | Open |\n|---|--:|\n| North |\n| South | 9\n|W|1|**2**|x|")
    rows = [[plain(cell) for cell in row] for row in table.rows]
    assert rows == [["North", ""], ["South", "9"], ["W", "1"]]
    assert plain(said.text) == "Row 3 of the table above has more cells than columns: **2** | x"


@pytest.mark.parametrize("before", ["> ", "- ", "1. ", "> - "])
def test_tables_in_lists_and_quotations(before):
    indent = before.replace("-", " ").replace("1.", "  ")
    lines = ["| a | b |", "|---|---|", "| 1 | 2 | 3 |"]
    (block,) = markdown.read(before + ("\n" + indent).join(lines))
    while not isinstance(block, Table):
        block, *rest = block.blocks if isinstance(block, Quote) else block.items[0]
    assert [plain(cell) for cell in block.rows[0]] == ["1", "2"]
    assert plain(rest[0].text).endswith(": 3"), "what has no column is said there too"


def test_a_table_without_lines_at_its_sides():
    table = only("Team | Open\n-----|-----\nNorth | 5")
    assert [column.name for column in table.columns] == ["Team", "Open"]


def test_a_wide_table_comes_in_parts():
    names = [f"{month} 2015" for month in ["January", "February", "September", "November"] * 5]
    row = "|".join(["North", *names])
    parts = markdown.read(f"|{row}|\n{'|-' * 21}|\n|{row}|")
    assert len(parts) > 1 and all(part.columns[0].name == "North" for part in parts)
    shown = [plain(cell) for part in parts for cell in part.rows[0][1:]]
    assert shown == names


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (r"$$\frac{a*1000}{b*12}$$", r"$$\frac{a*1000}{b*12}$$"),
        ("$x*y*z$", "$x*y*z$"),
        (r"\\(a*b*c\\)", r"\\(a*b*c\\)"),
        (r"\(a*b*c\)", r"\(a*b*c\)"),
        (r"\begin{align}a*b*c\end{align}", r"\begin{align}a*b*c\end{align}"),
        ("$$\na*b\n- c\n$$", "$$ a*b - c $$"),
        (r"\[Target\] and \(note\)", "[Target] and (note)"),
        ("£5 and $10, $5 or $6", "£5 and $10, $5 or $6"),
        (r"\$x\$", "$x$"),
    ],
)
def test_formulas_keep_every_sign(typed, shown):
    assert plain(only(typed).text) == shown


def test_what_is_struck_as_on_github():
    text = only("~one~ ~~two~~ ~5 to ~10").text
    assert [span.text for span in text if span.struck] == ["one", "two"]
    assert plain(text) == "one two ~5 to ~10"


def test_words_with_underscores_entities_and_other_alphabets():
    typed = "snake_case_name &pound;5 &amp; 😀 مرحبا שלום ŵ"
    assert plain(only(typed).text) == "snake_case_name £5 & 😀 مرحبا שלום ŵ"


def test_words_beside_a_fence_are_kept_unless_they_name_a_language():
    assert wording(markdown.read("```python\nx\n```")) == "x"
    assert wording(markdown.read("```Northgate said\nx\n```")) == "Northgate said x"
    assert wording(markdown.read("```oops")) == "oops"


@pytest.mark.parametrize("source", ["> " * 200 + "deep", "*" * 4000 + "deep" + "*" * 4000])
def test_however_deep_it_stands_it_is_shown(source):
    assert "deep" in wording(markdown.read(source))


def test_each_item_of_a_deep_list_is_shown():
    shown = wording(markdown.read("".join(f"{'  ' * n}- item{n}\n" for n in range(60)) + "- last"))
    assert not [n for n in range(60) if f"item{n}" not in shown] and "last" in shown


def test_quotes_code_and_rules():
    quote, code, rule = markdown.read("> said\n\n```\na <b>\n```\n\n---")
    assert isinstance(quote, Quote) and plain(quote.blocks[0].text) == "said"
    assert code == Preformatted("a <b>")
    assert rule == Divider()


def test_headings_are_headings_only_where_asked_for():
    assert markdown.read("## Two", headings=True) == (
        Heading(2, (TextSpan("Two"),), "", listed=False),
    )
    assert only("## Two") == Paragraph((TextSpan("Two", bold=True),))
    (quote,) = markdown.read("> # One", headings=True)
    assert quote.blocks == (Paragraph((TextSpan("One", bold=True),)),)


def test_a_pasted_picture_follows_its_paragraph():
    attachments = {"my plan.png": {"image/png": png()}}
    words, found = markdown.read("See ![the plan](attachment:my%20plan.png) here.", attachments)
    assert plain(words.text) == "See  here."
    assert isinstance(found, Picture) and found.alt == "the plan"


@pytest.mark.parametrize(
    "name",
    [
        *("image.png", "image", "Screenshot 2016-04-01 at 10.12.33.png", "IMG_2041 (1)", "chart"),
        *("Screenshot 2016-04-01 at 10.12.33", "open cases by team.jpg", "2016-04-01", "Figure 3"),
        "1f2e3d4c-aaaa-bbbb-cccc-1234567890ab",
    ],
)
def test_a_file_name_is_no_description(name):
    (found,) = markdown.read(f"![{name}](attachment:a.png)", {"a.png": {"image/png": png()}})
    assert found.alt == "Picture added to the commentary; its author gave no description."


@pytest.mark.parametrize(
    "alt",
    ["Image of the new front door", "Image 3 shows a rise", "Chart of open cases", "Team plan"],
)
def test_a_description_may_begin_with_any_word(alt):
    (found,) = markdown.read(f"![{alt}](attachment:a.png)", {"a.png": {"image/png": png()}})
    assert found.alt == alt


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("# A ![plan](attachment:a.png)", "A"),
        ("[![plan](attachment:a.png)](https://a.uk)", "https://a.uk"),
        ("- **B ![plan](attachment:a.png)**", "B"),
        ("|C|D|\n|-|-|\n|![plan](attachment:a.png)|d|", "[Picture: plan]"),
        ('E <img src="attachment:a.png" alt="plan" width="90">', "E"),
        ('<img src="attachment:a.png" alt="plan">', ""),
        (f"F ![plan](data:image/png;base64,{png()})", "F"),
        ('![image.png](attachment:a.png "plan")', ""),
    ],
)
def test_a_pasted_picture_is_shown_wherever_it_stands(source, words):
    found = markdown.read(source, {"a.png": {"image/png": png()}}, headings=True)
    if isinstance(found[0], Items):
        found = found[0].items[0]
    assert isinstance(found[-1], Picture) and found[-1].alt == "plan"
    assert words in wording(found[:-1])


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
    shown = wording(markdown.read(" ".join(parts)))
    for part in parts:
        if part.isalnum():
            assert part in shown
