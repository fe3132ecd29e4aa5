"""What a table's cell can hold beside text: a small line, or the name of a section."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

WIDE, HIGH, MARGIN = 66, 14, 2.5
COLOUR = "#12436d"
# A wobble must not look like a cliff: the line spans at least this share of its highest value.
LEAST = 0.15


@dataclass(frozen=True)
class Reference:
    """The name of what a section of the report is about, which leads to the section.

    `section` is its heading, where that is not the name: a name may hold the number of a setting.
    """

    text: str
    section: str = ""

    def machine(self) -> dict[str, Any]:
        """The cell as JSON."""
        if not self.section or self.section == self.text:
            return {"section": self.text}
        return {"section": self.section, "text": self.text}

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Spark:
    """Values over time as a line the size of a word; `text` says the same in words.

    A missing value is None and leaves a gap.
    """

    values: Sequence[float | None]
    text: str

    def machine(self) -> dict[str, Any]:
        """The cell as JSON."""
        return {"line": list(self.values), "text": self.text}

    def svg(self) -> str:
        """The line as SVG, with its words for those who cannot see it."""
        drawn = "".join(_stroke(run) for run in _runs(self._places()))
        label = escape(self.text, quote=True)
        size = f'width="{WIDE}" height="{HIGH}" viewBox="0 0 {WIDE} {HIGH}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{label}" '
            f'fill="none" stroke="{COLOUR}" stroke-width="1.3">{drawn}</svg>'
        )

    def _places(self) -> list[tuple[float, float] | None]:
        known = [value for value in self.values if value is not None]
        if not known:
            return []
        low, high = min(known), max(known)
        reach = max(high - low, LEAST * abs(high)) or 1.0
        middle, step = (low + high) / 2, (WIDE - 2 * MARGIN) / max(len(self.values) - 1, 1)
        tall = HIGH - 2 * MARGIN
        return [
            None
            if value is None
            else (MARGIN + n * step, HIGH / 2 - (value - middle) / reach * tall)
            for n, value in enumerate(self.values)
        ]

    def __str__(self) -> str:
        return self.text


Cell = str | Spark | Reference


def _runs(places: list[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return [run for run in runs if run]


def _stroke(run: list[tuple[float, float]]) -> str:
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
    x, y = run[-1]
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.8" fill="{COLOUR}" stroke="none"/>'
    return f'<polyline points="{line}"/>{dot}'
