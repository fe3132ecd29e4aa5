"""Pages speak of the data in plain words: no name of a table or column."""

import pytest

from litmus.report import notes


def test_each_finding_is_a_sentence_without_code_names() -> None:
    reason = (
        "The person id is not in People (ssd_person) (cppv_person_id): 6 of 56,821 rows of Child "
        "protection visits (ssd_cp_visits); The visit is dated after the data was extracted "
        "(cppv_cp_visit_date): 8 of 56,821 rows of Child protection visits (ssd_cp_visits)"
    )
    assert notes.on_the_data(reason) == (
        "Notes on the data: the person id is not in People in 6 of 56,821 rows of Child protection "
        "visits. The visit is dated after the data was extracted in 8 of 56,821 rows of Child "
        "protection visits."
    )
    assert notes.on_the_data("population of mid-2014: mid-2015 is not known") == (
        "A note on the data: population of mid-2014: mid-2015 is not known."
    )


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            "the column ssd_cp_plans.cppl_cp_plan_end_date (end date) is empty in all 40 rows",
            "the column “end date” is empty in all 40 rows",
        ),
        (
            "the data has no table ext_supervision (supervision sessions)",
            "the data has no table of supervision sessions",
        ),
        (
            "there is no file ssd_contacts.csv or ssd_contacts.parquet among the files",
            "there is no file “contacts” among the files",
        ),
        (
            "no post is dated that day (ext_workforce_post): others stand in (prof_full_time)",
            "no post is dated that day: others stand in",
        ),
        (
            "the data has no table ext_population, and params/council.yml gives none.",
            "the data has no table “population”, and params/council.yml gives none",
        ),
    ],
)
def test_a_reason_names_things_as_people_do(reason: str, said: str) -> None:
    assert notes.plain(reason) == said
