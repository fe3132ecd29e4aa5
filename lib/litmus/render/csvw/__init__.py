"""The figures of a report as tidy CSV with metadata, as the W3C's CSV on the Web has it (CSVW)."""

from litmus.render.csvw.csvw import render

__all__ = ["render"]
