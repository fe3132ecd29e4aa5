"""Parameters of a notebook: declared in its template, given on the command line, checked here."""

import ast
from collections.abc import Mapping
from typing import Any

from litmus.base.errors import UsageError
from litmus.base.notebook_files import Notebook, source, tags
from litmus.base.spelling import did_you_mean

OURS = {"period": "--period", "folder": "--outputs"}
TRUTHS = {"true": True, "yes": True, "false": False, "no": False}


def defaults_of(template: Notebook) -> dict[str, Any]:
    """The parameters of a template and their defaults: the assignments of its tagged cell."""
    cell = next((cell for cell in template["cells"] if "parameters" in tags(cell)), None)
    found = {}
    for statement in ast.parse(source(cell)).body if cell else ():
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            found[statement.targets[0].id] = ast.literal_eval(statement.value)
    return found


def convert(
    given: Mapping[str, str], template: Notebook, settings: Mapping[str, Any]
) -> dict[str, Any]:
    """The parameters of `settings` and, over them, those `given` as text, as their kind demands.

    The kind of a parameter is that of its default in the template. Raises UsageError for a name
    that the template does not have, naming the nearest, and for a value of another kind.
    """
    known = defaults_of(template)
    for name in [*settings, *given]:
        if name in OURS:
            raise UsageError(f"The parameter {name} is set by {OURS[name]}, not by --param.")
        if name not in known:
            raise UsageError(_unknown(name, [each for each in known if each not in OURS]))
    return {**settings, **{name: _value(name, text, known[name]) for name, text in given.items()}}


def _unknown(name: str, known: list[str]) -> str:
    hint = did_you_mean(name, known, alike=0.5)
    has = f"It has {', '.join(known)}." if known else "It has none."
    return f"The report has no parameter {name!r}.{hint} {has}"


def _value(name: str, text: str, default: Any) -> Any:
    if isinstance(default, str) or default is None:
        return text
    try:
        if isinstance(default, bool):
            return TRUTHS[text.lower()]
        return type(default)(text if isinstance(default, int | float) else ast.literal_eval(text))
    except (KeyError, SyntaxError, TypeError, ValueError):
        expected = f"{type(default).__name__}, such as {default!r}"
        raise UsageError(f"--param {name}={text}: expected a value of kind {expected}.") from None
