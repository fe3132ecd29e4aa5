"""Figures shown to people: sentences, tables and charts.

Everything here takes figures that are already computed and returns objects that a notebook can
show (`litmus.report.bundle`). Rounding happens here and nowhere else (`litmus.base.numbers`).
No file is read or written, but for those between a run and its notebook (`litmus.report.feed`),
whose names stand here.
"""

FIGURES, QUALITY, CONTEXT, ASSURANCE = FED = (
    "figures.csv",
    "quality.json",
    "context.json",
    "qa.json",
)
# Of a report that lists cases alone, and for its readers alone.
WORKLISTS = "worklists.json"
# Of the pack of a meeting alone, which may share all else with the report that it is an edition of.
FOLLOW_UP = "follow_up.json"
# Lists that are too long for a page, whole, beside a report for the council's own managers.
ACTIONS_LIST, FINDINGS_LIST = LISTS = ("actions.csv", "findings.csv")
