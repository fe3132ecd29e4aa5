"""What is left of a report's sections: those whose cells had nothing to show are not printed, and
required words are missing under the headings that are.

While a notebook is read, signs stand among its blocks where a cell showed nothing (`Silence`) and
where required words are missing (`Missing`); `settle` takes them out again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from litmus.render import blocks as b
from litmus.render import text as t

DEEPEST = 7  # below any heading


@dataclass(frozen=True)
class Sign(b.Divider):
    """Stands among the blocks until it is known what is printed. It belongs to the nearest section
    above that is of a higher level than `below`: that of a section which is not printed itself."""

    below: int = DEEPEST


@dataclass(frozen=True)
class Silence(Sign):
    """Stands where a cell had nothing to show; with `of_words` it is a slot, and nobody wrote."""

    of_words: bool = False


@dataclass(frozen=True)
class Missing(Sign):
    """Stands where nobody has written in a `slot` whose words are required."""

    slot: str = ""


def settle(
    blocks: Sequence[b.Block], title: str
) -> tuple[tuple[b.Block, ...], tuple[tuple[str, str], ...]]:
    """The blocks that are printed, without any sign; and each slot whose required words are
    missing, with the printed heading that it stands under, or the report's `title`.

    A section whose cells had nothing to show goes, as that of an activity in which nothing
    happened, unless somebody wrote there; and nobody has to write about it. One that is a place for
    words alone goes while it is empty; its words are then missing in the section around it.
    """
    left = _without_empty(blocks)
    printed = tuple(block for block in left if not isinstance(block, Sign))
    missing = tuple(
        (block.slot, _heading(left[:n], block, title))
        for n, block in enumerate(left)
        if isinstance(block, Missing)
    )
    return printed, missing


def _without_empty(blocks: Sequence[b.Block]) -> list[b.Block]:
    kept: list[b.Block] = []  # the last block first
    for block in reversed(blocks):
        if isinstance(block, b.Heading) and block.listed and _is_empty(kept, block.level):
            kept += _instead(_section(kept, block.level), block.level)
        else:
            kept.append(block)
    return kept[::-1]


def _section(kept: list[b.Block], level: int) -> list[b.Block]:
    """The blocks below a heading of this level, the first one first, taken out of `kept`."""
    found = []
    while kept and not _begins(kept[-1], level):
        found.append(kept.pop())
    return found


def _instead(section: Sequence[b.Block], level: int) -> list[b.Block]:
    """The signs that stand for an empty section of this level in the one around it, which may be
    left empty, too; the last one first."""
    of_words = all(each.of_words for each in section if isinstance(each, Silence))
    missing = [
        Missing(slot=each.slot, below=min(each.below, level))
        for each in section
        if isinstance(each, Missing)
    ]
    return [*(reversed(missing) if of_words else ()), Silence(below=level, of_words=of_words)]


def _is_empty(below: list[b.Block], level: int) -> bool:
    """Whether a section had something to show and showed nothing; `below` has the blocks after its
    heading, the next one last."""
    silent = False
    for block in reversed(below):
        if _begins(block, level):
            break
        unwritten = isinstance(block, b.Commentary) and not (block.blocks or block.marks)
        silent = silent or isinstance(block, Silence)
        if not (unwritten or isinstance(block, Sign)):
            return False
    return silent


def _begins(block: b.Block, level: int) -> bool:
    """Whether a block ends a section of this level by beginning the next, printed or not."""
    if isinstance(block, Sign):
        return block.below <= level
    return isinstance(block, b.Heading) and block.listed and block.level <= level


def _heading(above: Sequence[b.Block], missing: Missing, title: str) -> str:
    """The printed heading under which words are missing."""
    for block in reversed(above):
        if isinstance(block, b.Heading) and block.listed and block.level < missing.below:
            return t.plain(block.text)
    return title
