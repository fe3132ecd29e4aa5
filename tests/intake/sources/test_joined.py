"""Several sources at once: each table comes from one of them, and a doubt is asked about."""

from datetime import date

import pytest

from litmus.base.errors import LitmusError, UsageError
from litmus.intake import freezing
from litmus.intake.sources import open_source

PEOPLE = "pers_person_id,pers_sex,pers_dob\nA,F,2005-01-01\n"
CONTACTS = "cont_contact_id,cont_person_id,cont_contact_date\n1,A,{day}\n"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\nA,01/05/2016,S,C2,N1,U1,,\n"
HEADER = "CHILD,SEX,DOB,ETHNIC\nA,2,01/01/2005,WBRI\n"
LOOKED_AFTER = "ssd_cla_episodes,ssd_cla_placement,ssd_legal_status"
CONTRACTS = freezing.Path(__file__).resolve().parents[3] / "data_contracts"


@pytest.fixture
def council(tmp_path):
    """Three folders: an SSD extract, a return and tables of the council's own."""
    files = {
        "ssd/ssd_person.csv": PEOPLE,
        "ssd/ssd_contacts.csv": CONTACTS.format(day="2016-06-30"),
        "903/episodes.csv": EPISODES,
        "903/header.csv": HEADER,
        "own/ref_team_service.csv": "a\n1\n",
        "own/ref_code_map.csv": "cm_domain,cm_raw,cm_code\n",
        "own/ssd_person.csv": PEOPLE,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def opened(council, uri):
    return open_source(uri, council, council / "cache")


def test_each_table_comes_from_one_source_and_says_which(council):
    source = opened(council, f"ssd:ssd; ssda903:903#{LOOKED_AFTER} ;local:own")
    assert (source.kind, source.title) == (
        "local+ssd+ssda903",
        "the SSD tables in ssd, the SSDA903 return in 903 and the local tables in own",
    )
    reading = source.reading
    assert set(reading.tables) == {
        *("ssd_person", "ssd_contacts", "ref_team_service"),
        *LOOKED_AFTER.split(","),
    }
    assert reading.filled_from["ssd_cla_episodes"] == ["ssda903:903/episodes.csv"]
    assert reading.tables["ssd_person"]["_file"].to_list() == ["ssd:ssd/ssd_person.csv"]
    assert reading.data_from == date(2016, 4, 1)
    assert "among the files; an SSDA903 return" in reading.reasons["ssd_cin_plans"]
    assert "was not asked for it" in reading.reasons["ssd_permanence"]
    assert "ssd_person" not in reading.reasons
    assert any("no local tables: ssd_person.csv" in note for note in reading.notes)


def test_the_same_table_in_two_sources_is_asked_about(council):
    with pytest.raises(LitmusError) as error:
        opened(council, "ssd:ssd;ssda903:903").reading  # noqa: B018
    assert error.value.exit_code == 1
    said = str(error.value)
    assert "ssd_person: the SSD tables in ssd and the SSDA903 return in 903." in said
    assert "ssda903:903#ssd_person" in said


def test_a_source_that_is_named_for_a_table_gives_it_and_another_stands_back(council):
    reading = opened(council, "ssd:ssd;ssda903:903#ssd_person").reading
    assert set(reading.tables) == {"ssd_person", "ssd_contacts"}
    assert reading.filled_from["ssd_person"] == ["ssda903:903/header.csv"]
    assert any("ssd_person of the SSD tables in ssd is not used" in note for note in reading.notes)
    with pytest.raises(LitmusError, match=r"ssd_cin_plans was asked for.*It has ssd_cla_episodes"):
        opened(council, "ssd:ssd;ssda903:903#ssd_cin_plans").reading  # noqa: B018


def test_the_identity_is_that_of_all_in_any_order(council):
    one = opened(council, f"ssd:ssd;ssda903:903#{LOOKED_AFTER}").identity()
    assert opened(council, f"ssda903:903#{LOOKED_AFTER};ssd:ssd").identity() == one
    others = {
        one,
        opened(council, "ssd:ssd;ssda903:903#ssd_person").identity(),
        opened(council, "ssd:ssd;local:own").identity(),
    }
    (council / "903/header.csv").write_text(HEADER.replace("WBRI", "WIRI"))
    assert len({*others, opened(council, f"ssd:ssd;ssda903:903#{LOOKED_AFTER}").identity()}) == 4


@pytest.mark.slow
@pytest.mark.parametrize(
    ("day", "data_to"), [("2017-06-30", "2017-03-31"), ("2017-02-15", "2017-02-15")]
)
def test_the_data_are_complete_to_the_earliest_end(council, tmp_path, day, data_to):
    """A return of 2016/17 says that it ends on 31 March; an SSD extract with its last contact. What
    is dated after the earlier of them is no slip of the pen."""
    (council / "ssd/ssd_contacts.csv").write_text(CONTACTS.format(day=day))
    source = opened(council, f"ssd:ssd;ssda903:903#{LOOKED_AFTER}")
    snapshot = freezing.freeze(source, CONTRACTS, tmp_path / "snapshots")
    assert snapshot.data_to.isoformat() == data_to
    assert not [rule for rule in snapshot.quality.rules if "after the data" in str(rule)]
    assert any("complete to the earliest day" in note for note in snapshot.notes)


def test_two_sources_of_one_title_keep_their_own_ends(council, tmp_path):
    """Two folders of one name: the day on which each of them ends is known by how it is named."""
    (council / "ssd/ssd_contacts.csv").unlink()
    (council / "later/ssd").mkdir(parents=True)
    (council / "ssd/ssd_cin_episodes.csv").write_text(
        "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date,cine_referral_nfa\n"
        "1,A,2016-03-01,,N\n"
    )
    (council / "later/ssd/ssd_person.csv").write_text(PEOPLE)
    (council / "later/ssd/ssd_contacts.csv").write_text(CONTACTS.format(day="2017-01-31"))
    source = opened(council, "ssd:ssd;ssd:later/ssd#ssd_contacts")
    snapshot = freezing.freeze(source, CONTRACTS, tmp_path / "snapshots")
    assert snapshot.data_to == date(2016, 3, 1)
    assert any("in ssd (ssd:ssd) on 1 March 2016" in note for note in snapshot.notes)


@pytest.mark.parametrize(
    ("uri", "says"),
    [
        ("sample;ssd:ssd", "The sample council is invented"),
        ("sample#ssd_person", "The sample council is invented"),
        ("local:own", "holds no children's records"),
        ("ssd:ssd;nowhere", "There is no folder or zip archive nowhere"),
        ("ssd/ssd_person.csv", "is a file: expected a folder"),
    ],
)
def test_what_cannot_be_read_together_or_alone_is_said(council, uri, says):
    with pytest.raises(UsageError, match=says):
        opened(council, uri)
