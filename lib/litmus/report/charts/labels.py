"""Names beside the right end of each line, moved apart where they would overlap."""

from dataclasses import dataclass
from textwrap import fill

from matplotlib.axes import Axes

from litmus.report.charts.line import ChartLine
from litmus.report.charts.style import AREA, COMPARISON, FONT, QUIET, SIZE, TARGET, TEXT, VALUE

TALL = SIZE[1] * AREA[3]  # inches
WIDEST = 20  # letters in a line


@dataclass
class End:
    """A name: where its line ends, in the axis' units, and where it is written, in inches."""

    height: float
    text: str
    colour: str
    weight: str = "normal"
    middle: float = 0.0

    @property
    def tall(self) -> float:
        """Its height in inches."""
        return (self.text.count("\n") + 1) * TEXT * 1.55 / 72


def name_ends(axes: Axes, line: ChartLine) -> None:
    """Write the last value, the target's and the comparison's names right of the axes."""
    names = ends(line)
    low, high = axes.get_ylim()
    for end in names:
        end.middle = (end.height - low) / (high - low) * TALL
    spread(names)
    for end in names:
        _write(axes, end, (end.height - low) / (high - low))


def ends(line: ChartLine) -> list[End]:
    """The names, lowest line first."""
    last = line.points[-1]
    found = []
    if last.target is not None:
        found.append(End(last.target, f"Target {line.printed(last.target)}", TARGET))
    if last.value is not None:
        found.append(End(last.value, line.printed(last.value), VALUE, "bold"))
    if line.benchmark is not None:
        label = line.benchmark_label[:1].upper() + line.benchmark_label[1:]
        text = fill(f"{label} {line.printed(line.benchmark)}".strip(), WIDEST)
        found.append(End(line.benchmark, text, COMPARISON))
    return sorted([*found, *_of_control(line)], key=lambda end: end.height)


def _of_control(line: ChartLine) -> list[End]:
    if line.control is None:
        return []
    named = {
        "Lower limit": line.control.lower,
        "Average": line.control.mean,
        "Upper limit": line.control.upper,
    }
    return [
        End(level, f"{name} {line.printed(level)}", QUIET)
        for name, level in named.items()
        if level is not None
    ]


def spread(names: list[End]) -> None:
    """Move names up until none overlaps the one below, then down where they leave the picture."""
    floor = -0.1
    for end in names:
        end.middle = max(end.middle, floor + end.tall / 2)
        floor = end.middle + end.tall / 2
    ceiling = TALL + 0.15
    for end in reversed(names):
        end.middle = min(end.middle, ceiling - end.tall / 2)
        ceiling = end.middle - end.tall / 2


def _write(axes: Axes, end: End, own: float) -> None:
    pointer = {
        "arrowstyle": "-",
        "color": end.colour,
        "linewidth": 0.8,
        "shrinkA": 1,
        "shrinkB": 0,
        "relpos": (0, 0.5),
    }
    axes.annotate(
        end.text,
        xy=(1.005, own),
        xytext=(1.035, end.middle / TALL),
        xycoords="axes fraction",
        textcoords="axes fraction",
        annotation_clip=False,
        color=end.colour,
        fontsize=TEXT,
        fontfamily=FONT,
        fontweight=end.weight,
        va="center",
        ha="left",
        linespacing=1.15,
        arrowprops=pointer,
    )
