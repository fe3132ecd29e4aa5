"""How the figures were made, and which could not be: the report's small print, in plain words."""

from litmus.base import numbers
from litmus.report import sentences, wording
from litmus.report.block import is_in_source
from litmus.report.bundle import ItemsCell, NoticeCell, Shown, TableCell, Text, Title
from litmus.report.cells import Cell, Value, nothing
from litmus.report.components import Folded
from litmus.report.feed import Context, Declaration, Figure
from litmus.report.lookup import Figures

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
    "Percentages and rates are shown to one decimal, rounded half up. Differences are taken "
    "before rounding, so that they may differ by 0.1 from the difference of the numbers shown.",
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
    """The head of the report: council and period, and what identifies it."""
    facts = [
        ("Council", context.council),
        *([("About", context.scope_name)] if context.scope_name else []),
        *([("For", context.readers)] if context.readers else []),
        ("Period", context.period.title),
        ("Source of the data", context.source_title),
    ]
    if context.data_to:  # what goes on after the period is of interest at the end alone
        name = "Data up to" if context.data_to < context.period.end else "Data held up to"
        facts.append((name, wording.day(context.data_to)))
    if context.restricted:
        facts.append(("Handling", context.restricted))
    facts.append(("Snapshot", context.fingerprint[:16]))
    facts.append(("Made with", f"Litmus {context.litmus_version}"))
    return Title(context.title, f"{context.council}, {context.period.title}", facts)


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


def _rules(context: Context) -> list[str]:
    source = (
        f"Source: {context.source_title}. Every figure comes from one frozen copy of the checked "
        f"data, the snapshot with the fingerprint {context.fingerprint}."
    )
    if context.source_kind == "sample":
        source = f"The sample council is made up: no real child is in these figures. {source}"
    settings = [f"{name} = {value}" for name, value in sorted(context.parameters.items())]
    own = [f"Settings of this report: {numbers.join(settings)}."] if settings else []
    return [
        source,
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
        "S is the last day of the period, the window the days that the figure covers. Left out: "
        "cases that the definition does not count, such as transfers in."
    )
    return TableCell("Definitions", columns, rows, right=frozenset({5}), note=note)


def _definition(declaration: Declaration, figure: Figure) -> list[Cell]:
    better = {"higher": "higher", "lower": "lower"}.get(declaration.polarity, "neither")
    covers = "the last day" if wording.at_a_day(declaration) else WINDOWS[declaration.window]
    return [
        f"{declaration.name} ({declaration.code})",
        declaration.denominator or "not a share",
        declaration.numerator,
        covers,
        better,
        nothing("not counted") if figure.excluded is None else Value(figure.excluded),
        declaration.source,
    ]


def not_in_source(figures: Figures, context: Context) -> list[Shown]:
    """One notice on all indicators that the source cannot feed; nothing where it feeds all."""
    missing = [d.brief for d in context.main if not is_in_source(figures.headline(d))]
    if not missing:
        return []
    return [NoticeCell(f"Not in {context.source_title}: {numbers.join(missing)}.")]


def unavailable(figures: Figures, context: Context) -> Shown:
    """The indicators without a figure, each with the reason; or that there are none."""
    pairs = [(d, figures.headline(d)) for d in context.declarations]
    rows = [[d.name, sentences.missing(d, f)] for d, f in pairs if f.value is None]
    if not rows:
        return Text("Every indicator of this report has a figure.")
    caption = f"Indicators without a figure: {len(rows)} of {len(pairs)}"
    return TableCell(caption, ("Indicator", "Why"), rows)
