"""How reports are published: params/publication.yml.

Who may sign as what, under which terms and for how long a publication is kept, what is waived and
what is accepted, each with a reason, an end and a name. All of it is printed in the assurance
statement of the publication.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from litmus.base.errors import UsageError
from litmus.base.params import Day, Setting, read, validate

NAME = "publication"
WHERE = f"params/{NAME}.yml"
ANALYST, ASSURER, APPROVER = "analyst", "assurer", "approver"
# In the order in which they sign. The names are those of the Aqua Book.
ROLES: Mapping[str, str] = {
    ANALYST: "Analyst: made the report and checked it",
    ASSURER: "Assurer (QA Manager): checked the analysis and its limitations",
    APPROVER: "Approver: decides that it is published",
}
ANY = "*"


def _words(given: str) -> str:
    if not given.strip() or not given.replace("\n", " ").isprintable():
        raise ValueError("expected words")
    return " ".join(given.split())


Words = Annotated[str, AfterValidator(_words)]


class Exemption(Setting):
    """Somebody answers for something that a check asks about: why, who, and until when. Only what
    is said with the command, of one version, has no end of its own."""

    reason: Words
    by: Words
    until: Day | None = None

    def holds(self, today: date) -> bool:
        """Whether it still counts on a day; the last day counts."""
        return self.until is None or today <= self.until


class Waiver(Exemption):
    """A rule of the data contracts whose findings do not hold a publication up.

    `table` and `column` name where; "*" is any, in a name too: "*_before_start". `rows`: how many
    rows it may have set aside in a table, at most; more are asked about again.
    """

    rule: Words
    table: Words = ANY
    column: Words = ANY
    rows: int = Field(ge=1)

    def covers(self, table: str, rule: str, column: str) -> bool:
        """Whether it is about a finding, whatever its number of rows."""
        named = ((self.table, table), (self.rule, rule), (self.column, column))
        return all(fnmatchcase(name, pattern) for pattern, name in named)


class Accepted(Exemption):
    """A number in a commentary that differs from the figures and is right all the same.

    `slot` is the commentary's, `number` as it is written there, such as "81%".
    """

    report: Words
    period: Words
    slot: Words
    number: Words


class Publication(Setting):
    """All settings. `licence`: the terms of the publications, with a full text where there is one.
    `retention_years`: how long a publication is kept; `limitations`: what every reader of every
    report has to know, by report or for "*". `people`: who may sign, each with the role; whoever
    has a trusted key may where nobody is named."""

    licence: Words
    licence_text: str = ""
    retention_years: int = Field(ge=1, le=100)
    people: dict[str, str] = Field(default_factory=dict)
    limitations: dict[str, list[Words]] = Field(default_factory=dict)
    waivers: list[Waiver] = Field(default_factory=list)
    accepted: list[Accepted] = Field(default_factory=list)

    def limitations_of(self, report: str) -> Sequence[str]:
        """What readers of a report have to know, in the order of the file."""
        return [*self.limitations.get(ANY, []), *self.limitations.get(report, [])]

    def accepted_in(self, report: str, period: str) -> list[Accepted]:
        """The numbers accepted in a report of a period."""
        return [each for each in self.accepted if (each.report, each.period) == (report, period)]


def read_publication(project: Path) -> Publication:
    """How reports are published. Raises UsageError that names the file, the entry, what was
    expected and what was found."""
    found = validate(Publication, read(project, NAME), WHERE)
    for person, role in found.people.items():
        if role not in ROLES:
            raise UsageError(
                f"{WHERE}: people: {person}: expected one of {', '.join(ROLES)} (found {role!r})."
            )
    for name, entries in (("waivers", found.waivers), ("accepted", found.accepted)):
        for number, each in enumerate(entries):
            if each.until is None:
                raise UsageError(
                    f"{WHERE}: {name}.{number}: expected the last day on which it counts, such as "
                    "until: 2027-03-31 (found nothing)."
                )
    return found
