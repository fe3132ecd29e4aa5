"""No code of ours before a reader: what these reports print is words alone.

The codes are taken from where they are declared, so that a new one is looked for by itself.
"""

import re
from functools import cache
from pathlib import Path

from litmus.base.code_words import LISTS
from litmus.base.key_questions import KEY_QUESTIONS
from litmus.indicators.catalogue import INDICATORS
from litmus.intake.contracts import load
from litmus.qa.vocabulary import key_areas, themes
from notebooks.printed import page
from notebooks.shipped import ROOT

# What people outside write, too: a board, a line of the DfE's adoption scorecard.
KNOWN = {"LSCB", "A4"}
# A reader of an annex may look things up in the data file, by what they are called there.
ANNEX = "How the figures were made"
IN_ANNEX = re.compile(r"[A-Z][A-Z\d]{2}\d\d|[A-Z]{3}\d+")
# What is read as a code wherever it stands: a name of a table, a command, an id, the day S.
SHAPES = {
    "a word of the code": re.compile(r"\b[A-Za-z0-9]+_[A-Za-z0-9_]+\b"),
    "an id of a record": re.compile(r"\b(?!SSDA903\b)[A-Z]{2,}-?\d{3,}\b"),
    "the day S": re.compile(r"\b(?:at|on|to|by|of|before|after|since|until) S\b"),
    "a window": re.compile(r"\b(?:R3M|R12M|R36M|FYTD)\b"),
    "a command": re.compile(r"\blitmus [a-z]+\b"),
    "a call": re.compile(r"\breport\.[a-z]+\b"),
    "a file of the project": re.compile(r"\b(?:params|lib|notebooks|outputs)/|\.yml\b"),
    "what is no source": re.compile(r"\bown knowledge\b"),
    "no number": re.compile(r"\b(?:nan|NaN|NaT|inf)\b"),
}


@cache
def codes() -> re.Pattern[str]:
    """Every code that is declared anywhere, as a word of its own, in its own spelling."""
    found = {*INDICATORS, *KEY_QUESTIONS, *key_areas(ROOT), *themes(ROOT)}
    found |= {code for words in LISTS.values() for code in words}
    for contract in load(ROOT / "data_contracts").values():
        found |= {contract.table, *contract.columns}
        found |= {code for c in contract.columns.values() for code in (*c.allowed, *c.read_as)}
    known = sorted(code for code in found - KNOWN if _is_code(code))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, known))})\b")


def _is_code(text: str) -> bool:
    """Whether nobody would write it in a sentence: HOS, PN9, SM_SAFEGUARDING; not "Good"."""
    coded = "_" in text or bool(re.fullmatch(r"[A-Z]+\d[A-Z\d.]*", text))
    return len(text) > 1 and (coded or (text.isupper() and text.isalpha()))


def test_the_codes_are_found_where_they_are_declared():
    for code in ("REF01", "KQ1", "SM_SAFEGUARDING", "PN7", "DAS", "ssd_person", "pers_person_id"):
        assert codes().search(f"As {code} has it")
    for word in ("Good", "Male", "Section 47", "S47", "PEPs", "DfE", "EHC"):
        assert not codes().search(f"As {word} has it")


def test_no_code_of_ours_stands_before_a_reader(printed: dict[str, Path]):
    found = [fault for report, file in printed.items() for fault in codes_in(report, file)]
    assert not found, "\n".join(dict.fromkeys(found))


def codes_in(report: str, file: Path) -> list[str]:
    """Every code that stands in a report's page, each with where."""
    found = []
    for heading, text in page(file).everything():
        said = {name: shape.search(text) for name, shape in SHAPES.items()}
        for name, hit in {"a code": codes().search(text), **said}.items():
            if hit and not (heading == ANNEX and IN_ANNEX.fullmatch(hit[0])):
                found.append(f"{report}, {heading}: {name}, “{hit[0]}”, in: {text[:150]}")
    return found
