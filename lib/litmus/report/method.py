"""How the figures were made, and which could not be: the report's small print, in plain words."""

from collections.abc import Sequence

from litmus.base import numbers
from litmus.report import notes, sentences, wording
from litmus.report.bundle import ItemsCell, Shown, TableCell, Text, Title
from litmus.report.cells import Cell, Value, nothing
from litmus.report.components import Folded
from litmus.report.coverage import Coverage, heading
from litmus.report.feed import Context, Declaration, Figure
from litmus.report.lookup import Figures
from litmus.report.original import identified

WINDOWS = {
    "day": "the day",
    "week": "the week",
    "month": "the month",
    "quarter": "the quarter",
    "R12M": "12 months to the last day",
    "R36M": "3 years to the last day",
    "FYTD": "1 April to the last day",
}
RULES = (
    "Percentages and rates are shown to one decimal, rounded half up. A difference is that of the "
    "numbers as they are printed, and may be 0.1 from that of the exact ones. Whether a change is "
    "more than chance is tested with the exact ones.",
    "A rate is the number per 10,000 children aged 0-17, by the population estimate for the "
    "middle of the year in which the financial year starts, or the latest one that is loaded. "
    "Of a month, or of three, it is annualised: as many a year as there would be at that pace.",
    "Figures over 12 months roll: the figure of one quarter and that of the next share nine "
    "months. A difference from the same quarter a year earlier shares none.",
    "An improvement or a worsening means that the value moved in the better or the worse "
    "direction. It does not say why, and small movements may be chance.",
    "The 95% interval is the range in which the underlying value plausibly lies, given how many "
    "cases there were.",
    "No figure is shown where there was nothing to measure: that is not the same as zero.",
)


OF_A_SCOPE = (
    "The figures count the cases of {name} alone, by the same definitions as the whole council's. "
    "There are no rates per 10,000 children: a rate needs the number of children who live in an "
    "area, and services, teams and groups of workers have none. The numbers are given instead.",
    "Targets are the council's; they are laid beside percentages and means. What others publish is "
    "of whole councils, so that the whole council's own figure stands beside instead.",
)


def title(context: Context) -> Title:
    """The head of the report: council and period, whom it is for, and what identifies it."""
    facts = [
        ("Council", context.council),
        ("Period", context.period.title),
        ("Source of the data", context.source_title),
    ]
    if identified(context):
        facts.append(("Snapshot", context.fingerprint[:16]))
        facts.append(("Made with", f"Litmus {context.litmus_version}"))
    provisional = ", provisional" if context.is_provisional else ""
    of = f"{context.council}, {context.period.title}{provisional}"
    return Title(context.title, of, facts, _head(context))


def of_the_period(figures: Figures, context: Context) -> str:
    """What has to be known of a period that is not over, or of which there are no data; else ""."""
    known = any(
        figure.value is not None for d in context.declarations for figure in _now(figures, d)
    )
    if context.declarations and not known:
        end = context.data_to
        early = bool(end and end < context.period.start)
        if context.scope_name and not early:
            return (
                f"Of {context.scope_name} nothing is recorded in {context.period.short} that this "
                "report counts. No figure has a value, and none is a zero."
            )
        why = f": they end on {wording.day(end)}" if end and early else ""
        return (
            f"There are no data for {context.period.short}{why}. No figure of this report has a "
            "value, and none is a zero."
        )
    if not context.is_provisional or context.data_to is None:
        return ""
    return (
        f"Provisional: the data end on {wording.day(context.data_to)}, before the period does. Its "
        "figures are not complete and will change."
    )


def _now(figures: Figures, declaration: Declaration) -> list[Figure]:
    """The whole's figures of an indicator that end with the report's period."""
    windows = ("day", "week", "month", "quarter", "R3M", "R12M", "R36M", "FYTD")
    found = (figures.at(declaration, figures.end, window) for window in windows)
    return [each for each in found if each is not None]


def _head(context: Context) -> list[tuple[str, str]]:
    """What a reader should know before the first sentence: for whom and what for it is, whom it is
    about, and of which day its records are."""
    known = [
        ("For", context.readers),
        ("Purpose", context.purpose),
        ("About", context.scope_name),
        _records(context),
    ]
    return [(name, value) for name, value in known if value]


