"""Moderation: both grades, agreement, habits, pairs and what to moderate next."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litmus.base.periods import Period
from litmus.qa.programme.audits import GRADES, Audit, audits, steps
from litmus.qa.programme.moderating import choose, look
from litmus.qa.programme.moderation import drift, interval, moderation, tendencies
from litmus.qa.programme.pairs import compare, pairs
from litmus.qa.programme.requirements import ModerationSettings
from litmus.qa.programme.to_moderate import is_drawn, to_moderate
from qa.audit_rows import SHIPPED, audit
from qa.made import asked

O, G, R, I = GRADES  # noqa: E741
NO_CHANCE = ModerationSettings(random_one_in=0, new_auditor_audits=0)


def graded(id_: str, grade: str, moderated: str = "", by: str = "TM-A", **more) -> Audit:
    said = {"role": "TM", "completed": datetime(2016, 3, 4, 10), "status": "SUBMITTED"} | more
    return Audit(id_, "CASE_FILE", auditor=by, grade=grade, moderated=moderated, **said)


def moderated_as(id_: str, aud: str, at: str, **more) -> dict:
    return {"aum_id": id_, "aum_aud_id": aud, "aum_at": datetime.fromisoformat(at)} | more


def test_the_reported_grade_is_the_last_moderated_one():
    rows = [audit(n, "2016-03", "2016-03-04 10:00", aud_overall_grade=G) for n in "1234"]
    said = [
        moderated_as("b", "1", "2016-03-20", aum_moderated_grade=R),
        moderated_as("a", "1", "2016-03-25", aum_moderated_grade=I),  # looked at once more
        moderated_as("c", "2", "2016-03-20", aum_agreed_yn="Y"),  # agreed, without a grade
        moderated_as("d", "3", "2016-03-20", aum_key_area="ASSESSMENT", aum_moderated_grade=R),
    ]
    found = audits(asked("2016Q1", qa_audit=rows, qa_audit_moderation=said))
    assert [(a.grade, a.moderated, a.final_grade) for a in found] == [
        (G, I, I), (G, G, G), (G, "", G), (G, "", G),
    ]  # fmt: skip


def test_steps_count_from_worse_to_better():
    assert steps(O, I) == 3
    assert steps(I, R) == -1
    assert steps(G, G) == 0
    assert steps(G, "NOT_APPLICABLE") is None


def test_agreement_and_direction():
    # of four moderated: two agree, one made worse by one step, one made better by one
    found = moderation(
        [graded("1", G, G), graded("2", R, R), graded("3", G, R), graded("4", R, G), graded("5", G)]
    )
    assert (found.audits, found.moderated, found.agreed) == (5, 4, 2)
    assert (found.lowered, found.raised, found.difference) == (1, 1, 0.0)


def test_weighted_kappa_worked_by_hand():
    # 3 both good, 3 both requires improvement, 2 good moderated to requires improvement
    both = [graded(str(n), G, G) for n in range(3)] + [graded(str(n), R, R) for n in range(3, 6)]
    some = moderation([*both, graded("6", G, R), graded("7", G, R)])
    # observed disagreement: 2 of 8 one step apart, weight (1/3)² each; by chance: auditor good 5/8,
    # moderator good 3/8: apart 5/8 x 5/8 + 3/8 x 3/8 = 34/64. kappa = 1 - (2/8) / (34/64) = 9/17
    assert some.agreement.kappa == pytest.approx(9 / 17)
    assert some.agreement.small


def test_an_auditor_who_grades_high():
    # Ten audits: eight lowered by one step, two agreed. Mean 0.8, sample deviation 0.4216,
    # t(9) = 2.262: 0.8 ± 2.262 x 0.4216 / √10 = 0.498 to 1.102, which leaves out 0.
    high = [graded(f"h{n}", G, R if n < 8 else G, by="HIGH") for n in range(10)]
    fair = [graded(f"f{n}", G, G, by="FAIR") for n in range(10)]
    found = {each.auditor: each for each in tendencies([*high, *fair], fewest=8)}
    assert found["HIGH"].habit == "high"
    assert found["HIGH"].difference == pytest.approx(0.8)
    assert (found["HIGH"].lower, found["HIGH"].upper) == pytest.approx((0.498, 1.102), abs=0.001)
    assert found["HIGH"].against_peers == pytest.approx(0.8)
    assert found["FAIR"].habit == "none shown"
    low = [graded(f"l{n}", R, G if n < 8 else R, by="LOW") for n in range(10)]
    assert [t.habit for t in tendencies(low, fewest=8)] == ["low"]


def test_nothing_is_said_of_an_auditor_with_few_moderated_audits():
    few = [graded(str(n), G, R) for n in range(7)]  # all seven too high
    assert [t.habit for t in tendencies(few, fewest=8)] == ["too few"]
    assert [t.habit for t in tendencies([*few, graded("8", G, R)], fewest=8)] == ["high"]


def test_a_difference_that_may_be_chance_is_no_habit():
    # three of eight lowered, five agreed: 0.375 ± 0.433
    some = [graded(str(n), G, R if n < 3 else G) for n in range(8)]
    assert interval([1, 1, 1, 0, 0, 0, 0, 0])[0] < 0
    assert [t.habit for t in tendencies(some, fewest=8)] == ["none shown"]


def test_drift_by_quarter():
    old = [graded(str(n), G, G, completed=datetime(2015, 11, n, 9)) for n in range(1, 5)]
    new = [graded(f"n{n}", G, R, completed=datetime(2016, 2, n, 9)) for n in range(1, 5)]
    quarters = [Period.parse("2015Q4"), Period.parse("2016Q1")]
    found = drift([*old, *new], quarters)
    assert [(name, each.agreed, each.moderated, each.difference) for name, each in found] == [
        ("October to December 2015", 4, 4, 0.0),
        ("January to March 2016", 0, 4, 1.0),
    ]


def pair(n: int, manager: str, review: str, **more) -> list[Audit]:
    return [
        graded(f"T{n}", manager, person=f"c{n}"),
        graded(f"I{n}", review, by="IRO-1", role="IRO", person=f"c{n}", paired_with=f"T{n}"),
    ]


def test_the_pairs_of_a_period():
    everything = [*pair(1, G, G), *pair(2, G, R), *pair(3, O, R), *pair(4, R, G)]
    everything += [
        graded("T5", "", person="c5", completed=None, status="NOT_DONE"),
        graded("I5", G, by="IRO-2", role="IRO", person="c5", paired_with="T5"),
        graded("T6", G, person="another"),
        graded("I6", G, by="IRO-2", role="IRO", person="c6", paired_with="T6"),
        graded("I7", G, by="IRO-2", role="IRO", person="c7"),
    ]
    found = compare(pairs(everything, everything))
    assert found.reviews == 7
    assert found.states == {"kept": 4, "not_done": 1, "another_case": 1, "none": 1}
    assert (found.graded, found.manager_higher, found.equal, found.manager_lower) == (4, 2, 1, 1)


def test_a_pair_is_found_from_either_side_and_by_child_and_month():
    month = date(2016, 3, 1)
    from_manager = [
        graded("T1", G, person="c1", paired_with="I1"),
        graded("I1", G, role="CPC", person="c1"),
        graded("T2", G, person="c2", month=month),
        graded("I2", G, role="CPC", person="c2", month=month),
        graded("I3", G, role="CPC", person="c2", month=date(2016, 1, 1)),
    ]
    found = {each.review.id: each.state for each in pairs(from_manager, from_manager)}
    assert found == {"I1": "kept", "I2": "kept", "I3": "none"}


def test_the_worklist_has_the_weightiest_first_and_says_why():
    everything = [
        graded("1", G),  # nothing to say against it
        graded("2", I),
        graded("3", R, concern=True),
        graded("4", I, concern=True),
        graded("5", I, I),  # moderated already
        *pair(6, O, R),  # two steps apart
        *pair(7, G, R),  # one step apart
    ]
    both = pairs(everything, everything)
    found = to_moderate(
        everything, date(2016, 1, 1), date(2016, 3, 31), both, [], NO_CHANCE, "seed"
    )
    assert [(each.audit, each.weight) for each in found] == [
        ("4", 8), ("2", 4), ("3", 4), ("I6", 3), ("T6", 3), ("I7", 2), ("T7", 2),
    ]  # fmt: skip
    assert found[0].reasons == ("Immediate concern", "Graded inadequate")
    assert (found[3].pair, found[4].pair) == ("T6", "I6")


def test_equal_weights_are_ordered_by_waiting_and_then_by_id():
    later = datetime(2016, 3, 9, 9)
    everything = [graded("a", I, completed=later), graded("c", I), graded("b", I)]
    found = to_moderate(everything, date(2016, 1, 1), date(2016, 3, 31), [], [], NO_CHANCE, "s")
    assert [each.audit for each in found] == ["b", "c", "a"]


def test_a_new_auditor_s_first_audits_are_chosen():
    days = [datetime(2016, 1, n, 9) for n in range(4, 9)]
    everything = [graded(str(n), G, completed=day) for n, day in enumerate(days)]
    new = ModerationSettings(random_one_in=0, new_auditor_audits=3)
    found = to_moderate(everything, date(2016, 1, 1), date(2016, 3, 31), [], [], new, "s")
    assert [each.audit for each in found] == ["0", "1", "2"]
    # those of an earlier period count: by 7 January the auditor is new no more
    late = to_moderate(everything, date(2016, 1, 7), date(2016, 3, 31), [], [], new, "s")
    assert late == []


@given(st.text(min_size=1), st.text())
def test_a_random_check_is_the_same_check_for_ever(audit_id, seed):
    assert is_drawn(audit_id, seed, 10) == is_drawn(audit_id, seed, 10)
    assert is_drawn(audit_id, seed, 1)
    assert not is_drawn(audit_id, seed, 0)


def test_about_one_audit_in_ten_is_checked_at_random():
    hits = sum(is_drawn(f"AUD{n:05d}", "litmus", 10) for n in range(10_000))
    assert 900 < hits < 1100  # expected 1000, standard deviation 30


def test_habits_of_a_service_s_report_are_judged_over_all_services():
    rows = [
        audit(f"{n}", "2016-01", "2016-01-20 10:00", aud_service="CIN" if n < 5 else "LAC")
        for n in range(10)
    ]
    said = [moderated_as(str(n), str(n), "2016-02-01", aum_moderated_grade=R) for n in range(9)]
    cin = asked("2016Q1", "CIN", qa_audit=rows, qa_audit_moderation=said)
    looked = look(cin, SHIPPED)
    assert len(looked.now) == 5
    assert [(t.moderated, t.habit) for t in looked.tendencies] == [(9, "high")]
    lac = asked("2016Q1", "LAC", qa_audit=rows, qa_audit_moderation=said)
    [last] = choose(lac, SHIPPED)  # the tenth, the only one not moderated
    assert last.audit == "9"
    assert "Auditor grades high" in last.reasons
