"""Notebook files: read, written, and taken apart into cells.

A notebook is handled as the dictionary that its file holds. Reading and writing go through
`nbformat`, which keeps the order of cells, their ids and, byte for byte, their text.
"""

import copy
import json
import re
import sys
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any

from litmus.base import digests, files
from litmus.base.errors import LitmusError

Cell = dict[str, Any]
Notebook = dict[str, Any]

HEADING = re.compile(r"(?m)^#+ +(.+)$")
SECTION = re.compile(r"(?m)^## +(.+)$")
TEXTS = ("cell", "laid", "slot", "about")  # what is noted in a cell that has to be text
FIRST = 48  # characters of a cell by which a person knows it again
GRAMMARS = "rfc3987_syntax"
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
REPLACEMENT = "\ufffd"


class UnreadableNotebook(LitmusError):
    """A file that is no notebook; the message says where it stops being one."""


def read(path: Path) -> Notebook:
    """The notebook in a file. Raises UnreadableNotebook."""
    return parse(path.read_bytes())


def parse(content: bytes) -> Notebook:
    """The notebook in a file's bytes, in the newest notebook format (cells have ids).

    UTF-8, with or without the mark that some editors put in front, and UTF-16 are read. Raises
    UnreadableNotebook, whose message says why and where.
    """
    nbformat = library()
    text = _text(content)
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise UnreadableNotebook(f"it is no notebook: {where}: {error.msg}") from None
    except RecursionError:
        raise UnreadableNotebook("it is no notebook: too much is nested in it") from None
    _check_shape(found)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # ids that are missing or double are given anew
            read: Notebook = nbformat.reads(text, as_version=4)
    except (
        AssertionError, AttributeError, KeyError, TypeError, ValueError, nbformat.ValidationError,
    ):  # fmt: skip
        raise UnreadableNotebook(
            f"it says that it is in notebook format {found.get('nbformat')}, but a part of it is "
            "not as that format wants it"
        ) from None
    _check_cells(read)
    return read


def library() -> ModuleType:
    """nbformat, loaded without what it makes no use of: jsonschema, which it asks for, would
    compile the grammars of international web addresses for 1.6 seconds where it finds them, and
    no notebook's schema names such an address."""
    hidden = not {"nbformat", GRAMMARS} & set(sys.modules)
    if hidden:
        sys.modules[GRAMMARS] = None  # type: ignore[assignment]  # as if it were not installed
    try:
        import nbformat
    finally:
        if hidden:
            del sys.modules[GRAMMARS]
    return nbformat


def _text(content: bytes) -> str:
    """The text of a file. Raises UnreadableNotebook for an empty one and for another encoding."""
    try:
        text = content.decode(json.detect_encoding(content)).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise UnreadableNotebook("it is not UTF-8 text") from None
    if not text.strip("\0 \t\r\n"):
        raise UnreadableNotebook("it is empty")
    return text


def _check_shape(found: Any) -> None:
    if not isinstance(found, dict) or not (
        isinstance(found.get("cells"), list) or "worksheets" in found
    ):
        raise UnreadableNotebook("it holds no cells")
    newest = 4
    if isinstance(number := found.get("nbformat"), int) and number > newest:
        raise UnreadableNotebook(
            f"it is in notebook format {number}, which is newer than Litmus reads ({newest})"
        )


def _check_cells(notebook: Notebook) -> None:
    """Hold each cell to what everything here relies on; nbformat only warns."""
    for number, cell in enumerate(notebook["cells"], 1):
        text = cell.get("source") if isinstance(cell, dict) else None
        whole = isinstance(text, str) or (
            isinstance(text, list) and all(isinstance(line, str) for line in text)
        )
        outputs = cell.get("outputs", []) if isinstance(cell, dict) else None
        if (
            not whole
            or cell.get("cell_type") not in ("markdown", "code", "raw")
            or not isinstance(cell.get("metadata", {}), dict)
            or not isinstance(outputs, list)
            or not all(isinstance(output, dict) for output in outputs)
        ):
            raise UnreadableNotebook(f"cell {number} of it is no cell of a notebook")


def serialise(notebook: Notebook) -> bytes:
    """A notebook as the bytes of a file, the same for the same notebook."""
    nbformat = library()
    text = nbformat.writes(nbformat.from_dict(notebook), version=nbformat.NO_CONVERT) + "\n"
    # A browser can save half of a character pair, which is no UTF-8: JSON can hold it escaped.
    return LONE_SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text).encode()


