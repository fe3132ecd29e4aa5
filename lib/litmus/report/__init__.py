"""Figures shown to people: sentences, tables and charts.

Everything here takes figures that are already computed and returns objects that a notebook can
show (`litmus.report.bundle`). Rounding happens here and nowhere else (`litmus.base.numbers`).
No file is read or written.
"""
