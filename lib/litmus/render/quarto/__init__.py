"""The report by Quarto, where it is installed: the same executed notebook, in Quarto's own look."""

from litmus.render.quarto.calling import check
from litmus.render.quarto.quarto import render

__all__ = ["check", "render"]
