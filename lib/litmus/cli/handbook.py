"""The indicator handbook, docs/indicators.md: every declaration in words and SQL."""

from litmus.base.code_words import SHORT_SERVICES
from litmus.base.key_questions import KEY_QUESTIONS
from litmus.cli.indicators import POLARITY
from litmus.indicators import Events, Indicator, catalogue, drilldowns, on_request, select

HEAD = """\
# Indicator handbook

Generated from the declarations by `make handbook`; do not edit. A test fails when it is not
current. [How to add an indicator](add-an-indicator.md).

S is the last day of a period. Windows: a month, a quarter, R12M (the 12 months to S), R36M (the 36
months to S). A rate is per 10,000 children aged 0 to 17. A working day is Monday to Friday without
the bank holidays of England and Wales; the day after the start is day 1.
"""
KIND = {
    "count": "number",
    "percentage": "percentage",
    "rate": "rate per 10,000 children",
    "mean": "average",
    "median": "median",
}


DRILLDOWNS = """## Drill-downs

What stands beside an indicator in the performance book: the same cases looked at more closely.
Their codes are those of the indicator with a number. Those on early help that say so stand in the
report on early help alone.
"""


def handbook() -> str:
    """The handbook as Markdown: contents, each indicator under its theme, the drill-downs."""
    themes: dict[str, list[Indicator]] = {}
    for indicator in catalogue().values():
        themes.setdefault(indicator.theme, []).append(indicator)
    contents = "\n".join(
        f"- [{each.code}](#{each.code.lower()}) {each.name}"
        for indicators in themes.values()
        for each in indicators
    )
    chapters = [
        f"## {theme}\n\n" + "\n".join(_entry(each) for each in indicators)
        for theme, indicators in themes.items()
    ]
    within = [
        each for code in catalogue() for each in select([*drilldowns(code), *on_request(code)])
    ]
    chapters.append(f"{DRILLDOWNS}\n" + "\n".join(_entry(each) for each in within))
    return "\n".join([HEAD, contents, "", *chapters])


def _entry(indicator: Indicator) -> str:
    rows = {
        "Measures": f"{KIND[indicator.kind]}; unit: {indicator.unit}",
        "Pattern": f"{indicator.pattern}; window {indicator.window}",
        "Direction": POLARITY[indicator.polarity],
        "Numerator": indicator.numerator,
        "Denominator": indicator.denominator,
        "Time limit": indicator.working_days,
        "Left out": "; ".join(indicator.cases.excluded),
        "Settings": "; ".join(f"`{k}` = {v}" for k, v in indicator.parameters.items()),
        "Looked at more closely": ", ".join(
            [*drilldowns(indicator.code), *on_request(indicator.code)]
        ),
        "Shown": "where a report's settings name it" if indicator.on_request else "",
        "Services": ", ".join(SHORT_SERVICES[code] for code in indicator.services),
        "Key questions": "; ".join(KEY_QUESTIONS[code] for code in indicator.key_questions),
        "Definition": indicator.source,
        "Notes": indicator.notes,
    }
    table = "\n".join(f"| {name} | {_cell(text)} |" for name, text in rows.items() if text)
    return (
        f"### {indicator.code}\n\n**{indicator.name}**\n\n| | |\n|---|---|\n{table}\n\n"
        f"```sql\n{_sql(indicator)}\n```\n"
    )


def _sql(indicator: Indicator) -> str:
    """The declaration's SQL, part by part."""
    cases = indicator.cases
    parts = {"cases": f"FROM {cases.rows}", "considered": cases.where}
    if isinstance(cases, Events):
        parts["day"] = cases.on
    parts |= {f"left out: {reason}": test for reason, test in cases.excluded.items()}
    parts |= {"numerator": cases.numerator, "one case for each": cases.one_per}
    if indicator.kind == "median":
        parts |= {"of which the middle is taken": cases.amount}
    elif not indicator.counts_cases:
        parts |= {"adds to the numerator": cases.amount, "adds to the denominator": cases.weight}
    return "\n".join(f"-- {name}\n{text}" for name, text in parts.items() if text)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
