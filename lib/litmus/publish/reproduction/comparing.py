"""What differs between a report as it was published and as it was made again."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litmus.base import files, notebook_files
from litmus.base.notebook_files import Notebook
from litmus.base.numbers import count_of
from litmus.report import CONTEXT, FIGURES
from litmus.report.bundle import LITMUS
from litmus.run.commentary.shown_values import ADDRESS, FOREIGN, LEFT_OUT

KEY = ("indicator", "window", "period", "breakdown", "group", "scope")
Row = dict[str, str]


@dataclass(frozen=True)
class Comparison:
    """How many figures, and outputs of the notebook, there are, and each that differs, in words.
    `definitions` are the indicators that are declared in other words."""

    figures: int
    shown: int
    figure_differences: tuple[str, ...]
    shown_differences: tuple[str, ...]
    definitions: tuple[str, ...] = ()

    @property
    def is_identical(self) -> bool:
        """Whether nothing differs of what is shown."""
        return not (self.figure_differences or self.shown_differences)

    @property
    def numbers(self) -> str:
        """How much was compared, in words."""
        outputs = count_of(self.shown, "table, chart or text", "tables, charts and texts")
        return f"{count_of(self.figures, 'figure')}, and {outputs} that the notebook shows"


def compare(published: Path, again: Path, name: str) -> Comparison:
    """Compare the files of a published report with those of the one made again, `name` being what
    both notebooks are called."""
    before, after = (_figures(folder / FIGURES) for folder in (published, again))
    then, now = (
        dict(_shown(notebook_files.read(folder / f"{name}.ipynb"))) for folder in (published, again)
    )
    return Comparison(
        len(before),
        len(then),
        tuple(_figure_differences(before, after)),
        tuple(_shown_differences(then, now)),
        tuple(_definition_differences(published / CONTEXT, again / CONTEXT)),
    )


def _figures(path: Path) -> dict[tuple[str, ...], Row]:
    """The rows of figures.csv by what they are of; those of the same are counted."""
    text = (files.content(path) or b"").decode()
    found: dict[tuple[str, ...], Row] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for row in csv.DictReader(io.StringIO(text)):
        key = tuple(row.get(name) or "" for name in KEY)
        seen[key] += 1
        found[(*key, str(seen[key]))] = row
    return found


def _figure_differences(
    before: Mapping[tuple[str, ...], Row], after: Mapping[tuple[str, ...], Row]
) -> Iterator[str]:
    for key in [*before, *(each for each in after if each not in before)]:
        what = " ".join(part for part in key[:-1] if part)
        if key not in after:
            yield f"{what}: it is no longer there"
        elif key not in before:
            yield f"{what}: it was not there"
        elif before[key] != after[key]:
            yield f"{what}: {_changes(before[key], after[key])}"


def _changes(before: Row, after: Row) -> str:
    """The columns of a row that differ, as they were and are."""
    names = {**before, **after}
    pairs = ((name, before.get(name) or "nothing", after.get(name) or "nothing") for name in names)
    return ", ".join(f"{name} {then} → {now}" for name, then, now in pairs if then != now)


def _shown(notebook: Notebook) -> Iterator[tuple[tuple[str, int], Any]]:
    """What the code cells show: the machine form of each output, by the cell's id and its place."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            forms = [form for output in cell.get("outputs", []) if (form := _form(output)) != ""]
            for number, form in enumerate(forms, 1):
                yield (cell["id"], number), form


def _form(output: Mapping[str, Any]) -> Any:
    """The machine form of an output, or the best that a foreign one has; "" for nothing."""
    data = output.get("data", {})
    if LITMUS in data:
        return "" if data[LITMUS].get("kind") in LEFT_OUT else data[LITMUS]
    if output.get("output_type") == "stream":
        best = output.get("text", "") if output.get("name") == "stdout" else ""
    else:
        best = next((data[kind] for kind in FOREIGN if kind in data), "")
    text = best if isinstance(best, str) else "".join(map(str, best))
    return ADDRESS.sub("", text).strip()


def _shown_differences(
    then: Mapping[tuple[str, int], Any], now: Mapping[tuple[str, int], Any]
) -> Iterator[str]:
    for place in [*then, *(each for each in now if each not in then)]:
        cell, number = place
        where = f"cell {cell}, output {number}"
        if place not in now:
            yield f"{where}: {_title(then[place])}: it is no longer there"
        elif place not in then:
            yield f"{where}: {_title(now[place])}: it was not there"
        elif then[place] != now[place]:
            yield f"{where}: {_title(then[place])}: {_first_difference(then[place], now[place])}"


def _title(form: Any) -> str:
    """What an output is called."""
    if not isinstance(form, Mapping):
        return "text"
    name = form.get("caption") or form.get("title") or ""
    return f"{form.get('kind', 'output')} {name!r}" if name else str(form.get("kind", "output"))


def _first_difference(then: Any, now: Any, path: str = "") -> str:
    """Where two forms begin to differ, and how."""
    if isinstance(then, Mapping) and isinstance(now, Mapping):
        for key in {**then, **now}:
            if then.get(key) != now.get(key):
                return _first_difference(then.get(key), now.get(key), f"{path} {key}".strip())
    if _is_list(then) and _is_list(now) and len(then) == len(now):
        for number, (one, other) in enumerate(zip(then, now, strict=True), 1):
            if one != other:
                return _first_difference(one, other, f"{path} {number}".strip())
    return f"{path} {_short(then)} → {_short(now)}".strip()


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _definition_differences(then: Path, now: Path) -> Iterator[str]:
    """The indicators that are declared otherwise, by what of the declaration differs."""
    before, after = _declarations(then), _declarations(now)
    for code in sorted({*before, *after}):
        if code not in after or code not in before:
            yield f"{code}: {'no longer declared' if code in before else 'not declared then'}"
        elif before[code] != after[code]:
            names = [
                name
                for name in sorted({*before[code], *after[code]})
                if before[code].get(name) != after[code].get(name)
            ]
            yield f"{code}: {', '.join(names)}"


def _declarations(path: Path) -> dict[str, dict[str, Any]]:
    said = json.loads(files.content(path) or b"{}")
    return {each["code"]: each for each in said.get("declarations", [])}
