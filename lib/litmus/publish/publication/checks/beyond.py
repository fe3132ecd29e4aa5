"""Whether a sentence speaks of more than the council's figures of the report's period.

Only then may its numbers be those of another period, a target or a comparator, or of a group. A
group's are asked for by words of their own: there are so many that one of them always fits. That it
names the period itself ("this quarter", "at the end of March 2016") makes a sentence none of these:
otherwise "85% were on time this quarter" would be right wherever 85% is the target.
"""

import re
from collections.abc import Collection
from functools import cache

from litmus.base.periods import MONTHS, Period
from litmus.publish.publication.checks.written_numbers import ANY

ELSEWHERE = re.compile(
    r"\b(?:from(?=\D{0,25}\d)|ago|previous(?:ly)?|earlier|before|compared?|comparison|comparators?|"
    r"(?<!more )(?<!less )(?<!fewer )(?<!greater )(?<!rather )than|since|then|lowest|highest|fell|"
    r"rose|target|aim(?:s|ed)?|goal|expect\w*|England|nationals?|nationally|regional(?:ly)?|"
    r"neighbours?|(?<!on )averages?|benchmarks?|councils|authorities|quarter(?:s|ly)?|Q[1-4]|"
    rf"month(?:s|ly)?|year(?:s|ly)?|(?:19|20)\d\d|{'|'.join(MONTHS)})\b",
    re.IGNORECASE,
)
GROUPS = re.compile(
    r"\b(?:teams?|clusters?|localit\w+|areas?|wards?|(?<!['’]s )(?<!\bour )(?<!\bthe )services?|"
    r"boys|girls|males?|females?|sex|gender|age[ds]?|[- ]olds?|ethnic\w*|disab\w+|unborn|"
    r"(?-i:White|Black|Asian|Mixed|Other))\b",
    re.IGNORECASE,
)


def is_of_groups(sentence: str, names: Collection[str] = ()) -> bool:
    """Whether a sentence may have numbers of groups; `names` are groups' own, such as "CIN-1".

    >>> is_of_groups("The best team had 92%, and our services do well."), is_of_groups("92% here.")
    (True, False)
    """
    return bool(GROUPS.search(sentence)) or any(
        name in sentence for name in names if not name.isdigit() and len(name) > 2
    )


def is_beyond(sentence: str, period: Period) -> bool:
    """Whether a sentence in a report of `period` may have numbers of other periods, targets or
    comparators.

    >>> quarter = Period.parse("2016Q1")
    >>> is_beyond("In the quarter to 31 March 2016 it was 85%.", quarter)
    False
    >>> is_beyond("In March 2015 it was 85%, and the target is 90%.", quarter)
    True
    """
    return bool(ELSEWHERE.search(_own(period).sub(" ", sentence)))


@cache
def _own(period: Period) -> re.Pattern[str]:
    """How people name the period itself."""
    first, last = (MONTHS[day.month - 1] for day in (period.start, period.end))
    year = period.end.year
    no_other = rf"(?:,? {year}\b|(?!,? (?:19|20)\d\d))"
    names = [
        rf"\b{ANY}[- ](?:(?:working|calendar) )?(?:months?|years?|quarters?)\b",  # a length of time
        rf"\b(?:this|the|the current|the latest|our) {period.kind}\b(?! (?:before|ago|earlier))",
        rf"\b{first} (?:{year} )?(?:to|until|and|through|-|–) (?:\d+ )?{last}\b{no_other}",
        rf"\b(?:\d+(?:st)? )?{last}\b{no_other}",
        re.escape(str(period)),
        rf"\b{year}\b(?!/\d)",
    ]
    if period.kind == "quarter":
        quarter = period.financial_quarter
        of_year = rf"(?:,? (?:of )?{period.financial_year}|(?!,? (?:of )?(?:19|20)\d\d))"
        names = [
            rf"\bQ(?:uarter )?{quarter}\b{of_year}",
            rf"\b{period.financial_year} ?Q(?:uarter )?{quarter}\b",
            *names,
        ]
    if period.kind == "year":
        names = [rf"\b{period.financial_year}\b", *names]
    return re.compile("|".join(names), re.IGNORECASE)
