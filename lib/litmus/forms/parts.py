"""The findings and actions that a form ends with: laid out once, in `params/form_parts.yml`.

A form says where what is not asked comes from:

    findings: {day: completed_at.date, service: service, at_least: 1}
    actions: {day: completed_at.date, service: service, child: child}

`day`, `service` and `child` name single answers of the form. A form that is always about one
service says `service_is: RESIDENTIAL`; where both are left out, each row asks for the service.
`child` is for actions alone and may be left out. `source_table` names the table of the activity
where the form has none of its own.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from litmus.errors import UsageError

PARTS = ("findings", "actions")
_KNOWN = {"day", "service", "service_is", "child", "source_table", "at_least", "blank_rows"}


def with_parts(entry: Mapping[str, Any], parts: Any, where: str) -> dict[str, Any]:
    """A form's entry with `findings` and `actions` written out as sections at its end.

    Raises UsageError where one of them is not as described.
    """
    sections = list(entry.get("sections") or [])
    for name in PARTS:
        if name in entry:
            asked = entry[name]
            if not isinstance(asked, dict) or set(asked) - _KNOWN or "day" not in asked:
                raise UsageError(
                    f"{where}: {name}: expected day, and of {', '.join(sorted(_KNOWN))} what "
                    f"applies (found {asked!r})."
                )
            source = asked.get("source_table") or entry.get("table")
            sections.append(_section(parts, name, asked, source))
    return {key: value for key, value in entry.items() if key not in PARTS} | {"sections": sections}


def _section(parts: Any, name: str, asked: Mapping[str, Any], source: str | None) -> dict[str, Any]:
    section: dict[str, Any] = deepcopy(parts[name]["section"])
    columns = parts[name]["columns"]
    table = section["table"]
    table["constants"][columns["source_table"]] = source or ""
    copied = {columns[what]: asked[what] for what in ("day", "service", "child") if what in asked}
    table.setdefault("copied", {}).update(copied)
    if "service_is" in asked:
        table["constants"][columns["service"]] = asked["service_is"]
    elif "service" not in asked:
        table["fields"].append(deepcopy(parts["service"]))
        table["fields"][-1]["column"] = columns["service"]
    for setting in ("at_least", "blank_rows"):
        if setting in asked:
            table[setting] = asked[setting]
    return section
