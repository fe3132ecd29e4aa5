"""The performance book: one page an indicator, a one-page table in front, an index.

Each page says what the figure is, how it stands, whether it really moved and what accounts for
that, and shows the trend, comparisons and groups that this rests on.
"""
