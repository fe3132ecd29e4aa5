"""One question of a form, and what counts as an answer to it."""

import re
from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field as Entry
from pydantic import field_validator, model_validator

from litmus.base.params import Setting

FieldType = Literal[
    "text",  # one line; ids keep their leading zeros
    "long_text",
    "date",
    "datetime",
    "month",
    "whole_number",
    "number",
    "choice",
    "yes_no",
]
YES_NO = {"Y": "Yes", "N": "No"}
RESERVED = ("form_number", "replaces")  # asked on every form: see litmus.intake.forms.identity
NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")


class Field(Setting):
    """One question, or one column of a table of rows.

    label: the words people read; unique within its form or table, so that an answer can be found
    by it. hint: how to fill it in, shown when the cell is chosen. guidance: what good looks like.
    column: the column that the answer fills, of the form's or the row table's table; None where
    the answer is only copied or derived from. choices: code to label, of a choice. also_read: other
    words that mean a code, such as those that an earlier form offered, each with its code.
    other_allowed: whether a choice may also be answered in people's own words, kept as written.
    required_if: answers (codes) of another field of the same form or row that make this one
    required. not_less_than, not_more_than: a field of the same form or row, which dates or numbers
    are held against where both are answered (a date against a datetime by its day); where that
    one is not answered, what it is held against itself. minimum, maximum: what a number is held
    against. may_be_ahead: whether a date may lie in the future, as the day that something is due
    does; all others are of what has happened.
    """

    name: str
    label: str
    type: FieldType
    hint: str = ""
    guidance: str = ""
    column: str | None = None
    required: bool = False
    required_if: dict[str, list[str]] = Entry(default_factory=dict)
    choices: dict[str, str] = Entry(default_factory=dict)
    also_read: dict[str, str] = Entry(default_factory=dict)
    other_allowed: bool = False
    minimum: float | None = None
    maximum: float | None = None
    not_less_than: str | None = None
    not_more_than: str | None = None
    may_be_ahead: bool = False

    @field_validator("name")
    @classmethod
    def _is_name(cls, name: str) -> str:
        if not NAME.fullmatch(name) or name in RESERVED:
            raise ValueError("expected small letters, digits and underscores, and no reserved name")
        return name

    @model_validator(mode="after")
    def _has_choices(self) -> Self:
        if (self.type == "choice") != bool(self.choices):
            raise ValueError(f"{self.name}: a choice has choices, and nothing else does")
        if len({label.casefold() for label in self.choices.values()}) != len(self.choices):
            raise ValueError(f"{self.name}: two choices have the same label")
        return self

    @property
    def options(self) -> dict[str, str]:
        """What can be picked, code to label; empty where the answer is typed."""
        return YES_NO if self.type == "yes_no" else self.choices

    def code(self, said: str) -> str | None:
        """The code of what was picked or typed: by label or code, else by other words that are
        read, whatever the case and spaces.

        None where it is none of them; the words themselves where own words are allowed.
        """
        words = " ".join(said.split())
        meant = [*((label, code) for code, label in self.options.items())]
        meant += [(code, code) for code in self.options]
        meant += [(other, code) for other, code in self.also_read.items() if code in self.options]
        for each, code in meant:
            if words.casefold() == " ".join(each.split()).casefold():
                return code
        return words if self.other_allowed and words else None

    def is_required(self, answers: Mapping[str, str]) -> bool:
        """Whether an answer is needed, given the other answers (codes) of the form or row."""
        return self.required or any(
            answers.get(other) in codes for other, codes in self.required_if.items()
        )
