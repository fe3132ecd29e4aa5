"""What a source cannot feed: nothing is said of it but that it is not there, once, in a box."""

from dataclasses import replace

import pytest

from litmus.base.breakdowns import BREAKDOWNS
from litmus.qa.model import Activity
from litmus.report.bundle import NoticeCell, TableCell
from litmus.report.components import Blocks, Folded, Tiles
from litmus.report.coverage import coverage, has_assurance, not_in_source
from litmus.report.report import Report
from report import council
from report.collation import EMPTY, collation, crossing, finding, plain

REASON = "not available from this source: an SSDA903 return is about children looked after"
THEMES = {"REF": "Contacts and referrals", "ASM": "Single assessments", "LAC": "Looked-after",
          "CLV": "Care leavers", "CPP": "Protection plans", "ICP": "Conferences",
          "CIN": "Children in need"}  # fmt: skip
DECLARED = tuple(replace(d, theme=THEMES[d.code[:3]]) for d in council.DECLARATIONS)
ABSENT = Activity("audits", "Case file audits", "6", absent="The data have no table qa_audit.")
NO_ASSURANCE = collation(activities=(ABSENT,))
OF_CARE = ("LAC01", "LAC02", "CLV02")


def rows(fed=OF_CARE, **held):
    """The figures of a source that feeds these indicators alone."""
    nothing = {"value": None, "numerator": None, "denominator": None, "reason": REASON, "rag": None}
    return [replace(f, **(held if f.indicator in fed else nothing)) for f in council.all_figures()]


def report(fed=OF_CARE, evidence=NO_ASSURANCE, held=None, **more) -> Report:
    context = council.context(declarations=DECLARED, source_kind="ssda903", **more)
    return Report(context, rows(fed, **(held or {})), council.quality(), evidence)


def test_a_return_on_looked_after_children_says_in_one_box_what_is_not_in_it():
    summary = report().summary()
    boxes = [part for part in summary if isinstance(part, NoticeCell)]
    assert [box.text for box in boxes] == [
        "Not in this return: contacts and referrals, single assessments, conferences, children in "
        "need, protection plans and quality assurance."
    ]
    everything = plain(summary).replace(boxes[0].text, "")
    for absent in ("eferral", "ssessments", "onferences", "action", "waiting", "Decide", "inding"):
        assert absent not in everything, everything


def test_its_first_page_has_two_blocks_and_tiles_only_of_what_it_speaks_to():
    blocks, tiles, *_ = report().summary()
    assert isinstance(blocks, Blocks) and isinstance(tiles, Tiles)
    assert [block.heading for block in blocks.blocks] == ["Going well", "Of concern"]
    assert [tile.title for tile in tiles.tiles] == [
        "What is life like for children?", "How well do agencies work together?",
        "Equality and diversity", "What difference have we made?",
    ]  # fmt: skip
    assert all(tile.rows for tile in tiles.tiles)


def test_a_question_and_a_section_without_anything_show_nothing():
    shown = report()
    for code in ("KQ2", "KQ6"):
        assert len(shown.question(code)) == 0
    assert len(shown.page("ASM02")) == len(shown.indicator("ASM02")) == 0
    assert len(shown.side_by_side("Assessments", "ASM02", "ASM03")) == 0
    (some,) = shown.side_by_side("Both", "LAC02", "ASM03")
    assert len(some.rows) == 1
    assert some.note.endswith("Not in this return: open single assessments over 45 working days.")
    for silent in ("matrix", "balance", "themes", "recommendations", "rests_on", "progress"):
        assert len(getattr(shown.qa, silent)()) == 0
    assert len(shown.qa.actions(15)) == len(shown.qa.evidence("LAC02")) == 0


def test_a_question_that_it_speaks_to_names_nothing_else():
    statement, table, *rest = report().question("KQ1")
    assert [row[0] for row in table.words] == [council.BY_CODE["LAC02"].name]
    assert "Quality assurance" not in statement.text
    assert not [part for part in rest if "action" in part.plain()]


def test_the_reasons_wait_behind_a_fold():
    words, folded = report().unavailable()
    assert words.text == "Every other indicator of this report has a figure."
    assert isinstance(folded, Folded) and folded.title == "Not in this return, and why"
    (table,) = folded.parts
    assert isinstance(table, TableCell)
    ((names, why),) = table.words  # one reason, one row
    assert len(names.split("; ")) == len(DECLARED) - len(OF_CARE)
    assert (
        why == "Not available from this source: an SSDA903 return is about children looked after."
    )


def test_what_is_beside_is_spoken_of_where_little_else_is():
    context = council.context(declarations=DECLARED, beside=("LAC02", "CLV02"))
    few = coverage(context, council.lookup(rows()), None).context
    assert [d.code for d in few.main] == ["LAC01", "LAC02", "CLV02"]
    all_of_it = coverage(context, council.lookup(), None).context
    assert all_of_it == context


def test_a_single_indicator_is_named_where_its_theme_has_others():
    figures = council.lookup(rows({d.code for d in DECLARED} - {"ASM03"}))
    found = coverage(council.context(declarations=DECLARED), figures, EMPTY)
    assert plain(not_in_source(found, whole=False)) == (
        "Note: Not in these data: open single assessments over 45 working days."
    )
    assert not_in_source(coverage(council.context(), council.lookup(), EMPTY), whole=False) == []


