"""The reporting calendar: which report is due when, to whom, for which meeting, and what of it is
done (framework 20.1)."""

from litmus.run.reporting_calendar.agenda import Agenda, agenda
from litmus.run.reporting_calendar.listing import as_json, as_text, tables

__all__ = ["Agenda", "agenda", "as_json", "as_text", "tables"]
