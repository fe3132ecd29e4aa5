"""The record of a meeting: each action that was agreed becomes a row of the register."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from intake.forms.conftest import Desk
from intake.forms.workshop import PROJECT, project
from litmus.indicators import catalogue
from litmus.intake import opening
from litmus.intake.forms import definitions
from litmus.intake.forms.filled_form import Filled
from litmus.intake.forms.proforma import proforma
from litmus.qa.actions.register import register

FORM = "meeting_record"
MET = {"kind": "PERFORMANCE", "service": "CIN", "date": "2016-03-21", "chair": "HOS-CIN"}
AGREED = {
    "action": "Book a visit for each child on the list.",
    "key_area": "VISITS_DIRECT_WORK",
    "owner": "SM-CIN",
    "owner_role": "SM",
    "priority": "HIGH",
    "due": "2016-04-15",
    "indicator": "CIN02",
    "done": "N",
    "service": "CIN",
}
AT_ONCE = {**AGREED, "indicator": "", "done": "Y", "completed": "2016-03-22"}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A council of its own that hands out the form."""
    folder = project(tmp_path)
    shutil.copy(PROJECT / f"params/forms/{FORM}.yml", folder / "params/forms")
    council = folder / "params/council.yml"
    text = council.read_text().replace("sample: true", "sample: false")
    council.write_text(text.replace("la_code: SAMPLE", 'la_code: "856"'))
    (folder / "data").mkdir()
    (folder / "data/ssd_person.csv").write_text("pers_person_id,pers_sex,pers_dob\n")
    (folder / "data/ssd_contacts.csv").write_text(
        "cont_contact_id,cont_person_id,cont_contact_date\n1,C1,2016-06-10\n"
    )
    monkeypatch.setenv("LITMUS_HOME", str(folder))
    monkeypatch.delenv("LITMUS_RECORDS", raising=False)
    return Desk(folder, definitions.form(folder, FORM))


def record(desk: Desk, *actions: dict[str, str], **changes: str) -> bytes:
    rows = [{name: said for name, said in each.items() if said} for each in actions]
    filled = Filled(
        {**MET, **changes}, {"actions": dict(enumerate(rows, 1)), "findings": {}},
        datetime(2016, 3, 22, 9),
    )  # fmt: skip
    return proforma(desk.form, "Sample City", filled)


@pytest.mark.slow
def test_what_was_agreed_enters_the_register(office: Desk) -> None:
    office.drop("meeting.xlsx", record(office, AGREED, AT_ONCE))
    assert office.collate().accepted == 1
    source = opening.open_with_forms(str(office.project / "data"), office.project / "outputs")
    snapshot = opening.freeze(source, office.project / "outputs")
    with snapshot.connect() as connection:
        first, second = register(connection, date(2016, 4, 20))
        held = connection.execute("SELECT mtg_kind, mtg_service, mtg_date FROM qa_meeting")
        assert held.fetchall() == [("PERFORMANCE", "CIN", date(2016, 3, 21))]
    assert (first.indicator, first.owner, first.due_on) == ("CIN02", "SM-CIN", date(2016, 4, 15))
    assert (first.activity, first.state, first.days_overdue) == (
        "Performance meetings", "overdue", 5
    )  # fmt: skip
    assert (second.indicator, second.state, second.completed_on) == (
        "", "done", date(2016, 3, 22)
    )  # fmt: skip
    assert not [rule for rule in snapshot.quality.rules if rule.table == "qa_action"
                and rule.rule != "orphan"]  # fmt: skip


def test_what_is_done_needs_the_day(office: Desk) -> None:
    without = {name: said for name, said in AT_ONCE.items() if name != "completed"}
    office.drop("meeting.xlsx", record(office, without))
    assert office.collate().refused == ["meeting.xlsx"]
    assert "Completed on" in office.refusal("meeting.xlsx")


def test_the_form_offers_every_indicator_by_its_short_name() -> None:
    form = definitions.form(PROJECT, FORM)
    actions = next(table for table in form.tables if table.name == "actions")
    asked = next(field for field in actions.fields if field.name == "indicator")
    assert asked.choices == {code: each.short for code, each in catalogue().items()}
    assert "act_status" not in actions.constants  # it follows from whether it is done
