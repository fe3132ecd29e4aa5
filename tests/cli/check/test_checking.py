"""`litmus check` tells the data manager what was found, where, and what to do."""

from pathlib import Path

import pytest

from litmus.cli import check

pytestmark = pytest.mark.slow

CONTACT = "cont_contact_id,cont_person_id,cont_contact_date\nC1,P1,2016-03-01\n"
PERSON = "pers_person_id,pers_sex,pers_dob,pers_ethnicity\n"


def council(folder: Path, people: str) -> str:
    folder.mkdir()
    (folder / "ssd_person.csv").write_text(PERSON + people, encoding="utf-8")
    (folder / "ssd_contacts.csv").write_text(CONTACT, encoding="utf-8")
    return f"ssd:{folder}"


def test_clean_data_pass(tmp_path: Path):
    uri = council(tmp_path / "data", "P1,F,2010-05-01,WBRI\n")
    outcome = check.check(uri, tmp_path / "outputs")
    assert outcome.passed
    assert "Every row was used and no rule found anything." in outcome.text


def test_a_bad_row_is_counted_listed_and_never_shown(tmp_path: Path):
    # Line 3 has no person id, so it is set aside; line 4 has an unknown sex, so it is only warned.
    uri = council(
        tmp_path / "data",
        "P1,F,2010-05-01,WBRI\n,M,2011-06-02,WBRI\nP3,Q7,2012-07-03,WBRI\n",
    )
    outcome = check.check(uri, tmp_path / "outputs")
    assert not outcome.passed
    assert "1 of 4 rows were set aside" in outcome.text
    assert "1 in ssd_person.pers_person_id: The person id is missing." in outcome.text
    assert "Q7" not in outcome.text
    assert "2011-06-02" not in outcome.text
    (listing,) = (tmp_path / "outputs").rglob("issues.csv")
    assert "Q7" in listing.read_text(encoding="utf-8")
    assert listing.parent.name == "restricted"


@pytest.mark.parametrize("again", [1, 2])
def test_checking_twice_says_the_same(tmp_path: Path, again: int):
    uri = council(tmp_path / "data", "P1,F,2010-05-01,WBRI\n")
    texts = {check.check(uri, tmp_path / "outputs").text for _ in range(again)}
    assert len(texts) == 1


def test_the_same_data_in_another_folder_are_called_by_that_folder(tmp_path: Path):
    for name in ("first", "second"):
        uri = council(tmp_path / name, "P1,F,2010-05-01,WBRI\n")
        head, _, _ = check.check(uri, tmp_path / "outputs").text.partition("\n")
        assert f" {name}: data to" in head
