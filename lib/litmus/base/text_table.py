"""Tables in plain text, for a terminal or a file."""

import io
from collections.abc import Collection, Iterable, Sequence

WIDEST = 10_000  # characters: a line is never broken


def text_table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], right: Collection[str] = ()
) -> str:
    """The lines of a table, its columns aligned; those in `right`, by heading, to the right.

    >>> print(text_table(["team", "cases"], [["North", "1,204"], ["West", "86"]], ["cases"]))
    team   cases
    North  1,204
    West      86
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="")
    for heading in headings:
        table.add_column(
            Text(heading), justify="right" if heading in right else "left", no_wrap=True
        )
    for row in rows:
        table.add_row(*map(Text, row))
    written = io.StringIO()
    Console(file=written, width=WIDEST, color_system=None).print(table)
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines())


def wrapped_table(headings: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> str:
    """The lines of a table that is no wider than `width` characters: cells take several lines.

    The first column is never broken.

    >>> print(wrapped_table(["due", "report"], [["1 May", "The book of the month"]], 20))
    due    report
    1 May  The book of
           the month
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="")
    for number, heading in enumerate(headings):
        table.add_column(Text(heading), no_wrap=number == 0)
    for row in rows:
        table.add_row(*map(Text, row))
    written = io.StringIO()
    Console(file=written, width=width, color_system=None).print(table)
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines())
