"""Words in a completed form that are no answer: each is named, so that none is lost unseen.

A form holds its own words (labels, guidance, headings), and the answers. Whatever else stands in
it, in a cell of any sheet, a comment, a text box or a page header, somebody has added, and no
question would read it.

Which words are the form's own is written into it when it is made (`words_of`): digests by sheet,
in the hidden sheet. A form made before that, of the version that is read, is held against a fresh
one; one of an earlier version may have words of its own where labels and guidance stand.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache

from litmus.base import digests
from litmus.intake.forms.attachments import COMMENT, HEADER, TEXT_BOX, Attached
from litmus.intake.forms.cells import Position, reference
from litmus.intake.forms.faults import FormFault, excerpt
from litmus.intake.forms.grid import Grid, Sheet, Value

Words = list[tuple[str, frozenset[str]]]  # by sheet: its name, the digests of its words

NOTHING = "nothing here, as no question would read it: move it to an answer or a free row"
ALONE = (
    "the form's own words alone here, as no question would read what was added: move it to an "
    "answer or a free row"
)
_INSTEAD = {
    COMMENT: "no comment, as no question would read it: write it into an answer and delete it",
    TEXT_BOX: "no text box, as no question would read it: write it into an answer and delete it",
    HEADER: "no words in the page's header or footer: write them into an answer and delete them",
}
_NO_OTHER = "no pictures or other things in a form: write what it says into an answer, delete it"
MOST_OF_A_SHEET = 20
SHORTEST_QUOTED = 15  # letters of the form's own words that are left out of what is shown
_DIGITS = 8
# What programs put into headers and footers by themselves: pages, and protective markings.
_PAGES = re.compile(r"(page|of|sheet|[\d/|.: -])*", re.I)
_MARKINGS = re.compile(
    r"(UK )?(OFFICIAL|OFFICIAL[ :-]*SENSITIVE|NOT PROTECTIVELY MARKED|UNCLASSIFIED|PROTECT|"
    r"RESTRICTED|CONFIDENTIAL|INTERNAL)",
    re.I,
)


def words_of(sheets: Iterable[tuple[str, Iterable[str]]]) -> str:
    """The form's own words as the hidden sheet keeps them: digests by sheet."""
    return "\n".join(
        " ".join(sorted({digest(text) for text in texts})) + f"\t{name}" for name, texts in sheets
    )


def read_words(text: str) -> Words:
    """What `words_of` wrote."""
    found = []
    for line in text.splitlines():
        listed, tab, name = line.partition("\t")
        if tab:
            found.append((name, frozenset(listed.split())))
    return found


def merge(words: Words) -> Words:
    """The words of each sheet once, where a form and a fresh one of its kind both say them."""
    found: dict[str, frozenset[str]] = {}
    for name, said in words:
        found[name.casefold()] = found.get(name.casefold(), frozenset()) | said
    return list(found.items())


@lru_cache(maxsize=20_000)
def digest(text: str) -> str:
    """A short digest of a text, whatever its spaces."""
    return digests.of_text(" ".join(text.split()))[:_DIGITS]


def strays(
    grid: Grid,
    known: Words | None,
    read: Mapping[str, Set[Position]],
    left_out: Set[str] = frozenset(),
    own_texts: Sequence[str] = (),
) -> Iterator[FormFault]:
    """A fault for whatever is neither an answer nor the form's own.

    known: the form's own words, by sheet; None where nobody knows them. read: the cells, by sheet,
    that were read or may hold words of their own. left_out: sheets not looked at.
    own_texts: the form's own longer texts, to show only what was added to one.
    """
    for name in grid.sheet_names:
        if not grid.is_of_cells(name):
            yield FormFault(_NO_OTHER, "(a sheet without cells)", name)
            continue
        sheet = grid.sheet(name)
        if sheet and name.casefold() not in left_out:
            yield from _in_cells(sheet, known, read.get(name, set()), own_texts)
        for each in grid.attachments(name):
            if _is_of_people(each):
                wanted = _INSTEAD.get(each.what, _NO_OTHER)
                yield FormFault(wanted, excerpt(each.words or f"({each.what})"), name, each.cell)


def _in_cells(
    sheet: Sheet, known: Words | None, read: Set[Position], own_texts: Sequence[str]
) -> Iterator[FormFault]:
    said = {at: value for at, value in _cells_with_text(sheet) if at not in read}
    own = _own(sheet.name, said.values(), known or [])
    found = [
        (at, value)
        for at, value in sorted(said.items(), key=lambda each: each[0])
        if not _is_own(value, own, own_texts) and not (not read and _is_row_number(value, at))
    ]
    for (row, column), value in found[:MOST_OF_A_SHEET]:
        rest = _addition(value, own_texts)
        wanted = ALONE if rest != value else NOTHING
        yield FormFault(wanted, excerpt(rest), sheet.name, reference(row, column))
    if len(found) > MOST_OF_A_SHEET:
        more = f"(and {len(found) - MOST_OF_A_SHEET:,} more cells)"
        yield FormFault("nothing there, either", more, sheet.name)


def _cells_with_text(sheet: Sheet) -> Iterator[tuple[Position, Value]]:
    """Every cell in which something stands, formulas and errors as they are written."""
    yield from sheet.formulas.items()
    yield from ((at, text) for at, text in sheet.errors.items() if at not in sheet.formulas)
    untrue = sheet.formulas.keys() | sheet.errors.keys()
    for row, values in enumerate(sheet.values, 1):
        for column, value in enumerate(values, 1):
            at = (row, column)
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            if at not in untrue:
                yield at, value


def _own(name: str, said: Iterable[Value], known: Words) -> frozenset[str]:
    """The form's words on a sheet: by its name; for another, those of the sheet most like it."""
    for title, words in known:
        if title.casefold() == name.casefold():
            return words
    texts = {digest(value) for value in said if isinstance(value, str)}
    return max((digests for _, digests in known), key=lambda d: len(d & texts), default=frozenset())


def _is_own(value: Value, own: frozenset[str], own_texts: Sequence[str]) -> bool:
    if not isinstance(value, str):
        return False
    if digest(value) in own:
        return True
    # The line that begins with the council's name, which may have changed since.
    council = next((text for text in own_texts if text.startswith(". Version ")), None)
    return council is not None and " ".join(value.split()).endswith(council)


def _is_row_number(value: Value, at: Position) -> bool:
    """The number before a row, on a sheet that somebody copied."""
    return at[1] == 1 and isinstance(value, int | float) and value in range(1, 201)


def _addition(value: Value, own_texts: Sequence[str]) -> Value:
    """What somebody added to one of the form's own texts; else the value itself."""
    if not isinstance(value, str):
        return value
    plain = " ".join(value.split())
    inside = [text for text in own_texts if text in plain and text != plain]
    longest = max(inside, key=len, default="")
    return plain.replace(longest, "… ", 1).strip() if longest else value


def _is_of_people(each: Attached) -> bool:
    if each.what == COMMENT:
        return bool(each.words)
    if each.what == HEADER:
        return not (_PAGES.fullmatch(each.words) or _MARKINGS.fullmatch(each.words))
    return True
