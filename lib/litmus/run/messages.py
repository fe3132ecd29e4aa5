"""What came of a run, in the words in which the command says it."""

from dataclasses import dataclass, field
from pathlib import Path

from litmus import paths
from litmus import settings as settings_of
from litmus.periods import Period
from litmus.run.plan import Plan


@dataclass(frozen=True)
class RunResult:
    """What came of a run.

    `executed`: whether the notebook was run, or only rendered anew. `stale`: the commentary slots
    whose figures changed since. `set_aside`: slots with words for which the template has no place
    any more. `remarks`: sentences about what was found in the working notebook.
    """

    folder: Path
    notebook: Path
    html: Path
    pdf: Path
    figures: Path
    run_json: Path
    executed: bool
    stale: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    message: str = ""


def finished(plan: Plan, result: RunResult) -> str:
    """What to open, how to add commentary, and what to look at."""
    made = "Made: " if result.executed else "The figures had not changed; made HTML and PDF anew: "
    paragraphs = [
        f"{made}{plan.title}.",
        f"  Read it:      {_short(result.html)}\n"
        f"                {_short(result.pdf)}\n"
        f"  Write in it:  {lab_command(plan)}\n"
        "                Write in the cells that say *Commentary: write here.*, save, and run\n"
        "                this command again: your words stay, and both files show them.\n"
        f"  Figures:      {_short(result.figures)}",
    ]
    if result.stale:
        paragraphs.append(
            f"The figures beside these commentaries have changed since: {', '.join(result.stale)}. "
            "Read the mark above each in the notebook; edit the words, or tick its box."
        )
    if result.set_aside:
        paragraphs.append(
            "The report has no place any more for these commentaries; they are kept at the end of "
            f"the notebook, under Set aside: {', '.join(result.set_aside)}."
        )
    return "\n\n".join([*paragraphs, *result.remarks])


def lab_command(plan: Plan) -> str:
    """The command that opens the working notebook."""
    outputs = plan.outputs if plan.outputs != (plan.project / "outputs").resolve() else None
    if plan.report == "quarterly":
        extra = f' OUTPUTS="{outputs}"' if outputs else ""
        return f"make lab PERIOD={plan.period}{extra}"
    extra = f' --outputs "{outputs}"' if outputs else ""
    return f"{paths.command()} lab {plan.name} --period {plan.period}{extra}"


def run_command(name: str, period: Period, outputs: Path) -> str:
    """The command that makes the report whose folder is called `name`, such as audit_month-CIN."""
    report, _, value = name.partition("-")
    settings = paths.project() / "params" / f"{report}.yml"
    variant = settings_of.report(paths.project(), report).variant if settings.is_file() else ""
    which = f" --param {variant}={value}" if value and variant else ""
    elsewhere = outputs.resolve() != (paths.project() / "outputs").resolve()
    where = f' --outputs "{outputs}"' if elsewhere else ""
    return f"{paths.command()} run {report if which else name} --period {period}{which}{where}"


def not_made(name: str, period: Period, outputs: Path) -> str:
    """For a command that needs a report that nobody has made."""
    return (
        f"There is no {name} report for {period.title} yet. Make it first: "
        f"{run_command(name, period, outputs)}"
    )


def confirmed(name: str, period: Period, outputs: Path, slot: str) -> str:
    """After `litmus confirm`."""
    return (
        f"The commentary '{slot}' is confirmed. Its mark goes with the next run: "
        f"{run_command(name, period, outputs)}"
    )


def incomplete(reason: str, partial: Path, good: bool) -> str:
    """After a cell failed."""
    left = "The last good report is unchanged." if good else "There is no report yet."
    return f"{reason}\n{left} What was made up to there is in {_short(partial)}."


def retired(kept: Path) -> str:
    """Where the notebook of a failed run went."""
    return f"The incomplete notebook of an earlier run was moved to {_short(kept)}."


def missing(history: Path) -> str:
    """A working notebook that was there once."""
    return (
        "There was no working notebook, so a fresh one was made, without commentary. Former ones "
        f"are in {_short(history)}."
    )


def _short(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
