"""Columns of what children, families, staff and others say: declared as in `columns`."""

COLUMNS: dict[str, tuple[str, str]] = {}
