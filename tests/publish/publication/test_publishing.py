"""Three people, one command each: what each step does, refuses and leaves."""

import json
import shutil

import pytest

from litmus.base.errors import LitmusError, UsageError
from litmus.publish import evidence
from litmus.publish.publication import messages, publishing, release, review
from litmus.render import formats
from publish.publication.publication_bench import ANN, BO, CY, key_of


def files_in(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes()
            for p in folder.rglob("*") if p.is_file()}  # fmt: skip


def test_three_people_publish_a_report(bench):
    bench.make()
    said = bench.publish(ANN)
    assert "version 1 is in review. Signed by Ann Alys (analyst)." in said
    assert "Next signs the assurer (QA Manager), another person than the analyst" in said
    assert "Signed by Ann Alys (analyst) and Bo Quality (assurer)." in bench.publish(BO)
    said = bench.publish(CY)
    assert said.startswith("Published: Quarterly report") and "Cy Director (approver)" in said
    lies = bench.place / "v1"
    assert not (bench.place / "in-review").exists()
    assert evidence.verify(lies, bench.trusted()).faults == ()
    names = set(files_in(lies / "data"))
    assert {
        "report/quarterly.ipynb",
        "report/quarterly.html",
        "report/figures.csv",
        "report/run.json",
        "project/params/quarterly.yml",
        "project/params/publication.yml",
        "project/notebooks/quarterly.ipynb",
        "code/library.zip",
        "environment.json",
        "inputs.json",
        "publication.json",
        "assurance.json",
        "assurance.md",
        "contracts-results.json",
        "LICENCE.txt",
        "README.txt",
    } <= names
    assert any(name.startswith("commentary-history/") for name in names)
    assert not any("access.yml" in name or "delivery.yml" in name for name in names)


def test_the_last_page_has_the_record_of_the_publication(bench):
    bench.make()
    bench.publish_by_all(render=formats.render)
    page = (bench.place / "v1/data/report/quarterly.html").read_text()
    footer = page[page.rindex("<footer>") :]
    assert "Publication record" in footer and "<dt>Version</dt><dd>1</dd>" in footer
    assert "<dd>none</dd>" in footer
    assert "Final, version 1" in page
    assert "Publication record" not in (bench.folder / "quarterly.html").read_text()


def test_every_format_has_the_record_and_the_correction():
    import io

    import docx
    import openpyxl
    import pikepdf

    from litmus.publish.evidence import Head
    from litmus.publish.publication.renderings import Version
    from litmus.render import document
    from render import notebook_fixture as made_of

    about = Version(2, "A wrong total", Head(3, "ab" * 32)).note
    table = made_of.table("Figures", [("A", "left")], [["1"]], "")
    cells = [made_of.markdown("a", "## A"), made_of.code("b", table)]
    notebook = made_of.notebook(cells, {"litmus": {"draft": False, "publication": about}})
    assert document.read(notebook, "T").record[1] == (
        "Corrects", "version 1, because: A wrong total"
    )  # fmt: skip
    made = formats.render(notebook, "T", ["html", "pdf", "docx", "xlsx"])
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(made["docx"])).paragraphs)
    sheet = openpyxl.load_workbook(io.BytesIO(made["xlsx"])).worksheets[0]
    cover = "\n".join(str(c.value) for row in sheet.iter_rows() for c in row if c.value)
    head = f"its head is 3:{'ab' * 32}"
    for words in (text, cover, made["html"].decode()):
        assert "version 1, because: A wrong total" in words and head in words
        assert "Final, version 2. It corrects version 1: A wrong total" in words
    with pikepdf.open(io.BytesIO(made["pdf"])) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize("before, who, expected", [
    ([], BO, "is not in review: nothing is there to be signed"),
    ([], CY, "is not in review: nothing is there to be signed"),
    ([ANN], CY, "the assurer signs before the approver"),
])  # fmt: skip
def test_nobody_signs_out_of_turn(bench, before, who, expected):
    bench.make()
    for each in before:
        bench.publish(each)
    with pytest.raises(LitmusError, match=expected):
        bench.publish(who)
    assert not (bench.place / "v1").exists()


@pytest.mark.parametrize("name, expected", [
    ("quarterly", 'make publish REPORT=quarterly PERIOD=2016Q1 BY="..."'),
    ("quarterly-team-CIN-1",
     'make publish REPORT=quarterly PERIOD=2016Q1 SCOPE=team:CIN-1 BY="..."'),
    ("audit_month-CIN", 'make publish REPORT=audit_month PERIOD=2016Q1 PARAM=service=CIN BY="..."'),
])  # fmt: skip
def test_the_next_person_is_given_the_whole_command(name, expected):
    assert messages.command(name, "2016Q1") == expected


