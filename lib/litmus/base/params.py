"""Read the settings files of `params/` and check them, with errors that name file, entry and value.

Whatever cannot be understood is a UsageError that names the file, the line, the entry and the
value, and what was expected.
"""

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic import Field as Entry

from litmus.base import plain_text, yaml_text
from litmus.base.errors import UsageError

YAML: type = yaml_text.Loader
T = TypeVar("T", bound="Setting")
LONGEST_SHOWN = 80
_WORDS = {
    "bool_parsing": "expected true or false",
    "bool_type": "expected true or false",
    "dict_type": "expected names with a colon, each with what it is",
    "extra_forbidden": "there is no such setting",
    "float_parsing": "expected a number such as 85 or 85.5",
    "float_type": "expected a number such as 85 or 85.5",
    "int_from_float": "expected a whole number",
    "int_parsing": "expected a whole number",
    "int_type": "expected a whole number",
    "list_type": "expected a list, such as [ASM02, ICP01]",
    "model_type": "expected names with a colon, each with what it is",
    "string_type": "expected text; put it into quotation marks if it is one",
    "tuple_type": "expected a list, such as [ASM02, ICP01]",
}


class Setting(BaseModel):
    """A setting: a misspelt name is an error, never silently left out.

    A name with nothing after it is as if it were not there.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _without_nothing(cls, entry: Any) -> Any:
        if not isinstance(entry, dict):
            return entry
        if None not in entry.values():
            return entry
        optional = {name for name, field in cls.model_fields.items() if not field.is_required()}
        return {k: v for k, v in entry.items() if v is not None or k not in optional}


def _as_day(given: Any) -> Any:
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given) if len(given) == 10 else date.fromisoformat("")
    except (TypeError, ValueError):
        raise ValueError("expected a date such as 2016-03-17") from None


Day = Annotated[date, BeforeValidator(_as_day)]
"""A day, written 2016-03-17."""

Code = Annotated[str, Entry(coerce_numbers_to_str=True)]
"""A code of digits or letters: 856 without quotation marks is what it says, and so is 0310."""


def one_of(codes: Collection[str]) -> AfterValidator:
    """That a text is one of these codes."""

    def known(given: str) -> str:
        if given not in codes:
            raise ValueError(f"expected one of {', '.join(codes)}")
        return given

    return AfterValidator(known)


def read(project: Path, name: str) -> Any:
    """What `params/NAME.yml` holds; None where that is nothing.

    Raises UsageError where the file is missing, is no UTF-8 text or no YAML.
    """
    path = project / "params" / f"{name}.yml"
    where = f"params/{name}.yml"
    return yaml_text.parse(plain_text.read(path, where), where)


def mapping(entry: Any, where: str, expected: str) -> dict[str, Any]:
    """An entry that names things, by name; empty where there is nothing.

    Raises UsageError that says `where` and what was `expected` for anything else.
    """
    if entry is None:
        return {}
    if not isinstance(entry, dict):
        raise UsageError(f"{where}: expected {expected} (found {_excerpt(entry)}).")
    for name in entry:
        if isinstance(name, bool | float) or name is None:
            line = _at(entry, [name])
            raise UsageError(
                f"{where}: expected {expected}; {_excerpt(name)} is no name{line}. Put it into "
                "quotation marks if it is one."
            )
    return like(entry, {str(name): each for name, each in entry.items()})


def like(entry: Any, entries: dict[str, Any]) -> dict[str, Any]:
    """Entries made from those of a file, which keep the lines that they had there."""
    return entry.like(entries) if isinstance(entry, yaml_text.Mapping) else entries


def copy_shape(entry: list[Any], entries: list[Any]) -> list[Any]:
    """As many entries made from those of a list, which keep the lines that they had."""
    return entry.like(entries) if isinstance(entry, yaml_text.Sequence) else entries


def sequence(entry: Any, where: str, expected: str) -> list[Any]:
    """An entry that is a list; empty where there is nothing. Raises UsageError as `mapping`."""
    if entry is not None and not isinstance(entry, list):
        raise UsageError(f"{where}: expected {expected} (found {_excerpt(entry)}).")
    return entry or []


def validate(kind: type[T], entry: Any, where: str) -> T:
    """An entry as a setting of its kind. Raises UsageError that says `where` and what is wrong."""
    try:
        return kind.model_validate(entry)
    except ValidationError as error:
        raise _wrong(error, entry, where, _names(kind, error)) from None


def coerce(kind: Any, entry: Any, where: str) -> Any:
    """An entry as a value of a type such as `dict[str, str]`. Raises UsageError as `validate`."""
    try:
        return _adapter(kind).validate_python(entry)
    except ValidationError as error:
        raise _wrong(error, entry, where, ()) from None


def table(path: Path, name: str, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """The lines of a CSV file by column, each with its number. Raises UsageError for a file that
    is no such table."""
    text = plain_text.read(path, name)
    reader = csv.reader(io.StringIO(text, newline=None), strict=True)
    try:
        header = [heading.strip() for heading in next(reader, [])]
        lines = [(reader.line_num, fields) for fields in reader if any(f.strip() for f in fields)]
    except csv.Error as error:
        raise UsageError(
            f"{name}, line {reader.line_num}: expected fields between commas, with quotation marks "
            f"that match ({error})."
        ) from None
    if header != list(columns):
        found = _excerpt(",".join(header))
        raise UsageError(f"{name}, line 1: expected {','.join(columns)} (found {found}).")
    for line, fields in lines:
        if len(fields) != len(header):
            raise UsageError(f"{name}, line {line}: expected {len(header)} fields, as in line 1.")
    return [
        (line, dict(zip(header, (field.strip() for field in fields), strict=True)))
        for line, fields in lines
    ]


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind, config=ConfigDict(allow_inf_nan=False))


def _wrong(error: ValidationError, entry: Any, where: str, known: Sequence[str]) -> UsageError:
    first = error.errors(include_url=False)[0]
    path = _path(first["loc"], entry)
    if first["type"] == "extra_forbidden":  # a name in the file, however it is written
        path = [*_path(first["loc"][:-1], entry), first["loc"][-1]]
    field = ".".join(str(part) for part in path) or "the entry"
    said = _WORDS.get(first["type"], first["msg"].removeprefix("Value error, "))
    if first["type"] == "extra_forbidden" and known:
        near = get_close_matches(str(path[-1]), known, n=1, cutoff=0.6)
        said += f"; did you mean {near[0]}?" if near else f"; expected of {', '.join(known)}"
    found = "nothing" if first["input"] is None else _excerpt(first["input"])
    line = _at(entry, path).removeprefix(",")
    return UsageError(f"{where}: {field}: {said} (found {found}{',' if line else ''}{line}).")


def _path(places: Sequence[Any], entry: Any) -> list[Any]:
    """The names in the file on the way to what is wrong: "[key]", and the names of types that an
    entry may be of, are none, unless somebody has written one so."""
    path, here = [], entry
    for part in places:
        in_list = isinstance(here, list) and part in range(len(here))
        inside = in_list or (isinstance(here, Mapping) and part in here)
        if inside or "[" not in str(part):
            path.append(part)
            here = here[part] if inside else None
    return path


def _at(entry: Any, path: Sequence[Any]) -> str:
    """Where an entry stands in its file, as far as that is known: ", line 7"."""
    line, here = None, entry
    for part in path:
        lines = getattr(here, "lines", {})
        same = next((each for each in lines if str(each) == str(part)), None)
        if same is None:
            break
        line = lines[same]
        # A name that was no text in the file is text here.
        here = here[same] if not isinstance(here, Mapping) or same in here else here.get(str(same))
    if line is None and getattr(entry, "lines", None):
        line = min(entry.lines.values())
    return f", line {line}" if line else ""


def _names(kind: type[BaseModel], error: ValidationError) -> tuple[str, ...]:
    """The names that an entry may have, where the first thing wrong is one that it may not."""
    here: type[BaseModel] | None = kind
    for part in error.errors(include_url=False)[0]["loc"][:-1]:
        field = here.model_fields.get(str(part)) if here else None
        if field:
            here = _model_in(field.annotation)
    return tuple(here.model_fields) if here else ()


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


def _excerpt(value: object) -> str:
    words = repr(dict(value) if isinstance(value, Mapping) else value)
    return words if len(words) <= LONGEST_SHOWN else f"{words[: LONGEST_SHOWN - 1]}…"
