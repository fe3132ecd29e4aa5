"""What the quarterly and the book say of a change, read as it is printed: nowhere two stories.

Both are of the same last day. Each sentence, title and cell that judges an indicator is read with
the words that stand there; how they came about is not asked.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from notebooks.printed import Page, page

REPORTS = ("quarterly", "book")
SAME, NOT = "no clear change", "not compared"
WORDS = "better|worse|higher|lower"
VALUE = r"(?P<value>[\d,]+(?:\.\d)?%?)"
HEADLINE = re.compile(
    rf"(?P<name>.+): (?:(?P<word>{WORDS}) than a year ago|(?P<same>no clear change on a year ago)"
    r"|(?P<never>not to be compared with a year ago))(?:,|\.)"
)
MOVED = re.compile(rf"(?P<name>.+) (?P<way>rose|fell) from {VALUE} to (?P<now>\S+) in a year")
STILL = re.compile(r"(?P<name>.+): no clear change in a year")
COMPARED = re.compile(
    rf"(?:(?P<word>{WORDS.title()}) than |(?P<same>No clear change) from "
    rf"|(?P<never>Cannot be compared) with that )(?:in |at )?[^(:]*?(?:: {VALUE} then)? "
    r"\((?P<said>[^)]*)\)"
)
POINT = re.compile(
    rf"(?P<name>[^:]+): {VALUE}(?: per 10,000)? (?:in|at) [^;]*?, "
    r"(?:(?P<way>up|down) (?P<gap>[\d,.]+)[^;]*? on a year ago|(?P<same>no clear change on a year))"
)
LISTED = re.compile(rf"(?P<word>{WORDS}) than a year ago: (?P<names>[^.]+)\.", re.IGNORECASE)
DIFFERENCE = re.compile(r"(?P<way>up|down) (?P<gap>[\d,]+(?:\.\d)?)")


@dataclass(frozen=True)
class Said:
    """That an indicator is judged somewhere: since when, by which word, and where it stands."""

    code: str
    since: str
    word: str
    where: str


@cache
def declared(report: Path) -> dict[str, dict]:
    """The indicators of a report by code."""
    context = json.loads((report.parent / "context.json").read_text(encoding="utf-8"))
    return {each["code"]: each for each in context["declarations"]}


@cache
def codes(report: Path) -> dict[str, str]:
    """The code of each indicator by all that it is called, in small letters."""
    found = {}
    for code, each in declared(report).items():
        for name in (each["name"], each["heading"], each["short"]):
            found[name.lower()] = code
    return found


def word(found: re.Match[str]) -> str:
    """The word of a match that has one of these groups."""
    if found["word"]:
        return found["word"].lower()
    return SAME if found["same"] else NOT


def in_cell(text: str) -> str:
    """The word of a cell: "better, up 24.3 points", "↑ 24.3 points, better", "no clear change"."""
    if "no comparison" in text or "cannot be compared" in text or "not compared" in text:
        return NOT
    if SAME in text:
        return SAME
    hit = re.search(rf"\b({WORDS})\b", text)
    return hit[1] if hit else ""


def in_words(report: Path, shown: Page) -> Iterator[Said]:
    """What sentences and titles judge."""
    known = codes(report)
    for heading, text in [*shown.texts, *shown.spoken]:
        for shape in (HEADLINE, STILL):
            if (hit := shape.match(text)) and (code := known.get(hit["name"].lower())):
                said = word(hit) if shape is HEADLINE else SAME
                yield Said(code, "year", said, f"{report.stem}, {heading}: {text[:80]}")
        code = known.get(heading.lower(), "")
        ours = [hit for hit in COMPARED.finditer(text) if code]
        for hit, since in zip(ours, ("year", "before"), strict=False):
            yield Said(code, since, word(hit), f"{report.stem}, {heading}: {hit[0]}")
        hit = POINT.match(text)
        if hit and hit["same"] and (code := known.get(hit["name"].lower())):
            yield Said(code, "year", SAME, f"{report.stem}, {heading}: {text[:80]}")
        for hit in LISTED.finditer(text):
            for name in re.split(r", (?:up|down) [^;]*(?:; |$)|, | and |; ", hit["names"]):
                if code := known.get(name.lower()):
                    yield Said(code, "year", hit["word"].lower(), f"{report.stem}, {heading}")


def in_tables(report: Path, shown: Page) -> Iterator[Said]:
    """What cells judge."""
    known = codes(report)
    since_a_year = ("Since a year ago", "On a year ago", "Change on a year ago")
    for table in shown.tables:
        heads = [head for head in since_a_year if head in table.columns]
        for row in table.records() if heads else ():
            code, said = known.get(row["Indicator"].lower()), in_cell(row[heads[0]])
            if code and said:
                yield Said(code, "year", said, f"{report.stem}, {table.under}: {row[heads[0]]}")
        code = known.get(table.under.lower(), "")
        if table.caption == "How this compares" and code:
            judged = [each for each in map(in_cell, (row[-1] for row in table.rows[1:])) if each]
            for since, said in zip(("before", "year"), judged, strict=False):
                yield Said(code, since, said, f"{report.stem}, {table.under}: how this compares")


@pytest.fixture(scope="module")
def said(printed: dict[str, Path]) -> list[Said]:
    return [
        each
        for name in REPORTS
        for read in (in_words, in_tables)
        for each in read(printed[name], page(printed[name]))
    ]


def test_no_indicator_is_judged_differently_in_two_places(said: list[Said]):
    by: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for each in said:
        by[each.code, each.since][each.word].append(each.where)
    told_twice = {key: dict(words) for key, words in by.items() if len(words) > 1}
    assert not told_twice
    # the sentences were found: of each indicator of the book, several places
    assert len({each.code for each in said}) > 35 and len(said) > 200


def test_what_rose_or_fell_is_what_is_better_or_worse(printed: dict[str, Path], said: list[Said]):
    judged = {each.code: each.word for each in said if each.since == "year"}
    for name in REPORTS:
        report = printed[name]
        for _, text in page(report).everything():
            hit = MOVED.match(text) or POINT.match(text)
            code = codes(report).get(hit["name"].lower()) if hit else None
            if not hit or not code or not hit["way"]:
                continue
            polarity = declared(report)[code]["polarity"]
            up = hit["way"] in ("rose", "up")
            words = {"higher": ("worse", "better"), "lower": ("better", "worse")}
            assert judged[code] == words.get(polarity, ("lower", "higher"))[up], text


def test_what_is_seen_subtracts(printed: dict[str, Path]):
    """ "59.4% then (up 24.3 points)" beside "83.7%", and so for each comparison that is printed."""
    seen = 0
    for name in REPORTS:
        report = printed[name]
        for heading, text in page(report).texts:
            code = codes(report).get(heading.lower())
            hits = list(COMPARED.finditer(text)) if code else []
            if not hits:
                continue
            now = number(re.match(VALUE, text)["value"])  # the sentence begins with it
            for hit in hits:
                then = number(hit["value"] or re.match(VALUE, hit["said"])["value"])
                moved = DIFFERENCE.search(hit["said"])
                gap = number(moved["gap"]) * (1 if moved["way"] == "up" else -1) if moved else 0
                assert round(now - then, 1) == gap, f"{name}, {heading}: {hit[0]}, now {now}"
                seen += 1
    assert seen > 60


def test_a_value_of_the_same_days_is_the_same_wherever_it_stands(printed: dict[str, Path]):
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    where: dict[tuple[str, str, str], str] = {}
    for name in REPORTS:
        report = printed[name]
        for code, when, value, place in values(report, page(report)):
            found[code, when].add(value)
            where[code, when, value] = f"{name}, {place}"
    several = {
        key: {value: where[(*key, value)] for value in told}
        for key, told in found.items()
        if len(told) > 1
    }
    assert not several and len(found) > 300


def test_the_value_now_is_the_same_on_every_page(printed: dict[str, Path]):
    found: dict[str, set[str]] = defaultdict(set)
    for name in REPORTS:
        report = printed[name]
        known, shown = codes(report), page(report)
        for table in shown.tables:
            for row in table.records() if "Now" in table.columns else ():
                code, value = known.get(row["Indicator"].lower()), re.match(VALUE, row["Now"])
                if code and value:
                    found[code].add(value["value"])
        for _, text in shown.texts:
            hit = POINT.match(text)
            if hit and (code := known.get(hit["name"].lower())):
                found[code].add(hit["value"])
    assert not {code: told for code, told in found.items() if len(told) > 1}
    assert len(found) > 35


def test_a_line_ends_on_the_value_that_the_table_behind_it_ends_on(printed: dict[str, Path]):
    ends = re.compile(rf" to {VALUE} \([^)]*\)\. ")
    seen = 0
    for name in REPORTS:
        shown = page(printed[name])
        behind = {t.under: t.records()[-1] for t in shown.tables
                  if t.caption.startswith("Figures behind") and "Covers" in t.columns}  # fmt: skip
        for heading, alt in shown.spoken:
            hit = ends.search(alt) if "Line chart of" in alt else None
            if hit and heading in behind:
                assert behind[heading]["Value"].startswith(hit["value"]), f"{name}, {heading}"
                seen += 1
    assert seen > 40


def values(report: Path, shown: Page) -> Iterator[tuple[str, str, str, str]]:
    """Indicator, time, value and place of what sentences and the tables behind them print."""
    known = codes(report)
    begins = re.compile(
        rf"{VALUE}(?: per 10,000)?(?: \([^)]*\))? (?:in(?: the)?|at) "
        r"(?P<when>(?!a population)[^;.]*)"
    )
    for heading, text in shown.texts:
        code = known.get(heading.lower())
        if code and re.match(VALUE, text):
            opening = text.partition(". ")[0]
            for hit in begins.finditer(opening):
                when = hit["when"].removesuffix(" alone").rstrip(".")
                yield code, when.lower(), hit["value"], f"{heading}: {opening[:60]}"
    for table in shown.tables:
        code = known.get(table.under.lower())
        if not code or "Covers" not in table.columns or "by" in table.caption.split():
            continue
        for row in table.records():
            value = re.match(VALUE, row["Value"])
            if value and not row["Covers"].startswith("Service"):
                when = row["Covers"].removesuffix(" alone")
                yield code, when.lower(), value["value"], f"{table.under}: {table.caption}"


def number(text: str) -> float:
    """The number that a text prints."""
    return float(text.replace(",", "").rstrip("%"))
