"""The settings of priorities: what cannot be is refused with the file, the entry and the reason."""

from pathlib import Path

import pytest

from litmus.base.errors import UsageError
from litmus.run import contents
from litmus.run.settings import read_report

HEAD = """title: Priorities
notebook: notebooks/priorities.ipynb
period: month
audience: internal
priorities:
"""
ENTRY = "  {code}: {{reason: Why, owner: Head, agreed: {agreed}}}\n"


@pytest.fixture
def settled(tmp_path: Path):
    """The settings of a report with these lines below `priorities:`, whole."""
    (tmp_path / "params").mkdir()

    def read(lines: str):
        (tmp_path / "params" / "mine.yml").write_text(HEAD + lines, encoding="utf-8")
        return contents.complete(read_report(tmp_path, "mine"), "params/mine.yml")

    return read


def one(agreed: str, code: str = "ASM02") -> str:
    return ENTRY.format(code=code, agreed=agreed)


def test_priorities_are_the_indicators_of_the_report_in_their_order(settled) -> None:
    lines = one("{2016-03-31: 85}", "icp01") + one("{2016-03-31: 85, 2017-03-31: 90.5}")
    found = settled(lines)
    assert found.indicators == ["ICP01", "ASM02"] == list(found.priorities)
    course = found.priorities["ASM02"].priority
    assert [each.value for each in course.agreed] == [85.0, 90.5]
    assert found.priorities["ICP01"].owner == "Head"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (one("{2016-03-31: 85}", "ASM2"), r"params/mine.yml, priorities: There is no indicator"),
        (
            one("{2016-03-31: 85, 2015-03-31: 80}"),
            r"priorities\.ASM02\.agreed: expected each day later than the one before "
            r"\(2015-03-31 follows 2016-03-31\)",
        ),
        (one("{2016-03-31: 0.85}"), r"ASM02, agreed, 2016-03-31: .*did you mean 85\?"),
        (one("{2016-03-31: 850}"), r"expected per cent, 0 or from 1 to 100 \(found 850\)"),
        (one("{2016-03-31: -1}"), r"priorities\.ASM02\.agreed.*greater than or equal to 0"),
        (one("{2016-02-30: 85}"), r"expected a date such as 2016-03-17"),
        (one("{2016-03-31: many}"), r"expected a number"),
        (one("{}"), r"priorities\.ASM02\.agreed"),
        ("  ASM02: {owner: Head, agreed: {2016-03-31: 85}}\n", r"priorities\.ASM02\.reason"),
        (one("{2016-03-31: 85}") + one("{2016-03-31: 85}", "asm02"), r"ASM02 is there 2 times"),
    ],
)
def test_what_cannot_be_agreed_is_refused(settled, lines: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        settled(lines)
