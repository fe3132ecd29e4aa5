"""`litmus merge`: two copies of a working notebook brought together in its place."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from litmus.base import exchange, notebook_files
from litmus.base.errors import LitmusError, UsageError
from litmus.base.notebook_files import Notebook, UnreadableNotebook, note, source
from litmus.base.periods import Period
from litmus.run import again, commentary, kept_copies, messages, report_folder
from litmus.run import plan as plans
from litmus.run.commentary import BOTH, FIRST, SECOND, Conflict, Merged
from litmus.run.plan import Plan

# What to take of each place that both changed: "A", "B" or "both", in the order of the places.
Decide = Callable[[Sequence[Conflict], Plan], Sequence[str]]
OTHER_WAY = {FIRST: SECOND, SECOND: FIRST, BOTH: BOTH}


@dataclass(frozen=True)
class Copy:
    """One of the two notebooks."""

    path: Path
    content: bytes
    notebook: Notebook


def merge(one: Path, other: Path, outputs: Path, decide: Decide) -> str:
    """Merge two copies of a report's working notebook into its place; returns what was done.

    Both are in the report's history afterwards. `decide` is asked of the places whose words both
    changed, if there are any; what it raises goes through, and nothing is changed. Raises
    UsageError for files that are no two copies of one report's notebook, LitmusError where a third
    one lies in its place.
    """
    copies = [_read(one), _read(other)]
    folder = _folder(copies, outputs)
    plan = again.plan_of(folder)
    with report_folder.hold(folder, plan.private):
        working = report_folder.load_working(plan.notebook)
        _hold_no_third(plan, working.content, copies)
        merged = _merged(plan, copies, working.content, decide)
        if working.content is not None:
            kept_copies.keep_version(plan.notebook, working.content, {})
        for each in copies:
            if each.content != working.content:
                kept_copies.keep_copy(plan.notebook, each.content)
        content = notebook_files.serialise(merged.notebook)
        try:
            report_folder.put(plan.notebook, {plan.notebook.name: content}, working.content,
                              plan.private)  # fmt: skip
        except exchange.Changed:
            raise LitmusError(messages.saved_at_this_moment()) from None
    return _done(plan, merged.taken)


def _merged(plan: Plan, copies: Sequence[Copy], working: bytes | None, decide: Decide) -> Merged:
    """The merged notebook, with the outputs of that which lies in the report's place."""
    first, second = copies
    turned = second.content == working and first.content != working
    history: list[Notebook] = []
    brought: list[tuple[int, Notebook]] = []
    for path in reversed(kept_copies.kept_notebooks(plan.folder)):
        if book := _parse(path.read_bytes()):
            if path.name.endswith(kept_copies.COPY):
                brought.append((len(history), book))
            else:
                history.append(book)
    found: list[Conflict] = []

    def merge_with(answer: Callable[[Conflict], str]) -> Merged:
        pair = (second, first) if turned else (first, second)
        return commentary.merge(
            pair[0].notebook, pair[1].notebook, plan.template, history, answer, brought
        )

    def note_down(conflict: Conflict) -> str:
        found.append(_turn(conflict) if turned else conflict)
        return BOTH

    merged = merge_with(note_down)
    if not found:
        return merged
    answers = iter(decide(found, plan))
    return merge_with(lambda _: OTHER_WAY[next(answers)] if turned else next(answers))


def _turn(conflict: Conflict) -> Conflict:
    return replace(conflict, first=conflict.second, second=conflict.first)


def _read(path: Path) -> Copy:
    try:
        content = path.read_bytes()
    except OSError:
        raise UsageError(f"There is no notebook {path} that could be read.") from None
    try:
        return Copy(path, content, notebook_files.parse(content))
    except UnreadableNotebook as error:
        raise LitmusError(f"{path} cannot be read ({error}). Nothing was changed.") from None


def _parse(content: bytes) -> Notebook | None:
    try:
        return notebook_files.parse(content)
    except UnreadableNotebook:
        return None


def _folder(copies: Sequence[Copy], outputs: Path) -> Path:
    """The report's folder: where one of the two is the working notebook, else as both say."""
    about = [tuple(note(each.notebook).get(name) for name in ("report", "period"))
             for each in copies]  # fmt: skip
    for each, said in zip(copies, about, strict=True):
        if None in said:
            raise UsageError(f"{each.path} is no working notebook of a report that Litmus made.")
    if about[0] != about[1]:
        of = [f"{each.path} is of {said[0]}, {said[1]}"
              for each, said in zip(copies, about, strict=True)]  # fmt: skip
        raise UsageError(f"These are notebooks of two reports: {' and '.join(of)}.")
    for each in copies:
        place = each.path.resolve()
        if place.stem == place.parent.name and (place.parent / "run.json").is_file():
            return place.parent
    report, period = about[0]
    return plans.report_folder(str(report), Period.parse(str(period)), outputs)


def _hold_no_third(plan: Plan, working: bytes | None, copies: Sequence[Copy]) -> None:
    if working is not None and working not in [each.content for each in copies]:
        first = copies[0].path
        raise LitmusError(
            f"{plan.notebook} is neither of the two and may hold words of its own: merge each of "
            f"them with it, one after the other, {first} first. Nothing was changed."
        )


def words(conflict: Conflict) -> tuple[str, str]:
    """The words of either side of a conflict."""
    return source(conflict.first), source(conflict.second)


def _done(plan: Plan, taken: Mapping[str, str]) -> str:
    """After `litmus merge`: `taken` are the slots whose words are not those that lay there."""
    said = [f"Both are in {messages.short(plan.notebook)} now, and each as it was in its history."]
    if taken:
        slots = "; ".join(messages.slot_name(plan, slot) for slot in taken)
        said.append(f"New there are the words of {slots}.")
    return " ".join([*said, f"Run the report: {messages.run_of(plan)}"])


def both_changed(plan: Plan, slots: Iterable[str]) -> str:
    """For copies that cannot be merged without an answer."""
    named = "; ".join(
        messages.slot_name(plan, slot) if slot else "a cell of your own" for slot in slots
    )
    return (
        f"Both copies changed the same words: {named}. Nothing was changed. Say which hold with "
        "--take A (the first), --take B (the second) or --take both (one under the other)."
    )
