"""What a report holds by its settings: indicators and activities, each known and named.

Lists are read from `params/REPORT.yml` alone; names come from the catalogue and from the
activities themselves, so that nothing is written down twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from litmus.base.audience import refuse_lists
from litmus.base.errors import UsageError
from litmus.base.priorities import PrioritySetting, check
from litmus.base.spelling import did_you_mean
from litmus.run.settings import ALL, ReportSettings

if TYPE_CHECKING:
    from litmus.indicators import Indicator

THEME, INDICATOR, ACTIVITY, WORKLIST = "theme", "indicator", "activity", "worklist"
# What decides the figures and the quality assurance of a report, and so of its other editions.
SAME = (
    *("indicators", "beside", "activities", "drilldowns", "history", "assurance", "by", "scope"),
    *("priorities", "assurance_service", "parts"),
)
# What an edition cannot have either: lists of cases, and several reports in a period.
NEITHER = ("worklists", "variant")
# Words in working notebooks are tied to the ids of cells: these are as the first books had them.
THEME_CODES = {
    "Section 47 and conferences": "enquiries-and-conferences",
    "Adoption and permanence": "adoption-permanence",
}


@dataclass(frozen=True)
class Item:
    """One thing that cells are repeated for: its code, as cells of code write it, and its name, as
    headings have it. Of an indicator also its theme and the key question that it speaks to first.
    """

    code: str
    name: str
    theme: str = ""
    question: str = ""


@dataclass(frozen=True)
class Contents:
    """The indicators of a report in their order, its activities by the section that the settings
    list them under, and its lists of work on cases."""

    indicators: Sequence[Item] = ()
    activities: Mapping[str, Sequence[Item]] = field(default_factory=dict)
    worklists: Sequence[Item] = ()

    @property
    def themes(self) -> list[Item]:
        """The themes of the indicators, each once, in the order in which they come."""
        names = dict.fromkeys(each.theme for each in self.indicators)
        return [Item(THEME_CODES.get(name, name), name) for name in names]

    def items(self, each: str, of: str, theme: str = "") -> Sequence[Item]:
        """The activities of a section; the lists; the indicators, those of a key question or theme
        alone."""
        if each == ACTIVITY:
            return self.activities[of]
        if each == WORKLIST:
            return self.worklists
        return [
            item
            for item in self.indicators
            if of in ("", item.question) and theme in ("", item.theme)
        ]


def complete(settings: ReportSettings, where: str) -> ReportSettings:
    """The settings of a report with every `all` written out.

    Raises UsageError, with `where` the settings lie and the entry, for a code that there is not
    and for one that is there twice.
    """
    priorities = _priorities(settings, where)
    listed = _indicators(settings.indicators, f"{where}, indicators")
    indicators = [*priorities, *(code for code in listed if code not in priorities)]
    beside = _indicators(settings.beside, f"{where}, beside")
    worklists = _worklists(settings.worklists, f"{where}, worklists")
    _check_once([*indicators, *beside], where)
    _check_once(worklists, f"{where}, worklists")
    if worklists:
        refuse_lists(settings.audience, where)
    # A list stands beside the figure that it is of.
    beside += [code for code in worklists if code not in (*indicators, *beside)]
    if settings.activities and settings.assurance == "findings":
        raise UsageError(
            f"{where}, activities: a report with 'assurance: findings' collates no activity; write "
            "'assurance: whole', or leave it out."
        )
    _check_parts(settings, f"{where}, parts")
    activities = _activities(settings.activities, where)
    _check_once([key for keys in activities.values() for key in keys], f"{where}, activities")
    changes = {
        "indicators": indicators,
        "beside": beside,
        "activities": activities,
        "worklists": worklists,
        "priorities": priorities,
    }
    return settings.model_copy(update=changes)


def with_named(settings: ReportSettings, named: Iterable[tuple[str, str, bool]]) -> ReportSettings:
    """Complete settings with the indicators, too, that cells of the template name: the cell, the
    code, and whether it is shown whole. Raises UsageError for a code that there is not."""
    indicators, beside = list(settings.indicators), list(settings.beside)
    for cell, given, whole in named:
        (code,) = _indicators([given], f"{settings.notebook}, cell {cell}")
        if code not in (*indicators, *beside):
            (indicators if whole else beside).append(code)
    return settings.model_copy(update={"indicators": indicators, "beside": beside})


def check_edition(settings: ReportSettings, of: ReportSettings, where: str) -> None:
    """Hold another edition of a report to leave all figures to that report. Raises UsageError."""
    listed = [name for name in (*SAME, *NEITHER) if name in settings.model_fields_set]
    if listed:
        raise UsageError(
            f"{where}: with same_as: {settings.same_as} the figures are those of that report; "
            f"leave out {', '.join(listed)}."
        )
    if settings.period != of.period:
        raise UsageError(
            f"{where}, period: expected {of.period}, as of {settings.same_as} (found "
            f"{settings.period})."
        )
    if of.same_as or of.variant:
        raise UsageError(
            f"{where}, same_as: {settings.same_as} is itself an edition of another report, or is "
            "several reports in a period: expected one that is neither."
        )


def edition(settings: ReportSettings, of: ReportSettings) -> ReportSettings:
    """The settings of another edition of a report, with the figures and the scope of that report,
    whole."""
    return settings.model_copy(update={name: getattr(of, name) for name in SAME})


def check_plain_words(settings: ReportSettings, where: str) -> None:
    """Hold plain words to indicators of the report that are shares: only those are so many of ten.
    Raises UsageError."""
    if not settings.plain_words:
        return
    from litmus.indicators import find

    ours = [*settings.indicators, *settings.beside]
    for code in settings.plain_words:
        _check_known(code, ours, f"{where}, plain_words", "indicator of the report")
        if (kind := find(code).kind) != "percentage":
            raise UsageError(
                f"{where}, plain_words, {code}: expected an indicator that is a percentage (found "
                f"a {kind})."
            )


def contents(settings: ReportSettings) -> Contents:
    """What complete settings list, by name."""
    return Contents(
        [_item(code) for code in settings.indicators],
        {
            section: [Item(key, _titles()[key]) for key in keys]
            for section, keys in settings.activities.items()
        },
        _lists(settings.worklists),
    )


def _lists(codes: Sequence[str]) -> list[Item]:
    """The lists of work on cases under their headings; who has nobody or too many cases is shown
    with the caseloads."""
    if not codes:
        return []  # what is not needed is not loaded
    from litmus.indicators import in_words
    from litmus.report.daily.kinds import is_of_work, kind_of

    found = [in_words(_found(code)) for code in codes if is_of_work(code)]
    return [Item(each.code, kind_of(each).heading) for each in found]


def _item(code: str) -> Item:
    found = _found(code)
    return Item(code, found.heading, found.theme, next(iter(found.key_questions), ""))


def _found(code: str) -> Indicator:
    from litmus.indicators import find

    return find(code)


def _indicators(given: Sequence[str], where: str) -> list[str]:
    """Codes as the catalogue has them; all of them for `all`."""
    if not given:
        return []  # what is not needed is not loaded
    from litmus.indicators import catalogue, select

    if given == [ALL]:
        return list(catalogue())
    try:
        return [each.code for each in select(given)]
    except UsageError as error:
        raise UsageError(f"{where}: {error}") from None


def _worklists(given: Sequence[str], where: str) -> list[str]:
    """Codes of indicators whose cases a report of a day can list."""
    codes = _indicators(given, where)
    for code in codes:
        if why_not := _found(code).not_for_a_day:
            raise UsageError(f"{where}: {why_not}")
    return codes


def _priorities(settings: ReportSettings, where: str) -> dict[str, PrioritySetting]:
    """The priorities by the codes of the catalogue, their agreed values as the indicators have
    them."""
    given = settings.priorities
    codes = _indicators(list(given), f"{where}, priorities")
    _check_once(codes, f"{where}, priorities")
    if codes:
        from litmus.indicators import find

        for code, setting in zip(codes, given.values(), strict=True):
            check(find(code).kind, setting, f"{where}, priorities, {code}")
    return dict(zip(codes, given.values(), strict=True))


def _activities(given: Mapping[str, Sequence[str]], where: str) -> dict[str, list[str]]:
    """The keys of activities by section; `all` are those that no other section has."""
    listed = [key for keys in given.values() if keys != [ALL] for key in keys]
    for section, keys in given.items():
        for key in keys if keys != [ALL] else ():
            _check_known(key, _titles(), f"{where}, activities, {section}", "activity")
    return {
        section: [key for key in _titles() if key not in listed] if keys == [ALL] else list(keys)
        for section, keys in given.items()
    }


def _titles() -> Mapping[str, str]:
    from litmus.qa.activities import titles  # what is not needed is not loaded

    return titles()


def _check_once(codes: Sequence[str], where: str) -> None:
    for code, times in Counter(codes).items():
        if times > 1:
            raise UsageError(f"{where}: {code} is there {times} times; expected once.")


def _check_parts(settings: ReportSettings, where: str) -> None:
    """Hold the parts of a framework to activities and kinds that there are. Raises UsageError."""
    if not settings.parts:
        return
    from litmus.qa.parts import RECORDED

    if settings.assurance == "findings":
        raise UsageError(f"{where}: a report with 'assurance: findings' counts none; leave it out.")
    for each in settings.parts:
        _check_known(each.activity, RECORDED, f"{where}, {each.name}", "activity")
        codes = RECORDED[each.activity].codes
        for kind in each.kinds:
            _check_known(kind, codes, f"{where}, {each.name}", f"kind of {each.activity}")


def _check_known(given: str, known: Iterable[str], where: str, what: str) -> None:
    if given not in (listed := list(known)):
        hint = did_you_mean(given, listed)
        raise UsageError(f"{where}: there is no {what} {given!r}.{hint} There are "
                         f"{', '.join(listed)}.")  # fmt: skip
