"""Quality assurance: what audits, observations, complaints and feedback say, collated.

Each activity of the framework is counted from the standard tables of a snapshot (`qa_*`); findings
of all activities are brought together by key question and theme and held against the indicators.
Nothing here knows how a report shows it: plain values are handed on (`litmus.qa.model`).
"""
