"""Values that make reports of their own in one period: a service, a theme; put into their codes.

So `theme=Neglect` and `theme=neglect` are one report, with one commentary.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from litmus.base.code_words import SERVICES, WORKER_GROUPS
from litmus.base.errors import UsageError
from litmus.base.scope import SERVICE, WORKER_GROUP, Scope

THEME = "theme"


def with_code(variant: str, parameters: dict[str, Any], project: Path) -> dict[str, Any]:
    """The parameters with the value of `variant` as its code.

    Raises UsageError, with what there is, for a value that is unknown, and where a report that
    is always about one thing is not told which.
    """
    if variant not in CODES:
        return parameters
    return {**parameters, variant: CODES[variant](str(parameters.get(variant) or ""), project)}


def title_of(variant: str, value: str, project: Path) -> str:
    """A value as a title names it: "Children in Need", "Neglect"; "" where there is none."""
    return TITLES[variant](value, project) if value and variant in TITLES else value


def scope_of(text: str, variant: str, parameters: dict[str, Any], project: Path) -> Scope:
    """The scope written as `text`. Raises UsageError where there is no such service, or where the
    report's parameter says a service, too."""
    scope = Scope.parse(text)
    if scope and variant == SERVICE and parameters.get(variant):
        raise UsageError(
            f"--scope {scope} and --param service={parameters[variant]} both say whom the report "
            "is about: leave one out. A scope holds for figures and quality assurance, the "
            "parameter for quality assurance alone."
        )
    if scope and variant == THEME:
        raise UsageError(
            f"A report of one theme is of the whole council: leave out --scope {scope}."
        )
    if scope.kind == SERVICE:
        _service(scope.group, project)
    return scope


def scope_name(scope: Scope, project: Path) -> str:
    """A scope as a title names it: "Children in Need", "team CIN-1"; "" for the whole council."""
    if scope.kind == SERVICE:
        return title_of(SERVICE, scope.group, project)
    if scope.kind == WORKER_GROUP:
        return WORKER_GROUPS.get(scope.group, scope.group)
    return f"team {scope.group}" if scope else ""


def _service(value: str, _: Path) -> str:
    code = value.strip().upper()
    if code and code not in SERVICES:
        raise UsageError(f"There is no service {value!r}. Services: {', '.join(SERVICES)}.")
    return code


def _theme(value: str, project: Path) -> str:
    from litmus.qa.vocabulary import normalise, themes

    known = themes(project)
    code = normalise(value, known)
    if code is None:
        asked = f"There is no theme {value!r}." if value else "Say which theme: theme=neglect."
        raise UsageError(f"{asked} Themes: {', '.join(each.lower() for each in known)}.")
    return code


def _service_title(code: str, _: Path) -> str:
    return SERVICES[code]


def _theme_title(code: str, project: Path) -> str:
    from litmus.qa.vocabulary import themes

    return themes(project)[code].title


CODES: dict[str, Callable[[str, Path], str]] = {"service": _service, "theme": _theme}
TITLES: dict[str, Callable[[str, Path], str]] = {
    "service": _service_title,
    "theme": _theme_title,
}
