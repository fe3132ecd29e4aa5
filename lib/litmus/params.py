"""Reading a file of `params/`, and holding what it says against what is expected.

Whatever cannot be understood is a UsageError that names the file, the entry and the value.
"""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from litmus.errors import UsageError

# The compiled reader where PyYAML brings it: several times faster, and as safe.
YAML: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
T = TypeVar("T", bound="Setting")


class Setting(BaseModel):
    """A setting: a misspelt name is an error, never silently left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def read(project: Path, name: str) -> Any:
    """What `params/NAME.yml` holds. Raises UsageError where it is missing or not valid YAML."""
    path = project / "params" / f"{name}.yml"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UsageError(f"The settings file params/{name}.yml is missing.") from None
    try:
        return yaml.load(text, Loader=YAML)
    except yaml.YAMLError:
        pass
    try:  # the slower reader says more exactly where it is wrong
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise UsageError(f"params/{name}.yml{line} is not valid YAML.") from None


def validated(kind: type[T], entry: Any, where: str) -> T:
    """An entry as a setting of its kind. Raises UsageError that says `where` and what is wrong."""
    try:
        return kind.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the entry"
        raise UsageError(f"{where}: {field}: {first['msg']} (found {first['input']!r}).") from None
