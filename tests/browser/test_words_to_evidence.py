"""From the first figures to evidence: written in JupyterLab, overtaken by late data, confirmed,
published by three people, verified, and made again to the same figures."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from browser.browser import CHROMIUM, chromium
from browser.lab import jupyterlab
from litmus.base import notebook_files
from litmus.base.errors import LitmusError
from litmus.base.periods import Period
from litmus.cli.app import commands
from litmus.publish import publication
from litmus.publish.evidence import trust
from litmus.run import confirm, run
from publish.evidence.made_up import identities
from publish.evidence.people import NAMES, make_people
from publish.reproduction.test_reproducing import make_project
from run.test_new_report import ASSESSMENTS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
PERIOD = Period.parse("2016Q1")
BOXES = "[...document.querySelectorAll('.litmus-slot')]"
WORDS = {
    0: "Assessments keep their pace; two were late for want of a lead worker.",
    1: "Nobody waits without a reason that is written down.",
}
# Recorded after the quarter was over: one more that took too long, and one that is open.
LATE = "A5,P2,2015-10-01,2016-03-30\nA6,P3,2016-01-04,\n"


@pytest.fixture
def council(tmp_path, monkeypatch, warm):
    """A council's project with a report of two indicators, and three people who may sign."""
    home = tmp_path / "project"
    make_project(home)
    for name in ("pyproject.toml", "requirements.lock"):
        shutil.copy(f"{__file__.rpartition('/tests/')[0]}/{name}", home / name)
    one, two = (str(each.to_public()) for each in identities()[:2])
    (home / "params" / "evidence.yml").write_text(json.dumps({
        "recipients": [{"name": "Ann Alys", "key": one}],
        "recovery": {"name": "Bo Quality", "key": two},
        "keep_data_years": 6,
    }))  # fmt: skip
    monkeypatch.setenv("LITMUS_HOME", str(home))
    monkeypatch.setenv("LITMUS_PUBLICATIONS", str(home / "publications"))
    (home / "publications").mkdir()
    return home


def make(council):
    return run("brief", PERIOD, f"ssd:{council / 'data'}", council / "outputs")


def write_in_lab(notebook, tmp_path, author):
    """Type into both boxes as a person does: a double-click, and letters."""
    place, profile = tmp_path / "place", tmp_path / "chromium"
    place.mkdir()
    with jupyterlab(place, notebook, author) as address, chromium(profile) as page:
        page.visit(address, 1440)
        for number, text in WORDS.items():
            box = f"{BOXES}[{number}]"
            page.wait(f"{box}?.querySelector('.jp-RenderedMarkdown') !== undefined")
            page.click(f"{box}.querySelector('.jp-RenderedMarkdown')", times=2)
            page.wait(f"document.activeElement.matches('.litmus-slot .cm-content')"
                      f" && {box}.contains(document.activeElement)")  # fmt: skip
            page.ask("new Promise(told => setTimeout(told, 100))")
            page.type(text)
            page.act("Escape", 27)
        page.ask("new Promise(told => setTimeout(told, 100))")
        page.act("s", 83, modifiers=2)
        page.wait("!document.querySelector('.litmus-unsaved')")


def litmus(*asked):
    return CliRunner().invoke(commands, [str(each) for each in asked])


def publish_as(council, people, role):
    asked = publication.Asked("brief", PERIOD, council / "outputs", {})
    where, key = council / "publications", people.of(role)
    return publication.publish(publication.Request(asked, NAMES[role], where, lambda _: key))


def test_words_figures_and_signatures_from_the_first_run_to_the_inspector(council, tmp_path):
    first = make(council)
    write_in_lab(first.notebook, tmp_path, "Ann Alys")
    page = make(council).files["html"].read_text(encoding="utf-8")
    assert all(text in page for text in WORDS.values())

    table = council / "data" / "ssd_cin_assessments.csv"
    table.write_text(ASSESSMENTS + LATE)
    late = make(council)
    assert set(late.stale) == {"asm02", "asm03"}
    assert "Written when" in late.files["html"].read_text(encoding="utf-8")
    people = make_people(council / "publications" / trust.NAME)
    with pytest.raises(LitmusError, match="changed since"):
        publish_as(council, people, "analyst")

    confirm("brief", PERIOD, council / "outputs", "asm02")
    working = notebook_files.read(late.notebook)
    box = next(each for each in working["cells"] if each["id"].endswith("asm03")
               and "commentary" in each["metadata"].get("tags", []))  # fmt: skip
    box["source"] = "One waits since January, and has a lead worker now."
    late.notebook.write_bytes(notebook_files.serialise(working))
    settled = make(council)
    assert settled.stale == []
    page = settled.files["html"].read_text(encoding="utf-8")
    assert WORDS[0] in page and WORDS[1] not in page and "Written when" not in page

    for role in NAMES:
        said = publish_as(council, people, role)
    assert "published" in said.lower(), said
    bag = council / "publications" / "2016Q1" / "brief" / "v1"
    data = council / "publications" / "restricted" / "2016Q1" / "brief" / "v1"

    known = council / "publications" / trust.NAME
    whole = litmus("verify", bag, "--trust", known)
    assert whole.exit_code == 0, whole.output
    key = tmp_path / "identity"
    key.write_text(str(identities()[0]))
    key.chmod(0o600)
    again = litmus("reproduce", bag, "--data", data, "--identity", key, "--with", "installed",
                   "--trust", known)  # fmt: skip
    assert again.exit_code == 0 and "Identical" in again.output, again.output

    copy = tmp_path / "copy"
    shutil.copytree(bag, copy)
    target = next((copy / "data" / "report").glob("*.html"))
    target.write_bytes(target.read_bytes().replace(b"lead worker", b"lead Worker", 1))
    caught = litmus("verify", copy, "--trust", known)
    assert caught.exit_code == 1 and target.name in caught.output, caught.output
