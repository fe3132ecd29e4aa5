"""Small notebooks, and what people do to them."""

import copy
import re

from hypothesis import strategies as st

PLACEHOLDER = "*Commentary: write here.*"


def cell(kind, text, identity, *tags, **litmus):
    metadata = {"tags": list(tags)} if tags else {}
    if litmus:
        metadata["litmus"] = litmus
    made = {"id": identity, "cell_type": kind, "metadata": metadata, "source": text}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def slot(name):
    return cell("markdown", PLACEHOLDER, f"commentary-{name}", "commentary", slot=name)


def template():
    cells = [
        cell("code", 'period = "2016Q1"\nfolder = "."', "parameters", "parameters"),
        cell("markdown", "## Summary", "summary"),
        cell("code", "report.summary()", "summary-sentences"),
        slot("summary"),
        cell("markdown", "## What is life like?", "kq1"),
        cell("code", "report.indicator('ASM02')", "kq1-asm02"),
        slot("kq1"),
        cell("markdown", "## Method\n\nHow the figures were made.", "method"),
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def output(form):
    """An output of the library: its machine form, as a notebook keeps it."""
    data = {"text/plain": str(form), "application/vnd.litmus+json": form}
    return {"output_type": "display_data", "data": data, "metadata": {}}


def table(caption, columns, *rows, note=""):
    names = [{"name": name, "align": "left"} for name in columns]
    rows = [list(row) for row in rows]
    return {"kind": "table", "caption": caption, "columns": names, "rows": rows, "note": note}


def text(words):
    return {"kind": "text", "text": words}


def executed(working, shown=None):
    """As papermill leaves it: outputs, and a cell of parameters after the tagged one.

    `shown` are the forms that code cells show, by their text.
    """
    done = copy.deepcopy(working)
    for number, code in enumerate(c for c in done["cells"] if c["cell_type"] == "code"):
        code["execution_count"] = number + 1
        plain = {"text/plain": f"<{code['source']}>"}
        code["outputs"] = [{"output_type": "display_data", "data": plain, "metadata": {}}]
        if shown is not None:
            code["outputs"] = [output(form) for form in shown.get(code["source"], [])]
    injected = cell("code", '# Parameters\nperiod = "2016Q1"\n', "3f2a", "injected-parameters")
    done["cells"].insert(1, injected)
    return done


def marked_words(working):
    """The words made by `disturbed`, wherever they stand."""
    text = "\n".join(c["source"] for c in working["cells"])
    return set(re.findall(r"word\d+x", text))


def disturbed(draw, working, first=0):
    """A working notebook after a few things that people and JupyterLab do, in any order.

    The words that are written are numbered from `first`.
    """
    working = copy.deepcopy(working)
    cells = working["cells"]
    for number in range(first, first + draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(cells) - 1))
        act = draw(st.sampled_from(sorted(ACTS)))
        ACTS[act](cells, at, f"word{number}x", draw)
        if not cells:
            cells.append(cell("markdown", "", "nothing-left"))
    return working


def _write(cells, at, word, draw):
    text = cells[at]["source"]
    cells[at]["source"] = draw(st.sampled_from([word, f"{word}\n\n{text}", f"{text}\n{word}"]))


def _add(cells, at, word, draw):
    kind = draw(st.sampled_from(["markdown", "code", "raw"]))
    cells.insert(at, cell(kind, word, f"new-{word}"))


def _split(cells, at, word, draw):
    text = cells[at]["source"]
    half = draw(st.integers(0, len(text)))
    if re.search(r"word\d*$", text[:half]):
        half = len(text)  # between words, not inside one
    parts = [text[:half], text[half:]]
    cells[at : at + 1] = [
        {**copy.deepcopy(cells[at]), "id": name, "source": part}
        for name, part in zip([f"{word}-upper", cells[at]["id"]], parts, strict=True)
    ]


def _merge(cells, at, word, draw):
    pair = cells[at : at + 2]
    active = copy.deepcopy(draw(st.sampled_from(pair)))
    text = "\n\n".join(c["source"] for c in pair)
    cells[at : at + 2] = [active | {"id": f"merged-{word}", "source": text}]


def _copy(cells, at, word, draw):
    to = draw(st.integers(0, len(cells)))
    cells.insert(to, {**copy.deepcopy(cells[at]), "id": f"copy-{word}"})


def _move(cells, at, word, draw):
    cells.insert(draw(st.integers(0, len(cells) - 1)), cells.pop(at))


def _delete(cells, at, word, draw):
    del cells[at]


def _kind(cells, at, word, draw):
    kind = draw(st.sampled_from(["markdown", "code", "raw"]))
    changed = cell(kind, cells[at]["source"], f"kind-{word}")
    cells[at] = changed | {"metadata": cells[at]["metadata"]}


def _forget(cells, at, word, draw):
    cells[at] |= draw(st.sampled_from([{"metadata": {}}, {"id": f"id-{word}"}]))


ACTS = {
    "write": _write,
    "add": _add,
    "split": _split,
    "merge": _merge,
    "copy": _copy,
    "move": _move,
    "delete": _delete,
    "kind": _kind,
    "forget": _forget,
}
