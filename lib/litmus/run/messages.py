"""What came of a run, in the words in which the command says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from litmus.base import notebook_files, numbers, paths
from litmus.base.periods import Period
from litmus.render import formats
from litmus.run import commentary, file_names
from litmus.run.plan import Plan
from litmus.run.settings import read_report

MOST = 2  # of many slots, those that are named


@dataclass(frozen=True)
class RunResult:
    """What came of a run.

    `files`: the renderings by format ("html"), in the order in which to name them. `executed`:
    whether the notebook was run, or only rendered anew. `stale`: the commentary slots whose figures
    changed since. `set_aside`: slots with words for which the template has no place any more.
    `unwritten`: required slots in which nobody has written yet, each with the printed heading that
    it stands under.
    `remarks`: sentences about what was found in the working notebook.
    """

    folder: Path
    notebook: Path
    files: dict[str, Path]
    figures: Path
    run_json: Path
    executed: bool
    stale: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)
    unwritten: Mapping[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    message: str = ""


def success(plan: Plan, result: RunResult) -> str:
    """What to open, how to add commentary, and what to look at."""
    anew = f"The figures had not changed; made {formats.titles(list(result.files))} anew: "
    made = f"Made{' a draft' if plan.draft else ''}: " if result.executed else anew
    places = "\n                ".join(short(path) for path in result.files.values())
    shows = {1: "the file shows", 2: "both files show"}.get(len(result.files), "all files show")
    paragraphs = [
        f"{made}{plan.title}.",
        f"  Read it:      {places}\n"
        f"  Write in it:  {lab_command(plan)}\n"
        "                Write in the cells that say *Commentary: write here.*, save, and run\n"
        f"                this command again: your words stay, and {shows} them.\n"
        f"  Figures:      {short(result.figures)}",
    ]
    if result.stale:
        paragraphs.append(
            "The figures beside these commentaries have changed since: "
            f"{'; '.join(slot_name(plan, holder) for holder in result.stale)}. "
            "Read the mark above each in the notebook; edit the words, or tick its box."
        )
    if result.unwritten:
        paragraphs.append(
            "Commentary that the report has to have is still to be written in "
            f"{_named(result.unwritten)}."
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
    if plan.name == "quarterly":
        extra = f' OUTPUTS="{outputs}"' if outputs else ""
        return f"make lab PERIOD={plan.period}{extra}"
    extra = f' --outputs "{outputs}"' if outputs else ""
    return f"{paths.command()} lab {plan.name} --period {plan.period}{extra}"


def run_command(name: str, period: Period, outputs: Path) -> str:
    """The command that makes the report whose folder is called `name`, such as audit_month-CIN."""
    made, parameter, scope = asked_of(name)
    which = f" --param {parameter}" if parameter else ""
    whose = f" --scope {scope}" if scope else ""
    elsewhere = outputs.resolve() != (paths.project() / "outputs").resolve()
    where = f' --outputs "{outputs}"' if elsewhere else ""
    return f"{paths.command()} run {made} --period {period}{which}{whose}{where}"


def asked_of(name: str) -> tuple[str, str, str]:
    """As what the report whose folder is called `name` is asked for: its type, its parameter
    ("service=CIN") and its scope ("team:CIN-1"), each of the last two "" for none."""
    found = file_names.parts(name)
    named = found[1] if found else name
    scope = str(file_names.scope_of_name(name)) if found else ""
    report, _, value = named.partition("-")
    settings = paths.project() / "params" / f"{report}.yml"
    variant = read_report(paths.project(), report).variant if settings.is_file() else ""
    return (report, f"{variant}={value}", scope) if value and variant else (named, "", scope)


def no_report_yet(name: str, period: Period, outputs: Path) -> str:
    """For a command that needs a report that nobody has made."""
    return (
        f"There is no {name} report for {period.title} yet. Make it first: "
        f"{run_command(name, period, outputs)}"
    )


def confirmation(name: str, period: Period, outputs: Path, slot: str) -> str:
    """After `litmus confirm`."""
    return (
        f"The commentary '{slot}' is confirmed. Its mark goes with the next run: "
        f"{run_command(name, period, outputs)}"
    )


def incomplete(reason: str, partial: Path, good: bool) -> str:
    """After a cell failed."""
    left = "The last good report is unchanged." if good else "There is no report yet."
    return f"{reason}\n{left} What was made up to there is in {short(partial)}."


def partial(plan: Plan) -> Path:
    """The notebook of a run that failed."""
    return plan.folder / f"{plan.name}.incomplete.ipynb"


def failed_notebook_place(kept: Path) -> str:
    """Where the notebook of a failed run went."""
    return f"The incomplete notebook of an earlier run was moved to {short(kept)}."


def place(plan: Plan, holder: str) -> str:
    """Where words stand, as a person knows it: "under “What is life like?”"."""
    slots = commentary.slots_of(plan.template)
    cells = plan.template["cells"]
    own = holder.startswith(commentary.AFTER) and holder not in slots
    identity = holder.removeprefix(commentary.AFTER) if own else slots.get(holder, {}).get("id")
    number = next((n for n, cell in enumerate(cells) if cell["id"] == identity), None)
    if number is None:
        return "at the head of the notebook" if own else f"of “{holder}”"
    heading = notebook_files.heading_above(plan.template, number)
    under = f"under “{heading}”" if heading else "at the head of the notebook"
    if own:
        return f"in a cell of your own {under}"
    kind = notebook_files.note(cells[number]).get("heading")
    return f"({kind}) {under}" if kind else under


def _named(slots: Mapping[str, str]) -> str:
    """The first few of many slots, each with its heading, and how many others there are."""
    shown = [f"{slot} (under “{heading}”)" for slot, heading in list(slots.items())[:MOST]]
    rest = len(slots) - len(shown)
    return numbers.join([*shown, *([numbers.count_of(rest, "other")] if rest else [])])


def slot_name(plan: Plan, holder: str) -> str:
    """A commentary in a list: "kq1 (under “What is life like?”)"."""
    where = place(plan, holder)
    return where if holder.startswith(commentary.AFTER) else f"{holder} ({where})"


def run_of(plan: Plan) -> str:
    """The command that makes the report of a plan again."""
    return run_command(plan.name, plan.period, plan.outputs)


def page_made(path: Path, others: list[str], kept: Path | None, run: str) -> str:
    """After `litmus render`."""
    said = [f"Made anew from the words in the notebook: {short(path)}"]
    if others:
        said.append(f"As the last run left it: {', '.join(others)}. To make all of it: {run}")
    return "\n".join(said + ([hand_edit(path, kept)] if kept else []))


def saved_at_this_moment() -> str:
    """For a notebook that was saved while it was looked at."""
    return "The notebook was being saved at this moment. Try again."


def saved_again_and_again(notebook: Path) -> str:
    """For a notebook that another program does not leave alone."""
    return (
        f"{notebook} is being saved again and again by another program. Close it "
        "there and run the report again. Nothing that was written is lost."
    )


def no_working(plan: Plan, beside: list[Path], kept: Path | None) -> str:
    """For a working notebook that is not there, where words may be lost with it."""
    said = [f"There is no {plan.notebook.name} in {short(plan.folder)}, where there was one."]
    if beside and beside[0].parent != plan.folder:
        names = ", ".join(map(short, beside))
        said.append(f"Of this report there is {names}: if it was moved there, move it back to "
                    f"{short(plan.notebook)}.")  # fmt: skip
    elif beside:
        names = ", ".join(path.name for path in beside)
        said.append(
            f"Beside it lies {names}: give it the name {plan.notebook.name} again."
            if len(beside) == 1
            else f"Beside it lie {names}: give the one that counts the name {plan.notebook.name}."
        )
    elif kept:
        said.append(
            f"The newest copy that has words is {short(kept)}: copy it to {short(plan.notebook)} "
            "to go on with it."
        )
    else:
        said.append("The last report had words, which no copy in its history holds: put the "
                    "notebook back from a backup if there is one.")  # fmt: skip
    said.append("Then run the report again. Nothing was changed.")
    again = run_command(plan.name, plan.period, plan.outputs)
    said.append(f"To begin with an empty notebook instead: {again} --afresh")
    return " ".join(said)


def words_beside(plan: Plan, found: dict[Path, list[str]]) -> str:
    """For notebooks beside the working one with words that it lacks."""
    said = []
    for path, texts in found.items():
        first = ", ".join(f"“{text}”" for text in texts[:3])
        more = f" and {len(texts) - 3} more" if len(texts) > 3 else ""
        said.append(f"{short(path)} holds words that {plan.notebook.name} lacks: {first}{more}.")
    return (
        f"{' '.join(said)} The report is made from {plan.notebook.name} alone, and they would not "
        f"be in it. Nothing was changed. Bring both together: {paths.command()} merge "
        f"{short(plan.notebook)} {short(next(iter(found)))}; or, if the other notebook is the "
        f"one that counts, move {plan.notebook.name} to another folder and give the other its "
        "name. Then move what is left over to another folder, and run the report again."
    )


def missing_words(where: str, kept: Path | None) -> str:
    """For words of the last report that are not in the notebook."""
    there = (
        f"They are kept in {short(kept)}."
        if kept
        else "No notebook in the history holds them; the web page and PDF of the last report, "
        "which print them, are kept there."
    )
    return f"Words {where} that were in the last report are not in the notebook any more. {there}"


def older_words(where: str, older: Path, kept: Path | None) -> str:
    """For words that are those of an earlier version again."""
    there = f" Those of the last report are kept in {short(kept)}." if kept else ""
    return (
        f"The words {where} are those of an earlier version, {older.name}, and not those of the "
        f"last report.{there}"
    )


def words_in_other_cell(where: str) -> str:
    """For words that now stand in another cell."""
    return (
        f"The words {where} stand in another cell now: cells were merged or moved. Nothing of "
        "them is lost; an empty cell was put where they stood."
    )


def restored_slot(where: str) -> str:
    """For a slot whose cell was not in the notebook."""
    return f"The cell for words {where} was not in the notebook: an empty one was put back."


def hand_edit(path: Path, kept: Path) -> str:
    """For a rendering, such as the web page, that somebody edited by hand."""
    became = "made anew" if path.is_file() else "removed, as its format was not asked for"
    return (
        f"{path.name} is not known to be as a run left it: was it edited by hand? It was "
        f"{became}; what was in it is kept in {short(kept)}. Write in the notebook instead: "
        "words written there stay, in both."
    )


def missing(history: Path) -> str:
    """A working notebook that was there once."""
    return (
        "There was no working notebook, so a fresh one was made, without commentary. Former ones "
        f"are in {short(history)}."
    )


def short(path: Path) -> str:
    """A path as it is typed from here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
