"""The draw of cases to audit: reproducible, by team, fair, and kept once it is made."""

import csv
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from drawing import to_draw
from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.qa.programme import worklists
from litmus.qa.programme.allocation import NO_CASE, NO_HOLDER, NO_PAIR, Allocation, allocate
from litmus.qa.programme.listing import Listing, read, text, workbook
from litmus.qa.programme.requirements import AuditProgramme
from litmus.qa.query import Query
from qa.audit_rows import SHIPPED, audit, programme, requirement, team
from qa.made import asked

pytestmark = pytest.mark.slow

TEAMS = [team("A"), team("B"), team("C")]
TWO_MONTHS = {"period": "TWO_MONTHS", "paired_with_role": "TM", "scope": "ANY"}


def case(child: str, team_id: str = "A", worker: str = "", since: str = "2015-01-01", **more: Any):
    row = {"invo_involvements_id": f"{child}/{since}", "invo_person_id": child,
           "invo_professional_id": worker or f"worker of {child}",
           "invo_professional_role_id": "CW", "invo_professional_team": team_id,
           "invo_involvement_start_date": date.fromisoformat(since)}  # fmt: skip
    return row | more


def cases(each: int = 6) -> list[dict[str, Any]]:
    return [case(f"{t}{n}", t) for t in "ABC" for n in range(each)]


def drawn(
    month: str = "2016-04", said: AuditProgramme | None = None, theme: str = "", **tables: Any
) -> Allocation:
    tables = {"ref_team_service": TEAMS, "ssd_involvements": cases()} | tables
    return allocate(asked(month, **tables), said or programme(requirement()), theme)


def by_reference(found: Allocation) -> dict[str, str]:
    return {line.reference: line.case for line in found.lines}


def allocating(**more: Any) -> AuditProgramme:
    """One audit a month by each team manager, with other settings of the draw."""
    changed = SHIPPED.allocation.model_copy(update=more)
    return programme(requirement(), allocation=changed)


def test_each_team_gets_one_case_and_another_team_s_manager():
    found = drawn()
    assert [(line.team, line.case[0]) for line in found.lines] == [
        ("A", "A"),
        ("B", "B"),
        ("C", "C"),
    ]
    assert all(line.auditor != f"TM-{line.team}" for line in found.lines)
    assert {line.auditor for line in found.lines} == {"TM-A", "TM-B", "TM-C"}
    assert [line.due for line in found.lines] == [date(2016, 4, 30)] * 3
    assert found.gaps == ()


def test_managers_audit_another_colleague_the_month_after():
    april, may = (
        {line.team: line.auditor for line in drawn(month).lines} for month in ("2016-04", "2016-05")
    )
    assert all(april[team_id] != may[team_id] for team_id in "ABC")


def test_the_only_manager_of_a_service_audits_the_own_team():
    found = drawn(ref_team_service=[team("A")])
    assert [(line.team, line.auditor) for line in found.lines] == [("A", "TM-A")]


def test_own_cases_may_mean_those_held_alone():
    assert [line.auditor for line in drawn(said=allocating(own_cases="held")).lines] == [
        "TM-A", "TM-B", "TM-C",
    ]  # fmt: skip


def test_the_same_data_and_seed_give_the_same_list_and_another_seed_another():
    assert drawn() == drawn()
    assert drawn(ssd_involvements=list(reversed(cases()))) == drawn()
    many = {"ssd_involvements": cases(40)}
    assert by_reference(drawn(**many)) != by_reference(drawn(said=allocating(seed="2"), **many))


def test_a_case_more_in_one_team_changes_no_other_team():
    before = by_reference(drawn())
    for number in range(20):
        after = by_reference(drawn(ssd_involvements=[*cases(), case(f"new{number}", "A")]))
        changed = {name for name, child in before.items() if after[name] != child}
        assert changed <= {"2016-04/R/TM/A"}


def test_a_case_that_was_audited_within_the_year_rests():
    # the only case of team A was audited for April 2015: twelve months before April 2016
    one = [case("A0", "A"), case("B0", "B"), case("C0", "C")]
    for month, free in (("2015-04", False), ("2015-03", True)):
        old = [audit("1", month, f"{month}-20 10:00", aud_person_id="A0")]
        found = drawn(ssd_involvements=one, qa_audit=old)
        assert ("A0" in by_reference(found).values()) is free
    # given out and not done yet counts, not done counts not
    for status, free in (("ALLOCATED", False), ("NOT_DONE", True)):
        old = [audit("1", "2016-03", None, aud_person_id="A0", aud_status=status)]
        found = drawn(ssd_involvements=one, qa_audit=old)
        assert ("A0" in by_reference(found).values()) is free
        assert found.left_out == (0 if free else 1)


