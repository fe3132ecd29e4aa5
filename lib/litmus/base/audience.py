"""For whom a report is written, and what follows from it: the one place that decides it.

Three things follow. A list of cases names children by our own number: it is for those who manage
the work, and in no report that is written for anybody else. Nobody is sent a report that is written
for others. And until there are editions in which small numbers are suppressed, a report for anybody
but managers may not leave the council: its first page and the names of its files say so.
"""

from typing import Literal

from litmus.base.errors import UsageError

# The council's own managers; its partners; elected members; children in care and care leavers;
# anybody.
Audience = Literal["internal", "partner", "member", "young_people", "public"]
# That of a report whose settings say nothing: to leave it out never allows a list of cases.
WIDEST: Audience = "public"
RESTRICTED = (
    "Restricted: this report lists children and workers by the council's own numbers. It is for "
    "the people named at its head and may not leave the council."
)
UNSUPPRESSED = (
    "Not for release: small numbers are not yet suppressed in this report, and a small number may "
    "point to a child. It may not leave the council."
)
# The same to children and young people, in their words.
UNSUPPRESSED_FOR_CHILDREN = (
    "Some numbers here are small, and a small number may point to one child. Please read this with "
    "the people who gave it to you. It may not leave the council."
)
NOT_FOR_RELEASE = "not-for-release"


def handling(audience: Audience, lists: bool) -> str:
    """What readers of a report for this audience have to know before all else; "" for nothing.

    `lists`: whether it lists cases, which only one for the council's managers may.
    """
    if lists:
        return RESTRICTED
    if audience == "internal":
        return ""
    return UNSUPPRESSED_FOR_CHILDREN if audience == "young_people" else UNSUPPRESSED


def file_mark(audience: Audience) -> str:
    """What the names of files that people read end in; "" for nothing.

    >>> file_mark("member"), file_mark("internal")
    ('not-for-release', '')
    """
    return "" if audience == "internal" else NOT_FOR_RELEASE


def may_read(reader: Audience, report: Audience) -> bool:
    """Whether somebody of the audience `reader` may be sent a report that is for `report`: managers
    may read all, everybody else what is for them or for anybody.

    >>> may_read("internal", "member"), may_read("member", "internal")
    (True, False)
    """
    return reader in ("internal", report) or report == WIDEST


def refuse_lists(audience: Audience, where: str) -> None:
    """Raises UsageError, which begins with `where` the settings lie, where a report that lists
    cases is written for others than the council's own managers."""
    if audience != "internal":
        raise UsageError(
            f"{where}: a report that lists cases (worklists) is for the council's own managers "
            f"alone; this one is for the audience '{audience}'. Write 'audience: internal' if it "
            "is, or leave the worklists out."
        )
