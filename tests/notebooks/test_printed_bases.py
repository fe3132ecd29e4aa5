"""Of what a share is, and what did not happen yet: read from what the reports print."""

import json
import re
from datetime import date, datetime
from pathlib import Path

from notebooks.printed import page

END = date(2016, 3, 31)
DAY = re.compile(r"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}\b")
# Columns whose days lie ahead by their nature.
AHEAD = {"Due", "By", "Report due", "By the end of"}


def test_every_share_of_another_number_says_what_it_is_of(made: Path):
    activities = json.loads((made / "qa.json").read_text(encoding="utf-8"))["activities"]
    silent = []
    for each in activities:
        measures = each["measures"]
        first = measures[0]["numerator"] if measures else None
        silent += [
            f"{each['key']}: {m['label']} ({m['denominator']} beside {first})"
            for m in measures
            if m["denominator"] and m["denominator"] != first and not m.get("base")
        ]
    assert not silent and len(activities) > 15


def test_of_nothing_there_is_no_share_anywhere(printed: dict[str, Path]):
    for report, file in printed.items():
        for heading, text in page(file).everything():
            assert "of 0)" not in text and "none (0" not in text, f"{report}, {heading}: {text}"


def test_nothing_that_came_after_the_period_is_reported_in_it(printed: dict[str, Path]):
    """No day in a table lies after the period, but those that are due."""
    late = []
    for report, file in printed.items():
        for table in page(file).tables:
            for row in table.records():
                for column, text in row.items():
                    days = [datetime.strptime(day, "%d %b %Y").date() for day in DAY.findall(text)]
                    if column not in AHEAD and any(day > END for day in days):
                        late.append(f"{report}, {table.caption}, {column}: {text[:80]}")
    assert not late, "\n".join(late)