def test_the_draw_can_be_made_again_when_its_audits_are_in_the_data():
    first = drawn()
    done = [
        audit(str(n), "2016-04", "2016-04-20 10:00", aud_person_id=line.case)
        for n, line in enumerate(first.lines)
    ]
    assert by_reference(drawn(qa_audit=done)) == by_reference(first)


def test_cases_of_earlier_lists_rest_though_the_data_do_not_show_them_yet():
    tables = {"ref_team_service": TEAMS, "ssd_involvements": cases(1)}
    found = allocate(asked("2016-04", **tables), programme(requirement()), "", {"A0"})
    assert [gap.why for gap in found.gaps] == [NO_CASE]


def test_nobody_audits_a_case_that_they_ever_worked_on():
    # the managers of B and C were once the workers of A0: neither of them can audit it
    once = {"invo_involvement_end_date": date(2014, 6, 1)}
    history = [
        case("A0", "A", "TM-B", "2014-01-01", **once),
        case("A0", "A", "TM-C", "2014-02-01", **once),
    ]
    found = drawn(ssd_involvements=[case("A0", "A"), *history, case("B0", "B"), case("C0", "C")])
    assert "A0" not in by_reference(found).values()
    assert [(gap.reference, gap.why) for gap in found.gaps] == [("2016-04/R/TM/A", NO_CASE)]


def test_the_team_is_the_one_that_has_the_case_on_the_first_of_the_month():
    moved = [
        case("kim", "B", "old", "2015-01-01", invo_involvement_end_date=date(2016, 4, 1)),
        case("kim", "A", "new", "2016-04-01"),
        case("later", "A", "new", "2016-04-02"),
    ]
    found = drawn(ssd_involvements=moved, ref_team_service=TEAMS[:1])
    assert [(line.case, line.team, line.worker) for line in found.lines] == [("kim", "A", "new")]


def test_a_vacant_post_is_a_gap_and_its_colleagues_go_on():
    teams = [team("A"), team("B", rts_team_manager_id=None), team("C")]
    found = drawn(ref_team_service=teams)
    assert [(gap.team, gap.why) for gap in found.gaps] == [("B", NO_HOLDER)]
    assert {line.team: line.auditor for line in found.lines} == {"A": "TM-C", "C": "TM-A"}


def officers(*ids: str, role: str = "IRO") -> list[dict[str, Any]]:
    return [
        {"wfp_post_id": f"P-{who}", "wfp_role": role, "wfp_as_at": date(2016, 2, 29),
         "wfp_professional_id": who, "wfp_start_date": date(2010, 1, 1)}
        for who in ids
    ]  # fmt: skip


def paired_programme() -> AuditProgramme:
    reviewers = requirement(id="P", roles=["IRO"], services=["CP_SAFEGUARDING"], **TWO_MONTHS)
    return programme(requirement(), reviewers)


def both_months(**tables: Any) -> list[Allocation]:
    """March and April: a requirement of two months is given out in one of them."""
    return [drawn(month, paired_programme(), **tables) for month in ("2016-03", "2016-04")]


def test_officers_audit_the_same_case_as_a_team_manager_once_in_two_months():
    found = both_months(ext_workforce_post=officers("IRO-1", "IRO-2", "IRO-3"))
    reviews = [line for month in found for line in month.lines if line.role == "IRO"]
    assert sorted(line.auditor for line in reviews) == ["IRO-1", "IRO-2", "IRO-3"]
    for month in found:
        managers = {line.reference: line.case for line in month.lines if line.role == "TM"}
        mates = [line for line in month.lines if line.role == "IRO"]
        assert all(managers[line.pair] == line.case for line in mates)
        assert len({line.pair for line in mates}) == len(mates)  # no file is audited three times


def test_an_officer_never_gets_a_child_whose_reviews_the_officer_chairs():
    one = [case("A0", "A")]
    chaired = {"mon_id": "1", "mon_person_id": "A0", "mon_chair_id": "IRO-1",
               "mon_meeting_date": date(2015, 6, 1)}  # fmt: skip
    tables: dict[str, Any] = {"ssd_involvements": one, "ref_team_service": TEAMS[:1],
                              "ext_workforce_post": officers("IRO-1")}  # fmt: skip
    free = [line for month in both_months(**tables) for line in month.lines if line.role == "IRO"]
    assert [line.case for line in free] == ["A0"]
    found = both_months(**tables, qa_meeting_monitoring=[chaired])
    assert [g.why for month in found for g in month.gaps if g.role == "IRO"] == [NO_PAIR]


