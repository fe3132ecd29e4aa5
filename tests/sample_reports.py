"""The reports of the sample council that tests read, made together once, as a batch makes them.

The data are opened once, kernels are forked warm, and each report is made in the formats that some
test reads. A report that a test changes, or that has to be made by `litmus run` itself, is its own.
"""

from pathlib import Path

from litmus.base.periods import Period
from litmus.intake import opening
from litmus.run import plan as plans
from litmus.run.batch import making, summary
from litmus.run.batch.making import Data, Hands
from litmus.run.batch.summary import Entry, Summary
from litmus.run.batch.task import KnownSource
from litmus.run.plan import Plan

MONTH, QUARTER, WEEK, YEAR, DAY = "2016-03", "2016Q1", "2016-W12", "2015/16", "2016-03-29"
PAGE, BOTH = ("html",), ("html", "pdf")
# Report, period, scope and formats; those of one report and period stand side by side, as their
# figures are then counted together.
ASKED: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("book", MONTH, "", PAGE),
    ("audit_month", MONTH, "", PAGE),
    ("safeguarding_unit", MONTH, "", PAGE),
    ("priorities", MONTH, "", PAGE),
    ("early_help", MONTH, "", PAGE),
    ("early_help_partnership", QUARTER, "", PAGE),
    ("themed", YEAR, "", PAGE),
    ("weekly", WEEK, "", PAGE),
    ("weekly", WEEK, "team:CIN-1", PAGE),
    ("meeting", MONTH, "", PAGE),
    ("meeting", MONTH, "team:CIN-1", PAGE),
    ("meeting", MONTH, "service:CP_SAFEGUARDING", PAGE),
    ("meeting_quality", MONTH, "", PAGE),
    ("meeting_quarterly", QUARTER, "", PAGE),
    ("young_people", QUARTER, "", BOTH),
    ("summary", QUARTER, "", BOTH),
    ("observatory", QUARTER, "", BOTH),
    ("annual", YEAR, "", BOTH),
    ("briefing", QUARTER, "team:CIN-1", BOTH),
    ("quarterly_members", QUARTER, "", PAGE),
    ("daily", DAY, "", PAGE),
    ("daily", DAY, "team:CIN-1", PAGE),
)
PARAMETERS = {"themed": {"theme": "neglect"}}


def make(outputs: Path) -> None:
    """Make all of them in a folder of outputs that has the frozen sample already."""
    opened = opening.open_with_forms("sample", outputs, _silent)
    snapshot = opening.freeze(opened, outputs, _silent)
    asked = [_plan(outputs, *each) for each in ASKED]
    begun = Summary(
        report="all",
        title="The sample's reports",
        period=QUARTER,
        outputs=outputs,
        file=outputs / "made.json",
        private=False,
        fingerprint=snapshot.fingerprint,
        made_by="tests",
        started=summary.now(),
        entries=tuple(Entry.of(each) for each in asked),
    )
    data = Data(KnownSource.of(opened), snapshot, sends_lists=True)
    # One at a time: the other process of the tests has work of its own for the other processor.
    done = making.make_missing([asked], begun, data, Hands(1), _silent, lambda _: None)
    assert not done.failed, done.message


def file_of(outputs: Path, place: str, kind: str = "html") -> Path:
    """The report of this kind in a folder such as "2016-03/book", whatever marks its name has."""
    (found,) = (outputs / place).glob(f"*.{kind}")
    return found


def _plan(outputs: Path, report: str, period: str, scope: str, into: tuple[str, ...]) -> Plan:
    given = PARAMETERS.get(report, {})
    return plans.make(report, Period.parse(period), "sample", outputs, given, into, scope)


def _silent(_: str) -> None:
    pass
