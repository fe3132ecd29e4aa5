"""How consecutive episodes become periods of care, placements and legal statuses.

Episodes are written as CHILD DECOM RNE LS PLACE POSTCODE DEC REC.
"""

import pytest


def rows(reading, table, *columns):
    return reading.tables[table].select(columns).rows()


def placements(reading):
    """(type, start, end, why it changed)"""
    columns = ("type", "start_date", "end_date", "change_reason")
    return rows(reading, "ssd_cla_placement", *(f"clap_cla_placement_{name}" for name in columns))


def legal_statuses(reading):
    columns = ("legal_status", "legal_status_start_date", "legal_status_end_date")
    return rows(reading, "ssd_legal_status", *(f"lega_{name}" for name in columns))


def entered_care(reading):
    columns = ("clae_cla_episode_start_date", "clae_entered_care_date")
    return dict(rows(reading, "ssd_cla_episodes", *columns))


def noted(reading, words):
    """The count in the note that holds `words`."""
    note = next(note for note in reading.notes if words in note)
    return int(note.split(": ")[1].split(" (")[0])


def test_a_period_of_care_joined_by_hand(ssda903):
    """A foster placement U1 under an interim then a full order (L: same placement, so one from
    1 May to 1 December), a move to U4 with the full order running on, home with a new status
    (B: both new), until adoption on 1 March 2017."""
    read = ssda903("""
        A 01/05/2016 S C1 U1 AA1 10/06/2016 X1
        A 10/06/2016 L C2 U1 AA1 01/12/2016 X1
        A 01/12/2016 P C2 U4 BB2 05/01/2017 X1
        A 05/01/2017 B E1 A6 CC3 01/03/2017 E11""")
    assert placements(read) == [
        ("U1", "01/05/2016", "01/12/2016", "WHY2"),
        ("U4", "01/12/2016", "05/01/2017", "WHY3"),
        ("A6", "05/01/2017", "01/03/2017", "WHY4"),
    ]
    assert legal_statuses(read) == [
        ("C1", "01/05/2016", "10/06/2016"),
        ("C2", "10/06/2016", "05/01/2017"),
        ("E1", "05/01/2017", "01/03/2017"),
    ]
    assert set(entered_care(read).values()) == {"01/05/2016"}
    assert len(set(read.tables["ssd_cla_episodes"]["clae_cla_id"])) == 1
    used = read.tables["ssd_cla_episodes"]["clae_cla_placement_id"].to_list()
    ids = read.tables["ssd_cla_placement"]["clap_cla_placement_id"].to_list()
    assert used == [ids[0], ids[0], ids[1], ids[2]]


def test_same_carer_moves_are_placements_of_their_own(ssda903):
    """T and U: another placement with the same carer; the indicators tell them by the RNE."""
    read = ssda903("""
        A 01/05/2016 S C2 U1 AA1 10/06/2016 X1
        A 10/06/2016 T C2 U4 AA1 01/12/2016 X1
        A 01/12/2016 U E1 U4 AA1 - -""")
    assert [placement[1:3] for placement in placements(read)] == [
        ("01/05/2016", "10/06/2016"),
        ("10/06/2016", "01/12/2016"),
        ("01/12/2016", None),
    ]


def test_back_from_a_temporary_placement_is_the_placement_before(ssda903):
    """U1, two weeks in hospital (T0), back in U1: two placements, U1 from May to September."""
    read = ssda903("""
        A 01/05/2016 S C2 U1 AA1 10/06/2016 X1
        A 10/06/2016 P C2 T0 HH1 24/06/2016 X1
        A 24/06/2016 P C2 U1 AA1 01/09/2016 E8""")
    assert placements(read) == [
        ("U1", "01/05/2016", "01/09/2016", "WHY3"),
        ("T0", "10/06/2016", "24/06/2016", "WHY2"),
    ]


