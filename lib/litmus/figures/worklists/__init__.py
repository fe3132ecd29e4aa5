"""What there is to do on a day: the lists behind its figures, beside those of the day before.

The lists have the cases that the figures count (`litmus.indicators.listing`), so that both add up.
They name children by our own number: they go into a file of their own and nowhere else.
"""

from litmus.figures.worklists.counting import for_scopes, of_day
from litmus.figures.worklists.rows import CaseList, Worklists, Workload, WorkRow

__all__ = ["CaseList", "WorkRow", "Worklists", "Workload", "for_scopes", "of_day"]
