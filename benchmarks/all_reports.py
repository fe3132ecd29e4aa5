"""`make bench`: reports of a quarter at once, and how that grows with the number of teams.

Compared are

- one after the other: each of the reports by a `litmus run` of its own, the data frozen by the
  first of them;
- all at once: `litmus all-reports` with nothing checked, frozen, computed or written yet;
- all at once, with more teams: the same with so many more pages for teams' meetings (`briefing`);
- all at once, again: the same command where nothing has changed.

The council is the sample council with its teams divided (`teams.py`), the calendar the shipped one
with some of its reports and so many teams named. Memory is the largest single process of each.
"""

import argparse
import json
import os
import platform
import shlex
import shutil
import tempfile
from pathlib import Path

import teams
from measuring import BIN, PROJECT, Cost, head, measured, row

import sample_council
from litmus.base.periods import Period
from litmus.run.messages import run_command
from litmus.run.reporting_calendar.settings import read_calendar

REPORTS = "quarterly,quarterly_members,summary,lscb,trust,briefing"


def project(folder: Path, reports: list[str], scopes: list[str]) -> Path:
    """A project as the shipped one, whose calendar asks for these reports alone, and of those that
    are one of each team for the ones of these teams."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PROJECT / "params", folder / "params")
    for shared in ("data_contracts", "notebooks"):
        (folder / shared).symlink_to(PROJECT / shared)
    _, asked = read_calendar(PROJECT)
    entries = [each.entry for each in asked if each.entry.report in reports]
    kept = [each.model_copy(update={"scopes": scopes}) if each.scopes else each for each in entries]
    rows = [each.model_dump(exclude_defaults=True, mode="json") for each in kept]
    days = {each.meeting: ["2016-05-17"] for each in kept if each.meeting}
    calendar = json.dumps({"meetings": days, "reports": rows})  # YAML reads it
    (folder / "params" / "calendar.yml").write_text(calendar, encoding="utf-8")
    return folder


def at_once(home: Path, outputs: Path, source: str, period: Period) -> Cost:
    """The command, in a project and into a folder of outputs."""
    os.environ["LITMUS_HOME"] = str(home)
    return measured(
        *(BIN / "litmus", "all-reports", "--period", period),
        *("--source", source, "--outputs", outputs),
    )


def made(outputs: Path, period: Period) -> list[dict[str, str]]:
    """What the command says that it made; the run ends if a report is missing."""
    said = json.loads(
        (outputs / period.folder / "batches" / "all-reports" / "batch.json").read_text("utf-8")
    )
    reports: list[dict[str, str]] = said["reports"]
    if wrong := [each["folder"] for each in reports if each["state"] not in ("done", "unchanged")]:
        raise SystemExit(f"These are not made: {', '.join(wrong)}.")
    return reports


def one_by_one(reports: list[dict[str, str]], outputs: Path, source: str) -> Cost:
    """The same reports, each by a command of its own."""
    cost = Cost(0, 0, 0)
    for each in reports:
        name, period = Path(each["folder"]).name, Period.parse(each["period"])
        words = shlex.split(run_command(name, period, outputs))
        ours = words[words.index("run") :]
        more = () if "--outputs" in ours else ("--outputs", outputs)
        cost += measured(BIN / "litmus", *ours, "--source", source, *more)
    return cost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--period", default="2016Q1", help="of which period (default 2016Q1)")
    parser.add_argument("--teams", default="5,20", help="how many, few and more (default 5,20)")
    parser.add_argument("--reports", default=REPORTS, help=f"which of them (default {REPORTS})")
    given = parser.parse_args()
    wanted = given.reports.split(",")
    period = Period.parse(given.period)
    few, more = (int(number) for number in given.teams.split(","))
    with tempfile.TemporaryDirectory() as place:
        names = ("first", "second", "alone", "home", "data", "scratch")
        first, second, alone, home, data, scratch = (Path(place, each) for each in names)
        # Builds the sample council, in a process whose memory is not counted below.
        one = (BIN / "litmus", "indicators", "REF01", "--period", "2016-03", "--source", "sample")
        measured(*one, "--outputs", scratch)
        sample = scratch / ".cache" / "sample" / sample_council.VERSION
        scopes = [f"team:{each}" for each in teams.write(sample, data)]
        source = f"ssd:{data}"
        with_few = at_once(project(home, wanted, scopes[:few]), first, source, period)
        again = at_once(home, first, source, period)
        reports = made(first, period)
        in_turn = one_by_one(reports, alone, source)
        with_more = at_once(project(home, wanted, scopes[:more]), second, source, period)
        number = len(made(second, period))
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, ", end="")
    print(f"{os.cpu_count()} processors; every report of {period}: ", end="")
    print(f"{len(reports)} with {few} teams, {number} with {more}\n")
    print(head())
    print(row("one after the other", [in_turn], [in_turn]))
    print(row(f"all at once, {few} teams", [with_few], [in_turn]))
    print(row(f"all at once, {more} teams", [with_more], [in_turn]))
    print(row("all at once, again", [again], [in_turn]))
    print(f"\nAll at once is {in_turn.seconds / with_few.seconds:.1f} times as fast. ", end="")
    print(f"With {number / len(reports):.2f} times the reports it takes ", end="")
    print(f"{with_more.seconds / with_few.seconds:.2f} times the time and ", end="")
    print(f"{with_more.mebibytes / with_few.mebibytes:.2f} times the memory.")


if __name__ == "__main__":
    main()
