"""The forms of quality assurance: what they ask, the workbooks people fill in, what they said."""