def test_a_service_manager_and_a_head_draw_from_the_teams_of_their_service():
    said = programme(
        requirement(), requirement(id="H", roles=["HOS"], count=2, services=["CIN"], scope="ANY")
    )
    found = drawn(said=said)
    heads = [line for line in found.lines if line.role == "HOS"]
    assert [line.reference for line in heads] == [
        "2016-04/H/HOS/HOS-CIN/1",
        "2016-04/H/HOS/HOS-CIN/2",
    ]
    assert len({line.team for line in heads}) == 2  # another team for the second
    assert len(set(by_reference(found).values())) == 5  # and no case twice


def test_a_theme_puts_its_cases_first_in_each_team():
    plan = {"cppl_cp_plan_id": "1", "cppl_person_id": "A3", "cppl_cp_plan_latest_category": "NEG",
            "cppl_cp_plan_start_date": date(2015, 5, 1)}  # fmt: skip
    found = drawn(theme="NEGLECT", ssd_cp_plans=[plan])
    first = found.lines[0]
    assert (first.case, first.preferred) == ("A3", True)
    assert not any(line.preferred for line in found.lines[1:])
    with pytest.raises(UsageError, match="NEGLECT"):
        drawn(theme="CHRONOLOGY")


def test_early_help_cases_are_known_by_their_cluster():
    episode = {"earl_episode_id": "1", "earl_person_id": "kim",
               "earl_episode_start_date": date(2016, 1, 1)}  # fmt: skip
    assessment = {"eha_id": "1", "eha_episode_id": "1", "eha_person_id": "kim",
                  "eha_start_date": date(2016, 1, 5), "eha_cluster": "North"}  # fmt: skip
    found = drawn(
        said=programme(requirement(services=["EARLY_HELP"], unit="cluster", scope="OWN_TEAM")),
        ref_team_service=[team("EH-N", "EARLY_HELP")],
        ssd_early_help_episodes=[episode],
        ext_eh_assessment=[assessment],
    )
    assert [(line.case, line.team, line.kind) for line in found.lines] == [
        ("kim", "EH-N", "EARLY_HELP")
    ]


def test_only_months_are_allocated():
    with pytest.raises(UsageError, match="2016Q2"):
        drawn("2016Q2")


# --- whatever the data ------------------------------------------------------------------------

people = st.sampled_from(["TM-A", "TM-B", "TM-C", "w1", "w2", "w3"])
children = st.sampled_from([f"c{n}" for n in range(8)])
involvements = st.lists(
    st.tuples(
        children, st.sampled_from("ABC"), people, st.dates(date(2014, 1, 1), date(2016, 6, 1))
    ),
    max_size=14,
)
earlier_audits = st.lists(
    st.tuples(children, st.sampled_from(["2015-01", "2015-06", "2016-02", "2016-04"])), max_size=5
)


EMPTY = asked("2016-04")  # made once: a database of every table takes a third of a second


def world(rows: list, audited: list, turned: bool = False, to: date = date(2017, 6, 30)) -> Query:
    """Three teams with these involvements and audits; `turned`, in the reverse order."""
    tables = {
        "ref_team_service": list(TEAMS),
        "ssd_involvements": [
            case(child, t, who, str(day), invo_involvements_id=str(n))
            for n, (child, t, who, day) in enumerate(rows)
        ],
        "qa_audit": [
            audit(str(n), month, f"{month}-20 10:00", aud_person_id=child)
            for n, (child, month) in enumerate(audited)
        ],
    }
    for table, held in tables.items():
        EMPTY.connection.execute(f"DELETE FROM {table}")
        for row in reversed(held) if turned else held:
            names, marks = ", ".join(row), ", ".join("?" * len(row))
            EMPTY.connection.execute(
                f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values())
            )
    return replace(EMPTY, data_to=to, kept={})  # the tables are not those asked of before


