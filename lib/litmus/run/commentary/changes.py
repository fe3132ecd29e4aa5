"""What a section shows now and did not show when its words were written, in sentences.

The sentences speak in the names of the time at which the words were written. Indicators come
first, each in one sentence; of what else has changed each table, chart or text says so once.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from litmus.run.commentary.naming import Names, of_codes
from litmus.run.commentary.shown_values import Beside, Form

MOST = 10  # sentences in a mark
NAMED = 3  # cells of a table, or lines, that a sentence names
LONG = 160  # characters of a text that are quoted
SHORT = 40  # characters of a value that needs no quotation marks
MEASURED = ("numerator", "denominator", "value")
MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~$])")
SENTENCE = re.compile(r"(?<=[.!?]) +(?=[^a-z])")
GONE = "no longer there"


@dataclass(frozen=True)
class Statement:
    """One cell of a table, or one sentence: where it stands, its text, and the text with codes."""

    row: str
    column: str
    text: str
    coded: str

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return ", ".join(part for part in (self.row, self.column) if part)


@dataclass
class Block:
    """One table, chart or text: its title, and what it says by a key that outlives new names."""

    title: str = ""
    said: dict[str, Statement] = field(default_factory=dict)
    kind: str = "the table"


def sentences(then: Beside, now: Beside) -> list[str]:
    """What has changed, in Markdown; nothing where all is as it was."""
    names = Names(then.figures), Names(now.figures)
    units = subjects(then, names[0]), subjects(now, names[1])
    told: set[str] = set()
    found = []
    for code in dict.fromkeys([*then.named, *units[0], *units[1]]):
        if code in then.figures and code in now.figures:
            where = None if code in then.named else [each.get(code, []) for each in units]
            if said := _of_figure(code, then.figures[code], now.figures[code], where):
                told.add(code)
                found.append(said)
    for key in then.cells:
        found += _of_cell(key, then, now, names, told)
    if len(found) > MOST:
        found = [*found[: MOST - 1], f"And {len(found) - MOST + 1} more changes in this section."]
    return found


def _of_figure(
    code: str, then: Mapping[str, Any], now: Mapping[str, Any], units: list[list[str]] | None
) -> str:
    """One sentence on an indicator or activity whose value, target, rating ... changed."""
    parts = []
    if any(then.get(each) != now.get(each) for each in MEASURED) and _shows(then, now, "", units):
        parts.append(f"{_name(code, then)} was {_md(then['text'])}, now {_md(now['text'])}")
    for key, words in (("target", "target"), ("comparison", "comparison")):
        if key in then and then[key] != now.get(key) and _shows(then, now, key, units):
            start = "its" if parts else "the"
            of = "" if parts else f" of {_name(code, then)}"
            parts.append(f"{start} {words}{of} was {_md(then[key])}, now {_md(now[key])}")
    for key in ("rating", "status"):
        if key in then and then[key] != now.get(key) and _shows(then, now, key, units):
            who = "it" if parts else _name(code, then)
            verb = "was rated" if key == "rating" else "was"
            parts.append(f"{who} {verb} {_md(then[key])}, now {_md(now[key])}")
    if then.get("name") and then["name"] != now.get("name"):
        called = f"“{_md(now['name'])}”"
        parts.append(f"it is now {called}" if parts else f"{_name(code, then)} is now {called}")
    elif parts and "counts" in then and then["counts"] != now.get("counts"):
        parts.append(f"it counted “{_md(then['counts'])}”, now “{_md(now['counts'])}”")
    return f"Written when {'; '.join(parts)}." if parts else ""


def _shows(
    then: Mapping[str, Any], now: Mapping[str, Any], key: str, units: list[list[str]] | None
) -> bool:
    """Whether the section shows this of the indicator: it stood there then, or stands there now.

    A cell of a table holds it from its beginning, so that another percentage is not taken for it;
    a text holds it anywhere.
    """
    if units is None:
        return True
    for figure, texts in zip((then, now), units, strict=True):
        words = str(figure.get(key or "shown") or figure.get(key or "text") or "")
        short = words.rpartition(" ")[2].lower() if key in ("rating", "comparison") else words
        for text in texts:
            whole = text == words if key in ("target", "status") else text.startswith(words)
            if words and (whole or (" " in text.strip() and _holds(text, short, key))):
                return True
    return False


def _holds(text: str, short: str, key: str) -> bool:
    """Whether a sentence has these words; a cell "86.0% (50)" is none."""
    return bool(re.search(r"[^\W\d_]{3}", text)) and short.lower() in text.lower() and (
        key != "target" or not text.startswith(short)
    )  # fmt: skip


def _name(code: str, figure: Mapping[str, Any]) -> str:
    return f"{_md(figure['name'])} ({code})"


def subjects(beside: Beside, names: Names) -> dict[str, list[str]]:
    """The codes that a section speaks of, each with the cells and sentences that are on it: the
    rows and texts that name it, and all that a cell shows under a title that names it."""
    found: dict[str, list[str]] = {}
    for forms in beside.cells.values():
        titles = [str(form.get(name) or "") for form in forms for name in ("title", "caption")]
        headed = names.codes_in("\n".join(titles))
        for form in forms:
            rows = [[_text(cell) for cell in row] for row in form.get("rows", [])]
            units = [*rows, *([text] for text in _sentences(form) if text)]
            for unit in [*units, [str(form.get("note") or "")]]:
                for code in dict.fromkeys([*headed, *names.codes_in("\n".join(unit))]):
                    found.setdefault(code, []).extend(unit)
    return found


def _of_cell(
    key: str, then: Beside, now: Beside, names: tuple[Names, Names], told: set[str]
) -> Iterator[str]:
    """A sentence for each part of what a cell shows that is not as it was."""
    before = _blocks(then.cells[key], names[0])
    after = _blocks(now.cells.get(key, []), names[1])
    said_of_table = False
    for each in [each for each in before if each]:
        if of_codes(each) & told:
            said_of_table = True
        elif each not in after:
            yield f"Since then {before[each].kind} {_quote(before[each].title)} is {GONE}."
            said_of_table = True
        elif said := _of_block(each, before[each], after[each], told):
            yield said
            said_of_table = True
    for each in [each for each in after if each not in before]:
        yield f"Since then there is {after[each].kind} {_quote(after[each].title)}."
        said_of_table = True
    if not said_of_table and (said := _of_text(before[""], after[""], told)):
        yield said


def _of_block(key: str, then: Block, now: Block, told: set[str]) -> str:
    """One sentence on a table: the first cells that changed, and how many more did."""
    if of_codes(key) & told:
        return ""
    changed = [
        _cell_change(then.said.get(each), now.said.get(each))
        for each in dict.fromkeys([*then.said, *now.said])
        if not of_codes(each) & told and _code_in(then, each) != _code_in(now, each)
    ]
    changed = list(dict.fromkeys(changed))
    if not changed:
        return ""
    more = len(changed) - NAMED
    rest = f"; {more} more {'change' if more == 1 else 'changes'}" if more > 0 else ""
    return f"Written when in {_quote(then.title)} {'; '.join(changed[:NAMED])}{rest}."


def _code_in(block: Block, key: str) -> str | None:
    said = block.said.get(key)
    return said.coded if said else None


def _cell_change(then: Statement | None, now: Statement | None) -> str:
    if then is None:
        return f"there was no {_quote(now.row if now else '')}"
    if now is None:
        return f"there was {_quote(then.row)}, now gone"
    return f"{_md(then.place)} was {_value(then.text)}, now {_value(now.text)}"


def _value(text: str) -> str:
    return _quote(text) if len(text) > SHORT else (_md(text) or "empty")


def _of_text(then: Block, now: Block, told: set[str]) -> str:
    """One sentence on words: what stood there then, and what stands there instead."""
    gone = [key for key in then.said if key not in now.said]
    new = [key for key in now.said if key not in then.said]
    pairs = [
        (before and then.said[before].text, after and now.said[after].text)
        for before, after in zip_longest(gone, new)
        if not (of_codes(before or "") | of_codes(after or "")) & told
    ]
    if not pairs:
        return ""
    before, after = pairs[0]
    if before is None:
        said = f"Since then it says {_quote(after or '')}"
    elif after is None:
        said = f"Written when it said {_quote(before)}, which is {GONE}"
    else:
        said = f"Written when it said {_quote(before)}, now {_quote(after)}"
    return f"{said}; {len(pairs) - 1} more." if len(pairs) > 1 else f"{said}."


def _blocks(forms: Iterable[Form], names: Names) -> dict[str, Block]:
    """What a cell shows, by the titles of its tables and charts; its texts together under ""."""
    found: dict[str, Block] = {}
    texts = Block(kind="the text")
    for form in forms:
        kind = form.get("kind")
        if kind in ("table", "chart"):
            title = str(form.get("caption" if kind == "table" else "title") or "")
            said = _cells(form, names, title)
            found[_free(found, _key(title, names))] = Block(title, said, f"the {kind}")
        elif kind == "own":
            title, shows = str(form.get("cell")), str(form.get("shows"))
            said = {"own": Statement("the output", "", "another one", shows)}
            found[_free(found, f"own {title}")] = Block(title, said, "the output of")
        else:
            for text in _sentences(form):
                texts.said[names.with_codes(text)] = Statement("", "", text, names.with_codes(text))
    return {**found, "": texts}


def _cells(form: Form, names: Names, title: str) -> dict[str, Statement]:
    """What stands in a table or chart, by row and column."""
    columns = [str(column.get("name", "")) for column in form.get("columns", [])]
    note = str(form.get("note") or "")
    found = {
        "title": Statement("the title", "", title, names.with_codes(title)),
        "note": Statement("the note", "", note, names.with_codes(note)),
    }
    seen: Counter[str] = Counter()
    for row in form.get("rows", []):
        cells = [_text(cell) for cell in row]
        head = names.with_codes(cells[0]) if cells else ""
        seen[head] += 1
        for number, text in enumerate(cells):
            column = columns[number] if 0 < number < len(columns) else ""
            key = f"{head} {seen[head]} {number}"
            found[key] = Statement(cells[0], column, text, names.with_codes(text))
    return found


def _sentences(form: Form) -> list[str]:
    """The sentences of a text, or the items of a list."""
    if form.get("kind") == "list":
        return [str(item) for item in form.get("items", [])]
    return SENTENCE.split(str(form.get("text", "")))


def _text(cell: Any) -> str:
    if isinstance(cell, Mapping):
        return str(cell.get("text") or cell.get("section") or "")
    return str(cell)


def _key(title: str, names: Names) -> str:
    """A title that outlives new names and counts: "Outstanding actions (45)"."""
    return re.sub(r"\d+(?![^⟨]*⟩)", "#", names.with_codes(title))


def _free(found: Mapping[str, Block], key: str) -> str:
    number = 1
    while (free := f"{key} {number}") in found:
        number += 1
    return free


def _quote(text: str) -> str:
    plain = " ".join(text.split())
    if len(plain) > LONG:
        plain = plain[:LONG].rsplit(" ", 1)[0] + " …"
    return f"“{_md(plain)}”"


def _md(text: Any) -> str:
    """Text as Markdown that shows it as it is."""
    return MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))
