"""Figures shown to people: sentences, tables and charts.

Everything here takes figures that are already computed and returns objects that a notebook can
show (`litmus.present.bundle`). Rounding happens here and nowhere else (`litmus.present.numbers`).
No file is read or written.
"""
