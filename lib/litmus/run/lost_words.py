"""Words that were in the last report and are not in the notebook, or lie in a notebook beside it.

Published words never vanish without a copy and a remark. Every version of the working notebook
that a run has seen is in the history; here it is looked for what is no longer in the notebook, and
for notebooks beside it, renamed or copied, in which somebody may have gone on writing.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from litmus.base import notebook_files
from litmus.base.errors import LitmusError
from litmus.base.notebook_files import Cell, Notebook, UnreadableNotebook, first_words, source
from litmus.run import commentary, kept_copies, messages, record, report_folder
from litmus.run.commentary import Harvest
from litmus.run.compose import EMPTY
from litmus.run.former import FEEDS
from litmus.run.plan import Plan

OURS = (*FEEDS, record.NAME)
LARGEST = 200_000_000  # bytes of a file that may be a notebook
RELATED = 3  # cells of the template that make a notebook one of this report


@dataclass(frozen=True)
class NotebookBeside:
    """A notebook of this report that is not the working one, and the words in it."""

    path: Path
    texts: tuple[str, ...]


@dataclass(frozen=True)
class KeptBefore:
    """What a run kept before it began: the notebook as it was saved, renderings edited by hand."""

    plan: Plan
    before: Mapping[str, Any]
    copy: Path | None
    edited: Mapping[Path, Path]
    began: str

    def remarks(self, found: Harvest) -> list[str]:
        """What to say when the run has ended well, of the words that it `found`."""
        kept_copies.once(self.copy)
        said, _ = missing_words(self.plan, found, self.before, self.began)
        return said + [messages.hand_edit(path, copy) for path, copy in self.edited.items()]


def keep_before(
    plan: Plan,
    working: Notebook | None,
    content: bytes | None,
    before: Mapping[str, Any],
    afresh: bool,
) -> KeptBefore:
    """Keep what people wrote before a run changes anything.

    Raises LitmusError where the report would be made without words that lie in another notebook;
    for a notebook that is missing only unless it is to begin `afresh`.
    """
    began = kept_copies.now()
    copy = kept_copies.keep_version(plan.notebook, content, before)
    if not afresh or working is not None:
        none_left_behind(plan, working, before)
    renderings = [*plan.renderings.values(), *plan.stale_renderings(before)]
    found = {path: kept_copies.keep_edited_rendering(path, before) for path in renderings}
    _, lost = missing_words(
        plan, commentary.harvest(working or EMPTY, plan.template), before, began
    )
    if lost:
        for path in renderings:
            kept_copies.keep_edited_rendering(path, before, whatever=True)
    edited = {path: copy for path, copy in found.items() if copy}
    return KeptBefore(plan, before, copy, edited, began)


def none_left_behind(plan: Plan, working: Notebook | None, before: Mapping[str, Any]) -> None:
    """Stop where a report would be made without words that lie in another notebook.

    Raises LitmusError that names the files and says what to do.
    """
    beside = list(_beside(plan))
    if working is None:
        partial = messages.partial(plan)  # of a first run that failed: nobody's, unless written in
        beside = [each for each in beside if each.path != partial or each.texts]
        kept = _Copies(plan).newest_with_words()
        said = any(each != "empty" for each in before.get("commentary", {}).values())
        if beside or kept or said:
            paths = [each.path for each in beside] or list(_possible_places(plan))
            raise LitmusError(messages.no_working(plan, paths, kept))
        return
    known = _texts(commentary.harvest(working, plan.template))
    if lacking := [_lacking(each, known) for each in beside]:
        kept_texts = _Copies(plan).texts if any(each.texts for each in lacking) else ()
        lacking = [_lacking(each, kept_texts) for each in lacking]
    if found := {each.path: list(map(first_words, each.texts)) for each in lacking if each.texts}:
        raise LitmusError(messages.words_beside(plan, found))


def missing_words(
    plan: Plan, found: Harvest, before: Mapping[str, Any], began: str
) -> tuple[list[str], bool]:
    """What to say of words that were in the last report and are not in the notebook now; and
    whether there are some of which the history holds no copy. `began`: when the run did, as the
    names of kept files say it."""
    present = _Present(found, plan)
    kept, said, lost = _Copies(plan, began), [], False
    for holder, texts in _last_report_texts(before).items():
        missing = [text for text in texts if present.lacks(text)]
        now = present.holders.get(holder, [])
        where = messages.place(plan, holder)
        if missing and len(now) < len(texts):
            copy = kept.holding(missing, holder)
            lost = lost or copy is None
            said.append(messages.missing_words(where, copy))
        elif missing and (older := kept.older(now, texts)):
            said.append(messages.older_words(where, older, kept.holding(missing, holder)))
        elif texts and not now and holder in present.slots:
            said.append(messages.words_in_other_cell(where))
    empty = before.get("commentary", {})
    said += [
        messages.restored_slot(messages.place(plan, slot))
        for slot in found.missing
        if empty.get(slot) == "empty"
    ]
    return said, lost


def _last_report_texts(before: Mapping[str, Any]) -> dict[str, list[str]]:
    """By place of words, the names of the texts in the last report; "" where none is recorded."""
    written = before.get("record", {}).get("written")
    if written is not None:
        return {holder: list(texts) for holder, texts in written.items()}
    status = before.get("commentary", {})
    return {slot: [""] for slot, said in status.items() if said in ("written", "check")}


class _Present:
    """The words of a working notebook, by all names by which they may be known."""

    def __init__(self, found: Harvest, plan: Plan) -> None:
        self.slots = set(commentary.slots_of(plan.template))
        self.holders = commentary.words(found, plan.template)
        for cell in found.added.get(commentary.SET_ASIDE, []):
            slot = notebook_files.note(cell).get("slot")
            if slot and slot not in self.slots:
                self.holders.setdefault(slot, []).append(cell)
        self._every = [
            [cell] for cells in (found.slots.values(), *found.added.values()) for cell in cells
        ]

    @cached_property
    def names(self) -> set[str]:
        """Whole, joined and in parts."""
        groups = [*self.holders.values(), *self._every]
        return {name for cells in groups for name in commentary.names_of(cells)}

    def lacks(self, name: str) -> bool:
        """Whether a text is nowhere, not even within another."""
        return name not in self._whole and name not in self.names

    @cached_property
    def _whole(self) -> set[str]:
        return {name for (cell,) in self._every for name in commentary.names_of([cell], whole=True)}


class _Copies:
    """The notebooks in a report's history, newest first."""

    def __init__(self, plan: Plan, began: str = "") -> None:
        self.plan, self.began = plan, began

    @cached_property
    def _paths(self) -> list[Path]:
        return kept_copies.kept_notebooks(self.plan.folder)

    @cached_property
    def texts(self) -> set[str]:
        """All that was ever written in them."""
        return {text for _, notebook in self._read() for text in self._harvest(notebook)}

    def newest_with_words(self) -> Path | None:
        """The newest in which somebody wrote."""
        return next((path for path, book in self._read() if self._harvest(book)), None)

    def holding(self, names: Iterable[str], holder: str) -> Path | None:
        """The newest that holds one of these texts; any of that place where it has no name."""
        wanted = set(names)
        for path, notebook in self._read():
            found = commentary.harvest(notebook, self.plan.template)
            here = commentary.words(found, self.plan.template).get(holder, [])
            if (here and "" in wanted) or wanted & _Present(found, self.plan).names:
                return path
        return None

    def older(self, cells: Iterable[Cell], but: Iterable[str]) -> Path | None:
        """One that held, before this run, a text of these cells that the last report had not."""
        for cell in cells:
            if set(commentary.names_of([cell])) & set(but):
                continue
            first = source(cell).split("\n")[0].encode(errors="replace").decode()
            line = json.dumps(first, ensure_ascii=False)[1:-1]
            for path in self._paths:
                if path.name < self.began and line.encode() in path.read_bytes():
                    texts = self._harvest(_parse(path) or EMPTY)
                    if _plain(source(cell)) in texts:
                        return path
        return None

    def _read(self) -> Iterator[tuple[Path, Notebook]]:
        for path in self._paths:
            if notebook := _parse(path):
                yield path, notebook

    def _harvest(self, notebook: Notebook) -> set[str]:
        return set(map(_plain, _texts(commentary.harvest(notebook, self.plan.template))))


