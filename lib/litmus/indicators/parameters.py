"""A council's own settings of indicators, such as a number of days: params/indicators.yml."""

from pathlib import Path

from litmus.base import params
from litmus.base.errors import UsageError
from litmus.base.params import read

TRUTHS = {"yes": True, "on": True, "no": False, "off": False}


def read_parameters(project: Path) -> dict[str, dict[str, int]]:
    """Local settings by indicator code; the engine checks the names against the catalogue."""
    where = "params/indicators.yml"
    found: dict[str, dict[str, int]] = {}
    listed = params.mapping(read(project, "indicators"), where, "indicators with their settings")
    for code, values in listed.items():
        given = params.mapping(values, f"{where}, {code}", "settings such as days: 15")
        for name, value in given.items():
            whole = TRUTHS.get(value.lower(), value) if isinstance(value, str) else value
            if not isinstance(whole, int):  # true and false are whole numbers to Python
                raise UsageError(
                    f"{where}, {code}, {name}: expected a whole number, "
                    f"true or false, found {value!r}."
                )
            found.setdefault(code, {})[name] = whole
    return found
