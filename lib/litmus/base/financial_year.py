"""A financial year as settings name it: 2015/16."""

import re

from litmus.base.errors import UsageError

FINANCIAL_YEAR = re.compile(r"([12]\d{3})/(\d{2})")


def financial_year(text: str) -> str:
    """`text` if it names a financial year such as 2015/16; ValueError otherwise."""
    match = FINANCIAL_YEAR.fullmatch(text) if isinstance(text, str) else None
    if not match or (int(match[1]) + 1) % 100 != int(match[2]):
        raise ValueError(f"{text!r} is not a financial year such as 2015/16")
    return text


def check_year(year: str, where: str) -> None:
    try:
        financial_year(year)
    except (TypeError, ValueError) as error:
        raise UsageError(f"{where}: {error}.") from None
