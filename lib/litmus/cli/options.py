"""The options that many commands share, and what they mean when left out."""

import os
from pathlib import Path
from typing import Annotated

import typer

from litmus.base.breakdowns import BREAKDOWNS, ON_REQUEST
from litmus.base.code_words import SERVICES
from litmus.base.council import read_council
from litmus.base.errors import UsageError
from litmus.base.scope import Scope

BY_HELP = f"Breakdowns, with commas: {', '.join(BREAKDOWNS)}; {', '.join(ON_REQUEST)}."


def refuse_unused(goes_with: str, **given: object) -> None:
    """Raises UsageError that names the options given though nothing would come of them.

    `given` is what was said of each option, by its name with _ for -: None, False and an empty
    list are options left out. `goes_with` says when they have a meaning.
    """
    said = {name: each for name, each in given.items() if each is not None and each is not False}
    unused = [f"--{name.replace('_', '-')}" for name, each in said.items() if each != []]
    if unused:
        raise UsageError(f"{' and '.join(unused)} would be ignored: {goes_with}.")


def folder(given: str | Path) -> Path:
    """A folder as given on the command line; it may be there or not. Raises UsageError."""
    text = str(given)  # an option that is left out comes as its default
    if not text.strip():
        raise UsageError("A folder's name is missing: an option was given an empty one.")
    # By os.path: what may not be looked at is said where it is used, with what to do.
    if os.path.lexists(text) and os.path.exists(text) and not os.path.isdir(text):  # noqa: PTH110, PTH112
        raise UsageError(f"{text} is a file: expected a folder.")
    return Path(text)


def file(given: str | Path) -> Path:
    """A file to write, as given on the command line. Raises UsageError."""
    text = str(given)
    if not text.strip():
        raise UsageError("A file's name is missing: an option was given an empty one.")
    if os.path.isdir(text):  # noqa: PTH112
        raise UsageError(f"{text} is a folder: expected the name of a file to write.")
    if os.path.exists(text) and not os.path.isfile(text):  # noqa: PTH110, PTH113
        raise UsageError(f"{text} is a device of the computer: expected the name of a file.")
    return Path(text)


def check_folder(option: str, path: Path | None) -> Path | None:
    """A folder that an option names to be read. Raises UsageError where it is not there."""
    if path is not None and not os.path.isdir(path):  # noqa: PTH112
        raise UsageError(f"{option}: there is no folder {path}.")
    return path


PeriodOption = Annotated[
    str,
    typer.Option(
        "--period",
        help="Such as 2016Q1, 2015/16Q4, 2016-03, 2016-W12, 2016-03-29 or 2015/16. Each report has "
        "its kind: quarterly a quarter, book a month, themed a financial year.",
    ),
]
SourceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--source",
        help="Where the data are: sample, ssd:FOLDER, ssda903:FOLDER, local:FOLDER or a folder; a "
        "zip archive may stand for FOLDER. Several: once for each. As params/council.yml says when "
        "left out.",
    ),
]
OutputsOption = Annotated[
    Path | None,
    typer.Option(
        "--outputs", parser=folder, help="Where reports are written; outputs/ if left out."
    ),
]

FormatsOption = Annotated[
    str | None,
    typer.Option(
        "--formats",
        help="The formats to make, with commas: html, pdf, docx, xlsx, quarto. HTML and PDF when "
        "left out.",
    ),
]

ScopeOption = Annotated[
    str | None,
    typer.Option(
        "--scope",
        help="Whom it is about: service:CIN, team:CIN-1 or worker_group:SW; the council if left "
        "out.",
    ),
]

DraftOption = Annotated[
    bool,
    typer.Option(
        "--draft", help="Mark it as a draft, and show where commentary is still to be written."
    ),
]

JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs", help="How many side by side; as there are processors if left out.", min=1
    ),
]

ParametersOption = Annotated[
    list[str] | None, typer.Option("--param", help="A parameter of the notebook: name=value.")
]

ServiceOption = Annotated[
    str | None, typer.Option("--service", help="One service, such as CIN; all when left out.")
]


def source_of(project: Path, source: list[str] | None) -> str:
    """Where the data are: as asked, else as params/council.yml says; several sources as one text.

    Raises UsageError for an empty one.
    """
    from litmus.intake.sources.joined import SEPARATOR

    if not all(each.strip() for each in source or ()):
        raise UsageError("--source is empty: name the data, or leave it out.")
    return SEPARATOR.join(source or ()) or read_council(project).source


def outputs_of(project: Path, outputs: Path | None) -> Path:
    """Where reports are written: as asked, else outputs/ of the project."""
    return (outputs or project / "outputs").resolve()


def formats_of(formats: str | None) -> list[str]:
    """The names of the formats asked for; none when left out. Raises UsageError for no name."""
    names = [name.strip() for name in (formats or "").split(",") if name.strip()]
    if formats is not None and not names:
        raise UsageError("--formats names no format: name some, such as html,pdf, or leave it out.")
    return names


def parameters_of(given: list[str] | None) -> dict[str, str]:
    """The parameters of a notebook by name; none when left out. Raises UsageError."""
    found = {}
    for text in given or ():
        name, equals, value = text.partition("=")
        if not equals or not name.isidentifier():
            raise UsageError(f"--param {text!r} is not of the form name=value.")
        if name in found:
            raise UsageError(f"--param {name} is given twice: say which value holds.")
        found[name] = value
    return found


def breakdowns_of(text: str) -> list[str]:
    """The names in a text with commas between them."""
    return [name.strip() for name in text.split(",") if name.strip()]


def scope_of(scope: str | None) -> Scope:
    """Whom it is about: the council when left out. Raises UsageError for what is none."""
    if scope is not None and not scope.strip():
        raise UsageError("--scope is empty: name a service or a team, or leave it out.")
    return Scope.parse(scope or "")


def service_of(service: str | None) -> str:
    """A service's code as the tables have it, "" for all when left out.

    Raises UsageError for one that does not exist.
    """
    if service is None:
        return ""
    code = service.upper()
    if code not in SERVICES:
        raise UsageError(f"There is no service {service!r}. Services: {', '.join(SERVICES)}.")
    return code
