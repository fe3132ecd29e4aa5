"""Who may open the children's records behind a publication, and how long they are kept:
params/evidence.yml."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from litmus.base import params, paths
from litmus.base.errors import UsageError
from litmus.base.params import Setting

NAME, WHERE = "evidence", "params/evidence.yml"
AGE = re.compile(r"age1[02-9ac-hj-np-z]{58}")


def _as_age_key(given: str) -> str:
    if not AGE.fullmatch(given):
        raise ValueError(
            "expected a key as the command keys recipient prints it, beginning with age1"
        )
    return given


class Recipient(Setting):
    """Somebody who may open restricted bags, and the public part of their key."""

    name: str
    key: Annotated[str, AfterValidator(_as_age_key)]


class EvidenceSettings(Setting):
    """`recipients` open the data in the ordinary way; `recovery` is another person, whose key lies
    elsewhere, for when theirs is lost. `keep_data_years` is how long after publication the data are
    kept, and `keep_data_years_of` the same of reports of which it is not so."""

    recipients: tuple[Recipient, ...] = ()
    recovery: Recipient | None = None
    keep_data_years: int = Field(ge=1, le=100)
    keep_data_years_of: dict[str, Annotated[int, Field(ge=1, le=100)]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _two_people(self) -> "EvidenceSettings":
        if self.recovery is not None:
            others = {each.name for each in self.recipients} | {
                each.key for each in self.recipients
            }
            if {self.recovery.name, self.recovery.key} & others:
                raise ValueError("recovery has to be another person, with another key")
        return self

    @property
    def everybody(self) -> tuple[Recipient, ...]:
        """All who may open the data. Raises UsageError where one kind of them is missing: data that
        one lost key closes for ever are not worth keeping."""
        if not self.recipients or self.recovery is None:
            lacking = "recipients" if not self.recipients else "recovery"
            raise UsageError(
                f"{WHERE}: {lacking} names nobody, so the data behind a publication could not be "
                f"kept. Make a key for each person ({paths.command()} keys recipient --person "
                "NAME) and put what it prints there."
            )
        return (*self.recipients, self.recovery)

    def disposal(self, report: str, published: date) -> date:
        """The day from which the data of a publication may be destroyed."""
        years = self.keep_data_years_of.get(report, self.keep_data_years)
        day = min(published.day, 28) if published.month == 2 else published.day
        return published.replace(year=published.year + years, day=day)


def read(project: Path) -> EvidenceSettings:
    """The settings. Raises UsageError, which names what is wrong in the file."""
    entry = params.mapping(params.read(project, NAME), WHERE, "settings with their names")
    return params.validate(EvidenceSettings, entry, WHERE)
