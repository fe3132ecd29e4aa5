"""A publication made again from its bags: identical, or what differs and why."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from litmus.base import code_digest, notebook_files, zip_files
from litmus.base.errors import LitmusError
from litmus.base.periods import Period
from litmus.publish.evidence import publish
from litmus.publish.reproduction import installed, reproduce
from litmus.run import run
from publish.evidence.made_up import PUBLISHED, candidate, identities, settings
from publish.evidence.people import make_people
from run.test_new_report import ASSESSMENTS, CELLS, PEOPLE, SETTINGS
from warm import put_to_work

pytestmark = pytest.mark.slow  # a report is really made, and made again
PROJECT = Path(__file__).resolve().parents[3]
PAGE = "brief-not-for-release"
KEY = str(identities()[0]).encode()


def library():
    """The sources of Litmus, as a publication has them."""
    within = code_digest.LIBRARY.parent
    found = [p for p in (within / "litmus").rglob("*") if p.is_file() and p.suffix != ".pyc"]
    return zip_files.pack({p.relative_to(within).as_posix(): p.read_bytes() for p in sorted(found)})


def make_project(home):
    """A council with four assessments, and a report of its own on them."""
    shutil.copytree(PROJECT / "params", home / "params")
    shutil.copytree(PROJECT / "data_contracts", home / "data_contracts")
    (home / "params" / "brief.yml").write_text(SETTINGS)
    template = {"cells": CELLS, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (home / "notebooks").mkdir()
    notebook_files.write(home / "notebooks" / "brief.ipynb", template)
    (home / "data").mkdir()
    (home / "data" / "ssd_person.csv").write_text(PEOPLE)
    (home / "data" / "ssd_cin_assessments.csv").write_text(ASSESSMENTS)


def payload_of(home, folder):
    """Every file of the report, and what made it."""
    places = [*(home / "params").rglob("*"), *(home / "data_contracts").rglob("*")]
    places.append(home / "notebooks" / "brief.ipynb")
    named = {f"project/{p.relative_to(home).as_posix()}": p for p in places if p.is_file()}
    named |= {f"report/{p.name}": p for p in folder.glob("[!.]*") if p.is_file()}
    found = {name: path.read_bytes() for name, path in named.items()}
    found |= {
        f"code/{n}": (PROJECT / n).read_bytes() for n in ("requirements.lock", "pyproject.toml")
    }
    return found | {"code/library.zip": library()}


@pytest.fixture(scope="module")
def publication(tmp_path_factory):
    """A report that was really made, published: its bags, and those who signed."""
    place = tmp_path_factory.mktemp("reproduction")
    home = place / "project"
    make_project(home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LITMUS_HOME", str(home))
        put_to_work(patch)
        result = run(
            "brief",
            Period.parse("2016Q1"),
            f"ssd:{home / 'data'}",
            place / "outputs",
            into=["html", "docx", "xlsx"],
        )
    people = make_people(place / "publications" / "trust.json")
    snapshot = next((place / "outputs" / ".cache" / "snapshots").iterdir())
    ready = candidate(
        people,
        snapshot,
        report="brief",
        name="brief",
        payload=payload_of(home, result.folder),
    )
    where = people.path.parent
    bag = publish(ready, people.trust, people.approver, where, settings(), PUBLISHED)
    shutil.rmtree(home)  # nothing but the bags is there from here on
    shutil.rmtree(place / "outputs")
    return bag, where / "restricted/2016Q1/brief/v1", people


def test_a_publication_is_made_again_to_the_same_figures(publication):
    bag, data, people = publication
    found = reproduce(bag, people.trust, installed, data, KEY)
    assert found.is_identical, found.text
    assert found.comparison.figures > 10 and found.comparison.shown > 4
    assert found.causes.differ == {}
    assert "Counted and executed anew from the data" in found.text
    assert "Identical: " in found.text
    assert found.pages == dict.fromkeys(
        (f"{PAGE}.{each}" for each in ("docx", "html", "xlsx")), True
    )


def test_without_the_data_the_pages_are_printed_anew_and_it_is_said(publication):
    bag, _, people = publication
    found = reproduce(bag, people.trust, installed)
    assert found.comparison is None
    assert "nothing was counted or executed anew" in found.text
    assert "Identical" not in found.text
    assert f"{PAGE}.html: the same" in found.text


def test_another_definition_is_named_with_its_figures_and_code_as_the_cause(publication):
    bag, data, people = publication

    def with_another_definition(code, folder, say):
        made = installed(code, folder, say)
        path = made.library / "litmus" / "indicators" / "catalogue" / "assessments.py"
        text = path.read_text()
        other = text.replace("authorised_in_time(45)", "authorised_in_time(15)")
        assert other != text
        path.write_text(other.replace("completed within 45", "completed within 15"))
        return replace(made, said="a library that counts otherwise")

    found = reproduce(bag, people.trust, with_another_definition, data, KEY)
    assert not found.is_identical
    said = found.text
    assert "The cause is the code (library)." in said
    assert "Data, parameters, environment: the same." in said
    assert "ASM02 quarter 2016Q1 all all: numerator 2 → 1, value 100.0 → 50.0" in said
    assert "ASM02: heading, name" in found.comparison.definitions[0]


def test_a_bag_that_was_changed_is_not_executed(publication, tmp_path):
    bag, data, people = publication
    other = tmp_path / "v1"
    shutil.copytree(bag, other)
    (other / "data" / "report" / "figures.csv").write_text("other")

    def build(*given):
        raise AssertionError("something was executed")

    with pytest.raises(LitmusError, match="Nothing of it is executed"):
        reproduce(other, people.trust, build, data, KEY)


def test_data_that_were_changed_are_not_executed(publication, tmp_path):
    bag, data, people = publication
    other = tmp_path / "v1"
    shutil.copytree(data, other)
    packed = other / "data" / "snapshot.tar.age"
    packed.write_bytes(packed.read_bytes()[:-1] + b"x")
    with pytest.raises(LitmusError, match="The data are not what was kept: changed"):
        reproduce(bag, people.trust, installed, other, KEY)
