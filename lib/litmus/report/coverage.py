"""What the source of a report can speak to: of all else nothing is said but that it is not there.

A return on looked-after children holds no referrals, a council's data may hold no early help. Such
indicators are taken out of the report before anything is shown, so that no table, tile, sentence or
heading is about them, and are named once, in a box of the first page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from litmus.base import letters, numbers
from litmus.base.breakdowns import characteristics
from litmus.base.scope import Scope
from litmus.qa.collated import Collation, Evidence
from litmus.report.bundle import NoticeCell, Shown
from litmus.report.feed import NOT_IN_SOURCE, Context, Declaration, Figure
from litmus.report.lookup import Figures

ASSURANCE = "quality assurance"
RETURN = "ssda903"
# Where the source feeds less than this share of the indicators that a report speaks about, it
# speaks about those beside them, too, which else stand in tables alone.
FEW = 0.5


@dataclass(frozen=True)
class Coverage:
    """A report's context with the indicators that its source can feed, and those that it cannot.

    `assurance` is whether the source has anything of quality assurance that the report asked for;
    `silent` are the characteristics of children of which a return says nothing.
    """

    context: Context
    missing: tuple[Declaration, ...]
    assurance: bool = True
    silent: tuple[str, ...] = ()


def coverage(context: Context, figures: Figures, evidence: Evidence | None) -> Coverage:
    """What of a report its source can speak to."""
    fed = tuple(d for d in context.declarations if is_in_source(figures.headline(d).reason))
    missing = tuple(d for d in context.declarations if d not in fed)
    beside = context.beside
    if len(set(fed) & set(context.main)) < FEW * len(context.main):
        beside = tuple(d.code for d in fed if d.code in context.beside and not d.key_questions)
    silent = tuple(each.label for each in characteristics() if figures.silent_on(each.code))
    return Coverage(
        replace(context, declarations=fed, beside=beside),
        missing,
        has_assurance(evidence),
        silent if is_return(context) else (),
    )


def is_return(context: Context) -> bool:
    """Whether the source is a return on looked-after children, which never holds anything else."""
    return context.source_kind == RETURN


def is_in_source(why_not: str | None) -> bool:
    """Whether the source has what a figure, or a list, is of; by the reason why there is none."""
    return not (why_not or "").startswith(NOT_IN_SOURCE)


def is_work_of(figure: Figure, context: Context) -> bool:
    """Whether it may be said of a report's team or service: it has such cases, or it is not known
    why there is no value. Of the whole council everything may."""
    if not context.scope_name or figure.value is not None:
        return True
    not_counted = (figure.reason or "").endswith(f"not counted by {_kind(context)}")
    return figure.denominator != 0 and not not_counted


def _kind(context: Context) -> str:
    return Scope.parse(context.scope).kind.replace("_", " ")


def has_assurance(evidence: Evidence | None) -> bool:
    """Whether the source has anything of quality assurance: a table, or a form that came in.

    Of findings alone, without the activities that they come from, whether there are any.
    """
    if not isinstance(evidence, Collation):
        return evidence is not None and bool(
            evidence.findings or any(each.judged for each in evidence.crossings)
        )
    tables = any(not each.absent for each in evidence.activities)
    return tables or bool(evidence.findings or evidence.actions)


def not_in_source(found: Coverage, whole: bool = True) -> list[Shown]:
    """The box on what the source does not have: whole themes by name, else single indicators.

    `whole` is whether the report asked for the whole of quality assurance. Nothing where the source
    has all.
    """
    names = [*_named(found.missing, found.context.declarations), *found.silent]
    if whole and not found.assurance:
        names.append(ASSURANCE)
    if not names:
        return []
    return [NoticeCell(f"{heading(found.context)}: {numbers.join(names)}.")]


def lacking(missing: Sequence[Declaration], context: Context) -> list[str]:
    """A sentence on single indicators that the source cannot feed: "Not in these data: ..."."""
    names = [letters.within(each.brief) for each in missing]
    return [f"{heading(context)}: {numbers.join(names)}."] if names else []


def heading(context: Context) -> str:
    """What the box, and the list of the reasons, are called: "Not in this return"."""
    return f"Not in {'this return' if is_return(context) else 'these data'}"


def _named(missing: Sequence[Declaration], fed: Sequence[Declaration]) -> list[str]:
    """The themes of which nothing is there, and the single indicators of the other themes."""
    known = {d.theme for d in fed}
    themes = dict.fromkeys(d.theme for d in missing if d.theme and d.theme not in known)
    alone = [d.brief for d in missing if (not d.theme or d.theme in known) and d.key_questions]
    return [letters.within(name) for name in [*themes, *alone]]
