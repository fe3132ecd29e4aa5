"""What a report knows, handed on together to the parts that several kinds of report have."""

from collections.abc import Sequence
from dataclasses import dataclass

from litmus.qa.collated import Collation
from litmus.report.coverage import Coverage
from litmus.report.feed import Context, Declaration
from litmus.report.lookup import Figures
from litmus.report.page_one.facts import FigureFact


@dataclass(frozen=True)
class Known:
    """What the source covers, the figures, the facts of the first page, and quality assurance.

    `whole` is None where the run did not collate the whole of it; `recorded` also where the source
    has nothing of it.
    """

    coverage: Coverage
    figures: Figures
    facts: Sequence[FigureFact]
    whole: Collation | None

    @property
    def context(self) -> Context:
        """What the report is about, of what the source covers."""
        return self.coverage.context

    @property
    def recorded(self) -> Collation | None:
        """The whole of quality assurance, where the source has anything of it."""
        return self.whole if self.coverage.assurance else None

    @property
    def names(self) -> dict[str, str]:
        """The names of the indicators, by code."""
        return {d.code: d.name for d in self.context.declarations}

    @property
    def main(self) -> Sequence[Declaration]:
        """The indicators that the report speaks about."""
        return self.context.main
