"""Values of declared types as JSON files: written by their types and checked by them when read.

A type is a dataclass or anything else that pydantic knows how to read. An entry that a later
version added is passed over; one that is missing, or is not of its type, is told.
"""

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from litmus.base import files
from litmus.base.errors import LitmusError

T = TypeVar("T")


def adapter(kind: Any) -> TypeAdapter[Any]:
    """What reads and writes values of a type."""
    return _adapter(kind)


@cache  # to make one takes pydantic some milliseconds
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def plain(value: Any) -> Any:
    """The value as dictionaries, lists, text and numbers; days as ISO text."""
    return adapter(type(value)).dump_python(value, mode="json")


def write(path: Path, value: Any, private: bool = False) -> Path:
    """Replace `path` by the value as JSON, in one step: equal values make equal bytes.

    A `private` file is for its owner alone.
    """
    content = files.as_json(plain(value))
    return files.write_bytes(path, content, files.PRIVATE_FILE if private else files.PUBLIC_FILE)


def read(path: Path, kind: type[T]) -> T:
    """The value that `write` wrote, as a `kind`.

    Raises FileNotFoundError, and LitmusError where the file is damaged or holds something else.
    """
    return parse(path.read_bytes(), kind, path.name)


def parse(content: bytes, kind: type[T], name: str) -> T:
    """The value that the content of a file holds; an error calls the file by `name`."""
    try:
        found: T = adapter(kind).validate_json(content)
    except ValidationError as error:
        raise LitmusError(f"{name} {_fault(error)} Run the report again.") from None
    return found


def _fault(error: ValidationError) -> str:
    """What is wrong with the content, without a value of it."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    if faults[0]["type"] == "json_invalid":
        return "is damaged."
    if not faults[0]["loc"]:
        return "does not hold what a run writes."
    lacking = [_place(fault["loc"]) for fault in faults if fault["type"] == "missing"]
    what = (
        f"lacks {', '.join(lacking)}" if lacking else f"has a fault at {_place(faults[0]['loc'])}"
    )
    return f"{what}: it was written by another version of Litmus."


def _place(parts: tuple[int | str, ...]) -> str:
    return ".".join(map(str, parts))
