"""How to read a page of the book: what its words about statistics mean, and on what they rest."""

from litmus.base import numbers
from litmus.figures.statistics.control import NHS
from litmus.figures.statistics.forecast import MINIMUM
from litmus.figures.statistics.funnel import MINIMUM as MINIMUM_CASES
from litmus.report import sentences
from litmus.report.book import drivers
from litmus.report.book.groups import MOST_CASES

RULES = (
    "More than chance explains: the 95% interval of the difference leaves out no change "
    "(Newcombe's interval for percentages, the exact conditional one for rates and counts). Of "
    "twenty figures that did not change, one will seem to have changed.",
    "Not tested: the two figures count some of the same cases, as twelve months to March and to "
    "February do, or they are no counts of cases, such as full-time equivalents.",
    f"Average and limits of a trend chart are those of an XmR control chart, as NHS England draws "
    f"them, from {NHS.minimum} points on. Unusual means one of its signals: a point outside the "
    f"limits, {NHS.shift} points on one side of the average, {NHS.trend} points that each rise or "
    "fall, or two of three near a limit, all on one side. The latest one is marked. Rolling years "
    "have none: neighbours share cases.",
    "Limits begin anew on a day that somebody declared, with the reason, and after a step that has "
    f"lasted {NHS.minimum} points; until then the new level is held against the limits of the old.",
    "How things stood on a day has no limits, because most children are the same from one month "
    "to the next. Rising or falling then means a trend by the Mann-Kendall test, widened for the "
    "resemblance of neighbours.",
    f"An indicator is drawn by quarter where a usual month has fewer than "
    f"{sentences.SMALL_DENOMINATOR} cases (fewer than {sentences.SMALL_COUNT} for rates and "
    "counts).",
    "Accounts for: the change is divided among teams (where they do not add up to the whole, "
    "among ages) by exact arithmetic, each team's part being the change of its own value and that "
    "of its share of the cases. A team is named only where one or two of at least "
    f"{drivers.FEWEST} make up more than half. It says where a change happened, not why.",
    "Stands apart: a team or group differs from all that do not stand apart by more than chance "
    "makes in 998 of 1,000 groups, or a stricter measure where there are more than 25. Groups of "
    f"fewer than {MINIMUM_CASES} cases are not judged, and who is in no group is compared with "
    f"nobody. Shown are the largest teams that have {MOST_CASES:.0%} of the cases, and all that "
    "stand apart.",
    "Reaches its target: the target lies beyond both limits of the usual ups and downs on the good "
    "side (usually), on the bad side (usually not), or between them (sometimes), as the assurance "
    "icons of NHS England have it. How things stood on a day is judged by the last "
    f"{NHS.minimum} points.",
    f"A forecast is shown only with {numbers.whole(MINIMUM)} quarters or more behind it, none of "
    "the last four small, and only where, made again at past quarters, it came nearer than saying "
    "“as in the last quarter”. It knows neither the seasons nor what the council will do.",
)
