"""Which reports are to be made of a period: a plan for each, or why there can be none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from litmus.base.errors import LitmusError, UsageError
from litmus.base.numbers import count_of
from litmus.intake.snapshot import Snapshot
from litmus.run import plan as plans
from litmus.run import scope_words
from litmus.run.all_reports.summary import LEFT_OUT
from litmus.run.batch import scopes
from litmus.run.batch.batching import about
from litmus.run.batch.summary import FAILED, Entry
from litmus.run.file_names import slug
from litmus.run.plan import Plan
from litmus.run.reporting_calendar import Wanted

ASSURANCE = "qa_"  # what tables of quality assurance begin with
NO_ASSURANCE = "it is about quality assurance, and the data hold no record of any."
NO_GROUPS = (
    "the data name no {asked} of {period}. If there are some, name them in params/calendar.yml, "
    "such as scopes: [team:CIN-1]."
)
NO_FIGURES = "the data can feed none of its {indicators}. Of the first: {reason}."


@dataclass(frozen=True)
class Gathered:
    """The plans of the reports to make; an entry for each and for those that cannot be made, in the
    order of the calendar; the title of each report by its name; and what is made by other means."""

    plans: tuple[Plan, ...]
    entries: tuple[Entry, ...]
    titles: Mapping[str, str]
    elsewhere: tuple[str, ...]


def gather(
    wanted: Sequence[Wanted],
    source: str,
    outputs: Path,
    snapshot: Snapshot,
    into: Sequence[str] = (),
    draft: bool = False,
) -> Gathered:
    """The reports of these lines of the calendar, each once."""
    found: dict[str, tuple[Entry, Plan | None]] = {}
    ours = [each for each in wanted if each.asked.settings]
    for each in ours:
        try:
            planned = _planned(each, source, outputs, into, draft)
            for entry, plan in _of_scopes(planned, each, snapshot):
                found.setdefault(entry.folder, (entry, plan))
        except UsageError as error:  # its settings are wrong: the others are still made
            entry = _unplanned(each, FAILED, str(error))
            found.setdefault(entry.folder, (entry, None))
    return Gathered(
        plans=tuple(plan for _, plan in found.values() if plan is not None),
        entries=tuple(entry for entry, _ in found.values()),
        titles={each.asked.entry.report: each.asked.title for each in ours},
        elsewhere=tuple(each.asked.title for each in wanted if not each.asked.settings),
    )


def _planned(wanted: Wanted, source: str, outputs: Path, into: Sequence[str], draft: bool) -> Plan:
    settings, entry = wanted.asked.settings, wanted.asked.entry
    scope = wanted.which if wanted.asked.is_by_scope else ""
    which = {settings.variant: wanted.which} if settings and wanted.which and not scope else {}
    return plans.make(
        entry.report, wanted.period, source, outputs, which, into, scope=scope, draft=draft
    )


def _of_scopes(
    plan: Plan, wanted: Wanted, snapshot: Snapshot
) -> Iterator[tuple[Entry, Plan | None]]:
    """The report of each scope that its line of the calendar names, or of the council."""
    if why := _obstacle(plan, snapshot):
        yield replace(Entry.of(plan), state=LEFT_OUT, error=why), None
        return
    asked = wanted.asked.entry.scopes
    try:
        chosen = scopes.choose(scope_words.parse(asked), snapshot, plan.period) if asked else []
    except UsageError:
        raise
    except LitmusError:  # the data know none of these
        why = NO_GROUPS.format(asked=" and ".join(asked), period=plan.period.title)
        yield _unplanned(wanted, LEFT_OUT, why), None
        return
    for each in [about(plan, scope) for scope in chosen] if asked else [plan]:
        yield Entry.of(each), each


def _unplanned(wanted: Wanted, state: str, why: str) -> Entry:
    """What is said of a report for which there is no plan."""
    entry = wanted.asked.entry
    which = wanted.which if wanted.asked.is_by_scope else wanted.which.upper()
    name = "-".join(filter(None, [entry.report, slug(which)]))
    folder = f"{wanted.period.folder}/{name}"
    of_whom = " ".join(entry.scopes) or "council"
    return Entry(of_whom, folder, entry.report, str(wanted.period), state, why)


def _obstacle(plan: Plan, snapshot: Snapshot) -> str:
    """Why the data cannot feed a report: nothing of what it is about is in them; "" where
    something is."""
    codes = [*plan.settings.indicators, *plan.settings.worklists]
    if not codes:
        known = any(table.startswith(ASSURANCE) for table in snapshot.provided)
        return "" if known else NO_ASSURANCE
    from litmus.figures import indicators
    from litmus.indicators import available

    asked = indicators(codes, plan.project, plan.period, plan.scope, plan.settings.by)
    why = [available(each, snapshot.provided, snapshot.reasons) for each in asked]
    if None in why:
        return ""
    return NO_FIGURES.format(indicators=count_of(len(asked), "indicator"), reason=why[0])
