"""The daily report: what is overdue, due, unallocated and new, from the lists of a day."""
