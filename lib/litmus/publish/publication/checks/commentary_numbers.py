"""Whether the numbers in the commentary are those of the figures that they name.

A sentence is held against the indicators and activities that it is about; where it names none,
against what its section shows. A number of another period, a target, a comparator or a group is
right where the sentence says that it is of such. "79%" is right where the figure is 78.9%.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from litmus.base.errors import LitmusError
from litmus.base.notebook_files import source
from litmus.figures import read_rows
from litmus.figures.figure import Figure
from litmus.publish.publication.checks import known_numbers, written_numbers
from litmus.publish.publication.checks.beyond import is_beyond, is_of_groups
from litmus.publish.publication.checks.known_numbers import Numbers
from litmus.publish.publication.checks.subjects import Subjects, stems_of
from litmus.publish.publication.checks.written_numbers import COUNT, DAYS, FRACTION, Written
from litmus.publish.publication.faults import Fault, Found, Remark
from litmus.publish.publication.made import Made
from litmus.publish.publication.settings import WHERE, Accepted
from litmus.report import CONTEXT, FIGURES
from litmus.run import commentary, messages
from litmus.run.commentary import AFTER
from litmus.run.commentary.changes import subjects as subjects_beside
from litmus.run.commentary.naming import Names
from litmus.run.commentary.sections import beside as sections

# What is to be is no figure yet.
TO_COME = re.compile(
    r"\b(?:will|shall|(?:plan|intend|propose|aim|hope)s?(?:n?ed)? to)\b", re.IGNORECASE
)
# The name of a figure that is a number of days, not a share within days.
IN_DAYS = re.compile(r"\b(?:average|mean|median)(?: number of)? days\b|^days\b", re.IGNORECASE)
SMALL = 10  # counts below this say little of a figure


@dataclass(frozen=True)
class Doubt:
    """A number that is none of those that it may be. `likely` is what was probably meant, and of
    what; both are empty where nobody can say."""

    slot: str
    number: Written
    sentence: str
    likely: str = ""
    subject: str = ""


def check(made: Made, accepted: Iterable[Accepted], today: date) -> Found:
    """What the numbers in the commentary come to; those that somebody answers for are remarks."""
    known = [each for each in accepted if each.holds(today)]
    late = [each for each in accepted if not each.holds(today)]
    faults, remarks = [], []
    for doubt in doubts(made):
        answer = next((each for each in known if _is_about(each, doubt)), None)
        if answer is None:
            ended = next((each for each in late if _is_about(each, doubt)), None)
            faults.append(_fault(made, doubt, ended))
        else:
            remarks.append(_remark(made, doubt, answer))
    return Found(tuple(faults), tuple(dict.fromkeys(remarks)))


def doubts(made: Made) -> list[Doubt]:
    """The numbers that agree with no figure that they can be of, in the order of the report."""
    shows = _Shows(made)
    return list(dict.fromkeys(
        doubt
        for holder, cells in made.words().items()
        for cell in cells
        for sentence in written_numbers.sentences(source(cell))
        for doubt in shows.doubts(holder, sentence)
    ))  # fmt: skip


class _Shows:
    """What a report shows, by subject and by section; each is gathered when it is asked for."""

    def __init__(self, made: Made) -> None:
        self._made = made
        self._end = made.plan.counted.end
        self._rows = _rows_by_code(made)
        self._names = _names(made)
        self._subjects = Subjects(self._names)
        self._around = sections(made.plan.template)
        self._slots = commentary.slots_of(made.plan.template)
        self._texts = subjects_beside(made.beside, Names(made.shown))
        self._groups = {row.group for rows in self._rows.values() for row in rows}
        self._of_subject: dict[str, Numbers] = {}
        self._of_section: dict[str, Numbers] = {}

    def doubts(self, holder: str, sentence: str) -> Iterable[Doubt]:
        """The numbers of a sentence at a place that are none of those that they may be."""
        found = list(written_numbers.written(sentence))
        if not found:
            return
        about = self._subjects.of(sentence)
        beyond = is_beyond(sentence, self._made.plan.period)
        groups = is_of_groups(sentence, self._groups)
        to_come = bool(TO_COME.search(sentence))
        for number in found:
            if to_come and number.kind == COUNT:
                continue
            counted = self._subjects.counting(number.noun) if number.kind == COUNT else []
            if number.kind == COUNT and not counted and not _may_be_figure(number, about):
                continue
            if number.kind == FRACTION and not about:
                continue  # "half of the team": of what the report knows nothing
            subjects = list(dict.fromkeys([*about, *counted]))
            if number.kind == DAYS and not any(map(self._is_in_days, subjects)):
                continue
            places = self._places(holder, subjects)
            if any(each.has(number, beyond, groups) for each in places):
                continue
            if not any(
                self._subject(code).has(number, False) for code in self._subjects.near(sentence)
            ):
                yield self._doubt(holder, number, sentence, subjects)

    def _is_in_days(self, code: str) -> bool:
        """Whether the figure of a subject is a number of days, "Average days to adoption"."""
        return any(map(IN_DAYS.search, self._names.get(code, [])))

    def _places(self, holder: str, subjects: list[str]) -> list[Numbers]:
        """Where the numbers of what a sentence is about stand. Those of an activity stand in the
        sections as well, its own and the sentence's: it has one figure, and more in tables."""
        found = [self._subject(code) for code in subjects]
        own = [slot for code in subjects if (slot := code.replace("_", "-")) in self._slots]
        if not subjects or own:
            found += [self._section(each) for each in dict.fromkeys([holder, *own])]
        return found

    def _doubt(self, holder: str, number: Written, sentence: str, about: list[str]) -> Doubt:
        slot = holder.removeprefix(AFTER)
        for code in about:
            figure = self._made.shown[code]
            if known_numbers.of_shown(figure).closest(number):
                name, text = (str(figure.get(each) or code) for each in ("name", "text"))
                return Doubt(slot, number, sentence, text, name)
        return Doubt(slot, number, sentence)

    def _subject(self, code: str) -> Numbers:
        if code not in self._of_subject:
            figure = self._made.shown[code]
            found = known_numbers.of_shown(figure)
            rows = known_numbers.of_figures(
                self._rows.get(code, []), self._end, "%" in str(figure.get("text"))
            )
            found.add(rows)
            for text in self._texts.get(code, []):
                found.elsewhere.update(known_numbers.of_text(text))
            self._of_subject[code] = found
        return self._of_subject[code]

    def _section(self, holder: str) -> Numbers:
        if holder not in self._of_section:
            place = self._slots[holder]["id"] if holder in self._slots else holder
            ids = self._around.get(place.removeprefix(AFTER), [])
            found = Numbers()
            for forms in self._made.beside.of(ids).cells.values():
                for form in forms:
                    found.add(known_numbers.of_form(form))
            self._of_section[holder] = found
        return self._of_section[holder]


