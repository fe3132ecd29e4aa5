"""The names of indicators in what a section shows, and the codes that stand behind them.

A setting may change an indicator's name ("seen within 20 working days"). Two texts are therefore
compared with codes in the place of names, each text with the names of its own time.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

CODED = re.compile(r"⟨(.+?)⟩")


class Names:
    """The indicators of one time, by name."""

    def __init__(self, figures: Mapping[str, Mapping[str, Any]]) -> None:
        # Activities have keys such as "audits": words, which are no names.
        self._known = {code for code in figures if code.isupper()}
        self._codes = {figures[code]["name"].lower(): code for code in self._known}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # The longest first: a name may hold another.
        named = sorted(self._codes, key=len, reverse=True)
        codes = sorted(self._known, key=len, reverse=True)
        words = "|".join(map(re.escape, named)) or r"(?!)"
        return re.compile(rf"(?:{words})|\b(?:{'|'.join(map(re.escape, codes)) or '(?!)'})\b", re.I)

    def with_codes(self, text: str) -> str:
        """The text with a code in the place of each name."""
        return self._pattern.sub(lambda found: f"⟨{self._code(found[0])}⟩", text)

    def codes_in(self, text: str) -> list[str]:
        """The codes whose name, or which themselves, stand in the text."""
        return list(dict.fromkeys(self._code(found) for found in self._pattern.findall(text)))

    def _code(self, found: str) -> str:
        by_name = self._codes.get(found.lower())
        return by_name or next(each for each in self._known if each.lower() == found.lower())


def of_codes(text: str) -> set[str]:
    """The codes in a text that `Names.with_codes` made."""
    return set(CODED.findall(text))
