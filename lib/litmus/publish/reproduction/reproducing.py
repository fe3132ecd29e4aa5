"""Reproducing a publication: made again from its bags, and compared with what was published.

With the data it is counted and executed anew. Without them its pages are printed anew of the
notebook as it was executed: what came of that says nothing of how the figures were counted, and
the outcome says so.
"""

import io
import json
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from litmus.base import files, zip_files
from litmus.base.errors import LitmusError
from litmus.base.numbers import count_of
from litmus.base.progress import Step
from litmus.publish.evidence import bag, faults, restricted, verification
from litmus.publish.evidence.trust import Trust
from litmus.publish.evidence.verification import Verification
from litmus.publish.reproduction import causes, comparing
from litmus.publish.reproduction.causes import Causes
from litmus.publish.reproduction.comparing import Comparison
from litmus.publish.reproduction.environment import Build, Environment

MODULE = "litmus.publish.reproduction.rerun"
MOST = 40  # differences that are listed; the others are counted
LONGEST_SECONDS = 3600
MADE_WHEN = "docProps/core.xml"  # of Word's and Excel's files


@dataclass(frozen=True)
class Outcome:
    """What came of it. `comparison` and `causes` are None where the data were not given; `pages` is
    what became of each printed page: whether it is the same again. `data` is the digest of
    the packed data that were given, "" for none."""

    verified: Verification
    environment: str
    pages: Mapping[str, bool] = field(default_factory=dict)
    comparison: Comparison | None = None
    causes: Causes | None = None
    data: str = ""

    @property
    def is_identical(self) -> bool:
        """Whether the bag is whole and all that was compared is the same."""
        same = self.comparison.is_identical if self.comparison else all(self.pages.values())
        return self.verified.is_whole and same

    @property
    def text(self) -> str:
        """What came of it, in words."""
        return "\n".join(_lines(self))


def reproduce(
    folder: Path,
    trust: Trust,
    build: Build,
    data: Path | None = None,
    identity: bytes = b"",
    say: Step = lambda _: None,
) -> Outcome:
    """Make a publication again in the environment that `build` makes, and compare it.

    `data` is its restricted bag and `identity` the content of a key that opens it. Raises
    LitmusError for a bag that is not what was published, of which nothing is executed, for data
    that cannot be opened, and for a report that cannot be made again.
    """
    say("Verifying the publication")
    verified = verification.verify(folder, trust)
    if not verified.is_whole:
        raise LitmusError(f"{verified.text}\nNothing of it is executed.")
    with TemporaryDirectory(prefix="litmus-again-") as place:
        work = files.close_folder(Path(place))
        payload = folder / bag.DATA
        environment = build(payload / "code", work, say)
        with _snapshot(data, identity, say) as (snapshot, said):
            say("Making the report again")
            _run(_job(verified.said, payload, work, snapshot), environment, payload, work)
        pages = _pages(payload / "report", work / "rendered")
        if not snapshot:
            return Outcome(verified, environment.said, pages)
        return _compare(verified, environment, pages, said, payload, work)


def _compare(
    verified: Verification,
    environment: Environment,
    pages: Mapping[str, bool],
    said: str,
    payload: Path,
    work: Path,
) -> Outcome:
    """Hold what was made against what was published."""
    name = verified.said["name"]
    again = next((work / "outputs").glob(f"*/{name}/{name}.ipynb")).parent
    found = comparing.compare(payload / "report", again, name)
    then, now = (
        json.loads((each / "run.json").read_text(encoding="utf-8"))
        for each in (payload / "report", again)
    )
    return Outcome(verified, environment.said, pages, found, causes.find(then, now), said)


@contextmanager
def _snapshot(data: Path | None, identity: bytes, say: Step) -> Iterator[tuple[str, str]]:
    """The folder of the data, open for as long as they are needed, and what was found of them; no
    folder where none are given."""
    if data is None:
        yield "", ""
        return
    say("Opening the data")
    if wrong := faults.faults(data):
        raise LitmusError(f"The data are not what was kept: {wrong[0]}. Nothing is executed.")
    with restricted.unpack(data, identity) as (snapshot, digest):
        yield str(snapshot.folder), digest


def _job(said: Mapping[str, Any], payload: Path, work: Path, snapshot: str) -> dict[str, Any]:
    """What the process that makes the report is told; see `rerun.JOB`."""
    record = json.loads((payload / "report" / "run.json").read_text(encoding="utf-8"))
    return {
        **{name: said[name] for name in ("report", "name", "period", "scope")},
        "run": record,
        "published": str(payload.resolve() / "report"),
        "outputs": str(work / "outputs"),
        "snapshot": snapshot,
        "rendered": str(work / "rendered"),
    }


def _run(job: Mapping[str, Any], environment: Environment, payload: Path, work: Path) -> None:
    """Have a process in the environment do it. Raises LitmusError with what it said."""
    path = work / "job.json"
    files.write_json(path, job)
    done = subprocess.run(
        [str(environment.python), "-m", MODULE, str(path)],
        env=environment.variables((payload / "project").resolve()),
        cwd=work,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST_SECONDS,
    )
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        raise LitmusError(
            f"The report cannot be made again with {environment.said}: "
            f"{lines[-1] if lines else 'no reason given'}"
        )


def _pages(published: Path, rendered: Path) -> dict[str, bool]:
    """Of each page that was printed anew, whether it has the published content."""
    return {
        path.name: _content(path.read_bytes()) == _content((published / path.name).read_bytes())
        for path in sorted(rendered.glob("*"))
    }


def _content(page: bytes) -> Any:
    """The bytes of a page; of one that is a zip (Word, Excel) those of its parts, but for the one
    that says when it was made."""
    if not zipfile.is_zipfile(io.BytesIO(page)):
        return page
    return {name: part for name, part in zip_files.parts(page).items() if name != MADE_WHEN}


def _lines(found: Outcome) -> Iterator[str]:
    said = found.verified.said
    yield f"{said['title']}, version {said['version']}: the bag is whole and signed."
    if found.comparison is None:
        yield "The data were not given, so nothing was counted or executed anew. The pages were"
        yield f"printed anew of the executed notebook, with {found.environment}:"
        yield from _page_lines(found.pages)
        return
    yield f"Counted and executed anew from the data, with {found.environment}."
    if found.data != said["data"]["packed"]:
        yield "The data are not those of this publication."
    if found.comparison.is_identical:
        yield f"Identical: {found.comparison.numbers}."
    else:
        yield from _difference_lines(found.comparison)
        yield found.causes.text if found.causes else ""
    if found.comparison.definitions:
        yield "Definitions that read otherwise:"
        yield from (f"  {each}" for each in found.comparison.definitions)
    yield "The pages, printed anew of the published notebook:"
    yield from _page_lines(found.pages)


def _difference_lines(found: Comparison) -> Iterator[str]:
    figures, shown = found.figure_differences, found.shown_differences
    outputs = count_of(found.shown, "table, chart or text", "tables, charts and texts")
    yield (
        f"DIFFERS: {len(figures):,} of {count_of(found.figures, 'figure')}, and {len(shown):,} of "
        f"{outputs} shown."
    )
    for each in (figures, shown):
        yield from (f"  {line}" for line in each[:MOST])
        if len(each) > MOST:
            yield f"  and {len(each) - MOST:,} more"


def _page_lines(pages: Mapping[str, bool]) -> Iterator[str]:
    if not pages:
        yield "  none was published in a format that is printed here"
    for name, same in pages.items():
        yield f"  {name}: {'the same' if same else 'OTHER than published'}"
