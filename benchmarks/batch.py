"""`make bench`: a report for each of forty teams, against papermill and nbconvert in turn.

Compared are

- one after the other: the same notebook for each team, its figures already computed, by `papermill`
  and `jupyter nbconvert`: executed, and rendered to HTML only;
- batch: `litmus batch` with nothing checked, frozen, computed or written yet. It checks the data,
  freezes the snapshot, computes the figures of all teams, executes each notebook in a kernel of its
  own and makes HTML and PDF;
- batch, again: the same command where nothing has changed;
- batch, one at a time: the same with `--jobs 1`, to tell what comes of two processors.

The council is the sample council with its teams divided (`teams.py`). Every pack has to show as
many pictures as the notebook that papermill executed for the same team, or the run ends.
"""

import argparse
import os
import platform
import shutil
import tempfile
from datetime import date
from pathlib import Path

import teams
from measuring import BIN, PROJECT, Cost, head, measured, row

import sample_council
from litmus.base import notebook_files
from litmus.base.periods import Period
from litmus.run import plan
from litmus.run.batch.task import pictures_in
from litmus.run.settings import read_report, report_names

REPORTS = ("weekly", "quarterly")  # the first that there is
DAY = date(2016, 3, 27)


def batch(
    outputs: Path, source: str, report: str, period: Period, scopes: list[str], *more: str
) -> Cost:
    asked = [word for scope in scopes for word in ("--scopes", scope)]
    return measured(
        *(BIN / "litmus", "batch", report, "--period", period, "--source", source),
        *("--outputs", outputs, *asked, *more),
    )


def pair(template: Path, folder: Path, period: Period, executed: Path) -> Cost:
    return measured(
        BIN / "papermill", template, executed, "-p", "period", period, "-p", "folder", folder
    ) + measured(BIN / "jupyter", "nbconvert", "--to", "html", executed)


def check_pictures(folder: Path, executed: Path) -> int:
    """How many pictures a pack shows; the run ends unless they are as many as papermill made."""
    made, expected = pictures_in(folder / f"{folder.name}.ipynb"), pictures_in(executed)
    drawn = (folder / f"{folder.name}.html").read_text(encoding="utf-8").count("<svg")
    if made != expected or not made or drawn < made:
        raise SystemExit(f"{folder.name} has {made} pictures, {drawn} on its page: not {expected}.")
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--teams", type=int, default=40, help="how many (default 40)")
    parser.add_argument("--report", default="", help="which report (default the weekly)")
    given = parser.parse_args()
    known = report_names(PROJECT)
    report = given.report or next(name for name in REPORTS if name in known)
    period = Period.containing(read_report(PROJECT, report).period, DAY)
    with tempfile.TemporaryDirectory() as folder:
        outputs, scratch, data = (Path(folder, each) for each in ("outputs", "scratch", "data"))
        scratch.mkdir()
        # Builds the sample council, in a process whose memory is not counted below.
        one = (BIN / "litmus", "indicators", "REF01", "--period", "2016-03", "--source", "sample")
        measured(*one, "--outputs", scratch)
        sample = scratch / ".cache" / "sample" / sample_council.VERSION
        scopes = [f"team:{each}" for each in teams.write(sample, data)]
        asked = (f"ssd:{data}", report, period, scopes[: given.teams])
        together = batch(outputs, *asked)
        again = batch(outputs, *asked)
        packs = sorted((outputs / period.folder).glob(f"{report}-team-*"))
        template = scratch / "template.ipynb"
        planned = plan.make(report, period, asked[0], outputs, {})
        notebook_files.write(template, planned.template)  # with all the cells that a run executes
        alone, pictures = Cost(0, 0, 0), []
        for pack in packs:
            alone += pair(template, pack, period, scratch / "executed.ipynb")
            pictures.append(check_pictures(pack, scratch / "executed.ipynb"))
        for pack in packs:
            shutil.rmtree(pack)
        one_at_a_time = batch(outputs, *asked, "--jobs", "1")
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, ", end="")
    print(f"{os.cpu_count()} processors; the {report} report of {period} for {len(packs)} teams")
    print(f"{sum(pictures)} pictures, {min(pictures)} to {max(pictures)} in a pack, all there\n")
    print(head())
    print(row("papermill + nbconvert, in turn", [alone], [alone]))
    print(row("litmus batch", [together], [alone]))
    print(row("litmus batch, one at a time", [one_at_a_time], [alone]))
    print(row("litmus batch, again", [again], [alone]))
    print(f"\nThe batch is {alone.seconds / together.seconds:.1f} times as fast.")


if __name__ == "__main__":
    main()
