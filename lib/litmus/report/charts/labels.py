"""Names beside the right end of each line, moved apart where they would overlap."""

from dataclasses import dataclass

from matplotlib.axes import Axes

from litmus.base import letters
from litmus.report.charts import theme
from litmus.report.charts.line import ChartLine
from litmus.report.charts.theme import Frame

AWAY = 12  # points between the axes and the names
MOST = 3  # lines of a name
AGREED, AHEAD = "Agreed", "If the past went on"


@dataclass
class End:
    """A name: where its line ends, in the axis' units, and where it is written, in points."""

    height: float
    text: str
    colour: str
    weight: str = "normal"
    middle: float = 0.0
    line: float = theme.WIDE.line

    @property
    def tall(self) -> float:
        """Its height in points."""
        return (self.text.count("\n") + 1) * self.line


def name_ends(axes: Axes, line: ChartLine, frame: Frame, room: float) -> None:
    """Write the last value, the target's and the comparison's names right of the axes.

    There are so many points of `room`.
    """
    names = ends(line, frame, room - AWAY)
    low, high = axes.get_ylim()
    tall = axes.bbox.height
    for end in names:
        end.middle = (end.height - low) / (high - low) * tall
    spread(names, tall)
    for end in names:
        _write(axes, end, (end.height - low) / (high - low) * tall, frame)


def ends(line: ChartLine, frame: Frame, room: float) -> list[End]:
    """The names, lowest line first."""
    last = line.points[-1]
    told: list[tuple[float | None, str, str, str]] = [
        (last.target, "Target", theme.CONCERN, "normal"),
        *_of_now(line),
        (line.end_benchmark, line.benchmark_label, theme.QUIET, "normal"),
    ]
    if line.control:
        limits = ("Lower limit", "Average", "Upper limit")
        levels = (line.control.lower, line.control.mean, line.control.upper)
        told += [(a, b, theme.QUIET, "normal") for a, b in zip(levels, limits, strict=True)]
    found = []
    for level, name, colour, weight in told:
        if level is not None:
            printed = (line.ahead_printed if name == AHEAD else None) or line.printed
            words = f"{letters.begin(name)} {printed(level)}".strip()
            text = theme.wrap(words, frame.text, room, MOST)
            found.append(End(level, text, colour, weight, line=frame.line))
    return sorted(found, key=lambda end: end.height)


def _of_now(line: ChartLine) -> list[tuple[float | None, str, str, str]]:
    """The last value; where a forecast or an agreed course goes on from there, how those end."""
    last: float | None = line.points[-1].value
    told = [(last, "", theme.VALUE, "bold")]
    if line.ahead:
        told = [(line.ahead[-1].value, AHEAD, theme.VALUE, "normal")]
    if line.agreed:
        told.append((line.agreed[-1][1], AGREED, theme.CONCERN, "normal"))
    return told


def spread(names: list[End], tall: float) -> None:
    """Move names up until none overlaps the one below, then down where they leave the picture."""
    floor = -7.0
    for end in names:
        end.middle = max(end.middle, floor + end.tall / 2)
        floor = end.middle + end.tall / 2
    ceiling = tall + 7
    for end in reversed(names):
        end.middle = min(end.middle, ceiling - end.tall / 2)
        ceiling = end.middle - end.tall / 2


def _write(axes: Axes, end: End, own: float, frame: Frame) -> None:
    wide, tall = axes.bbox.width, axes.bbox.height
    axes.text(
        1 + AWAY / wide,
        end.middle / tall,
        end.text,
        transform=axes.transAxes,
        color=end.colour,
        fontsize=frame.text,
        fontweight=end.weight,
        va="center",
        ha="left",
        linespacing=0.95,
    )
    if abs(end.middle - own) > end.line / 3:  # else the name is beside its line
        axes.plot(
            [1 + 2 / wide, 1 + (AWAY - 2) / wide],
            [own / tall, end.middle / tall],
            transform=axes.transAxes,
            color=end.colour,
            linewidth=0.7,
            clip_on=False,
        )
