"""What there is to do at the end of a day or a week: the lists behind its figures, beside those of
the day or week before.

The lists have the cases that the figures count (`litmus.indicators.listing`), so that both add up.
They name children by our own number: they go into a file of their own and nowhere else.
"""

from litmus.figures.worklists.counting import for_scopes, of_period
from litmus.figures.worklists.mending import RecordFault, ToMend, to_mend
from litmus.figures.worklists.rows import CaseList, Worklists, Workload, WorkRow

__all__ = [
    "CaseList",
    "RecordFault",
    "ToMend",
    "WorkRow",
    "Worklists",
    "Workload",
    "for_scopes",
    "of_period",
    "to_mend",
]
