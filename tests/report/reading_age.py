"""How hard a text is to read: the Flesch-Kincaid grade, and the words that a child may not know.

The grade is the year of an American school in which a text is read with ease: 6 is about eleven
years old. It counts syllables by groups of vowels, which is near enough.
"""

import re
from pathlib import Path

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
SENTENCE = re.compile(r"[.!?:;]+(?:\s|$|”)")
# Words of the field, and of offices, that have a plain one.
HARD = frozenset(Path(__file__).with_name("hard_words.txt").read_text(encoding="utf-8").split())


def words(text: str) -> list[str]:
    return WORD.findall(text)


def syllables(word: str) -> int:
    """About how many syllables a word has.

    >>> [syllables(word) for word in ("plan", "social", "worker", "home", "children", "advocate")]
    [1, 2, 2, 1, 2, 3]
    """
    plain = re.sub(r"[^a-z]", "", word.lower())
    plain = re.sub(r"(?<![laeiouy])e$|(?<=[^aeiouydt])ed$|(?<=[^sxz])es$", "", plain)
    plain = re.sub(r"(ci|ti|si)(?=[aou])", "sh", plain)
    return max(len(re.findall(r"[aeiouy]+", plain)), 1)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text."""
    found = words(text)
    sentences = max(len([each for each in SENTENCE.split(text) if words(each)]), 1)
    spoken = sum(map(syllables, found))
    return 0.39 * len(found) / sentences + 11.8 * spoken / len(found) - 15.59


def hard_words(text: str) -> set[str]:
    """The words of a text that have a plainer one."""
    return {word.lower() for word in words(text)} & HARD