def _may_be_figure(number: Written, about: list[str]) -> bool:
    """Whether a count may be a figure of what its sentence is about: a small one says little, and
    one with a noun of its own is of that, "14 schools"."""
    return bool(about) and number.value >= SMALL and not stems_of(number.noun)


def _names(made: Made) -> dict[str, list[str]]:
    """What each subject is called: its name, its short name and its heading."""
    declared = {each["code"]: each for each in made.json(CONTEXT).get("declarations", [])}
    found = {}
    for code, figure in made.shown.items():
        more = declared.get(code, {})
        every = (figure.get("name"), more.get("short"), more.get("heading"))
        found[code] = [part for each in every if each for part in str(each).split(": ")]
    return found


def _rows_by_code(made: Made) -> Mapping[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    with suppress(OSError, LitmusError):  # a file that was changed is told by another check
        for row in read_rows(made.folder / FIGURES):
            found.setdefault(row.indicator, []).append(row)
    return found


def key_of(slot: str, number: str) -> str:
    """Which number of a commentary it is, whatever its spaces and capitals.

    >>> key_of("kq2", "81 per cent")
    'kq2:81percent'
    """
    return f"{slot}:{''.join(number.split()).lower()}"


def _is_about(answer: Accepted, doubt: Doubt) -> bool:
    return key_of(answer.slot, answer.number) == key_of(doubt.slot, doubt.number.text)


def _place(made: Made, slot: str) -> str:
    known = made.slots.get(slot)
    return f"commentary {slot} ({known})" if known else messages.place(made.plan, f"{AFTER}{slot}")


def _fault(made: Made, doubt: Doubt, ended: Accepted | None) -> Fault:
    likely = (
        f"the figure of “{doubt.subject}” is {doubt.likely}"
        if doubt.likely
        else "nothing that the report shows of it has this number"
    )
    what = f"“{doubt.number.text}” is written in “{_short(doubt.sentence)}”, and {likely}."
    if ended:
        what += f" That it is right was accepted until {ended.until} by {ended.by}."
    mend = (
        f"correct it in the notebook and run the report again; or, if it is right, say why: "
        f'--accept {doubt.slot}:"{doubt.number.text}"="reason" (with make: ACCEPT="{doubt.slot}:'
        f'{doubt.number.text}=reason"), or under `accepted` in {WHERE}.'
    )
    return Fault(what, _place(made, doubt.slot), mend)


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 140 else f"{sentence[:139].rsplit(' ', 1)[0]} …"


def _remark(made: Made, doubt: Doubt, answer: Accepted) -> Remark:
    beside = f", where the figure of “{doubt.subject}” is {doubt.likely}" if doubt.likely else ""
    place = _place(made, doubt.slot)
    about = f"{place[:1].upper()}{place[1:]}: it says {doubt.number.text}{beside}."
    until = answer.until.isoformat() if answer.until else ""
    key = key_of(doubt.slot, doubt.number.text)
    return Remark("accepted number", about, answer.reason, answer.by, until, key)
