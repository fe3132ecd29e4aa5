"""The mark above words that may no longer hold, and the box in it that a person ticks.

A mark is text that Litmus wrote. People tick its box in many ways, merge it with the words below,
copy it, or save the notebook with a tool that forgets whose cell it is: whatever of it comes back
is known again by its words and never taken for theirs; what they wrote into it is.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

HEAD = "**Check these words: the figures have changed.**"
QUESTION = "These words still hold"
UNTICKED, TICKED = f"- [ ] {QUESTION}", f"- [x] {QUESTION}"
# What stands in the box of one who says yes, and of one who says no.
YES = {*("x", "×", "✓", "✔", "✅", "☑", "☒", "🗸"), *("v", "y", "yes", "ok")}
NO = {*("☐", "□", "✗", "✘"), *("n", "no")}
QUESTIONED = re.compile(r"\s+".join(map(re.escape, QUESTION.split())) + r"s?\b", re.IGNORECASE)
BOXED = re.compile(
    r"([\s\-*+•·>]*)(\\?\[[^\[\]]{0,5}\]|\([^()]{0,5}\)|[☐□☑☒✓✔✅🗸✗✘])?(.*)", re.DOTALL
)
BRACKETS = re.compile(r"\\?[\[(](.*?)\\?[\])]")
SIGNS = re.compile(r"[-*+•·_>\\\s\u00a0\ufe0f]+")
# How much of the question has to be left for a line to be the question.
ALIKE = 0.8
# How another answer beside the box begins, and how many words it may have.
BEGINNING, BRIEF = "these words", 7
# How the sentences of a mark begin, for a mark whose cell nobody knows any more.
SENTENCES = re.compile(r"- (Written when |Since then|And \d)")


@dataclass(frozen=True)
class Mark:
    """What a text holds of a mark. `before`, `after`: what a person wrote around and into it.

    `ticked`: her answer; None where something stands in the box that is no clear answer: `box`
    is then the line.
    """

    before: str = ""
    after: str = ""
    ticked: bool | None = False
    box: str = ""


def mark(sentences: Iterable[str]) -> str:
    """The text of a mark that says these sentences."""
    lines = "\n".join(f"- {sentence}" for sentence in sentences)
    return f"{HEAD}\n\n{lines}\n\n{UNTICKED}"


def is_mark(text: str) -> bool:
    """Whether a text holds a mark, whole or in part."""
    return any(_is_head(line) for line in text.split("\n"))


def read(text: str, laid: str = "") -> Mark:
    """What a person left of a mark. `laid` is its own text, where that is known."""
    lines = text.split("\n")
    ours = {line.strip() for line in laid.split("\n")}
    start = next((n for n, line in enumerate(lines) if _is_head(line)), 0)
    answers = {n: said for n, line in enumerate(lines) if n >= start and (said := _answer(line))}
    box = next(iter(answers), len(lines))
    ticked, added = answers.get(box, (False, ""))
    after = [line for line in lines[start:box] if not _is_ours(line, ours)]
    after += [added] if added else []
    below = [line for line in lines[box + 1 :] if not _is_question(line)]
    asked = lines[box].strip() if ticked is None else ""
    if not ticked and any(map(_is_yes, [*after, *below])):
        ticked, asked = True, ""
        after = [line for line in after if not _is_yes(line)]
        below = [line for line in below if not _is_yes(line)]
    return Mark("\n".join(lines[:start]).strip("\n"), "\n".join([*after, *below]).strip("\n"),
                ticked, asked)  # fmt: skip


def _answer(line: str) -> tuple[bool | None, str] | None:
    """Whether the line with the box is ticked, and what else was written in it; else None."""
    if found := QUESTIONED.search(line):
        before, after = line[: found.start()], line[found.end() :].strip(" .:_*\t\u00a0")
    else:
        bullet, box, rest = BOXED.fullmatch(line).groups()  # type: ignore[union-attr]
        said = " ".join(rest.split()).lower()
        alike = SequenceMatcher(None, said, QUESTION.lower()).ratio() >= ALIKE
        alike = alike or (bool(box) and QUESTION.lower().startswith(said))
        if box and not alike and said.startswith(BEGINNING) and len(said.split()) <= BRIEF:
            return None, ""  # "[x] These words no longer hold"
        if not alike:
            return None
        before, after = f"{bullet}{box or ''}", ""
    ticked, stated = _tick(before)
    if not ticked and _is_yes(after):
        return True, ""
    if after and not any(map(str.isalnum, after)):  # what stood around the question, or a sign
        shaped = after.strip(")]}~\"'”’!,;*_.")
        return (None if shaped and not ticked else ticked), ""
    if after and not stated and not BRACKETS.search(before):
        return None  # a sentence of her own that begins like the question
    return ticked, after


def _is_yes(line: str) -> bool:
    """Whether a line is a tick and nothing else: "x", "[x]"."""
    inside = BRACKETS.search(line)
    return SIGNS.sub("", BRACKETS.sub("", line) + (inside[1] if inside else "")).lower() in YES


def _is_question(line: str) -> bool:
    """Whether a line is the question without its box, which was parted from it."""
    found = QUESTIONED.search(line)
    return found is not None and not SIGNS.sub("", line[: found.start()] + line[found.end() :])


def _tick(before: str) -> tuple[bool | None, bool]:
    """Whether what stands before the question is a tick, None where it is not clear; and whether
    anything stands there but the sign of a list."""
    inside = BRACKETS.search(before)
    outside = SIGNS.sub("", BRACKETS.sub("", before)).lower()
    sign = SIGNS.sub("", inside[1]).lower() if inside else ""
    if sign in YES or outside in YES:
        return True, True
    if outside or sign:
        return (False if (sign or outside) in NO else None), True
    if inside and not inside[1].isspace():
        return None, True  # "[]", "[-]": meant for a tick, or not
    return False, bool(inside)


def _is_head(line: str) -> bool:
    return line.strip(" #*_>\t\r") == HEAD.strip("*")


def _is_ours(line: str, ours: set[str]) -> bool:
    bare = line.strip()
    return not bare or _is_head(line) or bare in ours or SENTENCES.match(bare) is not None