def write(path: Path, notebook: Notebook, private: bool = False) -> Path:
    """Replace the file at `path` by a notebook in one step, for its owner alone where it is
    `private`. Returns `path`."""
    mode = files.PRIVATE_FILE if private else files.PUBLIC_FILE
    return files.write_bytes(path, serialise(notebook), mode)


def source(cell: Cell) -> str:
    """The text of a cell."""
    text = cell.get("source", "")
    return text if isinstance(text, str) else "".join(text)


def tags(cell: Cell) -> list[str]:
    """The tags of a cell."""
    found = metadata(cell).get("tags", [])
    return list(found) if isinstance(found, list) else []


def note(cell: Cell) -> dict[str, Any]:
    """What Litmus noted in the metadata of a cell; empty for a cell that it does not know."""
    found = metadata(cell).get("litmus", {})
    if not isinstance(found, dict):
        return {}
    # Whoever changed it by hand may have left anything there: what is no text is not known.
    return {
        name: each for name, each in found.items() if name not in TEXTS or isinstance(each, str)
    }


def metadata(cell: Cell) -> dict[str, Any]:
    """The metadata of a cell."""
    found = cell.get("metadata", {})
    return found if isinstance(found, dict) else {}


def heading_above(notebook: Notebook, position: int) -> str:
    """The nearest heading above a cell, without its hashes; empty if there is none."""
    for cell in reversed(notebook["cells"][: position + 1]):
        if cell["cell_type"] == "markdown" and (
            found := re.search(r"(?m)^#+ +(.+)$", source(cell))
        ):
            return found[1].strip()
    return ""


def first_words(text: str) -> str:
    """The beginning of a cell's text, on one line, by which a person knows the cell again."""
    plain = " ".join(text.split())
    if len(plain) <= FIRST:
        return plain
    return f"{plain[:FIRST].rsplit(' ', 1)[0]} …"


def name_of_cell(notebook: Notebook, position: int) -> str:
    """How a cell is named to people: by its first words and the heading that it stands under."""
    words = first_words(source(notebook["cells"][position])) or "empty"
    above = heading_above(notebook, position)
    return f"“{words}”{f' (under “{above}”)' if above else ''}"


def section(cell: Cell) -> str:
    """The heading of the report's section that begins in a cell; empty if none does."""
    found = SECTION.search(source(cell)) if cell["cell_type"] == "markdown" else None
    return found[1].strip() if found else ""


def code_digest(notebook: Notebook) -> str:
    """A SHA-256 over the code cells and their outputs, the same after a save by JupyterLab.

    The injected parameters are left out, and so is all that differs between two equal runs.
    """
    shown = [
        [source(cell), [_output(output) for output in cell.get("outputs", [])]]
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and "injected-parameters" not in tags(cell)
    ]
    return digests.of_text(json.dumps(_like_saved_json(shown), sort_keys=True))


def without_outputs(notebook: Notebook) -> Notebook:
    """A copy whose code cells have not been run."""
    bare = copy.deepcopy(notebook)
    for cell in bare["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
    return bare


def without_half_characters(notebook: Notebook) -> tuple[Notebook, dict[str, Cell]]:
    """A copy in which a sign stands for each half of a character pair, which other programs cannot
    write to a file; and the cells with one in their text or notes as they were, by their ids."""
    whole, former = _whole_characters(notebook), {}
    for cell, now in zip(notebook["cells"], whole["cells"], strict=True):
        if (source(cell), metadata(cell)) != (source(now), metadata(now)):
            former[now["id"]] = copy.deepcopy(cell)
    return whole, former


def _whole_characters(value: Any) -> Any:
    """A copy of a part of a notebook without half characters."""
    if isinstance(value, dict):
        return {name: _whole_characters(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_whole_characters(inner) for inner in value]
    return LONE_SURROGATE.sub(REPLACEMENT, value) if isinstance(value, str) else value


def _output(output: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in output.items() if key != "execution_count"}


def _like_saved_json(value: Any) -> Any:
    """A browser's JSON has one kind of number: 1.0 is saved as 1."""
    if isinstance(value, dict):
        return {key: _like_saved_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_like_saved_json(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