def _records(context: Context) -> tuple[str, str]:
    """The day of the records. They may be of long after the period, as when a report is made
    again: that is no day of the report, but the day on which somebody would have seen the same."""
    if context.data_to is None:
        return "", ""
    if context.data_to < context.period.end:
        return "Records", f"to {wording.day(context.data_to)}, before the period ends"
    return "Records", f"as they stood on {wording.day(context.data_to)}"


def method(figures: Figures, context: Context) -> list[Shown]:
    """Definitions of all indicators and the rules that hold for all."""
    return [
        _definitions(figures, context),
        Text("Rules for all figures:"),
        ItemsCell(_rules(context)),
    ]


def in_short(figures: Figures, context: Context) -> list[Shown]:
    """The rules that hold for all figures; the definitions behind a fold."""
    definitions = _definitions(figures, context)
    return [ItemsCell(_rules(context)), Folded("The definition of every indicator", [definitions])]


def source(context: Context) -> str:
    """Where the figures come from, by which anybody can tell their data again."""
    snapshot = (
        f", the snapshot with the fingerprint {context.fingerprint}" if identified(context) else ""
    )
    said = (
        f"Source: {context.source_title}. Every figure comes from one frozen copy of the checked "
        f"data{snapshot}."
    )
    if context.source_kind != "sample":
        return said
    return f"The sample council is made up: no real child is in these figures. {said}"


def _rules(context: Context) -> list[str]:
    settings = [
        f"{notes.setting(name)} {notes.setting(str(value))}"
        for name, value in sorted(context.parameters.items())
    ]
    own = [f"Settings of this report: {numbers.join(settings)}."] if settings else []
    return [
        source(context),
        *own,
        *RULES,
        *(rule.format(name=context.scope_name) for rule in _of_scope(context)),
    ]


def _of_scope(context: Context) -> tuple[str, ...]:
    """What has to be known of figures of less than the whole council."""
    return OF_A_SCOPE if context.scope_name else ()


def _definitions(figures: Figures, context: Context) -> TableCell:
    columns = ("Indicator", "Out of", "Counts", "Covers", "Better", "Left out", "Definition")
    rows = [_definition(d, figures.headline(d)) for d in context.declarations]
    note = (
        "The last day is that of the period, the window the days that the figure covers. Left out: "
        "cases that the definition does not count, such as transfers in. In brackets: what the "
        "indicator is called in the data file."
    )
    return TableCell("Definitions", columns, rows, right=frozenset({5}), note=note)


def _definition(declaration: Declaration, figure: Figure) -> list[Cell]:
    better = {"higher": "higher", "lower": "lower"}.get(declaration.polarity, "neither")
    covers = "the last day" if wording.at_a_day(declaration) else WINDOWS[declaration.window]
    return [
        f"{declaration.name} ({declaration.code})",
        notes.definition(declaration.denominator) or "not a share",
        notes.definition(declaration.numerator),
        covers,
        better,
        nothing("not counted") if figure.excluded is None else Value(figure.excluded),
        notes.source(declaration.source),
    ]


def unavailable(figures: Figures, found: Coverage) -> list[Shown]:
    """The indicators without a figure, each with the reason, or that there are none; those that
    the source cannot feed behind a fold."""
    pairs = [(d, figures.headline(d)) for d in found.context.declarations]
    without = [(d, f) for d, f in pairs if f.value is None]
    others = "other " if found.missing else ""
    shown: list[Shown] = [Text(f"Every {others}indicator of this report has a figure.")]
    if without:
        caption = f"Indicators without a figure: {len(without)} of {len(pairs)}"
        shown = [_by_reason(caption, without)]
    if not found.missing:
        return shown
    title = f"{heading(found.context)}, and why"
    why = _by_reason(title, [(d, figures.headline(d)) for d in found.missing])
    return [*shown, Folded(title, [why])]


def _by_reason(caption: str, without: Sequence[tuple[Declaration, Figure]]) -> TableCell:
    """A row a reason, with the indicators of which it is the reason."""
    names: dict[str, list[str]] = {}
    for declaration, figure in without:
        names.setdefault(sentences.missing(declaration, figure), []).append(declaration.name)
    rows: list[list[Cell]] = [["; ".join(found), reason] for reason, found in names.items()]
    return TableCell(caption, ("Indicator", "Why"), rows)
