"""What `litmus register` says."""

import pytest

from litmus.publish import publication
from litmus.publish.publication import verified
from publish.publication.publication_bench import ANN, BO


def listing(bench):
    return publication.listing(bench.publications, bench.outputs).text


def states(bench):
    lines = [line.split() for line in listing(bench).splitlines()]
    known = {"draft", "review", "approved", "published", "superseded"}
    return [next(word for word in line if word in known)
            for line in lines if known.intersection(line) and "quarterly" in line]  # fmt: skip


@pytest.mark.slow
def test_it_lists_versions_states_and_who_signed(bench):
    assert listing(bench) == "Nothing is published, in review or a draft."
    bench.make(draft=True)
    assert states(bench) == ["draft"]
    bench.run()
    bench.publish(ANN)
    assert states(bench) == ["review"]
    about = bench.place / "in-review" / "review.json"
    about.write_bytes(b"{}" + (kept := about.read_bytes()))
    assert "in review, damaged: prepare it anew" in listing(bench)
    about.write_bytes(kept)
    bench.publish_by_all()
    assert states(bench) == ["published"]
    bench.publish(ANN, reason="A wrong total")
    bench.publish(BO)
    assert states(bench) == ["published", "review"]
    bench.publish_by_all(reason="A wrong total")
    assert states(bench) == ["superseded", "published"]
    said = listing(bench)
    assert "Ann Alys (analyst), Bo Quality (assurer), Cy Director (approver)" in said
    assert "A wrong total" in said and "The register is whole" in said and "never" in said


def test_it_keeps_when_each_was_verified_and_says_what_is_wrong(bench):
    bench.make()
    bench.publish_by_all()
    found = publication.listing(bench.publications, bench.outputs, verify=True)
    assert found.is_whole and "never" not in found.text
    (bench.place / "v1" / "data" / "assurance.md").write_text("Nothing is known.")
    found = publication.listing(bench.publications, bench.outputs, verify=True)
    assert not found.is_whole
    assert "NOT whole" in found.text and "2016Q1/quarterly/v1: " in found.text
    assert "NOT whole" in listing(bench), "it is kept"


def test_to_verify_one_of_ours_is_kept_and_one_elsewhere_is_not(bench, tmp_path):
    bench.make()
    bench.publish_by_all()
    verified.note_if_ours(bench.publications, tmp_path, True)
    assert verified.read(bench.publications) == {}
    verified.note_if_ours(bench.publications, bench.place / "v1", True)
    assert verified.read(bench.publications)["2016Q1/quarterly/v1"].whole


def test_it_says_where_the_register_is_not_whole(bench):
    bench.make()
    bench.publish_by_all()
    bench.publish_by_all(reason="A wrong total")
    first, second = sorted((bench.publications / "register").iterdir())
    first.write_bytes(first.read_bytes())
    second.unlink()
    assert listing(bench).rstrip().splitlines()[-1].startswith("1:")
