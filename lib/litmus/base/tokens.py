"""The design in one place: colours, type and spaces, read by pages, PDF and charts alike.

`tokens.json` holds them. Each colour has one value for a light page and one for a dark one. Its
task says what is asked of it: `text` is read (4.5:1 on its grounds), a `graphic` is understood
(3:1), a `ground` is what others stand on, a `decoration` may be missed.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Theme = Literal["light", "dark"]
Task = Literal["text", "graphic", "ground", "decoration"]

FONTS = Path(__file__).parent / "fonts"
_FILE = Path(__file__).parent / "tokens.json"
_HEX = re.compile(r"#[0-9a-f]{6}\b")


@dataclass(frozen=True)
class Colour:
    """A colour of the design, as `#rrggbb`; `on` names the grounds that it stands on."""

    light: str
    dark: str
    task: Task
    on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Face:
    """A style of the font: the stem of its files in `FONTS` (TTF and WOFF2), its weight."""

    file: str
    weight: int
    style: str


@cache
def _tokens() -> dict[str, Any]:
    tokens: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return tokens


@cache
def colours() -> Mapping[str, Colour]:
    """Every colour by its name. No two have the same value on a light page."""
    return {
        name: Colour(**{**told, "on": tuple(told.get("on", ()))})
        for name, told in _tokens()["colours"].items()
    }


def light(name: str) -> str:
    """The colour of this name on a light page.

    >>> light("paper")
    '#ffffff'
    """
    return colours()[name].light


def variables(theme: Theme = "light") -> dict[str, str]:
    """The colours as variables of a style sheet, for a light or a dark page.

    >>> variables("dark")["--paper"]
    '#14181d'
    """
    return {f"--{name}": getattr(colour, theme) for name, colour in colours().items()}


def themed(drawing: str) -> str:
    """A drawing in the design's light colours with variables in their place, so that it follows
    the page that it stands in.

    >>> themed('<path style="fill: #ffffff"/>')
    '<path style="fill: var(--paper,#ffffff)"/>'
    """
    names = {colour.light: name for name, colour in colours().items()}

    def variable(found: re.Match[str]) -> str:
        name = names.get(found[0])
        return f"var(--{name},{found[0]})" if name else found[0]

    return _HEX.sub(variable, drawing)


def family() -> str:
    """The name of the design's font."""
    return str(_tokens()["font"]["family"])


def families() -> list[str]:
    """The font and what is taken where it is not to be had, best first."""
    return [family(), *_tokens()["font"]["instead"]]


def faces() -> list[Face]:
    """The styles of the font that the library carries."""
    return [Face(**face) for face in _tokens()["font"]["faces"]]


def size(name: str) -> float:
    """A size of type in points on paper; `screen` is by how much a screen shows all larger."""
    return float(_tokens()["sizes"][name])


def space(name: str) -> float:
    """A space in points on paper."""
    return float(_tokens()["spaces"][name])
