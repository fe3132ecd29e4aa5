"""The kinds of source that there are: a row each. A new kind is a package and a row here.

What a row says of itself is what errors list, and what README and docs/sources.md have to agree
with. Its functions load what is slow only where they read.
"""

from collections.abc import Callable
from dataclasses import dataclass

from litmus.intake.sources import folders, local, sample, ssd, ssda903
from litmus.intake.sources.base import Place, SourceReading, Surroundings


@dataclass(frozen=True)
class Kind:
    """One kind of source.

    `name` stands before the colon, in run.json and in snapshots. `written` is how SOURCE names one,
    `holds` what it is. `title` is what a report prints, with `{place}` for its folder or archive.
    `known_by` says by what a FOLDER without a kind is recognised ("": it never is), which
    `recognises` looks for. `find` gives the place that a name names, or None where there is none.
    `ask` raises LitmusError where it is not certain which file is meant. `read` makes the tables.
    A kind that is `only_beside` another has no children's records itself.
    """

    name: str
    written: str
    holds: str
    title: str
    read: Callable[[Place], SourceReading]
    ask: Callable[[Place], None] = lambda _: None
    find: Callable[[str, Surroundings], Place | None] = folders.find
    known_by: str = ""
    recognises: Callable[[Place], bool] = lambda _: False
    only_beside: bool = False


SAMPLE = Kind(
    name="sample",
    written="sample",
    holds="the sample council",
    title="the sample council",
    find=sample.find,
    read=sample.read,
)

KINDS: tuple[Kind, ...] = (
    SAMPLE,
    Kind(
        name="ssd",
        written="ssd:FOLDER",
        holds="tables of the Standard Safeguarding Dataset, as CSV or Parquet files",
        title="the SSD tables in {place}",
        known_by="files named as SSD tables (ssd_person.csv, ...)",
        recognises=ssd.recognises,
        ask=ssd.ask,
        read=ssd.read,
    ),
    Kind(
        name="ssda903",
        written="ssda903:FOLDER",
        holds="SSDA903 returns, as CSV or Parquet files",
        title="the SSDA903 return in {place}",
        known_by="CSV files with the columns of an SSDA903 return (CHILD, DECOM, RNE, ...)",
        recognises=ssda903.recognises,
        ask=ssda903.ask,
        read=ssda903.read,
    ),
    Kind(
        name="local",
        written="local:FOLDER",
        holds="your own tables alone (ext_, ref_, qa_, xref_), beside another source",
        title="the local tables in {place}",
        ask=local.ask,
        read=local.read,
        only_beside=True,
    ),
)


def source_sentences() -> str:
    """The sentences that say what SOURCE may be."""
    kinds = "; ".join(
        each.written if each.written == each.name else f"{each.written} ({each.holds})"
        for each in KINDS
    )
    return (
        f"Give --source as {kinds}; or a FOLDER without a kind, which is recognised by what it "
        "holds. For FOLDER a zip archive of it may stand. Several: --source once for each."
    )