@settings(max_examples=to_draw(40), deadline=None)
@given(involvements, earlier_audits)
def test_never_an_own_case_never_one_of_the_last_year_never_one_twice(rows, audited):
    found = allocate(world(rows, audited), programme(requirement()))
    drawn_cases = [line.case for line in found.lines]
    assert len(drawn_cases) == len(set(drawn_cases))
    for line in found.lines:
        assert not any(child == line.case and who == line.auditor and day <= date(2016, 4, 1)
                       for child, _, who, day in rows)  # fmt: skip
        assert line.auditor != f"TM-{line.team}"
        assert not any(child == line.case and month in ("2015-06", "2016-02")
                       for child, month in audited)  # fmt: skip
    # every manager has a case or a reason why not
    assert len(found.lines) + len(found.gaps) == 3


@settings(max_examples=to_draw(25), deadline=None)
@given(involvements, earlier_audits)
def test_order_and_time_of_the_draw_change_nothing(rows, audited):
    first = allocate(world(rows, audited), programme(requirement()))
    turned = world(rows, audited, turned=True, to=date(2016, 5, 31))
    assert allocate(turned, programme(requirement())) == first


# --- the files --------------------------------------------------------------------------------


def test_an_allocation_stays_as_it_is_unless_a_new_one_is_asked_for(tmp_path):
    first, other = drawn(), drawn(ssd_involvements=cases(40))
    kept = worklists.keep_allocation(first, tmp_path, {})
    assert kept.made
    assert kept.path == tmp_path / "2016-04/audits/allocation.csv"
    was = kept.path.read_bytes()
    same = worklists.keep_allocation(first, tmp_path, {})
    assert (same.made, same.differs) == (False, False)
    differing = worklists.keep_allocation(other, tmp_path, {})
    assert (differing.made, differing.differs) == (False, True)
    assert kept.path.read_bytes() == was
    again = worklists.keep_allocation(other, tmp_path, {}, again=True)
    assert again.former == kept.path.with_name("allocation-1.csv")
    assert again.former.read_bytes() == was
    assert again.path.read_bytes() != was
    third = worklists.keep_allocation(first, tmp_path, {}, again=True)
    assert third.former == kept.path.with_name("allocation-2.csv")


def test_the_lists_of_the_year_before_say_what_was_given_out(tmp_path):
    found = drawn()
    worklists.keep_allocation(found, tmp_path, {})
    given_out = worklists.recent_cases(tmp_path, Period.parse("2016-06"), 12)
    assert given_out == {line.case for line in found.lines}
    assert worklists.recent_cases(tmp_path, Period.parse("2016-04"), 12) == set()
    assert worklists.recent_cases(tmp_path, Period.parse("2017-05"), 12) == set()


def test_the_list_is_for_its_owner_alone(tmp_path):
    path = worklists.keep_allocation(drawn(), tmp_path, {}).path
    assert path.stat().st_mode & 0o077 == 0
    assert path.with_suffix(".xlsx").stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_the_workbook_has_headings_in_sight_and_says_what_it_is(tmp_path):
    made = worklists.allocation_listing(drawn(), {"A": "North Team"})
    book = load_workbook(BytesIO(workbook(made)))
    sheet = book["Worklist"]
    assert sheet["A1"].value == "Reference"
    assert sheet["E2"].value == "North Team"
    assert sheet.freeze_panes == "A2"
    assert sheet["I2"].value.date() == date(2016, 4, 30)
    assert list(sheet.tables) == ["Worklist"]
    assert book["About"]["A1"].value == "Cases to audit in April 2016"
    assert book.properties.title == "Cases to audit in April 2016"


def test_nothing_in_a_list_is_ever_a_formula(tmp_path):
    evil = Listing("Title", ["=1+1"], ["Case"], [["=HYPERLINK(1)"], ["@x"], ["plain"]])
    lines = list(csv.reader(text(evil).removeprefix("\ufeff").splitlines()))
    assert lines == [["Case"], ["'=HYPERLINK(1)"], ["'@x"], ["plain"]]
    book = load_workbook(BytesIO(workbook(evil)))
    assert [book["Worklist"][f"A{row}"].data_type for row in (2, 3)] == ["s", "s"]
    path = tmp_path / "list.csv"
    path.write_text(text(evil), encoding="utf-8")
    assert [row["Case"] for row in read(path)] == ["=HYPERLINK(1)", "@x", "plain"]


def test_a_gap_is_in_the_list_with_its_reason():
    made = worklists.allocation_listing(drawn(ssd_involvements=[]), {})
    assert [row[-1] for row in made.rows] == [NO_CASE] * 3
    assert [row[3] for row in made.rows] == [""] * 3
    empty = replace(drawn(), lines=(), gaps=())
    assert load_workbook(BytesIO(workbook(worklists.allocation_listing(empty, {}))))
