"""SSD tables are read as they stand; what extracts are known to get wrong is put right and said."""

import pytest

from litmus.base.errors import LitmusError
from litmus.intake.sources import folders
from litmus.intake.sources.ssd import reader

PERSON = """
    pers_person_id,pers_legacy_id,pers_sex,pers_dob,pers_expected_dob
    1,L1,F,2010-05-01,
    2,L2,M,2012-06-02,
    3,L3,U,,
    """


def reading(folder):
    return reader.read(folder, folders.contents(folder).paths)


def column(reading, table, name):
    return reading.tables[table][name].to_list()


def test_every_file_named_as_a_table_is_read_whatever_the_case(folder):
    place = folder(ssd_person=PERSON, ref_team_service="rts_team_id\nA", readme="x\n1")
    (place / "SSD_Contacts.CSV").write_text("cont_contact_id\n1\n")
    read = reading(place)
    assert set(read.tables) == {"ssd_person", "ref_team_service", "ssd_contacts"}
    assert read.notes == ["Not read, as the name is no standard table's: readme.csv."]
    assert "ssd_cp_plans.csv" in read.reasons["ssd_cp_plans"]
    assert "ssd_contacts" not in read.reasons


def test_two_files_of_one_table_are_refused(folder):
    place = folder(ssd_person=PERSON)
    (place / "more").mkdir()
    (place / "more" / "ssd_person.csv").write_text("pers_person_id\n9\n")
    with pytest.raises(LitmusError, match=r"more/ssd_person\.csv and ssd_person\.csv"):
        reading(place)


def test_without_people_there_is_no_report(folder):
    with pytest.raises(LitmusError, match="no ssd_person"):
        reading(folder(ssd_contacts="cont_contact_id\n1"))


def test_older_column_names_are_read_as_todays(folder):
    read = reading(
        folder(
            ssd_person=PERSON,
            ssd_cla_episodes="""
                clae_cla_episode_id,clae_cla_episode_start,clae_cla_episode_ceased
                e1,2015-01-01,2016-01-01""",
        )
    )
    assert column(read, "ssd_cla_episodes", "clae_cla_episode_ceased_date") == ["2016-01-01"]
    assert "clae_cla_episode_start as clae_cla_episode_start_date" in read.notes[0]


def test_mosaic_tables_find_the_child_through_the_parent(folder):
    """Visit v1 names plan p1 of child 1, v2 names referral r2 of child 2, v3 names nobody."""
    read = reading(
        folder(
            ssd_person=PERSON,
            ssd_cin_episodes="cine_referral_id,cine_person_id\nr1,1\nr2,2",
            ssd_cin_plans="cinp_cin_plan_id,cinp_referral_id\np1,r1",
            ssd_cin_visits="cinv_cin_visit_id,cinv_cin_plan_id\nv1,p1\nv2,r2\nv3,zz",
        )
    )
    assert column(read, "ssd_cin_plans", "cinp_person_id") == ["1"]
    assert column(read, "ssd_cin_visits", "cinv_person_id") == ["1", "2", None]
    assert "ssd_cin_visits (1 of 3 not found)" in read.notes[0]


def test_permanence_rows_with_the_legacy_id_reach_their_child(folder):
    """Row a through its period of care, b through the legacy id, c was right, d is nobody's. In e
    the legacy id of child 4 happens to be child 3's person id: the period of care decides. Row f
    names child 2 with a period of child 1: what is a person id is not second-guessed."""
    read = reading(
        folder(
            ssd_person=PERSON + "4,3,F,2011-01-01,",
            ssd_cla_episodes="clae_cla_id,clae_person_id\nc1,1\nc4,4",
            ssd_permanence="""
                perm_table_id,perm_person_id,perm_cla_id
                a,L1,c1
                b,L2,
                c,3,
                d,X,
                e,3,c4
                f,2,c1""",
        )
    )
    assert column(read, "ssd_permanence", "perm_person_id") == ["1", "2", "3", "X", "4", "2"]
    assert read.notes[0].startswith("3 of 6 rows of ssd_permanence")


def test_an_expected_birth_that_has_passed_is_an_estimated_one(folder):
    """The last contact is 31 March 2016: due in 2001 is a person, due in August 2016 is unborn."""
    read = reading(
        folder(
            ssd_person="""
                pers_person_id,pers_dob,pers_expected_dob
                1,,2001-01-15
                2,1900-01-01,15/01/2002
                3,,2016-08-01
                4,not known,2001-01-15
                5,2010-01-01,
                6,,1900-01-01""",
            ssd_contacts="cont_contact_id,cont_contact_date\n1,2016-03-31\n2,30/03/2016",
        )
    )
    births = ["2001-01-15", "15/01/2002", None, "not known", "2010-01-01", None]
    assert column(read, "ssd_person", "pers_dob") == births
    expected = [None, None, "2016-08-01", "2001-01-15", None, "1900-01-01"]
    assert column(read, "ssd_person", "pers_expected_dob") == expected
    said = "2 people had no date of birth but an expected one that had passed by 31 March 2016:"
    assert read.notes[0].startswith(said)


def test_descriptions_become_codes_and_the_unknown_stays(folder):
    read = reading(
        folder(
            ssd_person=PERSON,
            ssd_legal_status="""
                lega_legal_status_id,lega_legal_status
                1,V4
                2,"V4 - Accommodated, short breaks"
                3,Special Guardianship Order
                4,Full care order
                5,v3""",
            ssd_care_leavers="""
                clea_table_id,clea_care_leaver_in_touch,clea_care_leaver_accom_suitable
                1,Yes,Suitable
                2,NO LONGER REQUIRED,2 Unsuitable""",
            ref_code_map="cm_domain,cm_raw,cm_code\nlega_legal_status,full care order,C2",
        )
    )
    codes = ["V4", "V4", "Special Guardianship Order", "C2", "V3"]
    assert column(read, "ssd_legal_status", "lega_legal_status") == codes
    assert column(read, "ssd_care_leavers", "clea_care_leaver_in_touch") == [
        "YES",
        "NO LONGER REQUIRED",
    ]
    # A description alone is the contract's to read.
    suitable = column(read, "ssd_care_leavers", "clea_care_leaver_accom_suitable")
    assert suitable == ["Suitable", "2"]
    assert read.notes[0].startswith("Descriptions were read as codes (rows): lega_legal_status (3)")