def _possible_places(plan: Plan) -> Iterator[Path]:
    """Notebooks of this report that lie where a missing one may have been moved: in the folder
    around the report's and in the folders within it."""
    within = sorted(each for each in plan.folder.iterdir() if each.is_dir())
    named = [each for each in within if each.name != report_folder.HISTORY and each.name[0] != "."]
    for folder in (plan.folder.parent, *named):
        yield from (each.path for each in _beside(plan, folder))


def _beside(plan: Plan, folder: Path | None = None) -> Iterator[NotebookBeside]:
    """Other notebooks of this report in its folder, or in another, whatever they are called."""
    for path in sorted((folder or plan.folder).iterdir()):
        ours = path.name in OURS or path in plan.renderings.values()
        if path == plan.notebook or ours or path.name.startswith(".") or not path.is_file():
            continue
        if (notebook := _parse(path)) and _is_of_report(notebook, plan):
            found = commentary.harvest(notebook, plan.template)
            yield NotebookBeside(path, tuple(_texts(found)))


def _parse(path: Path) -> Notebook | None:
    """The notebook in a file; nothing where it is none."""
    if path.stat().st_size > LARGEST:
        return None
    with path.open("rb") as file:
        if not file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            return None
    try:
        return notebook_files.read(path)
    except UnreadableNotebook:
        return None


def _is_of_report(notebook: Notebook, plan: Plan) -> bool:
    if notebook_files.note(notebook).get("report") == plan.report:
        return True
    return commentary.kinship(notebook, plan.template) >= RELATED


def _lacking(beside: NotebookBeside, known: Iterable[str]) -> NotebookBeside:
    """The words in a notebook beside that are in none of the texts that are known."""
    every = "\n".join(map(_plain, known))
    return NotebookBeside(beside.path, tuple(t for t in beside.texts if _plain(t) not in every))


def _texts(found: Harvest) -> list[str]:
    """All that people wrote in a notebook, code of their own too."""
    cells = [*found.slots.values(), *(cell for cells in found.added.values() for cell in cells)]
    return [source(cell) for cell in cells if _plain(source(cell))]


def _plain(text: str) -> str:
    return " ".join(text.split())
