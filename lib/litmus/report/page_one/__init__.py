"""The first page of a report: what is good, what is bad, what to decide, by rules alone."""
