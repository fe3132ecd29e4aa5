"""From an executed notebook to what people read: one reading, several printings.

`document.read` turns the notebook into blocks of plain data, which each of the `formats` prints.
Nothing that people wrote is ever treated as HTML or as Typst code: it travels as text.
"""
