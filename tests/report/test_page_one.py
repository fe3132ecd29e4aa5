"""The first page: the gravest first, then what a test supports, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from litmus.base.windows import window_ending
from litmus.qa.actions.register import Action
from litmus.qa.gravest import GraveFact
from litmus.qa.recommendations import Recommendation
from litmus.report.feed import Figure
from litmus.report.lookup import Figures
from litmus.report.page_one import blocks, due, facts, statement, tiles
from litmus.report.qa import actions
from litmus.report.qa.points import theme_point
from report import council
from report.collation import collation, finding

AGO = date(2015, 3, 31)
NAMED = blocks.Named({d.code: d.name for d in council.DECLARATIONS})
HOME = GraveFact(
    "home_inadequate", "Home B", "was judged Inadequate.", "a home was judged Inadequate",
    "Quality of children's homes", "What makes it safe.", "Head",
)  # fmt: skip
WORKERS = replace(HOME, rule="child_without_worker", lead="3 children", text="have nobody.",
                  clause="3 children have nobody")  # fmt: skip
LATE = replace(HOME, rule="actions_overdue", lead="2 actions", text="are late.", decide="Close.")


def quarter(code: str, now: int, ago: int, of: int = 1000, **more) -> list[Figure]:
    """An indicator of two quarters a year apart, which are its own window."""
    declared = council.BY_CODE[code]
    return [
        council.figure(declared, window_ending("quarter", end), n, of, **(more if n is now else {}))
        for end, n in ((council.END, now), (AGO, ago))
    ]


def read(*rows: Figure, codes: str = "ASM02 ICP01 REF02"):
    declared = tuple(
        replace(council.BY_CODE[code], window="quarter", short=short)
        for code, short in zip(codes.split(), ("Assessments", "Conferences", "Re-referrals"),
                               strict=False)
    )  # fmt: skip
    context = council.context(declarations=declared)
    figures = Figures(rows, council.END)
    return facts.read(figures, context), figures, context


BETTER = quarter("ASM02", 900, 800, rag="green")
RED = quarter("ICP01", 600, 605, rag="red")
WORSE = quarter("REF02", 300, 200, rag="amber")


def points(block) -> list[str]:
    return [point.sentence for point in block.points]


def test_what_is_better_is_going_well_and_what_is_worse_or_red_is_of_concern():
    found, _, _ = read(*BETTER, *RED, *WORSE)
    well, ill, decide = blocks.blocks(found, collation(findings=(finding("F"),)), NAMED).blocks
    assert points(well) == [
        "Assessments: 90.0% in January to March 2016, up 10.0 points on a year ago; target 85.0%, "
        "5.0 points above."
    ]
    assert [text.split(":")[0] for text in points(ill)] == ["Re-referrals", "Conferences"]
    assert "no clear change on a year ago; target 80.0%, 20.0 points below." in points(ill)[1]
    assert (points(decide), decide.none) == ([], "Nothing is waiting.")


def test_the_gravest_come_first_and_leave_room_for_the_worst_figure():
    found, _, _ = read(*BETTER, *RED)
    whole = collation(gravest=(HOME, WORKERS, LATE))
    _, ill, decide = blocks.blocks(found, whole, NAMED).blocks
    assert [text.split()[0] for text in points(ill)] == ["Home", "3", "Conferences:"]
    # one decision is asked for once, and what the council itself does is for deciding alone
    assert points(decide) == ["Home B: what makes it safe. Owner: Head.",
                              "2 actions: close. Owner: Head."]  # fmt: skip


def test_a_change_that_may_be_chance_is_neither_good_nor_bad():
    found, _, _ = read(*quarter("ASM02", 805, 800, rag="amber"))
    assert statement.statement(found, None) == (
        "No figure is clearly better or worse than a year ago, and none is far from its target."
    )
    assert facts.bad(found) == facts.good(found) == []


def test_the_first_quarter_of_the_data_says_that_there_is_nothing_to_compare_with():
    first = [row for row in quarter("ASM02", 900, 800, rag="green") if row.window_end != AGO]
    found, figures, context = read(*first)
    assert statement.statement(found, None) == (
        "These figures cannot be compared with a year ago, and none is far from its target."
    )
    (shown,) = tiles.tiles(found, figures, context, None)
    assert [row.plain() for row in shown.tiles[0].rows] == ["Assessments: 90.0%, ● green"]


def test_where_the_data_are_too_young_for_a_year_the_quarter_is_spoken_of():
    window = window_ending("quarter", council.END)
    row = council.figure(council.BY_CODE["ASM02"], window, 900, 1000)
    context = council.context(declarations=(replace(council.BY_CODE["ASM02"], short="Done"),))
    figures = Figures([row], council.END)
    (fact,) = facts.read(figures, context)
    (shown,) = tiles.tiles([fact], figures, context, None)
    assert [row.plain() for row in shown.tiles[0].rows] == ["Done: 90.0%, ● green"]


def test_of_targets_nothing_is_said_where_there_are_none():
    rows = [replace(row, target=None, rag=None) for row in quarter("ASM02", 805, 800)]
    found, _, _ = read(*rows)
    assert statement.statement(found, None) == (
        "No figure is clearly better or worse than a year ago."
    )


def test_held_figures_say_nothing():
    held = {"status": "held for data quality", "rag": "red"}
    found, _, _ = read(*quarter("ICP01", 100, 900, **held), codes="ICP01")
    assert found == [] and statement.statement(found, None) == statement.NO_FIGURE


@pytest.mark.parametrize(
    ("rows", "grave", "said"),
    [
        (BETTER, (), "Assessments improved to 90.0%, and nothing of concern stands out."),
        ([*BETTER, *WORSE], (), "Assessments improved to 90.0%, but re-referrals worsened to "
         "30.0%."),
        ([*BETTER, *RED], (HOME,), "Assessments improved to 90.0%, but conferences missed the "
         "target (60.0%, target 80.0%) and a home was judged Inadequate."),
        ((), (HOME,), "A home was judged Inadequate."),
        (RED, (), "Conferences missed the target (60.0%, target 80.0%)."),
    ],
)  # fmt: skip
def test_the_statement_says_the_best_the_worst_and_the_gravest(rows, grave, said):
    found, _, _ = read(*rows)
    assert statement.statement(found, collation(gravest=grave)) == said


def test_nothing_is_said_not_to_be_of_concern_where_findings_name_a_concern():
    found, _, _ = read(*BETTER)
    named = collation(findings=[finding("1"), finding("2")])
    assert blocks.concerns(found, named)
    assert statement.statement(found, named) == "Assessments improved to 90.0%."


def test_a_team_that_stands_apart_is_named_where_the_whole_says_no_clear_change():
    teams = [
        replace(council.figure(council.BY_CODE["ASM02"], window_ending("quarter", council.END),
                               n, 200), breakdown="team", group=name, target=None, rag=None)
        for name, n in (("A", 94), ("B", 170), ("C", 172), ("D", 168))
    ]  # fmt: skip
    found, _, _ = read(*quarter("ASM02", 805, 800, rag="amber"), *teams)
    (said,) = blocks.concerns(found, None)
    assert said.sentence.startswith("A: 47.0% of assessments, the others 85.0%")


def test_a_theme_that_is_named_most_often_on_both_sides_is_said_to_be() -> None:
    both = [finding(f"F{n}", side) for n in (1, 2) for side in ("STRENGTH", "CONCERN")]
    (said,) = blocks.concerns([], collation(findings=both))
    assert said.sentence.startswith("Neglect is also the concern named most often: 2 findings")


def test_learning_is_no_concern_and_a_theme_needs_more_than_one_finding():
    learnt = [finding(f"F{n}", "LEARNING") for n in range(9)]
    one = finding("C1", "CONCERN", "FATHERS")
    assert theme_point(collation(findings=(*learnt, one)), "CONCERN", "the concern").lead == ""
    two = [one, finding("C2", "CONCERN", "FATHERS", activity="Complaints")]
    said = theme_point(collation(findings=(*learnt, *two)), "CONCERN", "the concern")
    assert said.sentence == (
        "Fathers is the concern named most often: 2 findings, in 2 kinds of activity."
    )


def test_a_tile_for_each_key_question_says_the_number_and_the_verdict():
    found, figures, context = read(*BETTER, *RED)
    (shown,) = tiles.tiles(found, figures, context, collation())
    assert len(shown.tiles) == 6
    rows = {tile.title: [row.plain() for row in tile.rows] for tile in shown.tiles}
    assert rows["Assessment, intervention, planning"] == [
        "Conferences: 60.0%, ■ red", "Assessments: 90.0%, ▲ better",
    ]  # fmt: skip
    assert rows["Equality and diversity"] == []  # nobody's group is known: nothing was compared
    assert rows["What action is needed?"] == []


def test_groups_of_children_without_a_clear_difference_are_said_to_have_none():
    window = window_ending("quarter", council.END)
    sexes = [
        replace(council.figure(council.BY_CODE["ASM02"], window, n, 500), breakdown="sex",
                group=sex, target=None, rag=None)
        for sex, n in (("F", 450), ("M", 450))
    ]  # fmt: skip
    found, figures, context = read(*BETTER, *sexes)
    (six,) = tiles.tiles(found, figures, context, None)
    (row,) = next(tile.rows for tile in six.tiles if tile.title == "Equality and diversity")
    assert row.plain() == "Groups of children: no clear difference"


def test_what_is_red_is_of_concern_alone_however_it_has_moved():
    found, _, _ = read(*quarter("ASM02", 700, 500, rag="red"))
    well, ill = blocks.blocks(found, None, NAMED).blocks
    assert points(well) == []
    assert [text.split(":")[0] for text in points(ill)] == ["Assessments"]
    assert statement.statement(found, None) == (
        "Assessments, improved to 70.0%, still missed the target (85.0%)."
    )


def action(id_: str, due_on: date, priority: str = "HIGH", state: str = "open") -> Action:
    return Action(
        id=id_, activity="", reference="", text=f"Do {id_}.", owner="", owner_role="SW",
        service="CIN", key_question="", priority=priority, raised_on=date(2016, 1, 1),
        due_on=due_on, completed_on=None, state=state, days_overdue=0,
    )  # type: ignore[arg-type] # fmt: skip


def test_what_falls_due_before_the_next_report_is_listed_by_day():
    rows = (
        action("late", date(2016, 6, 30)), action("soon", date(2016, 4, 1)),
        action("past", date(2016, 3, 31)), action("next", date(2016, 7, 1)),
        action("done", date(2016, 4, 2), state="done"),
    )  # fmt: skip
    table = due.due(collation(actions=rows), council.context())
    assert table.words == [
        ["Do soon.", "Social worker, Children in Need", "1 Apr 2016"],
        ["Do late.", "Social worker, Children in Need", "30 Jun 2016"],
    ]
    assert "No action" in due.due(None, council.context()).text


def test_a_figure_that_may_still_change_says_so_wherever_it_is_called_worse():
    rows = quarter("REF02", 300, 200, rag="amber", status="provisional")
    found, figures, context = read(*rows)
    said = statement.statement(found, None)
    assert said == "Re-referrals worsened to 30.0% (provisional)."
    (point,) = points(blocks.blocks(found, None, NAMED).blocks[1])
    assert "late recording may still change it" in point
    (shown,) = tiles.tiles(found, figures, context, None)
    row = next(row for tile in shown.tiles for row in tile.rows)
    assert row.verdict == "▼ worse, provisional"


def test_a_rating_of_another_time_is_never_taken_for_that_of_the_value_beside_it():
    # three months at 900 of 1,000 reach the target of 850; the twelve months at 800 do not
    declared = replace(council.BY_CODE["ASM02"], short="Assessments")
    recent = [replace(f, target=850 / 10) for f in quarter("ASM02", 900, 895)]
    year = council.figure(declared, window_ending("R12M", council.END), 800, 1000, rag="red",
                          target=85.0)  # fmt: skip
    context = council.context(declarations=(declared,))
    figures = Figures([*recent, year], council.END)
    (fact,) = facts.read(figures, context)
    assert "(80.0% over 12 months, on which it is rated)" in fact.point().sentence
    assert fact.clause() == "assessments missed the target (80.0% over 12 months, target 85.0%)"
    (shown,) = tiles.tiles([fact], figures, context, None)
    row = next(row for tile in shown.tiles for row in tile.rows)
    assert row.verdict == "■ red over 12 months"


def in_state(state: str) -> Action:
    return action("A", council.END, state=state)


def test_groups_that_differ_at_a_step_of_need_stand_in_the_tile():
    # 20 of 200 Black children in need are looked after, of 800 White ones 20: 10.0% and 2.5%.
    by = {"breakdown": "ethnic_group", "target": None, "rag": None, "lower": None, "upper": None}
    rows = [
        council.figure(council.BY_CODE[code], window_ending("month", council.END), n, None,
                       group=group, **by)
        for code, white, black in (("CIN01", 800, 200), ("LAC01", 20, 20))
        for group, n in (("White", white), ("Black", black))
    ]  # fmt: skip
    declared = tuple(council.BY_CODE[code] for code in ("CIN01", "LAC01"))
    context = council.context(declarations=declared)
    (six,) = tiles.tiles([], Figures(rows, council.END), context, None)
    found = next(tile.rows for tile in six.tiles if tile.title == "Equality and diversity")
    assert found[0].plain() == (
        "Looked after, of children in need: ethnic group Black: 10.0%, ↑ 7.5 above others"
    )


def test_the_tile_of_actions_counts_what_is_to_do_and_not_what_waits_to_be_verified():
    every = [in_state(each) for each in ("open", "overdue", "done", "done")]
    found, figures, context = read(*BETTER)
    (six,) = tiles.tiles(found, figures, context, collation(actions=every))
    rows = next(tile.rows for tile in six.tiles if tile.title == "What action is needed?")
    assert rows[0].plain() == "Actions to do: 2, ■ 1 overdue"


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ((), "no action is outstanding"),
        (("open",), "1 action is outstanding"),
        (("overdue",), "1 action is outstanding, and overdue"),
        (("done",), "1 action is outstanding: it is done, to be verified"),
        (("open", "overdue"), "2 actions are outstanding, 1 of them overdue"),
        (("done", "done"), "2 actions are outstanding: all are done, to be verified"),
        (("open", "overdue", "done"),
         "3 actions are outstanding: 2 to do (1 overdue), 1 done, to be verified"),
    ],
)  # fmt: skip
def test_outstanding_actions_are_said_as_what_is_to_do_and_what_is_to_verify(states, said):
    assert actions.outstanding([in_state(state) for state in states]) == said


def test_what_is_to_be_decided_on_a_figure_says_the_figure():
    asked = Recommendation("both poor", "ASM02", "", (), (), 40)
    _, figures, context = read(*quarter("ASM02", 700, 710, rag="red", target=85.0))
    named = blocks.named(figures, context)
    (point,) = blocks.decisions(collation(recommendations=(asked,)), named)
    assert point.lead.startswith("Agree an improvement plan for")
    assert point.text == "70.0%, target 85.0%."


def test_what_improved_beyond_its_target_is_not_said_to_have_missed_it():
    """Where the year that is rated misses it, that year is named."""
    window = window_ending("R12M", council.END)
    year = council.figure(council.BY_CODE["ASM02"], window, 700, 1000, rag="red", target=85.0)
    now, ago = quarter("ASM02", 900, 500, target=85.0, rag=None)
    declared = (replace(council.BY_CODE["ASM02"], short="Assessments"),)
    context = council.context(declarations=declared)
    found = facts.read(Figures([year, now, ago], council.END), context)
    assert statement.statement(found, None) == (
        "Assessments, improved to 90.0%, missed the target over 12 months (70.0%, target 85.0%)."
    )
