"""From an executed notebook to what people read: one reading (`document`), two printings.

`document.read` turns the notebook into blocks of plain data; `html` and `pdf` print the same
blocks, so that the two renderings cannot tell different stories. Nothing that people wrote is
ever treated as HTML or as Typst code: it travels as text.
"""

from importlib import import_module


def load() -> None:
    """Load what both printings need, which takes longest: for a moment of waiting."""
    for name in ("nbconvert.exporters.templateexporter", "typst", "litmus.render.pdf"):
        import_module(name)
