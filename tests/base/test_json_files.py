"""Values as JSON files: what is written is what is read; a fault is told without its values."""

from dataclasses import dataclass
from datetime import date

import pytest

from litmus.base import json_files
from litmus.base.errors import LitmusError


@dataclass(frozen=True)
class Child:
    when: date
    number: int | float
    note: str = ""


@dataclass(frozen=True)
class Parent:
    children: tuple[Child, ...]
    by_name: dict[str, Child]
    last: date | None = None


def test_what_is_written_is_what_is_read(tmp_path):
    child = Child(date(2016, 3, 29), 5)
    value = Parent((child, Child(date(2016, 4, 1), 5.5, "a")), {"b": child})
    path = json_files.write(tmp_path / "value.json", value)
    again = json_files.read(path, Parent)
    assert again == value
    assert repr(again) == repr(value)  # 5 and 5.0 are equal, and are not printed alike
    assert json_files.write(tmp_path / "again.json", again).read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "value.json is damaged."),
        ("[1]", "value.json does not hold what a run writes."),
        ('{"by_name": {}}', "value.json lacks children: it was written by another version"),
        ('{"children": [{"when": "Zebedee", "number": 1}], "by_name": {}}',
         "value.json has a fault at children.0.when: it was written by another version"),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_its_place_alone(tmp_path, content, said):
    path = tmp_path / "value.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LitmusError) as error:
        json_files.read(path, Parent)
    assert str(error.value).startswith(said)
    assert str(error.value).endswith("Run the report again.")
    assert "Zebedee" not in str(error.value)