def test_figures_that_are_held_are_named_and_marked_and_say_nothing_else():
    shown = report(held={"status": "held for data quality"})
    assert shown.statement().text == "There is no figure yet that may be used."
    blocks, _, notice, _ = shown.summary()
    assert {block.none for block in blocks.blocks} == {"Nothing can be said yet."}
    assert notice.text.startswith("Held until the data are put right, and left out here: looked")
    table = shown.question("KQ1").parts[1]
    assert table.words[0][2].endswith(", held for data quality")


def test_a_number_without_a_population_is_said_without_a_rate():
    why = ("no population: the data has no table ext_population of one authority, and "
           "params/council.yml describes another council")  # fmt: skip
    shown = report(held={"value": None, "denominator": None, "reason": why})
    table = shown.question("KQ3").parts[1]
    assert table.words[0][2] == "641, but no rate"
    assert shown.indicator("LAC01").parts[0].text == (
        "641 at 31 March 2016, but no rate: the number of children who live here is not given."
    )


@pytest.mark.parametrize(
    ("evidence", "there"),
    [
        (None, False), (EMPTY, False), (NO_ASSURANCE, False),
        (collation(findings=(finding("F1"),)), True),
        (collation(activities=(replace(ABSENT, absent=""),)), True),
        (collation(crossings=(crossing("ASM02", "good", "good", judged=0),)), False),
    ],
)  # fmt: skip
def test_quality_assurance_is_there_where_a_table_or_a_form_is(evidence, there):
    assert has_assurance(evidence) is there


def test_an_indicator_that_is_not_there_is_no_row_beside_practice():
    crossings = (crossing("ASM02", "not known", "good"), crossing("LAC02", "good", "poor"))
    evidence = collation(crossings=crossings, findings=(finding("FND1"),))
    table = report(evidence=evidence).qa.crossings("KQ2").parts[-1]
    assert [row[0] for row in table.words] == [council.BY_CODE["LAC02"].name]


UNKNOWN = BREAKDOWNS["disability"].unknown
BESIDE = ("LAC02", "CLV02")
MAIN = [d.code for d in DECLARED if d.code not in BESIDE]
HALF = len(MAIN) // 2


@pytest.mark.parametrize(
    ("main", "few"),
    [(0, True), (HALF - 1, True), (HALF, False), (HALF + 1, False), (len(MAIN), False)],
)
def test_little_is_less_than_half_of_what_the_report_speaks_about(main, few):
    assert len(MAIN) == 2 * HALF  # so that there is an exact half, which is not little
    context = council.context(declarations=DECLARED, beside=BESIDE)
    found = coverage(context, council.lookup(rows({*MAIN[:main], *BESIDE})), None).context
    # Those beside that answer a key question are spoken of where little else is, in their order.
    assert set(found.beside) == (set() if few else set(BESIDE))
    assert [d.code for d in found.main] == [
        d.code for d in DECLARED if d.code in MAIN[:main] or (few and d.code in BESIDE)
    ]


def test_what_answers_no_key_question_stays_in_tables_however_little_else_there_is():
    plainly = tuple(
        replace(d, key_questions=()) if d.code == "CLV02" else d for d in DECLARED
    )  # fmt: skip
    context = council.context(declarations=plainly, beside=BESIDE)
    found = coverage(context, council.lookup(rows(BESIDE)), None).context
    assert found.beside == ("CLV02",)
    # And what the source does not feed stands beside nothing.
    alone = coverage(context, council.lookup(rows(["LAC02"])), None).context
    assert (alone.beside, [d.code for d in alone.main]) == ((), ["LAC02"])


def test_a_source_without_the_indicators_beside_has_none_to_speak_about():
    context = council.context(declarations=DECLARED, beside=BESIDE)
    found = coverage(context, council.lookup(rows(MAIN[:1])), None)
    assert [d.code for d in found.context.main] == MAIN[:1]
    assert {d.code for d in found.missing} == {d.code for d in DECLARED} - {MAIN[0]}


def by_disability(*groups: str):
    """Figures, and one of LAC01 by each of these groups of disability."""
    (one,) = (f for f in council.all_figures() if f.indicator == "LAC01" and f.window_end ==
              council.END and f.breakdown == "all" and f.window == "month")  # fmt: skip
    others = [f for f in council.all_figures() if f.breakdown != "disability"]
    return [*others, *(replace(one, breakdown="disability", group=each) for each in groups)]


@pytest.mark.parametrize(
    ("kind", "groups", "silent"),
    [
        ("ssda903", (UNKNOWN,), ("disability",)),
        ("ssda903", (), ("disability",)),
        ("ssda903", (UNKNOWN, "Disability recorded"), ()),  # of one child it is known
        ("ssda903", ("No disability recorded",), ()),
        # What is missing in a council's own data its sections say, one by one.
        ("ssd", (UNKNOWN,), ()),
        ("sample", (), ()),
    ],
)
def test_a_return_is_silent_on_what_it_says_of_nobody(kind, groups, silent):
    context = council.context(declarations=DECLARED, source_kind=kind)
    found = coverage(context, council.lookup(by_disability(*groups)), EMPTY)
    assert found.silent == silent
    box = not_in_source(found, whole=False)
    assert [plain(box)] == ["Note: Not in this return: disability."] if silent else box == []
