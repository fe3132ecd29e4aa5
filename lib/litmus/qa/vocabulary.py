"""The words of quality assurance that a council may settle: key areas and themes.

`params/key_areas.yml` says what audits judge, `params/themes.yml` what findings are about and by
which words people call it.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from litmus.base.errors import UsageError
from litmus.base.key_questions import KEY_QUESTIONS
from litmus.base.params import Setting, read, validate
from litmus.indicators.catalogue import INDICATORS

KEY_AREAS, THEMES = "key_areas", "themes"
CODE = re.compile(r"[A-Z][A-Z0-9_]*")


class KeyArea(Setting):
    """What audits judge: the key question that it answers, and the indicators tied to it."""

    title: str
    key_question: str
    indicators: tuple[str, ...] = ()


class ThemeEntry(Setting):
    """A theme as `params/themes.yml` has it."""

    title: str
    key_area: str
    synonyms: tuple[str, ...] = ()


class Theme(ThemeEntry):
    """What findings are about. `key_question` is that of its key area."""

    code: str
    key_question: str

    @cached_property
    def spellings(self) -> frozenset[str]:
        """The plain form of all that people call it: its code, its title, its synonyms."""
        return frozenset(map(plain, (self.code.replace("_", " "), self.title, *self.synonyms)))


def key_areas(project: Path) -> dict[str, KeyArea]:
    """The key areas of `params/key_areas.yml` by code, in its order.

    Raises UsageError for a key question or an indicator that there is none of.
    """
    found = {}
    for code, entry, where in _entries(project, KEY_AREAS):
        area = validate(KeyArea, entry, where)
        _check_known(area.key_question, KEY_QUESTIONS, "key question", where)
        for indicator in area.indicators:
            _check_known(indicator, INDICATORS, "indicator", where)
        found[code] = area
    return found


def themes(project: Path) -> dict[str, Theme]:
    """The themes of `params/themes.yml` by code, in its order.

    Raises UsageError for a key area that there is none of, and for words that two themes claim.
    """
    areas = key_areas(project)
    found: dict[str, Theme] = {}
    for code, entry, where in _entries(project, THEMES):
        listed = validate(ThemeEntry, entry, where)
        _check_known(listed.key_area, areas, "key area", where)
        question = areas[listed.key_area].key_question
        theme = Theme(code=code, key_question=question, **listed.model_dump())
        for other, held in found.items():
            if shared := sorted(theme.spellings & held.spellings):
                raise UsageError(
                    f"{where}: “{shared[0]}” also means {other}. Keep it under one of the two."
                )
        found[code] = theme
    return found


def normalise(words: str, themes: Mapping[str, Theme]) -> str | None:
    """The theme that `words` name: its code, title or a synonym, word for word; else None.

    Capitals, punctuation and spaces make no difference. Nothing is guessed: words that are not in
    the list are for somebody to decide on.
    """
    said = plain(words)
    return next((code for code, theme in themes.items() if said and said in theme.spellings), None)


def plain(words: str) -> str:
    """`words` in lower case, with one space between them and without punctuation; & is "and"."""
    without_apostrophes = re.sub(r"['’‘`´]", "", words.casefold().replace("&", " and "))
    return " ".join(re.findall(r"[^\W_]+", without_apostrophes))


def _entries(project: Path, name: str) -> Iterable[tuple[str, Any, str]]:
    """Each entry of `params/NAME.yml`: its code, what stands under it, where that is."""
    listed = read(project, name)
    if not isinstance(listed, dict) or not listed:
        raise UsageError(f"params/{name}.yml: expected a list of codes with a title each.")
    for code, entry in listed.items():
        if not isinstance(code, str) or not CODE.fullmatch(code):
            raise UsageError(
                f"params/{name}.yml: {code!r} is no code. Codes are capitals, digits and _."
            )
        yield code, entry, f"params/{name}.yml, {code}"


def _check_known(said: str, known: Iterable[str], what: str, where: str) -> None:
    if said not in known:
        raise UsageError(f"{where}: there is no {what} {said}. Known: {', '.join(known)}.")
