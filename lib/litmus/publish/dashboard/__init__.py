"""The live dashboard: pages of what stands, remade as the data change, served to those who may see
them.

`making` makes the pages in a process that ends, `serving` serves what was made last and begins the
next making. The server runs no notebook and holds no child's record but the pages themselves.
"""
