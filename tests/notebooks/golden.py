"""The golden notebook: the sample council's report of 2016Q1 as it should be, figure by figure.

`python tests/notebooks/golden.py outputs/2016Q1/quarterly` makes it anew from a report of the
sample council. Read the difference before you commit it: every changed line is a figure, a
sentence or a table that readers would see changed. It is a megabyte on purpose: each output stands
in it as text, as HTML and as the values that renderers write; nbval compares all three. Pictures,
the larger part of a notebook, are left out.
"""

import json
import sys
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).parent / "golden"
# Charts are compared by the numbers behind them and by their alt text: how matplotlib writes a path
# differs between its versions. The mark stands where a drawing was (`drawings.cfg`).
DRAWINGS, MARK = ("image/svg+xml", "application/vnd.litmus.small+xml"), "<svg/>"
WIDTH = 400  # what fits is written on a line of its own: a row of a table, a cell without output


def golden(notebook: dict[str, Any]) -> dict[str, Any]:
    """A working notebook without pictures and without what differs from run to run: times."""
    cells = [_cell(cell) for cell in notebook["cells"]]
    kept = {key: notebook["metadata"][key] for key in ("kernelspec", "language_info")}
    return {**notebook, "cells": cells, "metadata": kept}


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    tags = cell["metadata"].get("tags")
    plain = {**cell, "metadata": {"tags": tags} if tags else {}}
    if "outputs" in cell:
        plain["outputs"] = [_output(output) for output in cell["outputs"]]
    return plain


def _output(output: dict[str, Any]) -> dict[str, Any]:
    if "data" not in output:
        return output
    data = {kind: MARK if kind in DRAWINGS else each for kind, each in output["data"].items()}
    return {**output, "data": data}


def text_of(value: Any) -> str:
    """Some JSON as text, a row of a table a line, so that a difference reads as one of the report.

    >>> print(text_of([1, {"rows": ["a" * 400, [2, 3]]}]).replace("a" * 400, "aaa"))
    [
    1,
    {
    "rows": [
    "aaa",
    [2, 3]
    ]
    }
    ]
    """
    flat = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if len(flat) <= WIDTH or not isinstance(value, (dict, list)):
        return flat
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(text_of, value)) + "\n]"
    named = (f"{json.dumps(name)}: {text_of(value[name])}" for name in sorted(value))
    return "{\n" + ",\n".join(named) + "\n}"


def main(folder: str) -> None:
    for path in Path(folder).glob("*.ipynb"):
        content = golden(json.loads(path.read_text(encoding="utf-8")))
        (GOLDEN / path.name).write_text(text_of(content) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
