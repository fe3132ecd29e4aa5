"""What the reporting calendar is told of sign-offs."""

from litmus.publish.publication import sign_offs
from publish.publication.publication_bench import ANN, BO, CY

PLACE = ("2016Q1", "quarterly")


def told(bench):
    return sign_offs(bench.publications).get(PLACE)


def test_each_signature_and_the_publication_are_told(bench) -> None:
    assert sign_offs(bench.publications / "nowhere") == {}
    bench.make()
    assert told(bench) is None
    bench.publish(ANN)
    assert not told(bench).published
    assert told(bench).words == (
        "in review, signed by Ann Alys (analyst); next signs the assurer (QA Manager)"
    )
    bench.publish(BO)
    assert told(bench).words.endswith("Bo Quality (assurer); next signs the approver")
    bench.publish(CY)
    assert told(bench).published and told(bench).words.startswith("published as version 1 on 20")
    bench.publish(ANN, reason="A table was cut.")
    assert told(bench).published and "; a correction is in review, signed by" in told(bench).words


def test_a_damaged_review_is_said_to_be_damaged(bench) -> None:
    bench.make()
    bench.publish(ANN)
    (bench.place / "in-review" / "review.json").write_text("{")
    assert told(bench).words == "in review, and damaged: the analyst prepares it anew"
