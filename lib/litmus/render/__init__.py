"""From an executed notebook to what people read: one reading (`document`), two printings.

`document.read` turns the notebook into blocks of plain data; `html` and `pdf` print the same
blocks, so that the two renderings cannot tell different stories. Nothing that people wrote is
ever treated as HTML or as Typst code: it travels as text.
"""
