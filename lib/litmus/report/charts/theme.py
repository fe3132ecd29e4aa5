"""How charts look: one theme from the design's tokens, for a page and for a phone.

All lengths are points: of paper on a page, of the screen on a phone. Text stays text, in the
document's font. The same data give the same bytes with the same version of matplotlib.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from matplotlib import font_manager, rc_context, rcParams, rcParamsOrig
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Canvas
from matplotlib.textpath import text_to_path

from litmus.base import tokens
from litmus.report.charts import svg

# How matplotlib draws, as it was when it started, whatever theme an analyst's own cell has set.
USUAL = {name: value for name, value in rcParamsOrig.items() if not name.startswith("backend")}
OURS = {
    "font.family": [tokens.family()],
    "svg.fonttype": "none",
    "svg.hashsalt": "litmus",
    "path.simplify": False,
    "axes.unicode_minus": True,
}
DASHED, DOTTED, DASH_DOTTED = (0, (5, 2.5)), (0, (1.2, 1.8)), (0, (5, 2, 1, 2))
LEAST_BAR = 0.01  # points
SHORT = 2  # letters of the end of a name, such as "C" and "19"
PAPER, INK, QUIET = (tokens.light(name) for name in ("paper", "ink", "quiet"))
VALUE, CONCERN = tokens.light("accent"), tokens.light("concern")
LIMIT, NEIGHBOUR, GRID = (tokens.light(name) for name in ("strong-line", "neighbour", "line"))
GRADES = tuple(tokens.light(f"grade-{step}") for step in (1, 2, 3, 4))  # best first
ON_LIGHT, ON_STRONG = tokens.light("on-light"), tokens.light("on-strong")
ON_GRADES = (ON_STRONG, ON_LIGHT, ON_LIGHT, ON_STRONG)
CALM = tokens.light("step-1")  # the ground of what is as usual
INTERVAL, STEP = tokens.light("interval"), tokens.light("step-2")


@dataclass(frozen=True)
class Frame:
    """A width to draw for, and the size of the text there, in points."""

    width: float
    text: float

    @property
    def line(self) -> float:
        """The height of a line of text."""
        return self.text * 1.4


WIDE = Frame(482, tokens.size("chart"))  # the text of an A4 page: 170 mm
SMALL = Frame(360, 13)  # a phone's screen


@contextmanager
def theme() -> Iterator[None]:
    """Within it matplotlib draws as Litmus does."""
    _fonts()
    look: Any = {name: usual for name, usual in USUAL.items() if rcParams[name] != usual}
    with rc_context(look | OURS):
        yield


@cache
def _fonts() -> None:
    for face in tokens.faces():
        font_manager.fontManager.addfont(str(tokens.FONTS / f"{face.file}.ttf"))


def canvas(frame: Frame, tall: float) -> Canvas:
    """An empty picture, `tall` points high."""
    made = Canvas(figsize=(frame.width / 72, tall / 72), dpi=72, facecolor=PAPER)
    FigureCanvasSVG(made)
    return made


def area(on: Canvas, left: float, right: float, bottom: float, top: float) -> Axes:
    """Axes that leave so many points free on each side."""
    wide, tall = on.get_size_inches() * 72
    spot = left / wide, bottom / tall, (wide - left - right) / wide, (tall - bottom - top) / tall
    axes: Axes = on.add_axes(spot, facecolor="none")
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(LIMIT)
    axes.tick_params(length=0, labelcolor=QUIET, pad=4)
    axes.set_axisbelow(True)
    return axes


def finish(made: Canvas) -> str:
    """The picture as SVG, without anything that changes from one drawing to the next."""
    buffer = io.BytesIO()
    made.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return svg.tidy(buffer.getvalue().decode(), tokens.families())


def say(axes: Axes, x: float, y: float, text: str, colour: str, **options: Any) -> Any:
    """Write `text` on a ground of its own, so that a line behind it does not strike it through."""
    ground = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.8}
    look = {"va": "center", "bbox": ground, "zorder": 5, "clip_on": False, "color": colour}
    return axes.text(x, y, text, **{**look, **options})


def drop_empty(axes: Axes) -> None:
    """Take away the bars without a length, of which an edge would be left."""
    for patch in list(axes.patches):
        box = patch.get_path().get_extents(patch.get_transform())
        if min(box.width, box.height) < LEAST_BAR:
            patch.remove()


@cache
def breadth(text: str, size: float, bold: bool = False) -> float:
    """How wide the longest line of `text` is, in points."""
    _fonts()
    weight = "bold" if bold else "normal"
    face = font_manager.FontProperties(family=tokens.family(), weight=weight, size=size)
    lines = text.split("\n")
    return max(float(text_to_path.get_text_width_height_descent(n, face, False)[0]) for n in lines)


def wrap(text: str, size: float, room: float, most: int = 2) -> str:
    """`text` in lines no wider than `room` points, at most so many; what is too long ends in …

    A letter or a number that ends a name, as in "Team C", is not left alone on a line.
    """
    lines: list[str] = []
    for word in _together(text, size, room):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and breadth(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    cut = len(lines) > most
    lines = lines[:most]
    return "\n".join(
        _shorten(line, size, room, cut and line is lines[-1]) for n, line in enumerate(lines)
    )


def _together(text: str, size: float, room: float) -> list[str]:
    """The words, the last with the one before it where it is a letter or two and there is room."""
    *others, last = text.split() or [""]
    if others and len(last) <= SHORT and breadth(f"{others[-1]} {last}", size) <= room:
        return [*others[:-1], f"{others[-1]} {last}"]
    return [*others, last]


def _shorten(line: str, size: float, room: float, cut: bool) -> str:
    shown = f"{line}…" if cut else line
    while len(line) > 1 and breadth(shown, size) > room:
        line = line[:-1].rstrip()
        shown = f"{line}…"
    return shown


@dataclass(frozen=True)
class RowNames:
    """How the names of rows stand on the left of a picture, `gap` points away from it.

    With the gap they take no more than `most` points; a longer name has up to so many `lines`.
    """

    most: Mapping[Frame, float]
    lines: Mapping[Frame, int]
    gap: float

    def wrapped(self, name: str, frame: Frame) -> str:
        """A name in its lines."""
        return wrap(name, frame.text, self.most[frame] - self.gap, self.lines[frame])

    def room(self, names: Iterable[str], frame: Frame, bold: bool = False) -> float:
        """How many points the names take, with the gap; `bold` where one may be."""
        widths = [breadth(self.wrapped(name, frame), frame.text, bold) for name in names]
        return max(widths) + self.gap + 2

    def write(
        self, axes: Axes, name: str, place: float, frame: Frame, weight: str = "normal"
    ) -> None:
        """Write the name of the row at `place`."""
        look: Any = {"transform": axes.get_yaxis_transform(), "bbox": None, "ha": "right"}
        look |= {"fontsize": frame.text, "fontweight": weight, "linespacing": 0.95}
        say(axes, -self.gap / axes.bbox.width, place, self.wrapped(name, frame), INK, **look)
