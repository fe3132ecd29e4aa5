"""YAML as settings need it: small, without tricks, and with the line of each entry.

Taken are mappings, lists, text, whole numbers, decimal numbers, true and false, and nothing.
Whatever YAML would make of other words stays the text that it is: `no` (a label, Norway), `0310`
(a code), `12:30`, `2015-03-20`. A field that wants a truth or a day understands such text itself.

Refused, by line: a name given twice, aliases and anchors (a few lines of them can fill a memory),
tags, nesting beyond any settings, tabs and whatever is not YAML.
"""

import re
from typing import Any, ClassVar

import yaml

from litmus.base.errors import UsageError

DEEPEST = 20  # the deepest of the shipped settings, a choice of a form, has nine
MOST_PARTS = 50_000  # the largest, the audit programme, has about 1,200
LONGEST_SHOWN = 40
_SAFE: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the compiled one is faster
# What is no text. Longer whole numbers, and those that begin with 0, are codes.
_WORDS = {
    "null": (r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    "bool": (r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    "int": (r"-?(?:0|[1-9][0-9]{0,17})", list("-0123456789")),
    "float": (r"-?(?:0|[1-9][0-9]*)\.[0-9]+", list("-0123456789")),
}


class Mapping(dict[str, Any]):
    """A mapping that knows the line of each of its names."""

    lines: dict[Any, int]

    def like(self, entries: dict[str, Any]) -> "Mapping":
        """Other entries in the place of these, with the lines of those that are the same."""
        found = Mapping(entries)
        found.lines = self.lines
        return found


class Sequence(list[Any]):
    """A list that knows the line of each of its entries."""

    lines: dict[Any, int]

    def like(self, entries: list[Any]) -> "Sequence":
        """Other entries in the place of these."""
        found = Sequence(entries)
        found.lines = self.lines
        return found


class Decimal(float):
    """A number as it was written: `1.10` is a version as well as a number."""

    def __new__(cls, text: str) -> "Decimal":
        found = super().__new__(cls, text)
        found.text = text
        return found

    text: str

    def __str__(self) -> str:
        return self.text

    def __reduce__(self) -> tuple[type, tuple[str]]:
        return (Decimal, (self.text,))


class Loader(_SAFE):
    """Makes what was read; only ever used on text that `check` has passed."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[Any]]] = {}

    def flatten_mapping(self, node: Any) -> None:
        """No merging: `<<` is a name like any other."""


def _mapping(loader: Loader, node: Any) -> Mapping:
    found = Mapping()
    found.lines = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise _Wrong("expected a name before the colon, not a list or mapping", line)
        name = loader.construct_object(key)
        if name in found:
            first = found.lines[name]
            raise _Wrong(f"{_excerpt(name)} is there a second time (first in line {first})", line)
        found[name] = loader.construct_object(value, deep=True)
        found.lines[name] = line
    return found


def _sequence(loader: Loader, node: Any) -> Sequence:
    found = Sequence(loader.construct_object(each, deep=True) for each in node.value)
    found.lines = {at: each.start_mark.line + 1 for at, each in enumerate(node.value)}
    return found


for _name, (_pattern, _starts) in _WORDS.items():
    Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_name}", re.compile(f"(?:{_pattern})$"), _starts
    )
for _name, _made in {
    "map": _mapping,
    "seq": _sequence,
    "int": lambda _, node: int(node.value),
    "float": lambda _, node: Decimal(node.value),
    "bool": lambda _, node: node.value.lower() == "true",
}.items():
    Loader.add_constructor(f"tag:yaml.org,2002:{_name}", _made)


class _Wrong(Exception):
    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.what, self.line = what, line


def parse(text: str, name: str) -> Any:
    """What a YAML text holds; None for an empty one.

    Raises UsageError with `name` (of the file), the line and what is wrong.
    """
    try:
        _check(text)
        return yaml.load(text, Loader=Loader)
    except _Wrong as error:
        raise UsageError(f"{name}, line {error.line}: {error.what}.") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line + 1 if mark else 1, max(1, len(text.splitlines())))
        said = _problem(text, line, error)
        raise UsageError(f"{name}, line {line} is not valid YAML: {said}.") from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise UsageError(
            f"{name}, line {line} is not valid YAML: a sign that is no text."
        ) from None
    except (ValueError, TypeError, RecursionError, yaml.YAMLError):
        raise UsageError(f"{name} is not valid YAML.") from None


def _check(text: str) -> None:
    """Reads through, building nothing; raises what is refused before anything is built."""
    depth = 0
    events: Any = yaml.parse(text, Loader=_SAFE)
    for parts, event in enumerate(events):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            raise _Wrong(
                f"{sign}{_excerpt(event.anchor)} stands for something written elsewhere; "
                "expected it written out (put text that begins with * or & into quotation marks)",
                line,
            )
        if tag := getattr(event, "tag", None):
            raise _Wrong(
                f"the tag {_excerpt(tag)} is not understood; expected the value alone", line
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise _Wrong(f"entries within entries; expected at most {DEEPEST} levels", line)
        if parts > MOST_PARTS:
            raise _Wrong("more entries than any settings have", line)


def _problem(text: str, line: int, error: yaml.MarkedYAMLError) -> str:
    lines = text.splitlines()
    there = lines[line - 1] if line <= len(lines) else ""
    if "\t" in there[: len(there) - len(there.lstrip())] or "'\\t'" in str(error.problem):
        return "it begins with a tab; expected spaces"
    return str(error.problem or error.context or "it cannot be understood")


def _excerpt(text: object) -> str:
    words = str(text)
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…"