def test_one_person_in_two_roles_is_refused(bench, monkeypatch):
    from litmus.publish.evidence import keys, trust, trust_rules

    # The trust file has no person twice, either.
    monkeypatch.setattr(trust_rules, "same_person", lambda *_: False)
    bench.make()
    bench.publish(ANN)
    again = ANN.upper()  # a second key under the same name, as assurer
    bench.keys[again] = key_of(again)
    public = keys.public_part(bench.keys[again], "assurer", keys.now())
    trust.add(bench.publications / trust.NAME, public, [bench.keys[BO], bench.keys[CY]])
    with pytest.raises(LitmusError, match="three different people"):
        bench.publish(again)


def test_a_stranger_and_a_wrong_key_sign_nothing(bench):
    bench.make()
    with pytest.raises(LitmusError, match="has no key of Eve Else"):
        bench.publish("Eve Else")
    with pytest.raises(LitmusError, match="is not the one in the trust file"):
        bench.publish(ANN, open_key=lambda person: key_of(person))
    assert not (bench.place / "in-review").exists()


def test_the_settings_may_name_who_signs(bench):
    bench.make()
    named = bench.settings.read_text() + "people: {Ann Alys: analyst, Bo Quality: approver}\n"
    bench.settings.write_text(named)
    bench.publish(ANN)
    with pytest.raises(UsageError, match=r"approver in params/publication\.yml and assurer in the"):
        bench.publish(BO)
    with pytest.raises(UsageError, match="Cy Director signs no publications"):
        bench.publish(CY)


def test_what_is_done_to_the_report_afterwards_does_not_change_the_candidate(bench):
    bench.make()
    bench.publish(ANN)
    before = files_in(bench.place / "in-review" / "payload")
    bench.write("Something else.")
    bench.run()
    shutil.rmtree(bench.folder / "history")
    bench.publish(BO)
    bench.publish(CY)
    published = files_in(bench.place / "v1" / "data")
    assert before.items() <= published.items()


@pytest.mark.parametrize("change", ["edit", "remove", "add"])
def test_a_candidate_that_was_changed_is_signed_by_nobody(bench, change):
    bench.make()
    bench.publish(ANN)
    place = bench.place / "in-review" / "payload"
    if change == "edit":
        (place / "report" / "quarterly.html").write_text("Other figures")
    elif change == "remove":
        (place / "assurance.md").unlink()
    else:
        (place / "report" / "more.html").write_text("More")
    with pytest.raises(LitmusError, match=r"is not as it was prepared: (report/|assurance)"):
        bench.publish(BO)
    assert "in review" in bench.publish(ANN), "the analyst prepares it anew"
    bench.publish(BO)


@pytest.mark.parametrize("name, said", [
    ("title", "Another report"),
    ("reason", "Nothing of weight"),
    ("period", "2016Q2"),
    ("period_folder", "../2016Q1"),
    ("name", "../quarterly"),
    ("scope", "team:CIN-1"),
    ("fingerprint", "0" * 64),
    ("version", 7),
])  # fmt: skip
def test_what_is_said_of_a_candidate_is_what_its_signed_files_say(bench, name, said):
    bench.make()
    bench.publish(ANN)
    about = bench.place / "in-review" / "review.json"
    about.write_text(json.dumps({**json.loads(about.read_text()), name: said}))
    with pytest.raises(LitmusError, match=r"is not as it was prepared: review\.json changed"):
        bench.publish(BO)


def test_a_new_run_begins_the_review_anew(bench):
    bench.make()
    bench.publish(ANN)
    bench.publish(BO)
    assert "already, with the same content" in bench.publish(ANN)
    assert review.read(bench.place).signers.keys() == {"analyst", "assurer"}
    bench.write("Assessments were timely: 78.9% again.")
    bench.run()
    said = bench.publish(ANN)
    assert "begins anew: the earlier signature of Bo Quality (assurer) no longer counts" in said
    assert review.read(bench.place).signers == {"analyst": ANN}


def test_a_key_that_was_revoked_meanwhile_counts_no_more(bench):
    from litmus.publish.evidence import trust

    bench.make()
    bench.publish(ANN)
    path = bench.publications / trust.NAME
    trust.revoke(path, ANN, "Lost", [bench.keys[BO], bench.keys[CY]])
    with pytest.raises(LitmusError, match="revoked"):
        bench.publish(BO)


def test_a_correction_is_version_2_and_says_why(bench):
    bench.make()
    bench.publish_by_all()
    first = files_in(bench.place / "v1")
    with pytest.raises(UsageError, match=r"is never overwritten. .* REASON="):
        bench.publish(ANN)
    bench.value = 812
    bench.run()
    bench.write("Assessments were timely: 81.2%.")
    bench.run()
    bench.publish(ANN, reason="A team's cases were counted twice")
    bench.publish(BO)
    said = bench.publish(CY)
    assert "takes the place of version 1, which stays where it is, superseded" in said
    page = (bench.place / "v2/data/report/quarterly.html").read_text()
    assert "version 2. It corrects version 1: A team's cases were counted twice" in page
    assert "In the register before it: 1 publication; its head is 1:" in page
    assert files_in(bench.place / "v1") == first
    for version in ("v1", "v2"):
        assert evidence.verify(bench.place / version, bench.trusted()).is_whole


