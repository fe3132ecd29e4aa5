"""What is wrong with the data behind a figure, as a reader should see it: without code names.

The reasons that stand with a figure name tables and columns in brackets, for the analyst who has to
find them (`figures.csv`, `litmus check`). A page says the same in plain words alone.
"""

import re

from litmus.base import letters
from litmus.base.code_words import SERVICES

CODE = r"(?:ssd|ext|ref)_\w+"
INDICATOR = r"[A-Z][A-Z\d]{2}\d\d(?:\.\d)?"
CODES = re.compile(rf" \({INDICATOR}(?:, {INDICATOR})*\)")
# What a return's codes mean is said before them: "in work or learning (main activity F1, P1)".
CODED = re.compile(r" \([^()]*\b[A-Z]{1,2}\d\b[^()]*\)")
# Where a series or a column is named by those who publish it.
PUBLISHED = re.compile(r"[ ,]*\b\w+_\w*\b(?: \w+_\w+)*")
CODE_RANGE = re.compile(r" [A-Z]{2}\d-[A-Z]{2}\d\b")
LAIT = re.compile(r"\b(LAIT): (?=[^;]*_)[^;]*")
AT_S, LAST_DAY = re.compile(r"\bat S\b"), re.compile(r"\bS\b")
NO_TABLE = re.compile(r"The data have no table \w+(?: and \w+)*")
FINDING = re.compile(r"^(?P<said>.+): (?P<rows>[\d,]+ of [\d,]+ rows of .+)$")
# In this order: each takes what those before have left.
PLAIN = (
    (
        re.compile(r"no population: .*?(?:gives no population|describes another council)"),
        "the number of children who live here is not given",
    ),
    (re.compile(rf"\bfile {CODE}\.csv or ({CODE})\.parquet"), r"file \1"),
    (re.compile(rf"\b{CODE}\.\w+ \(([^()]+)\)"), r"“\1”"),
    (re.compile(rf"\btable {CODE} \(([^()]+)\)"), r"table of \1"),
    (re.compile(r" \([a-z]+_\w+(?:, [a-z]+_\w+)*\)"), ""),
)
NAME = re.compile(rf"\b(?:{CODE}\.)?[a-z]{{3,4}}_(\w+)\b")


def plain(reason: str) -> str:
    """A reason in plain words, without the names of tables and columns."""
    for pattern, words in PLAIN:
        reason = pattern.sub(words, reason)
    return NAME.sub(lambda name: f"“{name[1].replace('_', ' ')}”", reason).rstrip(". ")


def definition(text: str) -> str:
    """A definition in plain words: without codes, and with "the last day" for S.

    >>> definition("Children with a plan open at S, not looked after (LAC01)")
    'Children with a plan open on the last day, not looked after'
    >>> definition("Of those, started or reviewed in the 6 months to S")
    'Of those, started or reviewed in the 6 months to the last day'
    """
    said = CODED.sub("", CODES.sub("", plain(text)))
    return LAST_DAY.sub("the last day", AT_S.sub("on the last day", said))


def source(text: str) -> str:
    """By whose definition something is counted, without the names of series and columns.

    >>> source("DfE children in need census; LAIT: CPP_End 2_years_percent; formerly NI 64")
    'DfE children in need census; LAIT; formerly NI 64'
    >>> source("DfE SSDA903 REVIEW_CODE PN0-PN7")
    'DfE SSDA903'
    """
    return CODE_RANGE.sub("", PUBLISHED.sub("", LAIT.sub(r"\1", text)))


def setting(value: str) -> str:
    """A name or a value of a report's settings as words.

    >>> setting("theme"), setting("PLANS_NOT_SMART"), setting("CIN")
    ('theme', 'plans not smart', 'Children in Need')
    """
    return SERVICES.get(value) or (value.replace("_", " ").lower() if value.isupper() else value)


def absent(reason: str) -> str:
    """Why there is nothing to count, without the names of tables.

    >>> absent("The data have no table qa_audit and qa_audit_judgement.")
    'The source has no records of it.'
    """
    return NO_TABLE.sub("The source has no records of it", reason)


def finding(text: str) -> str:
    """What the checks found or ask for, as `plain` has it, with its full stop."""
    said = plain(CODES.sub("", text))
    return f"{said}." if said else ""


def on_the_data(reason: str) -> str:
    """ "A note on the data: the person id is not in People in 6 of 56,821 rows of Visits." Further
    findings are sentences of their own."""
    found = [_finding(each) for each in plain(reason).split("; ")]
    begins = "A note on the data" if len(found) == 1 else "Notes on the data"
    first, *rest = found
    return " ".join([f"{begins}: {_small(first)}.", *(f"{letters.begin(each)}." for each in rest)])


def _finding(said: str) -> str:
    found = FINDING.match(said)
    return f"{found['said']} in {found['rows']}" if found else said


def _small(said: str) -> str:
    first, space, rest = said.partition(" ")
    return f"{first.lower() if first in ('The', 'A', 'An', 'It') else first}{space}{rest}"
