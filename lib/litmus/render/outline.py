"""The headings of a report: one title, no level skipped, each with an anchor of its own."""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from litmus.render import blocks as b
from litmus.render import text as t

# Anchors that the page itself uses.
RESERVED = ("main", "contents", "top")


class Outline:
    """Keeps the headings in order: one title, no level skipped, each listed one with an anchor."""

    def __init__(self, title: str) -> None:
        self._title = title
        self.level = 1
        self._section = 1
        self._taken = set(RESERVED)
        self.anchors: dict[str, str] = {}

    def place(self, block: b.Block) -> Iterator[b.Block]:
        """A block of the report itself; its headings are listed in the contents."""
        if not isinstance(block, b.Heading):
            yield block
        elif not (block.level == 1 and t.plain(block.text) == self._title):
            self.level = min(max(block.level, 2), self.level + 1, 6)
            self._section = 2
            anchor = self.anchor(t.plain(block.text))
            self.anchors.setdefault(t.plain(block.text), anchor)
            yield replace(block, level=self.level, anchor=anchor, listed=self.level <= 3)

    def keep(self, anchors: Container[str]) -> None:
        """Forget the headings that are not printed, so that nothing leads to them."""
        self.anchors = {name: a for name, a in self.anchors.items() if a in anchors}

    def below_section(self) -> int:
        """The level of a heading inside the section we are in, and from now on the present one."""
        self.level = self._section + 1
        return self.level

    def within(self, written: Iterable[b.Block], level: int) -> Iterator[b.Block]:
        """What people put under a heading of `level`: their own stay below it, unlisted."""
        present = level
        for block in written:
            if isinstance(block, b.Heading):
                present = min(max(block.level, level + 1), present + 1, 6)
                yield replace(block, level=present)
            elif isinstance(block, b.PagePart):
                yield replace(block, level=self._section + 1)  # type: ignore[call-arg]
            else:
                yield block

    def anchor(self, heading: str) -> str:
        """An anchor for a heading that no other heading of this report has."""
        anchor, number = slug(heading), 1
        while anchor in self._taken:
            number += 1
            anchor = f"{slug(heading)}-{number}"
        self._taken.add(anchor)
        return anchor


def slug(heading: str) -> str:
    """The letters and figures of a heading, with hyphens between its words."""
    ascii_only = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only.lower())) or "section"
