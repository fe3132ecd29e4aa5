"""What another edition of a report says of that report: whether their figures are the same.

Nothing is claimed that was not compared: see `litmus.run.agreement`.
"""

from litmus.report import wording
from litmus.report.bundle import NoticeCell
from litmus.report.feed import Context, Original


def identified(context: Context) -> bool:
    """Whether a report names what identifies its data and its evidence: the snapshot, the version
    of Litmus, findings, actions and forms by their numbers.

    All do but another edition of a report: it is for those who have no use for them, and whoever
    checks a figure finds them in the report that it is an edition of.
    """
    return context.original is None


def figures_are_whose(context: Context) -> str:
    """That the figures are those of the report that this is an edition of, where that was seen,
    and what that report has beside; "" for a report that is no edition."""
    original = context.original
    if original is None:
        return ""
    name = f"the report “{original.title}”"
    if original.same:
        return (
            f"All figures are those of {name} of the same period, which says how each is counted, "
            "and has the charts, the teams and the actions."
        )
    return f"How each figure is counted, the charts, the teams and the actions are in {name}."


def difference(context: Context) -> list[NoticeCell]:
    """What readers have to know before all else where that report shows other figures."""
    original = context.original
    if original is None or original.same is not False:
        return []
    said = (
        f"Not all figures are those of the report “{original.title}” of the same period: "
        f"{_why(original, context)}."
    )
    return [NoticeCell(said, "warning")]


def _why(original: Original, context: Context) -> str:
    if original.fingerprint == context.fingerprint:
        return "the two were made with different settings or versions of Litmus"
    ours, theirs = context.data_to, original.data_to
    if ours is None or theirs is None or ours == theirs:
        return "the two were made from different data"
    newer = "newer" if ours > theirs else "older"
    return (
        f"this edition was made from {newer} data, to {wording.day(ours)}, and that report from "
        f"data to {wording.day(theirs)}"
    )
