"""What a notebook may call of early help: `report.early_help`."""

from dataclasses import replace

from litmus.base.errors import UsageError
from litmus.base.spelling import did_you_mean
from litmus.qa.collated import Collation
from litmus.report import apart, block, coverage
from litmus.report.bundle import ItemsCell, Several, Shown, Text
from litmus.report.components import Statement
from litmus.report.coverage import Coverage
from litmus.report.early_help import front, groups
from litmus.report.early_help.groups import AGENCY, CLUSTER, COUNTED
from litmus.report.lookup import Figures
from litmus.report.page_one import blocks
from litmus.report.page_one.facts import FigureFact

NO_WORKERS = (
    "Not in this source: how many families each worker has. The records of early help name the "
    "agency that leads, and no worker."
)
RULES = (
    "Early help is counted by episode: help for one child, from its start to its end. Children who "
    "also have an open case of social care are in none of the numbers of what is open.",
    "A case's cluster and lead agency are those that the child's latest early help assessment "
    "names which had begun by then.",
    "Stepped up: the episode ended because the child went on to children's social care. Stepped "
    "down: it began in the 28 days after a case of social care of the child had closed, as far as "
    "no other number of days is set.",
    "Referred within six months: complete only when six months have passed since the end.",
)


class EarlyHelp:
    """The parts of a report on early help. Each method returns something to show."""

    def __init__(
        self,
        found: Coverage,
        figures: Figures,
        facts: list[FigureFact],
        collation: Collation | None,
    ) -> None:
        self._coverage, self._figures, self._context = found, figures, found.context
        self._facts = [
            replace(fact, group=apart.clearest(fact.declaration, figures, (CLUSTER, AGENCY)))
            for fact in facts
        ]
        self._collation = collation

    def statement(self) -> Statement:
        """Early help in a sentence."""
        return Statement(front.sentence(self._figures, self._context), large=True)

    def summary(self) -> Several:
        """What goes well, what is of concern, what to decide; every measure in a table; what the
        source does not have."""
        named = blocks.named(self._figures, self._context)
        return Several(
            [
                blocks.blocks(self._facts, self._collation, named),
                *front.table(self._figures, self._context),
                *coverage.not_in_source(self._coverage, self._collation is not None),
            ]
        )

    def clusters(self) -> Several:
        """The clusters side by side, to see where help is wanted and where it lasts long."""
        return Several(groups.side_by_side(CLUSTER, self._figures, self._context))

    def agencies(self) -> Several:
        """The agencies that lead, side by side."""
        return Several(groups.side_by_side(AGENCY, self._figures, self._context))

    def measure(self, code: str) -> Several:
        """A measure ("EHA03") with its course, and by cluster and lead agency in a sentence."""
        declared = {d.code: d for d in self._context.main}
        if code not in declared:
            asked = {d.code for d in (*self._context.main, *self._coverage.missing)}
            if code in asked:
                return Several([])
            hint = did_you_mean(code.upper(), sorted(asked))
            raise UsageError(f"This report has no measure {code!r}.{hint} It has "
                             f"{', '.join(sorted(asked))}.")  # fmt: skip
        declaration = declared[code]
        said = [
            sentence
            for by in (CLUSTER, AGENCY)
            for sentence in (
                groups.shares(declaration, by, self._figures, self._context)
                if code in COUNTED
                else groups.standing_apart(declaration, by, self._figures, self._context),
            )
            if sentence
        ]
        shown: list[Shown] = list(block.block(declaration, self._figures, self._context))
        by_group = [Text(" ".join(said))] if said else []
        return Several([*shown[:2], *by_group, *shown[2:]] if len(shown) > 1 else shown)

    def workload(self) -> Text:
        """What is not known of the workload."""
        return Text(NO_WORKERS)

    def rules(self) -> ItemsCell:
        """How to read the figures of early help."""
        return ItemsCell(RULES)
