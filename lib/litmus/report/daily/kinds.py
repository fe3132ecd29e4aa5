"""What the lists of a day are of, in words: one row for each indicator that may be listed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from litmus.base import letters, numbers
from litmus.figures.worklists.rows import CaseList, WorkRow
from litmus.report import change
from litmus.report.feed import Context, Declaration

NOT_ALLOCATED, OVER_THE_LIMIT = "WFC01.1", "WFC01.2"


@dataclass(frozen=True)
class Kind:
    """What is listed: the heading of its section, one of it, and many; `group` is one of what
    several kinds are together in a sentence, where that is a wider word. `column` heads a column
    of a table with many kinds."""

    heading: str
    one: str
    many: str
    group: str = ""
    column: str = ""

    @property
    def together(self) -> str:
        """The heading of a column in which kinds of the same group are counted together."""
        return self.column or (letters.begin(f"{self.group}s") if self.group else self.heading)

    def count(self, number: int) -> str:
        """So many of it: "1 single assessment", "40 single assessments"."""
        return numbers.count_of(number, self.one, self.many)


KINDS = {
    "S4702.1": Kind(
        "Section 47 enquiries", "section 47 enquiry", "section 47 enquiries", column="Enquiries"
    ),
    "ASM03": Kind(
        "Single assessments", "single assessment", "single assessments", column="Assessments"
    ),
    "CIN02": Kind(
        "Visits to children in need",
        "visit to a child in need",
        "visits to children in need",
        "visit",
    ),
    "CPP05": Kind(
        "Visits on protection plans",
        "visit on a child protection plan",
        "visits on child protection plans",
        "visit",
    ),
    "LAC05": Kind(
        "Visits to children in care",
        "visit to a child in care",
        "visits to children in care",
        "visit",
    ),
    "CPP04": Kind(
        "Reviews of protection plans",
        "review of a child protection plan",
        "reviews of child protection plans",
        "review",
    ),
    "LAC04": Kind(
        "Reviews of children in care",
        "review of a child in care",
        "reviews of children in care",
        "review",
    ),
    "EHA02": Kind(
        "Children with early help",
        "child with an open early help episode",
        "children with an open early help episode",
    ),
    "LAC06": Kind("Health assessments", "health assessment", "health assessments", column="Health"),
    "CLV03": Kind(
        "Pathway plan reviews",
        "pathway plan review",
        "pathway plan reviews",
        column="Pathway plans",
    ),
    "WFC04": Kind(
        "Supervision of cases",
        "supervision of a case",
        "supervisions of cases",
        column="Supervision",
    ),
    NOT_ALLOCATED: Kind(
        "Cases without a worker",
        "child in need without a social worker",
        "children in need without a social worker",
    ),
    OVER_THE_LIMIT: Kind("Caseloads", "worker with too many cases", "workers with too many cases"),
}


@dataclass(frozen=True)
class Then:
    """What the lists are compared with, and when what is new came: "the day before", "that day"."""

    before: str
    within: str

    @classmethod
    def of(cls, context: Context) -> "Then":
        """In the words of a report of a day, or of a week."""
        return cls(change.ago(context, "before"), f"that {context.period.kind}")


def kind_of(declaration: Declaration) -> Kind:
    """What an indicator's list is of; by its own name where nothing else is said."""
    name = declaration.brief
    return KINDS.get(declaration.code, Kind(name, f"case of “{name}”", f"cases of “{name}”"))


def is_of_work(code: str) -> bool:
    """Whether a list is of work on cases: not of children without a worker, nor of workers."""
    return code not in (NOT_ALLOCATED, OVER_THE_LIMIT)


Many = tuple[int, str, str]  # so many, what one is called, and what many are


def in_words(found: Iterable[Many]) -> list[str]:
    """So many of each: "40 single assessments", "331 visits"."""
    return [numbers.count_of(*each) for each in found]


def are_late(found: Sequence[Many]) -> list[str]:
    """What is overdue, in a clause: "40 single assessments are overdue"; none where nothing is."""
    are = "is" if len(found) == 1 and found[0][0] == 1 else "are"
    return [f"{numbers.join(in_words(found))} {are} overdue"] if found else []


def has_due(found: CaseList) -> bool:
    """Whether it is a list of what falls due: of work, and by a standard."""
    return is_of_work(found.code) and found.rated


def days(found: CaseList, number: int) -> str:
    """So many days, as they count for a list: "1 working day", "12 days"."""
    return numbers.count_of(number, "working day" if found.working else "day")


def longest(rows: Sequence[WorkRow]) -> WorkRow | None:
    """The row that is over by most, if it is known of any."""
    known = [row for row in rows if row.left is not None]
    return min(known, key=lambda row: row.left or 0, default=None)
