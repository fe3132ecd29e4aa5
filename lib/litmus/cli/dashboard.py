"""`litmus dashboard`: serve the live dashboard, make its pages, make tokens for its viewers."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from litmus.base import numbers, paths
from litmus.base.errors import UsageError
from litmus.base.progress import Progress
from litmus.cli.options import OutputsOption, SourceOption, file, outputs_of, source_of

if TYPE_CHECKING:
    from litmus.publish.dashboard import guests

SERVE, PORT, HOST = "serve", 8500, "127.0.0.1"

AccessOption = Annotated[
    Path | None,
    typer.Option(
        "--access", parser=file, help="Who may see what; params/access.yml when left out."
    ),
]


class OrServe(TyperGroup):
    """Commands of which `serve` may be left out: `dashboard --port 80` is `dashboard serve ...`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What is typed, with the name of a command."""
        named = bool(args) and (args[0] in self.commands or args[0] == "--help")
        return super().parse_args(ctx, args if named else [SERVE, *args])


dashboard = typer.Typer(cls=OrServe, help="The live dashboard for managers (docs/dashboard.md).")


@dashboard.command(SERVE)
def serve(
    port: Annotated[int, typer.Option("--port", help="The port.", min=1, max=65535)] = PORT,
    host: Annotated[
        str, typer.Option("--host", help="The address to listen at; this computer's own alone.")
    ] = HOST,
    every: Annotated[
        str | None,
        typer.Option("--every", help="Time between makings, such as 15m; params/live.yml's."),
    ] = None,
    access: AccessOption = None,
    source: SourceOption = None,
    outputs: OutputsOption = None,
) -> None:
    """Serve the live dashboard, and make its pages anew as the data change."""
    from litmus.publish.dashboard import access as rights
    from litmus.publish.dashboard import guests, serving, settings
    from litmus.run.plan import SAMPLE

    project = paths.project()
    live = settings.read_live(project)
    where, data = outputs_of(project, outputs), source_of(project, source)
    if not host.strip():
        raise UsageError("--host is empty: name an address, or leave it out.")
    place = access or project / "params" / "access.yml"
    named = bool(rights.read_access(place).users)
    invited = guests.invite() if data == SAMPLE and not named else []
    asked = serving.Asked(
        command=serving.command(
            *(f"--source={each}" for each in (source or [])), f"--outputs={where}"
        ),
        outputs=where,
        every=live.every if every is None else settings.interval(every),
        host=host,
        port=port,
        access=place,
        say=lambda text: typer.secho(text, fg=typer.colors.RED, err=True),
        guests={each.user: each.viewer for each in invited},
        tell=typer.echo,
    )

    def ready() -> None:
        typer.echo(f"The live dashboard is at http://{_url(host)}:{port}/ until Ctrl-C stops it.")
        shown = "the sample council" if data == SAMPLE else data
        typer.echo(f"Its pages show {shown}, which is looked at every {_minutes(asked.every)}.")
        _say_who(invited, named, host)

    serving.serve(asked, ready)
    typer.echo("The live dashboard has stopped.")


def _say_who(invited: "list[guests.Guest]", named: bool, host: str) -> None:
    """Say how to get in, and what to mind."""
    from litmus.publish.dashboard import access, guard

    if invited:
        typer.echo("\nSign in with a token, which holds until it is stopped. It shows the invented "
                   "sample council alone:\n")  # fmt: skip
        for each in invited:
            typer.echo(f"  {each.token}  {each.user}: {each.sees}")
        typer.echo("")
    elif not named:
        typer.echo(f"Nobody can see anything yet: name people in {access.WHERE}, and make tokens "
                   "for them (.venv/bin/litmus dashboard token --user NAME).")  # fmt: skip
    if host not in guard.LOCAL:
        typer.echo("Others can reach it: put a proxy with TLS before it (docs/dashboard.md).")


@dashboard.command()
def make(
    source: SourceOption = None,
    outputs: OutputsOption = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Say nothing but what went wrong.")
    ] = False,
) -> None:
    """Make the pages once, where anything changed; a running server takes them by itself."""
    from litmus.publish.dashboard import making, words

    project = paths.project()
    data, where = source_of(project, source), outputs_of(project, outputs)
    if quiet:
        making.make(data, where)
        return
    with Progress() as progress:
        done = making.make(data, where, progress.step)
    number = numbers.count_of(len(done.about.pages), "page")
    state = f"Made {number}." if done.fresh else f"Nothing has changed: {number} as before."
    typer.echo(f"{state} {words.age(done.about)}")


@dashboard.command()
def token(
    user: Annotated[str, typer.Option("--user", help="Whose it is, as access settings name them.")],
) -> None:
    """Make a token for somebody: shown once, and kept nowhere but with them."""
    from litmus.publish.dashboard import access, tokens

    if not access.USER.fullmatch(user):
        raise UsageError(
            f"--user {user!r} is no name of a user: letters, digits and ._@+- without spaces."
        )
    made = tokens.new()
    typer.echo(
        f"Give {user} this token, which is shown once and kept nowhere:\n\n  {made}\n\n"
        f"And put its digest into {access.WHERE}, under users, {user}:\n\n"
        f"    token: {tokens.digest(made)}\n\n"
        "A new one makes the one before worth nothing. For a proxy's secret: the same, under proxy."
    )


def _url(host: str) -> str:
    """An address as a browser wants it: one of IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def _minutes(seconds: int) -> str:
    if seconds % 60:
        return numbers.count_of(seconds, "second")
    return numbers.count_of(seconds // 60, "minute")
