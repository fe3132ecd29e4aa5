"""The data quality section: what was read, set aside, found; and no value of any record."""

from litmus.intake.contracts.quality import QualityReport, RuleResult, TableQuality
from litmus.report.bundle import ItemsCell, TableCell, Text
from litmus.report.data_quality import data_quality, share
from report import council


def texts(parts) -> str:
    return "\n".join(part.plain() for part in parts)


def test_the_section_says_how_much_was_read_and_set_aside():
    opening, *rest = data_quality(council.quality(), council.context())
    # 12,500 + 41,307 rows; 7 of them are 0.013%
    assert opening.text == (
        "53,807 rows in 2 tables were read from the sample council. 7 (under 0.1%) were set aside "
        "because of errors and are in no figure. 1 warning was counted; that row is used."
    )
    tables = [part for part in rest if isinstance(part, TableCell)]
    assert tables[0].words[0] == ["Single assessments", "12,500", "12,493", "7", "0.1%"]
    assert tables[1].words[0] == [
        "An assessment was authorised before it started.", "Single assessments", "7",
        "The row is set aside: it is in no figure.",
        "Correct the record in the case management system.",
    ]  # fmt: skip


def test_placeholders_missing_tables_and_the_importers_remarks_are_listed():
    notes = ("Two children stand in both returns.",)
    words = texts(data_quality(council.quality(), council.context(notes=notes)))
    assert "Single assessments: “assessment auth date” 31." in words
    assert "Not in these data: Supervision." in words
    assert notes[0] in words


def test_a_source_without_quality_assurance_is_said_to_be_so_in_one_line():
    tables = [
        TableQuality("ssd_cp_plans", "Plans", True, 1, 1),
        TableQuality("ext_supervision", "Supervision sessions", False),
        TableQuality("qa_audit", "Case file audits", False),
        TableQuality("qa_visit", "Visits to services", False),
        TableQuality("ref_auditor_role", "Roles", False),
        TableQuality("xref_finding_indicator", "Findings tied to indicators", False),
    ]
    items = [part for part in data_quality(QualityReport(tables), council.context())
             if isinstance(part, ItemsCell)]  # fmt: skip
    assert items[0].plain().splitlines() == [
        "- Not in these data: Supervision sessions.",
        "- Nothing on quality assurance is in this source.",
    ]


def test_some_quality_assurance_names_what_is_missing_and_not_who_wrote_the_rows():
    tables = [
        TableQuality("qa_audit", "Case file audits", True, 1, 1,
                     columns_not_supplied=["aud_theme_id", "created_by", "restricted_yn"]),
        TableQuality("qa_visit", "Visits to services", False),
    ]  # fmt: skip
    words = texts(data_quality(QualityReport(tables), council.context()))
    assert "Not in the quality assurance: Visits to services." in words
    assert "Case file audits: not supplied and taken as empty: “theme id”." in words


def test_many_checks_of_quality_assurance_that_could_not_be_made_are_counted():
    # Forms beside an SSDA903 return: no workers, no teams, so nobody's id can be looked up.
    def said(checks: int) -> str:
        lacking = [f"Check {n} needs ssd_professionals." for n in range(checks)]
        table = TableQuality("qa_audit", "Case file audits", True, 1, 1, not_checked=lacking)
        return texts(data_quality(QualityReport([table]), council.context()))

    assert "Check 4 needs “professionals”." in said(5)
    assert "6 checks of the quality assurance tables were not made" in said(6)
    assert "Check 4" not in said(6)


def test_columns_not_supplied_and_rules_not_checked_are_listed():
    table = TableQuality("t", "Plans", True, 1, 1, columns_not_supplied=["a", "b"],
                         not_checked=["Plans were not held against people."])  # fmt: skip
    words = texts(data_quality(QualityReport([table]), council.context()))
    assert "Plans: not supplied and taken as empty: a and b." in words
    assert "Plans were not held against people." in words


def test_a_clean_source_is_said_to_be_clean_in_the_singular():
    table = TableQuality("t", "Plans", True, 1, 1)
    parts = data_quality(QualityReport([table]), council.context())
    assert parts[0].text == (
        "1 row in 1 table was read from the sample council. None had to be set aside. Nothing was "
        "found."
    )
    assert not [part for part in parts if isinstance(part, ItemsCell)]


def test_a_single_row_set_aside_is_said_in_the_singular():
    rule = RuleResult("t", "r", "c", "error", "Wrong.", "Set aside.", "Put right.", 1)
    table = TableQuality("t", "Plans", True, 10, 9, 1, rules=[rule])
    opening = data_quality(QualityReport([table]), council.context())[0]
    assert isinstance(opening, Text)
    assert "1 (10.0%) was set aside because of errors and is in no figure." in opening.text


def test_a_share_is_never_rounded_to_nothing():
    assert str(share(0, 10)) == "0.0%"
    assert str(share(1, 10_000)) == "under 0.1%"
    assert str(share(5, 10_000)) == "0.1%"
    assert str(share(0, 0)) == "0.0%"
