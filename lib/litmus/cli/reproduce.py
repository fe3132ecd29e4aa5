"""`litmus reproduce`: a publication, made again from its bags and compared."""

from pathlib import Path
from typing import Annotated

import typer

from litmus.base.errors import UsageError
from litmus.base.progress import Progress
from litmus.cli.keys import ask_passphrase
from litmus.cli.options import check_folder
from litmus.cli.verify import BagArgument, TrustOption, trust_of

WithOption = Annotated[
    str,
    typer.Option(
        "--with",
        help="archived: library and environment of then, built anew. installed: the library of "
        "then, with the packages installed here. current: today's library, to see what it would "
        "say of the data of then.",
    ),
]


def reproduce(
    bag: BagArgument,
    data: Annotated[
        Path | None,
        typer.Option(
            "--data", help="Its restricted bag; without it the pages alone are printed anew."
        ),
    ] = None,
    identity: Annotated[
        Path | None, typer.Option("--identity", help="The file of a key that opens the data.")
    ] = None,
    wheels: Annotated[
        Path | None,
        typer.Option("--wheels", help="A folder with the packages of the archived lock."),
    ] = None,
    code: WithOption = "archived",
    trust: TrustOption = None,
) -> None:
    """Make a published report again and say whether it is identical, or what differs and why."""
    from litmus.publish import reproduction

    if code not in reproduction.WITH:
        raise UsageError(f"--with {code}: expected one of {', '.join(reproduction.WITH)}.")
    if wheels is not None and code != "archived":
        raise UsageError(f"--wheels would be ignored: --with {code} builds no environment.")
    if (data is None) != (identity is None):
        raise UsageError("--data and --identity belong together: the data, and a key that opens.")
    for option, folder in (("BAG", bag), ("--data", data), ("--wheels", wheels)):
        check_folder(option, folder)
    known, key = trust_of(trust), _key_in(identity)
    build = reproduction.WITH[code]
    if wheels is not None:
        build = reproduction.Fresh(wheels.resolve())
    with Progress() as progress:
        found = reproduction.reproduce(bag, known, build, data, key, progress.step)
    typer.echo(found.text)
    if not found.is_identical:
        raise typer.Exit(1)


def _key_in(path: Path | None) -> bytes:
    """The key in a file, opened with the passphrase that is asked for where it needs one."""
    from litmus.publish.evidence import identities

    if path is None:
        return b""
    closed = identities.is_closed(path)
    return identities.load(path, ask_passphrase(f"Passphrase of {path.name}") if closed else "")
