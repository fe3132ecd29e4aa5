"""The reporting calendar: which report is due when, to whom, for which meeting, and what of it is
done (framework 20.1)."""

from litmus.run.reporting_calendar.agenda import Agenda, agenda
from litmus.run.reporting_calendar.listing import as_json, as_text, tables
from litmus.run.reporting_calendar.of_period import Wanted, wanted_of

__all__ = ["Agenda", "Wanted", "agenda", "as_json", "as_text", "tables", "wanted_of"]
