"""The other tables of a return: people, reviews, absences, care leavers, adoption."""

from datetime import date

import pytest

from litmus.intake.sources.ssda903.people import birthday_within

CARE = """
    A 01/05/2016 S C2 U1 AA1 10/06/2016 X1
    A 10/06/2016 P E1 A6 BB2 01/03/2017 E11"""


def rows(reading, table, *columns):
    return reading.tables[table].select(columns).rows()


def test_every_row_says_where_it_comes_from(ssda903):
    read = ssda903(CARE, reviews="CHILD,REVIEW,REVIEW_CODE\nA,01/06/2016,PN1")
    assert rows(read, "ssd_cla_episodes", "_file", "_row") == [
        ("episodes.csv", 2),
        ("episodes.csv", 3),
    ]
    assert rows(read, "ssd_cla_reviews", "_file", "_row") == [("reviews.csv", 2)]


def test_people_come_from_the_header_with_the_text_as_it_stands(ssda903):
    read = ssda903(
        CARE, header="child , Sex,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA,2,31/13/2005,wbri,X1,,"
    )
    columns = ("pers_person_id", "pers_sex", "pers_dob", "pers_ethnicity", "pers_upn")
    assert rows(read, "ssd_person", *columns) == [("A", "2", "31/13/2005", "WBRI", "X1")]


def test_a_child_missing_from_the_header_is_known_by_another_files_birth_date(ssda903):
    read = ssda903(
        CARE,
        header="CHILD,SEX,DOB,ETHNIC\nA,1,01/01/2005,WBRI",
        oc3="CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nZ,10/05/1997,YES,F1,Y1",
    )
    assert ("Z", "10/05/1997") in rows(read, "ssd_person", "pers_person_id", "pers_dob")
    assert any("missing from the Header file" in note for note in read.notes)


def test_a_review_belongs_to_the_period_of_care_it_falls_in(ssda903):
    """A is in care from 1 May 2016 to 1 March 2017; the review of April 2016 is in no period."""
    read = ssda903(
        CARE,
        reviews="""
            CHILD,DOB,REVIEW,REVIEW_CODE
            A,01/01/2005,01/04/2016,PN0
            A,01/01/2005,01/06/2016,pn1""",
    )
    period = read.tables["ssd_cla_episodes"]["clae_cla_id"][0]
    columns = ("clar_cla_id", "clar_cla_review_date", "clar_cla_review_participation")
    assert rows(read, "ssd_cla_reviews", *columns) == [
        (None, "01/04/2016", "PN0"),
        (period, "01/06/2016", "PN1"),
    ]
    assert any("outside every known period" in note and ": 1 (" in note for note in read.notes)


def test_asylum_seeking_children_count_from_their_first_period_to_duc(ssda903):
    read = ssda903(CARE, uasc="CHILD,SEX,DOB,DUC\nA,1,01/01/2005,01/01/2023")
    columns = ("person_id", "immigration_status", "immigration_status_start_date")
    found = rows(read, "ssd_immigration_status", *(f"immi_{name}" for name in columns))
    assert found == [("A", "UASC", "01/05/2016")]
    ends = read.tables["ssd_immigration_status"]["immi_immigration_status_end_date"]
    assert ends.to_list() == ["01/01/2023"]


def test_absences(ssda903):
    read = ssda903(
        CARE, missing="CHILD,DOB,MISSING,MIS_START,MIS_END\nA,01/01/2005,m,05/06/2016,06/06/2016"
    )
    columns = ("start_date", "type", "end_date")
    found = rows(read, "ssd_missing", *(f"miss_missing_episode_{name}" for name in columns))
    assert found == [("05/06/2016", "M", "06/06/2016")]
    assert "return home interviews" in read.reasons["ssd_missing.miss_missing_rhi_offered"]


def test_care_leavers_stand_on_their_birthday_in_the_year_of_the_return(ssda903):
    """The year is 2016/17. B turns 19 on 10 May 2016, C 21 on 31 March 2017. D 17 on
    its first day. E is born on 29 February 1996 and turns 21 on 1 March 2017."""
    read = ssda903(
        CARE,
        oc3="""
            CHILD,DOB,IN_TOUCH,ACTIV,ACCOM
            B,10/05/1997,YES,F1,Y1
            C,31/03/1996,no,0,0
            D,01/04/1999,YES,G4,S
            E,29/02/1996,REFU,P3,T2""",
    )
    columns = (
        "clea_person_id",
        "clea_care_leaver_latest_contact",
        "clea_care_leaver_in_touch",
        "clea_care_leaver_activity",
        "clea_care_leaver_accommodation",
        "clea_care_leaver_accom_suitable",
    )
    assert rows(read, "ssd_care_leavers", *columns) == [
        ("B", "2016-05-10", "YES", "F1", "Y", "1"),
        ("C", "2017-03-31", "NO", None, None, None),
        ("D", "2016-04-01", "YES", "G4", "S", None),
        ("E", "2017-03-01", "REFU", "P3", "T", "2"),
    ]
    assert set(read.tables["ssd_care_leavers"]["clea_care_leaver_eligibility"]) == {
        "Former Relevant"
    }


