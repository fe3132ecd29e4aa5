"""The three people's steps towards the correction of a report that is published, and what holds
after a fault or a kill in one of them, and after the same command again."""

import shutil
from dataclasses import dataclass

from litmus.base.errors import LitmusError
from litmus.publish import evidence
from litmus.publish.evidence import audit
from litmus.publish.publication import candidate, review
from publish.publication.publication_bench import ANN, BO, CY, PublicationBench

REASON = "A team was left out"
# Each file is some touches of the disk; these a review has to have.
FEW = ("report/quarterly.ipynb", "report/run.json", "publication.json")


@dataclass
class Steps:
    """One person's step, `who`, from a folder of publications that is kept in `start`."""

    bench: PublicationBench
    who: str

    @property
    def start(self):
        return self.bench.project / f"start of {self.who}"

    @property
    def where(self):
        return self.bench.publications

    def does(self):
        return self.bench.publish(self.who, **({"reason": REASON} if self.who == ANN else {}))

    def afresh(self):
        shutil.rmtree(self.where)
        shutil.copytree(self.start, self.where)

    def check(self, at):
        """What was published is whole, what is in review is whole and has its signatures."""
        trusted = self.bench.trusted()
        found = evidence.entries(self.where)
        assert evidence.verify(self.bench.place / "v1", trusted).is_whole, at
        assert len(found) == 1 or self.who == CY, at
        if (self.bench.place / "v2").exists():
            assert evidence.verify(self.bench.place / "v2", trusted).is_whole, at
        with review.hold(self.bench.place):
            under_way = review.read(self.bench.place)
        if under_way is None:
            assert self.who == CY and len(found) == 2, at
            return
        under_way.payload()
        signed = set(under_way.signatures)
        if self.who != ANN:
            assert "analyst" in signed and (self.who == BO or "assurer" in signed), at
        else:  # the one that was signed by two before, or the new one
            assert signed in ({"analyst", "assurer"}, {"analyst"}), at

    def check_next(self, at):
        """The same command again brings the step to its end."""
        try:
            said = self.does()
        except LitmusError as error:  # it was at its end, all but the last word
            said = str(error)
            assert "version 2, is published, and nothing waits" in said, (at, said)
        self.check(at)
        if self.who == CY:
            assert "ublished" in said and "version 2" in said, (at, said)
            assert len(evidence.entries(self.where)) == 2, at
            assert not (self.bench.place / review.FOLDER).exists(), at
            found = audit.audit(self.where, self.bench.trusted())
            assert found.is_whole, (at, found.text)
        else:
            wanted = {"analyst"} if self.who == ANN else {"analyst", "assurer"}
            assert set(review.read(self.bench.place).signatures) == wanted, at
        left = [each.name for each in self.where.rglob("*") if each.name.endswith(".tmp")]
        left += [each.name for each in self.bench.place.glob(".*-*")]
        assert not left, (at, left)


def few(draft, real=candidate.payload):
    """What a candidate is made of, cut down to a few files."""
    return {name: content for name, content in real(draft).items() if name in FEW}


def steps_of(bench):
    """Each person's step, ready to be taken; `candidate.payload` is `few`."""
    bench.make()
    bench.publish_by_all()
    bench.publish(ANN, reason=REASON)
    steps = {who: Steps(bench, who) for who in (BO, CY, ANN)}
    for who, step in steps.items():
        shutil.copytree(bench.publications, step.start)
        if who == BO:
            bench.publish(BO)
    # The report is another one since it was signed: the analyst's step replaces the review.
    bench.write("Assessments were timely: 78.9%. More was said.")
    bench.run()
    return steps
