"""The design's tokens as a style sheet: the font within the page, colours for light and dark.

On paper a page is light, whatever the screen was.
"""

import base64
from functools import cache
from pathlib import Path

from litmus.base import tokens
from litmus.base.brand import NO_BRAND, Brand

TEMPLATES = Path(__file__).with_name("templates")


@cache
def style_sheet(brand: Brand = NO_BRAND) -> str:
    """The style sheet that everything else on a page reads its font and colours from: the design's,
    and those of the council for headings, links and lines."""
    light, dark = (
        _variables(tokens.variables(theme) | _own(brand, theme)) for theme in ("light", "dark")
    )
    return "\n".join(
        [
            *(_face(face) for face in tokens.faces()),
            f":root {{ color-scheme: light dark; --font: {_families()}; {light} }}",
            f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}",
        ]
    )


def _own(brand: Brand, theme: tokens.Theme) -> dict[str, str]:
    """The variables that follow the council."""
    return {
        "--brand": getattr(brand.accent, theme),
        "--rule": getattr(brand.rule, theme),
        "--under-logo": tokens.light("paper"),  # a logo is drawn for a white page
    }


def _face(face: tokens.Face) -> str:
    content = (tokens.FONTS / f"{face.file}.woff2").read_bytes()
    source = f"data:font/woff2;base64,{base64.b64encode(content).decode()}"
    return (
        f'@font-face {{ font-family: "{tokens.family()}"; font-weight: {face.weight}; '
        f"font-style: {face.style}; font-display: swap; "
        f'src: url("{source}") format("woff2"); }}'
    )


def _families() -> str:
    return ", ".join(f'"{name}"' if " " in name else name for name in tokens.families())


def _variables(values: dict[str, str]) -> str:
    return " ".join(f"{name}: {value};" for name, value in values.items())
