"""The weekly report: a week beside the twelve before it, the lists at its end, and what is due."""
