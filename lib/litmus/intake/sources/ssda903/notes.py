"""What the reader met and decided, counted: each kind of finding with the places it was met."""

from typing import Any

Row = dict[str, Any]  # one record: its columns in lower case, `_file`, `_row`, `_year`

PLACES_SHOWN = 5


class Notes:
    """Findings by sentence. A place is a file and a line, never a value."""

    def __init__(self) -> None:
        self._places: dict[str, list[tuple[str, int]]] = {}

    def add(self, finding: str, row: Row) -> None:
        """Count `row` under `finding`, a sentence without its full stop."""
        self._places.setdefault(finding, []).append((row["_file"], row["_row"]))

    def sentences(self) -> list[str]:
        """Each finding with its count and the first few places, in the order first met."""
        return [_sentence(finding, places) for finding, places in self._places.items()]


def _sentence(finding: str, places: list[tuple[str, int]]) -> str:
    shown = "; ".join(f"{file} line {line}" for file, line in sorted(places)[:PLACES_SHOWN])
    others = f"; and {len(places) - PLACES_SHOWN:,} more" if len(places) > PLACES_SHOWN else ""
    return f"{finding}: {len(places):,} ({shown}{others})."