def test_elsewhere_after_a_temporary_placement_is_a_new_one(ssda903):
    read = ssda903("""
        A 01/05/2016 S C2 U1 AA1 10/06/2016 X1
        A 10/06/2016 P C2 T0 HH1 24/06/2016 X1
        A 24/06/2016 P C2 U1 BB2 01/09/2016 E8""")
    assert [placement[1] for placement in placements(read)] == [
        "01/05/2016",
        "10/06/2016",
        "24/06/2016",
    ]


def test_back_from_an_ordinary_placement_is_a_new_one(ssda903):
    read = ssda903("""
        A 01/05/2016 S C2 U1 AA1 10/06/2016 X1
        A 10/06/2016 P C2 U4 BB2 24/06/2016 X1
        A 24/06/2016 P C2 U1 AA1 01/09/2016 E8""")
    assert len(placements(read)) == 3


def test_a_child_who_left_and_came_back_has_two_periods(ssda903):
    """The same legal status on both sides is two spells, even without a day between."""
    read = ssda903("""
        A 01/05/2016 S V2 U1 AA1 01/08/2016 E4A
        A 01/08/2016 S V2 U1 AA1 01/11/2016 E4A""")
    assert entered_care(read) == {"01/05/2016": "01/05/2016", "01/08/2016": "01/08/2016"}
    assert len(legal_statuses(read)) == 2
    assert len(placements(read)) == 2


def test_return_after_leaving_begins_a_period_whatever_the_rne_says(ssda903):
    """The child left on 1 August, so P on 1 October cannot carry on; the note says so."""
    read = ssda903("""
        A 01/05/2016 S V2 U1 AA1 01/08/2016 E4A
        A 01/10/2016 P V2 U1 AA1 - -""")
    assert entered_care(read)["01/10/2016"] == "01/10/2016"
    assert noted(read, "does not begin with RNE S") == 1


def test_started_to_be_looked_after_begins_a_period_whatever_came_before(ssda903):
    read = ssda903("""
        A 01/05/2016 S V2 U1 AA1 01/08/2016 X1
        A 01/08/2016 S C2 U1 AA1 - -""")
    assert entered_care(read)["01/08/2016"] == "01/08/2016"


def test_a_gap_after_x1_keeps_the_period_but_cuts_what_would_span_it(ssda903):
    """X1 on 1 June, next L on 10 June: one period; nobody knows where the child was between."""
    read = ssda903("""
        A 01/05/2016 S C2 U1 AA1 01/06/2016 X1
        A 10/06/2016 L C2 U1 AA1 - -""")
    assert set(entered_care(read).values()) == {"01/05/2016"}
    assert [p[1:3] for p in placements(read)] == [
        ("01/05/2016", "01/06/2016"),
        ("10/06/2016", None),
    ]
    assert len(legal_statuses(read)) == 2
    assert noted(read, "ended with X1") == 1


def test_without_the_start_the_earliest_known_day_is_the_start(ssda903):
    read = ssda903("""
        A 05/05/2016 P C2 U1 AA1 01/06/2016 X1
        A 01/06/2016 P C2 U4 BB2 - -
        B 01/06/2016 S C2 U4 BB2 - -""")
    assert set(entered_care(read).values()) == {"05/05/2016", "01/06/2016"}
    assert noted(read, "does not begin with RNE S") == 1


def test_an_episode_that_begins_before_the_child_left_belongs_to_the_period(ssda903):
    """E8 is dated 1 August, but a legal status change is dated 1 July."""
    read = ssda903("""
        A 01/05/2016 S V2 U1 AA1 01/08/2016 E8
        A 01/07/2016 L C2 U1 AA1 01/10/2016 E8""")
    assert set(entered_care(read).values()) == {"01/05/2016"}
    assert placements(read)[0][1:3] == ("01/05/2016", "01/10/2016")


def test_a_joined_spell_ends_with_whatever_ends_last(ssda903):
    """The short-break status of the first episode runs to 1 September, past the second's end."""
    read = ssda903("""
        A 01/05/2016 S V4 U1 AA1 01/09/2016 X1
        A 01/07/2016 L V4 U1 AA1 01/08/2016 E8""")
    assert legal_statuses(read) == [("V4", "01/05/2016", "01/09/2016")]


