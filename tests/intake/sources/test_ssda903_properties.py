"""What holds of the joined episodes whatever the return says."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.base.text_values import dates
from litmus.intake.sources.ssda903 import care, episodes, tables
from litmus.intake.sources.ssda903.notes import Notes
from litmus.intake.sources.ssda903.returns import Return

FIRST = date(2014, 4, 1)
LAST_YEAR = 2017
codes = st.sampled_from


def text(day):
    return day.strftime("%d/%m/%Y") if day else None


def row(child, start, end, rne, ls, place, rec, line=0):
    return {
        "child": child,
        "decom": text(start),
        "dec": text(end),
        "rne": rne,
        "ls": ls,
        "place": place,
        "rec": rec,
        "cin": "N1",
        "_file": "episodes.csv",
        "_row": line,
        "_year": LAST_YEAR,
    }


@st.composite
def any_episodes(draw):
    """A few episodes of two children in no order, with gaps, overlaps and open ones anywhere."""
    rows = []
    for line in range(draw(st.integers(1, 9))):
        start = FIRST + timedelta(days=draw(st.integers(0, 40)))
        length = draw(st.none() | st.integers(0, 30))
        end = None if length is None else start + timedelta(days=length)
        rows.append(
            row(
                draw(codes("AB")),
                start,
                end,
                draw(codes("SLPTBU")),
                draw(codes(["C2", "V4"])),
                draw(codes(["U1", "U4", "T0"])),
                draw(codes(["X1", "E8", None])),
                line,
            )
        )
    return rows


def days(start, end):
    """The days of an episode or a spell: the last is not in it, as the next begins on it."""
    end = end or FIRST + timedelta(days=100)
    return {start + timedelta(days=n) for n in range((end - start).days)}


def days_in_return(rows):
    """(child, legal status, day), reading the rows one by one: an episode without an end ends when
    the child's next one starts."""
    found = set()
    for one in rows:
        start, end = dates.day(one["decom"]), dates.day(one["dec"])
        later = [dates.day(r["decom"]) for r in rows if r["child"] == one["child"]]
        end = end or min((day for day in later if day > start), default=None)
        found |= {(one["child"], one["ls"], day) for day in days(start, end)}
    return found


def joined(rows, returns=None):
    linked, adrift = episodes.link(returns or [Return(LAST_YEAR, {"Episodes": rows})], Notes())
    return care.join(linked, Notes()), adrift


@settings(max_examples=60, deadline=None)
@given(any_episodes())
def test_every_row_is_in_one_period_one_placement_and_one_legal_status(rows):
    result, adrift = joined(rows)
    distinct = {tuple(v for k, v in one.items() if not k.startswith("_")) for one in rows}
    assert not adrift
    assert len(result.episodes) == len({e.id for e in result.episodes}) == len(distinct)
    for spells in (result.periods, result.placements, result.legal_statuses):
        assert sorted(e.id for s in spells for e in s.episodes) == sorted(
            e.id for e in result.episodes
        )
        assert all(len({e.child for e in s.episodes}) == 1 for s in spells)


@settings(max_examples=60, deadline=None)
@given(any_episodes())
def test_no_day_in_care_is_won_or_lost(rows):
    result, _ = joined(rows)
    said = days_in_return(rows)
    by_episode = {(e.child, e.row["ls"], d) for e in result.episodes for d in days(e.start, e.end)}
    by_status = {
        (s.first.child, s.first.row["ls"], d)
        for s in result.legal_statuses
        for d in days(s.first.start, s.last.end)
    }
    by_placement = {
        (p.first.child, d) for p in result.placements for d in days(p.first.start, p.last.end)
    }
    assert by_episode == said
    assert by_status == said
    assert by_placement == {(child, day) for child, _, day in said}


@settings(max_examples=60, deadline=None)
@given(any_episodes())
def test_periods_follow_one_another_and_begin_where_the_rules_say(rows):
    result, _ = joined(rows)
    for child in "AB":
        its = [e for e in result.episodes if e.child == child]
        begun = [result.period_of[e.id].first.start for e in its]
        assert begun == sorted(begun)
        for e, start in zip(its, begun, strict=True):
            assert start <= e.start
            if e.reason == "S":
                assert start == e.start


@st.composite
def histories(draw):
    """Children's true histories: each episode ends on the day the next begins, or the child left
    for at least a day; whoever comes back starts with S. One child has dates in every year."""
    rows = [
        row("anchor", date(y, 6, 1), date(y + 1, 6, 1), "S" if y == 2014 else "P", "C2", "U1", "X1")
        for y in range(2014, LAST_YEAR)
    ]
    rows.append(row("anchor", date(LAST_YEAR, 6, 1), None, "P", "C2", "U1", None))
    end_of_all = date(LAST_YEAR + 1, 4, 1)
    for child in "AB":
        day, rne = FIRST + timedelta(days=draw(st.integers(0, 700))), "S"
        for _ in range(draw(st.integers(0, 6))):
            end = day + timedelta(days=draw(st.integers(1, 500)))
            left = draw(st.booleans())
            ls, place = draw(codes(["C2", "V2"])), draw(codes(["U1", "U4", "T0"]))
            if end >= end_of_all:
                rows.append(row(child, day, None, rne, ls, place, None))
                break
            rows.append(row(child, day, end, rne, ls, place, "E8" if left else "X1"))
            day = end + timedelta(days=draw(st.integers(1, 60))) if left else end
            if day >= end_of_all:
                break
            rne = "S" if left else draw(codes("LPB"))
    return rows


def as_returned(rows, year):
    """What the return for a year holds: the episodes open in it, later ends not yet known."""
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    held = []
    for one in rows:
        start, end = dates.day(one["decom"]), dates.day(one["dec"])
        if start <= last and (end is None or end >= first):
            known = end is not None and end <= last
            held.append(
                one
                | {"_year": year}
                | {"dec": one["dec"] if known else None, "rec": one["rec"] if known else None}
            )
    return Return(year, {"Episodes": held})


def standard_tables(result):
    made = (
        tables.cla_episodes(result, []),
        tables.cla_placements(result),
        tables.legal_statuses(result),
    )
    return [sorted(frame.drop("_file", "_row").rows(), key=str) for frame in made]


@settings(max_examples=60, deadline=None)
@given(histories())
def test_yearly_returns_linked_are_the_history_they_were_cut_from(rows):
    """The last return is for 2017/18: it and the one file of everything know the same ends."""
    whole, _ = joined([one | {"_year": LAST_YEAR} for one in rows])
    yearly, _ = joined(None, [as_returned(rows, year) for year in range(2014, LAST_YEAR + 1)])
    assert standard_tables(yearly) == standard_tables(whole)
