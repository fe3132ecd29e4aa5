"""The tables of a report as an accessible workbook: a cover, contents, and a table a sheet."""

from litmus.render.workbook.workbook import render

__all__ = ["render"]
