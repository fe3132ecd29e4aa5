"""Findings by key question and theme: what is strong, what worries, what grows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from litmus.base import numbers
from litmus.base.code_words import POLARITIES
from litmus.base.key_questions import KEY_QUESTIONS
from litmus.qa.collated import Balance, Collation, Evidence
from litmus.qa.model import Finding
from litmus.qa.themes import FEWEST, ThemeCount
from litmus.report import FINDINGS_LIST
from litmus.report.bundle import ItemsCell, NoticeCell, Shown, TableCell, Text
from litmus.report.cells import Cell, Sparkline, Value, amount, nothing
from litmus.report.components import Folded
from litmus.report.feed import Context
from litmus.report.qa import long_lists, strengths

STATES = {
    "emerging": "▲ Emerging",
    "fading": "▼ Fading",
    "steady": "Steady",
    "too few": "Too few to say",
    "no history": "No history",
}
SHOWN = 12  # themes in the table; the rest are counted in its note
MOST = 3  # themes named in a sentence


def balance(collation: Collation) -> TableCell:
    """One row a key question: strengths, concerns, lessons, and from how many activities."""
    rows: list[list[Cell]] = [
        [KEY_QUESTIONS[each.key_question], *_counts(each), _activities(each.activities)]
        for each in collation.balances
    ]
    columns = ("Key question", "Strengths", "Concerns", "Learning", "From")
    return TableCell("Findings by key question", columns, rows, right=frozenset({1, 2, 3}))


def findings(question: str, collation: Collation, context: Context) -> list[Shown]:
    """What quality assurance found on one key question, by theme."""
    ours = [each for each in collation.findings if each.key_question == question]
    if not ours:
        return [NoticeCell(f"No finding of {context.period.short} speaks to this question.")]
    columns = ("Theme", "Strengths", "Concerns", "Learning", "Kinds of activity")
    named = _by_frequency(ours)
    rows = [_theme_row(theme, ours, collation) for theme in named[:SHOWN]]
    rest = len(named) - SHOWN
    note = f"{numbers.count_of(rest, 'theme')} with fewer findings not shown." if rest > 0 else ""
    caption = f"Findings on this question by theme, {context.period.short}"
    return [
        Text(_balance_text(ours, collation)),
        TableCell(caption, columns, rows, right=frozenset({1, 2, 3, 4}), note=note),
    ]


def in_short(question: str, collation: Collation, context: Context) -> list[Shown]:
    """What quality assurance found on one key question in a sentence, the themes behind a fold."""
    ours = [each for each in collation.findings if each.key_question == question]
    if not ours:
        return []
    sentence, table = findings(question, collation, context)
    return [sentence, Folded("The themes of these findings", [table])]


def named_most(question: str, collation: Collation) -> str:
    """What findings on one key question name most often, strengths and concerns; "" for none."""
    return most_often([f for f in collation.findings if f.key_question == question], collation)


def most_often(found: Sequence[Finding], collation: Evidence) -> str:
    """What these findings name most often, strengths and concerns; "" for none."""
    return _most_text(found, collation, ("Strengths named most often", "Concerns named most often"))


def themes(collation: Collation, context: Context) -> list[Shown]:
    """The themes of all findings: growth against four periods before, kinds of evidence."""
    counts = [each for each in collation.themes if each.concerns or each.strengths]
    if not counts:
        return [NoticeCell(f"No finding of {context.period.short} names a theme.")]
    columns = ("Theme", "Concerns", "Before", "Trend", "Kinds of evidence", "Strengths", "State")
    rows = [_count_row(each) for each in counts[:SHOWN]]
    rest = len(counts) - SHOWN
    more = f" {numbers.count_of(rest, 'theme')} with fewer concerns not shown." if rest > 0 else ""
    note = (
        "Before: concerns in up to four periods before, oldest first; learning is counted apart. "
        "Emerging: the theme's share of all concerns is larger than in the four periods before by "
        "more than chance explains (Fisher's exact test, "
        f"adjusted for the number of themes); never with fewer than {FEWEST} concerns.{more}"
    )
    table = TableCell(
        f"Themes of findings, {context.period.short}",
        columns, rows, right=frozenset({1, 5}), note=note, dense=True,
    )  # fmt: skip
    behind = Folded("The themes in full: before, growth, kinds of evidence", [table])
    return [
        ItemsCell(_theme_sentences(counts)),
        *strengths.chart(counts, collation, context),
        behind,
    ]


def unknown(collation: Collation) -> Shown:
    """The words for themes that nobody has decided on yet."""
    if not collation.unknown:
        return Text("Every theme that findings name is on the list of themes.")
    rows: list[list[Cell]] = [
        [each.words, amount(each.findings), numbers.join(list(each.activities))]
        for each in collation.unknown
    ]
    note = "Each can be added to the council's themes: as one of its own or as a synonym of one."
    columns = ("Words", "Findings", "Written in")
    return TableCell(
        "Words for themes to decide on", columns, rows, right=frozenset({1}), note=note
    )


def evidence(code: str, collation: Evidence, context: Context) -> list[Shown]:
    """The findings that bear on one indicator in the period, and how practice was judged."""
    crossing = next((each for each in collation.crossings if each.code == code), None)
    if crossing is None or not (crossing.findings or crossing.judged):
        return [Text(f"No quality assurance finding of {context.period.short} bears on this.")]
    theirs = set(crossing.findings)
    ours = [each for each in collation.findings if each.id in theirs]
    areas = numbers.join([collation.key_area_titles.get(a, a) for a in crossing.key_areas])
    parts = []
    if crossing.judged:
        parts.append(
            f"{numbers.percent(100 * crossing.good / crossing.judged)} of the judgements of "
            f"{areas} in case file audits were good or outstanding "
            f"({numbers.whole(crossing.good)} of {numbers.whole(crossing.judged)})."
        )
    parts.append(
        f"Findings: {numbers.count_of(crossing.strengths, 'strength')} and "
        f"{numbers.count_of(crossing.concerns, 'concern')}."
    )
    top = _most(each for each in ours if each.is_concern)
    if top:
        named = numbers.join([f"{_title(t, collation)} ({n})" for t, n in top])
        parts.append(f"Concerns most often about {named}.")
    return [Text("Quality assurance: " + " ".join(parts))]


def listing(found: Sequence[Finding], collation: Evidence, context: Context) -> list[Shown]:
    """Findings one by one; of many those that weigh most, how many others there are, and all of
    them behind a fold. By which form each came, the data file says."""
    if not found:
        return [Text("There is no finding to list.")]
    listed, caption = long_lists.first_findings(found), f"Findings, {context.period.short}"
    if len(listed) == len(found):
        return [_listed(caption, found, collation)]
    here, whole = {each.id for each in listed}, numbers.whole(len(found))
    rest = [each for each in found if each.id not in here]
    file = FINDINGS_LIST if context.list_files else ""
    every = f"All {whole} findings, {context.period.short}"
    return [
        _listed(f"{caption}: {len(listed)} of {whole}, concerns named most often first", listed,
                collation),
        Text(long_lists.rest_of_findings(rest, len(found), file)),
        Folded(every, [_listed(every, found, collation)]),
    ]  # fmt: skip


def _listed(caption: str, found: Sequence[Finding], collation: Evidence) -> TableCell:
    rows = [
        [each.activity, _title(each.theme, collation),
         POLARITIES[each.polarity], each.text]
        for each in found
    ]  # fmt: skip
    columns = ("Activity", "Theme", "Kind", "What was found")
    return TableCell(caption, columns, rows, dense=True)


def _activities(titles: Sequence[str]) -> Cell:
    note = " activity" if len(titles) == 1 else " activities"
    return Value(len(titles), note=note) if titles else nothing("none")


def _counts(balance: Balance) -> list[Cell]:
    return [amount(n) for n in (balance.strengths, balance.concerns, balance.learning)]


def _balance_text(found: Sequence[Finding], collation: Collation) -> str:
    times = Counter(each.polarity for each in found)
    text = (
        f"{numbers.count_of(len(found), 'finding speaks', 'findings speak')} to this question: "
        f"{numbers.count_of(times['STRENGTH'], 'strength')}, "
        f"{numbers.count_of(times['CONCERN'], 'concern')} and "
        f"{numbers.count_of(times['LEARNING'], 'point')} of learning."
    )
    return " ".join(part for part in (text, _most_text(found, collation)) if part)


def _most_text(
    found: Sequence[Finding],
    collation: Evidence,
    leads: tuple[str, str] = ("Strongest", "Most worrying"),
) -> str:
    said = []
    for words, wanted in zip(leads, ("STRENGTH", "CONCERN"), strict=True):
        if top := _most(each for each in found if each.polarity == wanted):
            once = words.endswith(OFTEN) and top[0][1] == 1
            lead = f"{words.removesuffix(OFTEN)}, once each" if once else words
            named = [_title(theme, collation) + ("" if once else f" ({n})") for theme, n in top]
            said.append(f"{lead}: {numbers.join(named)}.")
    return " ".join(said)


OFTEN = " most often"


def _theme_sentences(counts: Sequence[ThemeCount]) -> list[str]:
    emerging = [each for each in counts if each.state == "emerging"]
    widely = [each for each in counts if each.is_triangulated]
    strong = sorted(counts, key=lambda each: -each.strengths)[:MOST]
    said = [
        f"Emerging: {_titles(emerging)}." if emerging else "No theme grows beyond chance.",
        f"Seen by three or more kinds of evidence: {_titles(widely)}."
        if widely
        else "No theme is seen by three or more kinds of evidence.",
    ]
    if strong and strong[0].strengths:
        named = [f"{each.title} ({each.strengths})" for each in strong if each.strengths]
        said.append(f"Most often a strength: {numbers.join(named)}.")
    return said


def _titles(counts: Sequence[ThemeCount]) -> str:
    return numbers.join([f"{each.title} ({each.concerns})" for each in counts])


def _count_row(each: ThemeCount) -> list[Cell]:
    before = ", ".join(str(n) for n in each.earlier if n is not None) or "none recorded"
    line = Sparkline(
        [*each.earlier, each.concerns], f"Concerns on {each.title}: {before}, now {each.concerns}"
    )
    kinds = numbers.join(list(each.kinds)) or "none"
    seen_by = Value(len(each.kinds), note=f": {kinds}") if each.kinds else nothing("none")
    return [
        each.title,
        amount(each.concerns),
        before,
        line,
        seen_by,
        amount(each.strengths),
        STATES[each.state],
    ]


def _theme_row(theme: str, found: Sequence[Finding], collation: Collation) -> list[Cell]:
    ours = [each for each in found if each.theme == theme]
    times: Counter[str] = Counter(each.polarity for each in ours)
    return [
        _title(theme, collation),
        *(amount(times[polarity]) for polarity in POLARITIES),
        amount(len({each.activity for each in ours})),
    ]


def _by_frequency(found: Sequence[Finding]) -> list[str]:
    times = Counter(each.theme for each in found)
    return sorted(times, key=lambda theme: (-times[theme], theme))


def _most(found: object) -> list[tuple[str, int]]:
    times = Counter(each.theme for each in found if each.theme)  # type: ignore[attr-defined]
    return sorted(times.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]


def _title(theme: str, collation: Evidence) -> str:
    return collation.theme_titles.get(theme, theme or "No theme named")