def test_rne_decides_over_another_address_and_the_note_counts_it(ssda903):
    read = ssda903("""
        A 01/05/2016 S C1 U1 AA1 01/06/2016 X1
        A 01/06/2016 L C2 U4 BB2 - -""")
    assert len(placements(read)) == 1
    assert noted(read, "RNE L") == 1


def test_an_open_episode_that_another_follows_ended_when_that_began(ssda903):
    """A left on 1 October (E8); without the rule, May's episode would keep A in care for ever."""
    read = ssda903("""
        A 01/05/2016 S C2 U1 AA1 - X1
        A 01/07/2016 P C2 U4 BB2 01/10/2016 E8""")
    ends = rows(read, "ssd_cla_episodes", "clae_cla_episode_ceased_date", "clae_cla_id")
    assert [end for end, _ in ends] == ["2016-07-01", "01/10/2016"]
    assert len({period for _, period in ends}) == 1
    assert noted(read, "that another of the child follows") == 1


def test_what_is_no_date_stays_as_it_stands_for_the_contract_to_report(ssda903):
    """An unreadable first day puts the episode in no period; an unreadable last day stays."""
    read = ssda903("""
        A 31/02/2016 S C2 U1 AA1 01/06/2016 X1
        A 01/05/2016 P C2 U4 BB2 soon X1
        A 01/07/2016 P C2 U4 BB2 - -""")
    columns = ("clae_cla_episode_start_date", "clae_cla_episode_ceased_date")
    episodes = rows(read, "ssd_cla_episodes", *columns, "clae_entered_care_date", "_row")
    assert sorted(episodes, key=lambda row: row[-1]) == [
        ("31/02/2016", "01/06/2016", None, 2),
        ("01/05/2016", "soon", "01/05/2016", 3),
        ("01/07/2016", None, "01/05/2016", 4),
    ]
    assert noted(read, "without a child or a readable first day") == 1


def test_a_record_repeated_word_for_word_counts_once(ssda903, tmp_path):
    read = ssda903("A 01/05/2016 S C2 U1 AA1 - -")
    path = tmp_path / "episodes.csv"
    path.write_text(path.read_text() + path.read_text().splitlines()[1] + "\n")
    again = ssda903_again(tmp_path)
    assert again.tables["ssd_cla_episodes"].height == read.tables["ssd_cla_episodes"].height == 1
    assert noted(again, "word for word") == 1


def test_two_episodes_from_one_day_are_both_kept_with_ids_of_their_own(ssda903):
    read = ssda903("""
        A 01/05/2016 S C2 U1 AA1 01/05/2016 X1
        A 01/05/2016 P C2 U4 BB2 - -""")
    episodes = read.tables["ssd_cla_episodes"]
    assert episodes["clae_cla_episode_id"].n_unique() == 2
    assert episodes["clae_cla_placement_id"].n_unique() == 2
    assert episodes["clae_cla_id"].n_unique() == 1


@pytest.mark.parametrize("column", ["clae_cla_episode_id", "clae_cla_id", "clae_cla_placement_id"])
def test_ids_tell_nothing_and_are_the_same_in_every_extract(ssda903, column):
    first = ssda903("CHILD9 01/05/2016 S C2 U1 AA1 - -").tables["ssd_cla_episodes"][column][0]
    second = ssda903("""
        OTHER 01/04/2016 S C2 U1 AA1 - -
        CHILD9 01/05/2016 S C2 U1 AA1 01/06/2016 E8""").tables["ssd_cla_episodes"]
    assert first in second[column].to_list()
    assert "CHILD9" not in first


def ssda903_again(folder):
    from litmus.intake.sources import folders
    from litmus.intake.sources.ssda903 import reader

    return reader.read(folder, folders.contents(folder).paths)
