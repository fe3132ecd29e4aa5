"""The findings and actions that a form ends with: laid out once, in `params/form_parts.yml`.

A form says where what is not asked comes from:

    findings: {day: completed_at.date, service: service, at_least: 1}
    actions: {day: completed_at.date, service: service, child: child}

`day`, `service` and `child` name single answers of the form. A form that is always about one
service says `service_is: RESIDENTIAL`; where both are left out, each row asks for the service.
`child` is for actions alone and may be left out. `source_table` names the table of the activity
where the form has none of its own. `also` are further questions of each row, and columns that
follow from them in the place of what else would stand there:

    actions: {day: date, also: {fields: [...], derived: {act_status: {field: done, by: {...}}}}}
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from pydantic import Field as Entry

from litmus.base import params
from litmus.base.errors import UsageError
from litmus.base.params import Setting

PARTS = ("findings", "actions")
FILE = "params/form_parts.yml"
_KNOWN = {"day", "service", "service_is", "child", "source_table", "at_least", "blank_rows", "also"}


class _Columns(Setting):
    """The columns that a form fills without asking."""

    source_table: str
    day: str
    service: str
    child: str = ""


class _Also(Setting):
    """What a form asks of each row beside what every form asks."""

    fields: list[dict[str, Any]] = Entry(default_factory=list)
    derived: dict[str, Any] = Entry(default_factory=dict)


class _Part(Setting):
    """The table of findings, or of actions."""

    columns: _Columns
    section: dict[str, Any]


def with_parts(entry: Mapping[str, Any], parts: Any, where: str) -> dict[str, Any]:
    """A form's entry with `findings` and `actions` written out as sections at its end.

    Raises UsageError where one of them is not as described.
    """
    given = params.sequence(entry.get("sections"), f"{where}, sections", "a list of sections")
    sections = list(given)
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
    others = {key: value for key, value in entry.items() if key not in PARTS}
    return params.like(entry, others | {"sections": params.copy_shape(given, sections)})


def _section(parts: Any, name: str, asked: Mapping[str, Any], source: Any) -> dict[str, Any]:
    part = params.validate(_Part, _of(parts, name), f"{FILE}, {name}")
    section: dict[str, Any] = deepcopy(part.section)
    columns = part.columns
    table = params.mapping(section.get("table"), f"{FILE}, {name}, section, table", "a table")
    where = f"{FILE}, {name}, section, table"
    constants = params.mapping(table.get("constants"), f"{where}, constants", "columns with texts")
    copied = params.mapping(table.get("copied"), f"{where}, copied", "columns with fields")
    fields = list(params.sequence(table.get("fields"), f"{where}, fields", "a list of questions"))
    constants[columns.source_table] = source or ""
    copied |= {
        getattr(columns, what): asked[what] for what in ("day", "service", "child") if what in asked
    }
    if "service_is" in asked:
        constants[columns.service] = asked["service_is"]
    elif "service" not in asked:
        service = params.mapping(_of(parts, "service"), f"{FILE}, service", "a question")
        fields.append({**deepcopy(service), "column": columns.service})
    also = params.validate(_Also, asked.get("also", {}), f"{name}, also")
    fields += deepcopy(also.fields)
    filled = {each.get("column") for each in also.fields} | set(also.derived)
    constants = {column: text for column, text in constants.items() if column not in filled}
    derived = params.mapping(table.get("derived"), f"{where}, derived", "columns with a field")
    section["table"] = table | {
        "constants": constants, "copied": copied, "fields": fields,
        "derived": {**derived, **deepcopy(also.derived)},
    }  # fmt: skip
    section["table"] |= {each: asked[each] for each in ("at_least", "blank_rows") if each in asked}
    return section


def _of(parts: Any, name: str) -> Any:
    expected = "findings, actions and service"
    found = params.mapping(parts, FILE, expected)
    if name not in found:
        raise UsageError(f"{FILE}: expected {expected}; {name} is missing.")
    return found[name]
