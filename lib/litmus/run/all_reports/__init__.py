"""Every report that belongs to a period, made at once."""

from litmus.run.all_reports.making import all_reports
from litmus.run.all_reports.summary import Whole

__all__ = ["Whole", "all_reports"]
