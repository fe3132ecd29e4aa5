"""What the codes of the tables are called: the one home of these words is `code_words.csv`.

Reports, the book, forms, the command line and the programme of audits read them here, and with
them the order in which codes are printed and offered. A new code is a row of the file.
`data_contracts/` says which codes a column may hold; `params/form_lists.yml` may give a list other
words on a council's own forms. How the groups of a breakdown are called is said in
`litmus.base.breakdowns`, the key questions in `litmus.base.key_questions`, key areas and themes in
`params/`. Which teams there are, and the service of each, the data say.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("code_words.csv")


@dataclass(frozen=True)
class Words:
    """What one code is called; each but the name is "" where it is the name.

    name: in reports. on_form: what is picked on a form: one manager where reports speak of all of
    them, or more words than a table has room for. formerly: what forms offered before, with a bar
    (|) between; workbooks that are still about are read all the same. short: a service in the
    handbook of indicators. in_sentence: a stage at which somebody said something.
    """

    name: str
    on_form: str = ""
    formerly: str = ""
    short: str = ""
    in_sentence: str = ""


class CodeList(Mapping[str, str]):
    """The codes of a list in their order, each with its name in reports.

    >>> GRADES["GOOD"], list(ROLES)[:2], ROLES["HOS"]
    ('Good', ['TM', 'IRO'], 'Heads of service')
    """

    def __init__(self, words: Mapping[str, Words]) -> None:
        self.words = dict(words)

    def __getitem__(self, code: str) -> str:
        return self.words[code].name

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)

    @property
    def on_form(self) -> dict[str, str]:
        """What a form offers for each code.

        >>> ROLES.on_form["HOS"], GRADES.on_form["GOOD"]
        ('Head of service', 'Good')
        """
        return {code: each.on_form or each.name for code, each in self.words.items()}

    @property
    def meanings(self) -> dict[str, str]:
        """All words that mean a code, each with the code: also what forms offered before.

        >>> SERVICES.meanings["Duty and advice"], SERVICES.meanings["Duty and Assessment"]
        ('DAS', 'DAS')
        """
        return {
            said.strip(): code
            for code, each in self.words.items()
            for said in (each.name, each.on_form, *each.formerly.split("|"))
            if said.strip()
        }

    def part(self, codes: Iterable[str]) -> "CodeList":
        """Some of its codes, with their words, in the order given."""
        return CodeList({code: self.words[code] for code in codes})

    def __or__(self, other: "CodeList") -> "CodeList":
        """Its codes and then those of another list."""
        return CodeList(self.words | other.words)


def _read() -> dict[str, CodeList]:
    found: dict[str, dict[str, Words]] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name, code = row.pop("list"), row.pop("code")
            found.setdefault(name, {})[code] = Words(**row)
    return {name: CodeList(words) for name, words in found.items()}


LISTS = _read()
"""Every list by the name that a form picks it by (`choices: services`)."""

SERVICES = LISTS["services"]
SHORT_SERVICES = {code: each.short or each.name for code, each in SERVICES.words.items()}

ROLES = LISTS["roles"]  # who audits and observes, in the order of the framework's table (4.3)
GRADES = LISTS["grades"]  # from best to worst
GOOD_GRADES = ("OUTSTANDING", "GOOD")
POLARITIES = LISTS["polarities"]
PRIORITIES = LISTS["priorities"]  # most urgent first
PARTICIPATION = LISTS["participation"]  # of a child in a meeting (SSDA903 code set)
WHEN_SAID = {c: each.in_sentence for c, each in LISTS["feedback_stages"].words.items()}

# Lists that are made of others: grades where an area may not apply, and who owns an action.
GRADES_OR_NONE = LISTS["grades_or_none"] = GRADES | LISTS["grades_or_none"]
_OWNING = [role for role in ROLES if role not in ("LEAD_MEMBER", "EXTERNAL")]
_OTHERS = LISTS["owner_roles"]
LISTS["owner_roles"] = _OTHERS.part(["SW"]) | ROLES.part(_OWNING) | _OTHERS.part(["OTHER"])
_POSTS = LISTS["worker_groups"]
_MANAGING = ROLES.part(["TM", "SM", "HOS", "IRO", "CPC"])
# The kinds of posts (wfp_role of ext_workforce_post).
WORKER_GROUPS = LISTS["worker_groups"] = (
    _POSTS.part(["SW", "SENIOR", "AP"]) | _MANAGING | _POSTS.part(["FSW", "PA", "OTHER"])
)
LISTS["alert_sources"] = ROLES.part(["IRO", "CPC"])
