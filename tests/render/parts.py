"""A first page as a notebook shows it: every part of a page beside words and tables."""

from collections.abc import Sequence
from typing import Any

from litmus.report.bundle import Shown, TableCell
from litmus.report.cells import Basis, Sparkline, Value
from litmus.report.components import (
    Block,
    Blocks,
    Folded,
    Point,
    Quotation,
    Statement,
    Tile,
    TileRow,
    Tiles,
)
from render import notebook_fixture as made

LINE = Sparkline([70.0, None, 80.0], "Plans: from 70% to 80%", 85.0)
FIGURES = TableCell(
    "The figures",
    ("Indicator", "Now", "Rating"),
    [
        ["Plans", Value(86.08, "percent", 1, basis=Basis(427, 496), note=", provisional"), "=1+1"],
        ["Visits", Value(None, note="no figure"), ""],
    ],
    right=frozenset({1}),
)
SHOWN: list[Shown] = [
    Statement("Plans are better, but one home is not safe.", large=True),
    Blocks(
        [
            Block("Going well", "good", [Point("Plans: 86.1%", "in a quarter.", "Plans & more")]),
            Block("Of concern", "bad", [Point("Home B", "is not safe.", "Nowhere")]),
            Block("Decide now", "decide", [], "Nothing is waiting."),
        ]
    ),
    Tiles(
        [
            Tile("Lives", [TileRow("Plans", Value(86.1, "percent", 1), "▲ better", "good", LINE)]),
            Tile("Action", [], none="No figure."),
        ]
    ),
    Quotation("They listened.", "A child"),
    FIGURES,
    Folded("Why this number", [FIGURES]),
]


def shown(part: Shown) -> dict[str, Any]:
    """A code cell that shows a part."""
    data, metadata = part._repr_mimebundle_()
    output = {"output_type": "display_data", "data": data, "metadata": metadata}
    return {"cell_type": "code", "id": "", "metadata": {}, "execution_count": None,
            "source": "report.part()", "outputs": [output]}  # fmt: skip


def heading(text: str) -> dict[str, Any]:
    """A Markdown cell with a heading."""
    return {"cell_type": "markdown", "id": "", "metadata": {}, "source": text}


def summary(words: int) -> list[Shown]:
    """A first page whose nine points have so many words each."""
    said = " ".join(["Slightly more were seen in time."] * (words // 6))
    points = [Point("Visits", said, "Plans & more")] * 3
    blocks = [Block(name, "good", points) for name in ("Going well", "Of concern", "Decide now")]
    rows = [TileRow("Plans", Value(86.1, "percent", 1), "▲ better", "good", LINE)] * 3
    tiles = Tiles([Tile(f"Question {n}", rows) for n in range(6)])
    return [Statement("Plans are better.", large=True), Blocks(blocks), tiles, FIGURES]


def notebook(front: Sequence[Shown] = SHOWN) -> dict[str, Any]:
    """A notebook with a first page, and a section that it leads to."""
    cells = [heading("## Summary"), *map(shown, front), heading("## Plans & more"),
             {**heading("Some words."), "metadata": {}}]  # fmt: skip
    for n, cell in enumerate(cells):
        cell["id"] = f"cell-{n}"
    return made.notebook(cells)
