"""The report as a Word document that a clerk can paste into a committee's paper.

Everything has a style of Word's own, so that it takes the look of the paper it lands in. What waits
behind a fold on a screen is left out, as on paper.
"""

from litmus.render.word.document import render

__all__ = ["render"]