def test_a_first_version_corrects_nothing(bench):
    bench.make()
    with pytest.raises(UsageError, match="version 1 corrects nothing"):
        bench.publish(ANN, reason="Because")


def test_only_the_analyst_says_why(bench):
    bench.make()
    bench.publish(ANN)
    with pytest.raises(UsageError, match="by the analyst who prepares"):
        bench.publish(BO, answers={("kq1", "81%"): "It is"})


def test_a_report_that_lists_cases_is_never_published(bench, monkeypatch):
    from litmus.run.plan import Plan

    bench.make()
    monkeypatch.setattr(Plan, "private", True)
    with pytest.raises(UsageError, match="lists cases, child by child"):
        bench.publish(ANN)


class Killed(BaseException):
    pass


def kill(*_, **__):
    raise Killed


@pytest.mark.parametrize("where, name", [
    (review.Path, "rename"),
    (review, "_put_signature"),
    (publishing.review, "begin"),
])  # fmt: skip
def test_a_kill_while_preparing_leaves_the_former_candidate(bench, monkeypatch, where, name):
    bench.make()
    bench.publish(ANN)
    bench.publish(BO)
    bench.write("Assessments were timely: 78.9% again.")
    bench.run()
    with monkeypatch.context() as patch:
        patch.setattr(where, name, kill)
        with pytest.raises(Killed):
            bench.publish(ANN)
    with review.hold(bench.place):
        assert review.read(bench.place).signers.keys() == {"analyst", "assurer"}
    bench.publish(ANN)
    assert review.read(bench.place).signers == {"analyst": ANN}
    assert [p.name for p in bench.place.iterdir() if p.name != review.LOCK] == ["in-review"]


def test_a_kill_between_two_renames_loses_nothing(bench):
    bench.make()
    bench.publish(ANN)
    (bench.place / "in-review").rename(bench.place / review.FORMER)
    assert "Bo Quality (assurer)" in bench.publish(BO)


def test_a_kill_after_the_approval_is_made_good_by_the_same_command(bench, monkeypatch):
    bench.make()
    bench.publish(ANN)
    bench.publish(BO)
    with monkeypatch.context() as patch:
        patch.setattr(release.evidence, "publish", kill)
        with pytest.raises(Killed):
            bench.publish(CY)
    assert review.read(bench.place).state == "approved"
    assert bench.publish(CY).startswith("Published:")
    assert evidence.head(bench.publications).count == 1


@pytest.mark.parametrize("where, name", [
    (evidence.register, "write"),
    (publishing.review, "end"),
])  # fmt: skip
def test_a_kill_at_the_very_end_publishes_once(bench, monkeypatch, where, name):
    bench.make()
    bench.publish(ANN)
    bench.publish(BO)
    with monkeypatch.context() as patch:
        patch.setattr(where, name, kill)
        with pytest.raises(Killed):
            bench.publish(CY)
    assert bench.publish(CY).startswith("Published:")
    assert evidence.head(bench.publications).count == 1
    assert not (bench.place / "in-review").exists()


def test_the_statement_of_assurance_names_limitations_and_who_answers(bench):
    from publish.publication.publication_bench import fault

    bench.rules = [fault(count=3), fault("doubtful", "warning", 2)]
    bench.settings.write_text(
        bench.settings.read_text()
        + "limitations: {'*': [Of recorded work alone.], quarterly: [Small samples.]}\n"
        "waivers:\n  - {rule: missing, rows: 5, reason: Few, by: Data Manager, until: 2099-12-31}\n"
    )
    bench.make("Assessments were timely: 81%.")
    bench.publish(ANN, answers={("kq1", "81%"): "As the board had it before the late recording"})
    place = bench.place / "in-review" / "payload"
    said = " ".join((place / "assurance.md").read_text().split())
    for expected in (
        "Of recorded work alone.",
        "Small samples.",
        "3 rows of 100 did not meet the data contracts and are not counted",
        "1 rule of the data contracts warned",
        "Accepted by Data Manager until 2099-12-31, because: Few. It is about: 3 rows were set",
        "says 81%, where the figure of “Timely assessments” is 78.9% (789 of 1,000). Accepted by "
        "Ann Alys for this version, because: As the board had it before the late recording.",
        "Assurer (QA Manager)",
    ):
        assert expected in said
    found = json.loads((place / "contracts-results.json").read_text())
    assert [each["rows"] for each in found["findings"]] == [3, 2] and len(found["waived"]) == 1
