"""The numbers in what people write: percentages, "x of y", "8 in 10", "a third of", rates, points,
days and counts.

Dates, times, ages, other lengths of time, sums of money and the numbers of sections, pages and
questions are no figures and are passed over. Numbers may be digits or words ("seventy-nine per
cent").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

PERCENT, PAIR, SHARE, POINTS, RATE, COUNT = "percent", "pair", "share", "points", "rate", "count"
FRACTION, DAYS = "fraction", "days"
KINDS = (FRACTION, DAYS, PERCENT, POINTS, RATE, PAIR, SHARE, COUNT)

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS = {name: n for n, name in enumerate(_UNITS.split())}
TENS = {name: 10 * n for n, name in enumerate(_TENS.split(), start=2)}
_UNIT, _TEN = "|".join(UNITS), "|".join(TENS)
_BELOW = rf"(?:{_TEN})(?:[- ](?:{'|'.join(list(UNITS)[1:10])}))?|{_UNIT}"
WORDS = rf"(?:(?:(?:a|{_UNIT}) )?hundred(?: and (?:{_BELOW}))?|{_BELOW})"
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
ANY = rf"(?:{DIGITS}|{WORDS})"
PER_CENT = r"(?: ?%|[ -]per[ -]?cents?\b| ?pc\b)"
POINT = r"(?:[ -](?:percentage[ -])?points?| ?(?:ppt?s?|pts?))\b"
TO = r"(?:\s+(?:to|or|and)\s+|\s*[-–—]\s*)"
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
TIME = r"(?:working |school |calendar )?(?:days?|weeks?|months?|years?|hours?|minutes?|quarters?)"
PLAIN_DAYS = re.compile(rf"(?<!within ){ANY} (?:calendar )?days", re.IGNORECASE)
PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
# "a third of", "half the", but no part of a time, and not "the second half of"
FRACTIONS = (
    r"(?<!first )(?<!second )(?<!last )(?<!latter )(?<!other )(?<!each )(?<!per )(?<!and a )"
    r"(?:(?:(?:a|one) (?:third|quarter|fifth|tenth)|(?:two|three|four|seven|nine) "
    r"(?:third|quarter|fifth|tenth)s)(?= of\b)|(?:a )?half(?= (?:of|the|our|all)\b))"
    r"(?! (?:of )?(?:the |a |an |each |this |that |last )?(?:(?:financial |school |calendar )?year|"
    r"quarter|month|week|day|hour|term|period|time|way|century|\0))"
)
# How long half of them took says where the middle lies; a limit, "within 45 days", does not.
MIDDLE = re.compile(
    rf"\b(?:took|taken|waited|lasted|after|up to|at most) (?:\w+ )?{ANY} {TIME}\b"
    rf"|\b{TIME} or (?:fewer|less|more|longer)\b",
    re.IGNORECASE,
)
FRACTION_OF = re.compile(FRACTIONS, re.IGNORECASE)
# What holds digits and is no figure; each is blotted out before numbers are looked for.
NO_FIGURES = re.compile(
    "|".join(
        (
            r"https?://\S+|\S+@\S+|\[\^[^\]]+\]",  # addresses, footnotes
            r"^\s*\d+[.)]\s",  # the number of a point in a list
            r"\b\d{4}-(?:\d\d(?:-\d\d)?|W\d\d)\b|\b(?:19|20)\d\d/\d\d(?:Q[1-4])?\b",
            r"\b(?:19|20)\d\dQ[1-4]\b|\b\d{1,2}(?:/\d{1,2}/|\.\d{1,2}\.)\d{2,4}\b|\b24/7\b",
            rf"\bQ(?:uarters? )?[1-4](?:(?:{TO}|, )Q?[1-4])*\b(?! ?%|\.\d|,\d)",
            rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}\b(?: (?:19|20)\d\d)?",
            rf"\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!,\d|\.\d|%| of)(?:,? (?:19|20)\d\d)?",
            r"\b(?:19|20)\d\d\b(?!,\d|\.\d| ?%| of\b| out of\b)",  # years
            r"\b\d{1,2}[:.]\d\d ?(?:am|pm)\b|\b\d{1,2} ?(?:am|pm)\b|\b\d{1,2}:\d\d\b",
            r"£ ?\d[\d,.]*(?: ?(?:k|m|bn|thousand|million)\b)?",
            r"\b\d+(?:st|nd|rd|th)\b",
            rf"\b{ANY}-?(?:(?:{TO}|/){ANY})?[- ]{TIME}\b(?:[- ]olds?)?",
            rf"\bage[ds]? (?:of |under |over |between )?{ANY}(?:(?:{TO}|/){ANY})?"
            r"(?: (?:and|or) (?:over|under))?",
            r"\b(?:under|over)[- ]\d{1,2}s\b|\b\d{1,2}\+|\b\d{1,2}s\b",
            r"\b(?:sections?|s\.|regulations?|reg\.?|KQ|questions?|pages?|paragraphs?|appendix|"
            r"annex|chapter|version|phase|stage|priority|figure|table|chart|step|grade|band|articles?|"
            r"schedule|tier|level|form|item|team|ward|objectives?|recommendations?|action) ?\d+"
            r"(?:\.\d+)*(?:(?:,? (?:and|to) |, |[-–])\d+)*(?! ?%|,\d| (?:of|out of) )",
            # codes, ASM02 and WFC01.1 and COVID-19, but not the points of 3pp
            r"\b(?<!\d[.,])(?!\d+(?:ppt?s?|pts?|pc)\b)(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z\d]+"
            r"(?:[-.]\d+)*\b|(?-i:\b[A-Z]{2,}-\d+\b)",
        )
    ),
    re.IGNORECASE | re.MULTILINE,
)
NUMBER = re.compile(
    rf"(?<![\w.,])(?:"
    rf"(?P<fraction>{FRACTIONS})"
    rf"|(?<!within )(?P<days>{ANY})(?= (?:calendar )?days\b)"
    rf"|(?P<percent>{ANY})(?:{PER_CENT}|(?={TO}{ANY}{PER_CENT}))"
    rf"|(?P<points>{ANY})(?:{POINT}|(?={TO}{ANY}{POINT}))"
    rf"|(?P<rate>{ANY}) per (?:\d[\d,]*)"
    rf"|(?P<pair>{ANY})(?: [a-z]+){{0,2}}? (?:out of|of) (?:(?:the|all) )*(?P<base>{ANY})"
    r"(?![\w,]|\.\d| ?%)"
    rf"|(?P<part>{ANY}) ?/ ?(?P<all>{ANY})(?![\w,/]|\.\d| ?%)"
    rf"|(?P<share>{ANY}) (?:in|out of) (?:every )?(?P<whole>{ANY})(?![\w,%]|\.\d)"
    rf"|(?P<count>{ANY})(?![\w%]|,\d|\.\d))",
    re.IGNORECASE,
)
# What stands right before a number and makes it a rough one.
BEFORE = re.compile(
    r"(?:(?P<about>\b(?:about|around|roughly|approx(?:imately|\.)|circa|c\.|some|nearly|almost|"
    r"close to|just (?:under|over|above|below|short of))\s|[~≈])"
    r"|(?P<over>\b(?:over|more than|above|at least|greater than)\s|[>≥])"
    r"|(?P<under>\b(?:under|less than|fewer than|below|at most|up to)\s|[<≤]))\s*$",
    re.IGNORECASE,
)
AFTER = re.compile(r"[\s(]*([A-Za-z'’-]+)")
NEAR = 40  # characters: how far such words lie at most
LINK = re.compile(r"!?\[([^\]^]*)\]\([^)]*\)")
# Of ~ and >, those before a number are words of their own: "~80%", ">75%".
MARKUP = re.compile(r"[*_`#|]+|[~>]+(?!\d)")
SENTENCE = re.compile(
    r"(?<=[.!?;])(?<!\bc\.)(?<!\bapprox\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bno\.)(?<!\bNo\.)"
    r"\s+(?=[^a-z])|\n\s*\n|\n(?=\s*(?:[-*+•]|\d+[.)])\s)|\n(?=\s*\|)"
)


FEW = 10  # what a share is of: "nine out of ten"


@dataclass(frozen=True)
class Written:
    """A number as it is written. `value` and, of "590 of 705" and "8 in 10", `base`; `decimals`
    after its point. `rough` is "about", "over", "under" or "". `noun` is the word behind it."""

    text: str
    kind: str
    value: float
    decimals: int = 0
    base: float = 0
    rough: str = ""
    noun: str = ""


def sentences(markdown: str) -> Iterator[str]:
    """The sentences of a commentary, without marks of Markdown."""
    for part in SENTENCE.split(LINK.sub(r"\1", markdown)):
        if plain := " ".join(MARKUP.sub(" ", part).split()):
            yield plain


def written(sentence: str) -> Iterator[Written]:
    """The numbers of a sentence that may be figures, in their order.

    >>> [(n.text, n.kind) for n in written("81% (590 of 705) took 45 working days in March 2016.")]
    [('81%', 'percent'), ('590 of 705', 'pair')]
    >>> [(n.text, n.kind, n.value) for n in written("Two thirds of them waited 400 days.")]
    [('Two thirds', 'fraction', 66.7), ('400', 'days', 400.0)]
    """
    clear = NO_FIGURES.sub(_blot, sentence)
    for found in NUMBER.finditer(clear):
        kind, text, base = _parts(found)
        if kind == FRACTION and text.lower().endswith("half") and MIDDLE.search(sentence):
            continue  # "half of them took 35 working days or fewer": the middle, no share
        begin, end = found.span()
        before = BEFORE.search(clear[max(0, begin - NEAR) : begin])
        after = AFTER.match(clear[end : end + NEAR])
        if kind == COUNT and not text[0].isdigit() and value_of(text) < 10:
            continue  # "one", "two": words as a rule
        yield Written(
            sentence[found.start() : found.end()],
            kind,
            percent_of(text) if kind == FRACTION else value_of(text),
            len(text.partition(".")[2]),
            value_of(base) if base else 0,
            (before.lastgroup or "") if before else "",
            after[1] if after else "",
        )


def _blot(found: re.Match[str]) -> str:
    """Nothing to be read in its place; days stay, which may be what a figure counts, and so do
    "three quarters of", which is no time."""
    stays = PLAIN_DAYS.fullmatch(found.string, *found.span())
    stays = stays or FRACTION_OF.match(found.string, found.start())
    return found[0] if stays else "\0" * len(found[0])


def _parts(found: re.Match[str]) -> tuple[str, str, str]:
    """Of which kind a number is, it, and what it is a part of. "9 out of ten" is a share, and so is
    "2/3": a part of few says how many in all just as well as how many there are."""
    if found["part"]:
        part, base = found["part"], found["all"]
        return (SHARE if value_of(base) <= FEW else PAIR), part, base
    kind = next(each for each in KINDS if found[each])
    base = found["base"] or found["whole"] or ""
    if kind == PAIR and value_of(base) <= FEW:
        return SHARE, found[PAIR], base
    return kind, found[kind], base


def value_of(text: str) -> float:
    """A number in digits or words.

    >>> value_of("2,415"), value_of("seventy-nine"), value_of("a hundred")
    (2415.0, 79.0, 100.0)
    >>> value_of("two hundred and twelve")
    212.0
    """
    if text[0].isdigit():
        return float(text.replace(",", ""))
    hundreds, said, below = text.lower().rpartition("hundred")
    times = _below_hundred(hundreds) or 1
    return float((100 * times if said else 0) + _below_hundred(below))


def percent_of(fraction: str) -> float:
    """A fraction in words as a percentage.

    >>> percent_of("a third"), percent_of("Three quarters"), percent_of("half")
    (33.3, 75.0, 50.0)
    """
    *times, part = fraction.lower().split()
    number = UNITS.get(times[0], 1) if times else 1
    return round(100 * number / PARTS[part.removesuffix("s")], 1)


def _below_hundred(text: str) -> int:
    words = re.split(r"[- ]", text)
    return sum(TENS.get(word, UNITS.get(word, 0)) for word in words)
