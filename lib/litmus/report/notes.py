"""What is wrong with the data behind a figure, as a reader should see it: without code names.

The reasons that stand with a figure name tables and columns in brackets, for the analyst who has to
find them (`figures.csv`, `litmus check`). A page says the same in plain words alone.
"""

import re

CODE = r"(?:ssd|ext|ref)_\w+"
CODES = re.compile(r" \([A-Z]{3}\d\d(?:\.\d)?\)")
AT_S, LAST_DAY = re.compile(r"\bat S\b"), re.compile(r"\bS\b")
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
    return LAST_DAY.sub("the last day", AT_S.sub("on the last day", CODES.sub("", plain(text))))


def on_the_data(reason: str) -> str:
    """ "A note on the data: the person id is not in People in 6 of 56,821 rows of Visits." Further
    findings are sentences of their own."""
    found = [_finding(each) for each in plain(reason).split("; ")]
    begins = "A note on the data" if len(found) == 1 else "Notes on the data"
    first, *rest = found
    return " ".join(
        [f"{begins}: {_small(first)}.", *(f"{each[0].upper()}{each[1:]}." for each in rest)]
    )


def _finding(said: str) -> str:
    found = FINDING.match(said)
    return f"{found['said']} in {found['rows']}" if found else said


def _small(said: str) -> str:
    first, space, rest = said.partition(" ")
    return f"{first.lower() if first in ('The', 'A', 'An', 'It') else first}{space}{rest}"