@pytest.mark.parametrize(
    ("born", "birthday"),
    [
        (date(1999, 4, 1), date(2016, 4, 1)),
        (date(1999, 3, 31), date(2017, 3, 31)),
        (date(2000, 4, 1), None),
        (date(1995, 3, 31), None),
        (date(1996, 2, 29), date(2017, 3, 1)),
        (None, None),
    ],
)
def test_the_birthday_is_one_from_17_to_21_within_the_year(born, birthday):
    assert birthday_within(born, date(2016, 4, 1), date(2017, 3, 31)) == birthday


def permanence(reading):
    columns = (
        "adm_decision_date",
        "placement_order_date",
        "matched_date",
        "placed_for_adoption_date",
        "adopted_by_carer_flag",
        "decision_reversed_date",
        "permanence_order_date",
        "permanence_order_type",
    )
    return rows(reading, "ssd_permanence", *(f"perm_{name}" for name in columns))


def test_an_adoption_is_one_row_with_the_day_placed_from_the_episodes(ssda903):
    """DATE_PLACED and DATE_INT are both the decision; the child moved in on 10 June (A6)."""
    read = ssda903(
        CARE,
        ad1="CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE\nA,01/01/2005,02/05/2016,20/05/2016,0",
        placed="CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\nA,01/01/2005,02/05/2016,,",
    )
    decision, order, matched, placed = "02/05/2016", "10/06/2016", "20/05/2016", "10/06/2016"
    assert permanence(read) == [
        (decision, order, matched, placed, "N", None, "01/03/2017", "Adoption")
    ]
    period = read.tables["ssd_cla_episodes"]["clae_cla_id"][0]
    assert rows(read, "ssd_permanence", "perm_cla_id", "_file") == [(period, "placed.csv")]


def test_a_reversed_decision_and_a_new_one_are_two_rows_and_one_adoption(ssda903):
    read = ssda903(
        CARE,
        placed="""
            CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED
            A,01/01/2005,02/05/2016,10/05/2016,RD1
            A,01/01/2005,01/06/2016,,""",
    )
    assert permanence(read) == [
        ("02/05/2016", None, None, None, None, "10/05/2016", None, None),
        ("01/06/2016", "10/06/2016", None, "10/06/2016", None, None, "01/03/2017", "Adoption"),
    ]


def test_special_guardianship_and_child_arrangements_end_care_too(ssda903):
    read = ssda903("""
        A 01/05/2016 S C2 U1 AA1 10/06/2016 E46
        B 01/05/2016 S C2 U1 AA1 11/06/2016 E41
        C 01/05/2016 S C2 U1 AA1 12/06/2016 E4A""")
    assert [row[-2:] for row in permanence(read)] == [
        ("10/06/2016", "Special Guardianship Order"),
        ("11/06/2016", "Child Arrangements/ Residence Order"),
    ]


def test_what_a_return_cannot_hold_is_said_and_not_made_up(ssda903):
    """OC2 says that there was a health assessment, not when: no row is made from it."""
    read = ssda903(CARE, oc2="CHILD,DOB,SDQ_SCORE,HEALTH_ASSESSMENT\nA,01/01/2005,12,1")
    assert "ssd_cla_health" not in read.tables
    assert "but not when" in read.reasons["ssd_cla_health"]
    assert "looked after" in read.reasons["ssd_cin_assessments"]
    assert "no OC3 file" in read.reasons["ssd_care_leavers"]
    from litmus.intake.sources.base import SSD_TABLES

    assert set(SSD_TABLES) <= set(read.tables) | set(read.reasons)


def test_local_tables_beside_the_return_are_read(ssda903):
    read = ssda903(
        CARE, ext_population="pop_la_code,pop_year,pop_0_17\n856,2016,85492", other="x\n1"
    )
    assert rows(read, "ext_population", "pop_0_17") == [("85492",)]
    assert "Not read, as they are no file of the return: other.csv." in read.notes
