"""Which files make one return, which year it is of, and how several years are linked."""

import pytest

from litmus.base.errors import LitmusError

IN_2016 = "A 01/05/2016 S C2 U1 AA1 - -"
IN_2017 = "A 01/05/2016 S C2 U1 AA1 10/06/2017 E8"


def episodes(reading):
    columns = ("start_date", "ceased_date", "ceased_reason")
    return (
        reading.tables["ssd_cla_episodes"].select(f"clae_cla_episode_{c}" for c in columns).rows()
    )


def test_an_episode_open_in_one_return_and_closed_in_the_next_is_one(ssda903):
    read = ssda903({"2016": IN_2016, "2017": IN_2017})
    assert episodes(read) == [("01/05/2016", "10/06/2017", "E8")]
    assert read.tables["ssd_cla_episodes"]["_file"].to_list() == ["2017episodes.csv"]
    assert not any("changed" in note for note in read.notes)


def test_the_years_are_told_by_the_dates_not_the_names(ssda903):
    """The files named 2011 hold episodes of 2017/18, those named 2012 of 2016/17."""
    read = ssda903({"2012": IN_2016, "2011": IN_2017})
    assert episodes(read)[0][1] == "10/06/2017"
    assert read.extract_date.isoformat() == "2018-03-31"
    assert "2016/17, 2017/18" in read.notes[0]


def test_a_later_return_wins_and_the_change_is_counted(ssda903):
    read = ssda903(
        {"2016": "A 01/05/2016 S C2 U1 AA1 10/06/2016 E8", "2017": IN_2017},
        **{
            "2016header": "CHILD,SEX,DOB,ETHNIC\nA,1,01/01/2005,WBRI",
            "2017header": "CHILD,SEX,DOB,ETHNIC\nA,1,02/01/2005,WBRI",
        },
    )
    assert episodes(read) == [("01/05/2016", "10/06/2017", "E8")]
    assert read.tables["ssd_person"]["pers_dob"].to_list() == ["02/01/2005"]
    changed = [note for note in read.notes if "that a later return changed" in note]
    assert [note.split()[0] for note in changed] == ["Episodes", "Header"]
    assert "01/2005" not in " ".join(changed)


def test_open_in_a_return_and_gone_from_the_next_has_ended_by_april(ssda903):
    """B was open on 31 March 2017 and is in no later return, so B left by 1 April 2017."""
    read = ssda903({"2016": f"{IN_2016}\nB 01/07/2016 S C2 U1 AA1 - -", "2017": IN_2017})
    assert episodes(read)[1] == ("01/07/2016", "2017-04-01", None)
    assert any("in no later return" in note and ": 1 (" in note for note in read.notes)


def test_open_in_the_last_return_stays_open(ssda903):
    read = ssda903({"2016": IN_2016, "2017": f"{IN_2017}\nB 01/07/2017 S C2 U1 AA1 - -"})
    assert episodes(read)[1] == ("01/07/2017", None, None)


def test_a_year_without_a_return_is_said(ssda903):
    read = ssda903({"2014": "B 01/05/2014 S C2 U1 AA1 10/06/2014 E8", "2016": IN_2016})
    assert "no return between 2014/15 and 2016/17" in read.notes[1]


def test_one_slip_of_the_pen_does_not_make_a_later_year(ssda903):
    """31 dates in 2016/17 and one in 2091: fewer than one in twenty."""
    good = "\n".join(f"C{n} 01/05/2016 S C2 U1 AA1 - -" for n in range(31))
    read = ssda903(f"{good}\nX 01/05/2091 S C2 U1 AA1 - -")
    assert read.extract_date.isoformat() == "2017-03-31"


def test_reviews_repeated_in_later_returns_count_once(ssda903):
    reviews = "CHILD,DOB,REVIEW,REVIEW_CODE\nA,01/01/2005,01/06/2016,PN1"
    read = ssda903(
        {"2016": IN_2016, "2017": IN_2017},
        **{"2016reviews": reviews, "2017reviews": reviews + "\nA,01/01/2005,01/05/2017,PN2"},
    )
    assert read.tables["ssd_cla_reviews"]["clar_cla_review_date"].to_list() == [
        "01/06/2016",
        "01/05/2017",
    ]


def test_files_are_known_by_their_columns_whatever_they_are_called(ssda903):
    read = ssda903(
        IN_2016, zz="CHILD,DOB,REVIEW,REVIEW_CODE\nA,01/01/2005,01/06/2016,PN1", empty="CHILD,DUC"
    )
    assert read.tables["ssd_cla_reviews"].height == 1
    assert read.tables["ssd_immigration_status"].height == 0


def test_one_file_of_all_years_with_a_year_column_and_iso_dates(folder):
    from litmus.intake.sources import folders
    from litmus.intake.sources.ssda903 import reader

    place = folder(
        all_episodes="""
            LA,YEAR,CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC
            X,2017,A,2016-05-01,S,C2,N1,U1,,
            X,2018,A,2016-05-01,S,C2,N1,U1,2017-06-10,E8""",
        all_headers="""
            LA,YEAR,CHILD,SEX,DOB,ETHNIC
            X,2017,A,1,2005-01-01,WBRI
            X,2018,A,1,2005-01-01,WBRI""",
    )
    read = reader.read(place, folders.contents(place).paths)
    assert episodes(read) == [("2016-05-01", "2017-06-10", "E8")]
    assert read.tables["ssd_person"].height == 1


@pytest.mark.parametrize(
    ("years", "files", "said"),
    [
        ({"a": IN_2016, "b": IN_2016}, {}, r"aepisodes\.csv and bepisodes\.csv are both the Epi"),
        ({"2016": IN_2016, "2017": IN_2016}, {}, "2 SSDA903 returns in .* are for 2016/17"),
        (
            {"2016": IN_2016, "2017": IN_2017},
            {"2016header": "CHILD,SEX,DOB,ETHNIC\nA,1,,", "uasc": "CHILD,DUC\nA,01/01/2023"},
            r"uasc\.csv cannot be matched to a year",
        ),
        ({"": "A - S C2 U1 AA1 - -"}, {}, "no DECOM or DEC can be read"),
        ({"": IN_2016}, {"header": "CHILD,NAME\nA,B"}, "No file has the columns of the Header"),
        (
            {"": IN_2016},
            {"oc3": "CHILD,IN_TOUCH,ACTIV,ACCOM\nA,YES,F1,Y1"},
            r"oc3\.csv is the OC3 file .* column DOB is missing",
        ),
    ],
)
def test_what_cannot_be_told_is_asked(ssda903, years, files, said):
    with pytest.raises(LitmusError, match=said):
        ssda903(years, **files)
