"""What a first page says of quality assurance, in one point: a theme, a decision."""

from litmus.base import letters, numbers
from litmus.qa.collated import Collation
from litmus.qa.gravest import GraveFact
from litmus.report.components import Point
from litmus.report.qa.often import named_often

MOST = 3  # points of a block
# Facts that are about what the council itself does: they are for deciding, not of concern alone.
OF_OURSELVES = ("actions_overdue", "programme_behind")
THEMES = "Themes of findings"


def theme_point(collation: Collation | None, polarity: str, kind: str) -> Point:
    """The theme that most findings of one kind name, from how many activities; an empty point
    where no theme is named twice."""
    if collation is None or not (found := named_often(collation.findings, polarity)):
        return Point("", "")
    theme, times, kinds = found[0]
    title = collation.theme_titles.get(theme, theme)
    return Point(
        title,
        f"is {kind} named most often: {numbers.count_of(times, 'finding')}, "
        f"in {numbers.count_of(kinds, 'kind')} of activity.",
        THEMES,
    )


def decision(fact: GraveFact) -> Point:
    """What a grave fact asks to be decided, and whose it is."""
    lead = fact.lead.rstrip(":")
    return Point(f"{lead}:", f"{letters.within(fact.decide)} Owner: {fact.owner}.", fact.section)
