"""Cells as people's own: with nothing in them that would make them a template's."""

from litmus.base.notebook_files import Cell, metadata, note, source, tags
from litmus.run.commentary.places import INJECTED, VERSIONS

# What keeps Jupyter from changing a laid cell, which a copy or a half of it bears, too.
PROTECTION = ("editable", "deletable", "jupyter")


def own(cell: Cell, text: str | None = None, kind: str | None = None) -> Cell:
    """A cell as a person's own: its text and kind, with nothing that would make it a template's."""
    kind = kind or cell["cell_type"]
    ours = {"litmus", "tags", *(PROTECTION if "cell" in note(cell) else ())}
    kept = {key: value for key, value in metadata(cell).items() if key not in ours}
    if remaining := [tag for tag in tags(cell) if tag not in ("parameters", INJECTED)]:
        kept["tags"] = remaining
    slot = {key: note(cell)[key] for key in ("slot", VERSIONS) if key in note(cell)}
    mine: Cell = {
        "id": cell.get("id", ""),
        "cell_type": kind,
        "metadata": {**kept, "litmus": {**slot, "added": True}},
        "source": source(cell) if text is None else text,
    }
    if cell.get("attachments") and kind != "code":
        mine["attachments"] = cell["attachments"]
    if kind == "code":
        mine.update(outputs=cell.get("outputs", []), execution_count=cell.get("execution_count"))
    return mine


def pictures(cell: Cell) -> Cell:
    """The pictures that were pasted into a cell, as the part of it that holds them."""
    return {key: cell[key] for key in ("attachments",) if key in cell}


def without(text: str, gone: str) -> str | None:
    """A text without that of a cell which JupyterLab merged into it, set off by an empty line.

    None where the text does not hold it so.
    """
    if text.strip() == gone.strip():
        return ""
    if text.startswith(f"{gone}\n\n"):
        return text.removeprefix(f"{gone}\n\n")
    if text.endswith(f"\n\n{gone}"):
        return text.removesuffix(f"\n\n{gone}")
    if f"\n\n{gone}\n\n" in text:
        return text.replace(f"\n\n{gone}\n\n", "\n\n", 1)
    return None
