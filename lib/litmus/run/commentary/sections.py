"""Which cells of a template stand beside which words: those between a heading and the next."""

import re
from collections.abc import Sequence

from litmus.base.notebook_files import Notebook, note, source

HEADING = re.compile(r"(?m)^(#{1,6}) +\S")

Path = tuple[int, ...]


def beside(template: Notebook) -> dict[str, list[str]]:
    """Cell id -> ids of the code cells of the section that it stands in, in order.

    A section goes from a heading to the next of its level or above. Where it shows nothing, as
    one for conclusions does, the words stand beside the section around it and, at last, beside
    all sections that have a place for words.
    """
    paths = _paths(template)
    codes = [cell["id"] for cell in template["cells"] if cell["cell_type"] == "code"]
    whole = _whole(template, paths, codes)
    return {cell["id"]: _around(paths[cell["id"]], paths, codes) or whole
            for cell in template["cells"]}  # fmt: skip


def _around(path: Path, paths: dict[str, Path], codes: Sequence[str]) -> list[str]:
    while path:
        if found := [code for code in codes if paths[code][: len(path)] == path]:
            return found
        path = path[:-1]
    return []


def _whole(template: Notebook, paths: dict[str, Path], codes: Sequence[str]) -> list[str]:
    slots = {paths[cell["id"]][:1] for cell in template["cells"] if "slot" in note(cell)}
    found = [code for code in codes if paths[code] and paths[code][:1] in slots]
    return found or [code for code in codes if paths[code]] or list(codes)


def _paths(template: Notebook) -> dict[str, Path]:
    """Cell id -> the headings that it stands under, outermost first, each by its number."""
    found: dict[str, Path] = {}
    above: list[tuple[int, int]] = []
    number = 0
    for cell in template["cells"]:
        marks = HEADING.findall(source(cell)) if cell["cell_type"] == "markdown" else []
        for level in map(len, marks):
            number += 1
            above = [each for each in above if each[0] < level] + [(level, number)]
        found[cell["id"]] = tuple(each for _, each in above)
    return found
