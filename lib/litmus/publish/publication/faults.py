"""What keeps a report from being published: what is wrong, where, and how it is mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill

from litmus.base import numbers

WIDTH = 96


@dataclass(frozen=True)
class Fault:
    """One thing that a check found. `what` and `mend` are whole sentences, `where` a place that a
    person finds: a file, a slot with its heading, a table with its rule."""

    what: str
    where: str
    mend: str

    @property
    def text(self) -> str:
        """The three, each on lines of its own."""
        rows = ((f"- {self.where}: ", self.what), ("  To mend it: ", self.mend))
        return "\n".join(
            fill(f"{name}{said}", WIDTH, subsequent_indent="  ", break_on_hyphens=False,
                 break_long_words=False) for name, said in rows
        )  # fmt: skip


@dataclass(frozen=True)
class Remark:
    """Something that a check let pass because somebody answers for it; it goes into the assurance
    statement. `kind` is "waiver" or "accepted number"; `until` is "" for what is said of this
    version alone; `key` which number it is, "kq2:81%"."""

    kind: str
    about: str
    reason: str
    by: str
    until: str
    key: str = ""

    @property
    def text(self) -> str:
        """What it is about, and who answers for it."""
        return f"{self.about} {self.answer}"

    @property
    def answer(self) -> str:
        """Who answers for it, until when and why: one sentence."""
        until = f"until {self.until}" if self.until else "for this version"
        reason = self.reason if self.reason.endswith((".", "!", "?")) else f"{self.reason}."
        return f"Accepted by {self.by} {until}, because: {reason}"


def by_answer(remarks: Sequence[Remark]) -> list[str]:
    """The remarks, those with one answer together: the answer, then what it is about."""
    found: dict[str, list[str]] = {}
    for each in remarks:
        found.setdefault(each.answer, []).append(each.about.rstrip("."))
    return [f"{answer} It is about: {'; '.join(about)}." for answer, about in found.items()]


@dataclass(frozen=True)
class Found:
    """What one check, or several together, came to."""

    faults: Sequence[Fault] = ()
    remarks: Sequence[Remark] = ()

    def __add__(self, other: "Found") -> "Found":
        return Found((*self.faults, *other.faults), (*self.remarks, *other.remarks))


NOTHING = Found()


def refusal(title: str, faults: Sequence[Fault], draft: str) -> str:
    """All that is wrong with a report, at once; `draft` is the command that makes a draft of it."""
    number = numbers.count_of(len(faults), "thing stands", "things stand")
    listed = "\n".join(each.text for each in faults)
    return (
        f"{title} is not ready to be published: {number} in the way. Nothing was changed.\n\n"
        f"{listed}\n\nUntil then it can be read as a draft, with a mark on every page: {draft}"
    )
