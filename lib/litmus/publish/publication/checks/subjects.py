"""Which indicator or activity a sentence of a commentary is about."""

import re
from collections.abc import Mapping, Sequence

# What words may end in and are still the same: assessed, assessments. Then six letters tell.
ENDING = re.compile(r"(?<=.{4})(?:ments?|ions?|als?|ings?|ed|es|s|ness|ly)$")
STEM = 6
TIMELY = "timel"  # on time, in time, timeliness
# How much of a name has to be in a sentence.
ENOUGH, HALF = 0.6, 0.5
_EMPTY = """a an and are as at be been by for from had has have in into is it its made next not of
    off on one or out over that the their they this those to under was were who whose with within
    children child young people per days months working last years two more three"""
EMPTY = frozenset(_EMPTY.split())
WORD = re.compile(r"[A-Za-z][a-z’']*")


class Subjects:
    """The subjects that a report shows, each under its names and its code."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._names = {
            code: [stems for name in each if (stems := stems_of(name))]
            for code, each in names.items()
        }
        self._codes = {code.lower(): code for code in names if any(map(str.isdigit, code))}

    def of(self, sentence: str) -> list[str]:
        """The codes of what a sentence is about; nothing where no name is near enough.

        Where it holds some names whole, of more than a word, those alone.
        """
        words = re.findall(r"[A-Za-z\d.]*[A-Za-z\d]", sentence)
        if coded := [self._codes[word.lower()] for word in words if word.lower() in self._codes]:
            return list(dict.fromkeys(coded))
        said = stems_of(sentence)
        marks = {code: max((_mark(each, said) for each in names), default=0.0)
                 for code, names in self._names.items()}  # fmt: skip
        best = max(marks.values(), default=0.0)
        return [code for code, mark in marks.items() if mark and (mark == best or best < 1)]

    def near(self, sentence: str) -> list[str]:
        """The codes of what a sentence may be about beside: half of a name is in it. "The agency
        rate is 16.3% and the vacancy rate 16.8%" names two, neither of them whole."""
        said = stems_of(sentence)
        return [
            code
            for code, names in self._names.items()
            if any(_part(each, said) >= HALF and len(each & said) > 1 for each in names)
        ]

    def counting(self, noun: str) -> list[str]:
        """The codes in whose names a noun is: "alerts"."""
        said = stems_of(noun)
        return [code for code, names in self._names.items() if any(said & each for each in names)]


def stems_of(text: str) -> frozenset[str]:
    """The beginnings of the words that say something.

    >>> sorted(stems_of("Assessments on time"))
    ['assess', 'time']
    """
    words = (word.lower() for word in WORD.findall(text))
    return frozenset(_stem(word) for word in words if word not in EMPTY and len(word) > 2)


def _stem(word: str) -> str:
    return "time" if word.startswith(TIMELY) else ENDING.sub("", word)[:STEM]


def _mark(name: frozenset[str], said: frozenset[str]) -> float:
    """How fully a name is in a sentence; 0 for too little of it. One word alone says little."""
    part = _part(name, said)
    if len(name) == 1:
        return ENOUGH * part
    return part if part >= ENOUGH and len(name & said) > 1 else 0.0


def _part(name: frozenset[str], said: frozenset[str]) -> float:
    return len(name & said) / len(name)
