"""The reporting calendar: which report is due when, to whom, for which meeting, and what of it is
done (framework 20.1)."""

from litmus.run.reporting_calendar.agenda import Agenda, agenda
from litmus.run.reporting_calendar.listing import as_json, as_text, tables
from litmus.run.reporting_calendar.of_period import Wanted, wanted_of
from litmus.run.reporting_calendar.sign_off import SignOff, SignOffs

__all__ = [
    "Agenda",
    "SignOff",
    "SignOffs",
    "Wanted",
    "agenda",
    "as_json",
    "as_text",
    "tables",
    "wanted_of",
]
