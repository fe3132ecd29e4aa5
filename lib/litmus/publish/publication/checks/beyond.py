"""Whether a sentence speaks of more than the figures of the report's period.

Only then may its numbers be those of another period, a target, a comparator or a group. That it
names the period itself ("this quarter", "at the end of March 2016") makes it no such sentence:
otherwise "85% were on time this quarter" would be right wherever 85% is the target.
"""

import re
from functools import cache

from litmus.base.periods import MONTHS, Period
from litmus.publish.publication.checks.written_numbers import ANY

ELSEWHERE = re.compile(
    r"\b(?:from(?=\D{0,25}\d)|ago|previous(?:ly)?|earlier|before|compared?|comparison|comparators?|"
    r"(?<!more )(?<!less )(?<!fewer )(?<!greater )(?<!rather )than|since|then|lowest|highest|fell|"
    r"rose|target|aim(?:s|ed)?|goal|expect\w*|England|nationals?|nationally|regional(?:ly)?|"
    r"neighbours?|(?<!on )averages?|benchmarks?|councils|authorities|teams?|clusters?|localit\w+|"
    r"ward\w*|(?<!['’]s )(?<!\bour )(?<!\bthe )services?|boys|girls|male|female|aged?|ethnic\w*|"
    r"(?-i:White|Black|Asian|Mixed|Other)|quarter(?:s|ly)?|month(?:s|ly)?|year(?:s|ly)?|"
    rf"(?:19|20)\d\d|{'|'.join(MONTHS)})\b",
    re.IGNORECASE,
)


def is_beyond(sentence: str, period: Period) -> bool:
    """Whether a sentence of a report of `period` may have numbers that are not the period's.

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
        rf"\b{year}\b",
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
