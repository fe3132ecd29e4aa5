"""Reads `data_contracts/`: one Open Data Contract Standard (v3) YAML file a table.

Nothing in a contract is silently ignored: a misspelt name or a check that Litmus cannot make is
an error, because a rule that does not run looks like a rule that found nothing.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast, get_args

import yaml
from open_data_contract_standard.model import (
    CustomProperty,
    DataQuality,
    OpenDataContractStandard,
    SchemaObject,
    SchemaProperty,
)
from pydantic import ValidationError

from litmus.base.errors import LitmusError
from litmus.base.params import YAML
from litmus.base.text_values import words
from litmus.intake.contracts.model import ColumnRule, ColumnType, Contract, Severity, SqlRule
from litmus.intake.contracts.sql import columns_beside_extract_date, offending_rows


def load(folder: Path) -> dict[str, Contract]:
    """The contracts in `folder` and below, by table name in alphabetical order.

    Raises LitmusError naming the file where one cannot be read, names something unknown, asks for
    a check that Litmus cannot make, or describes a table that another file describes.
    """
    contracts: dict[str, Contract] = {}
    for path in files(folder):
        contract = _contract(path)
        if contract.table in contracts:
            raise LitmusError(f"{path.name}: {contract.table} already has a contract.")
        contracts[contract.table] = contract
    if not contracts:
        raise LitmusError(f"There are no contracts (*.yaml) in {folder}.")
    _check_references(contracts)
    return dict(sorted(contracts.items()))


def files(folder: Path) -> list[Path]:
    """The contract files in `folder` and below, in a fixed order."""
    return sorted(folder.rglob("*.yaml"))


def _contract(path: Path) -> Contract:
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=YAML)
        document = OpenDataContractStandard(**raw)
        unknown = list(_unknown(raw, document.model_dump(by_alias=True, exclude_unset=True)))
        if unknown:
            raise ValueError(f"{unknown[0]} is not a name of the standard; is it misspelt?")
        return _table(document)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise LitmusError(f"{path.name}: {where}: {first['msg']}") from error
    except (yaml.YAMLError, UnicodeDecodeError, TypeError, ValueError) as error:
        raise LitmusError(f"{path.name} is not a data contract: {error}") from error


def _unknown(raw: Any, understood: Any, where: str = "") -> Iterator[str]:
    """The names in `raw` that the standard does not have."""
    if isinstance(raw, dict) and isinstance(understood, dict):
        for name, value in raw.items():
            if name not in understood:
                yield f"{where}{name}"
            else:
                yield from _unknown(value, understood[name], f"{where}{name}.")
    elif isinstance(raw, list) and isinstance(understood, list):
        for place, (value, known) in enumerate(zip(raw, understood, strict=True)):
            yield from _unknown(value, known, f"{where}{place}.")


def _table(document: OpenDataContractStandard) -> Contract:
    if len(document.schema_ or []) != 1:
        raise ValueError("it must describe exactly one table under `schema`")
    schema: SchemaObject = document.schema_[0]  # type: ignore[index]
    properties = schema.properties or []
    columns = [_column(each) for each in properties]
    key = sorted(
        (each for each in properties if each.primaryKey), key=lambda p: p.primaryKeyPosition or 0
    )
    return Contract(
        table=str(schema.name),
        title=document.name or str(schema.name),
        description=schema.description or "",
        columns={column.name: column for column in columns},
        key=tuple(str(each.name) for each in key),
        rules=tuple(_sql_rule(each, str(schema.name), columns) for each in schema.quality or []),
    )


def _column(each: SchemaProperty) -> ColumnRule:
    name, kind = str(each.name), each.logicalType
    if kind not in get_args(ColumnType):
        raise ValueError(f"{name}: logicalType must be one of {', '.join(get_args(ColumnType))}")
    options = each.logicalTypeOptions or {}
    custom = _custom(each.customProperties, {"readAs", "unreadable", "tableIn"}, name)
    allowed, allowed_severity = _allowed_values(each)
    strict = bool(each.required or each.criticalDataElement)
    flag = {"Y", "N"} <= set(allowed)
    refers_to = _reference(each)
    return ColumnRule(
        name=name,
        type=cast(ColumnType, kind),
        label=each.businessName or name.partition("_")[2].replace("_", " "),
        description=each.description or "",
        required=bool(each.required),
        critical=bool(each.criticalDataElement),
        unreadable=_severity(custom.get("unreadable", "error" if strict else "warning")),
        minimum=options.get("minimum"),
        maximum=options.get("maximum"),
        allowed=allowed,
        allowed_severity=allowed_severity,
        read_as={**(words.FLAGS if flag else {}), **custom.get("readAs", {})},
        refers_to=refers_to,
        table_in=custom.get("tableIn", ""),
        is_id=kind == "string" and bool(each.primaryKey or refers_to or name.endswith("_id")),
    )


def _allowed_values(each: SchemaProperty) -> tuple[tuple[str, ...], Severity]:
    for rule in each.quality or []:
        if rule.metric != "invalidValues" or "validValues" not in (rule.arguments or {}):
            raise ValueError(f"{each.name}: only `metric: invalidValues` is checked on a column")
        codes = (rule.arguments or {})["validValues"]
        return tuple(str(code) for code in codes), _severity(rule.severity)
    return (), "warning"


def _reference(each: SchemaProperty) -> tuple[str, str] | None:
    for relationship in each.relationships or []:
        table, _, column = str(relationship.to).partition(".")
        return table, column
    return None


def _sql_rule(rule: DataQuality, table: str, columns: list[ColumnRule]) -> SqlRule:
    if rule.type != "sql" or not (rule.id and rule.query and rule.description):
        raise ValueError("a rule of a table needs `type: sql`, an id, a description and a query")
    if rule.mustBe != 0:
        raise ValueError(f"rule {rule.id}: the count of offending rows must be 0 (`mustBe: 0`)")
    offending_rows(rule.query, table, date.max)  # refuses what could not be run later
    moments = {column.name for column in columns if column.type == "timestamp"}
    if misread := moments & columns_beside_extract_date(rule.query):
        name = min(misread)
        raise ValueError(
            f"rule {rule.id}: {name} is a moment and :extract_date a whole day, which ends after "
            f"it; write CAST({name} AS DATE)"
        )
    custom = _custom(rule.customProperties, {"whatToDo", "breaksFigures"}, rule.id)
    return SqlRule(
        id=rule.id,
        description=rule.description,
        severity=_severity(rule.severity),
        query=rule.query,
        impact=rule.businessImpact or "",
        what_to_do=custom.get("whatToDo", ""),
        breaks=bool(custom.get("breaksFigures", False)),
    )


def _custom(given: list[CustomProperty] | None, known: set[str], where: str) -> dict[str, Any]:
    values = {str(each.property): each.value for each in given or []}
    if strange := set(values) - known:
        raise ValueError(f"{where}: Litmus knows no custom property {', '.join(sorted(strange))}")
    return values


def _severity(given: Any) -> Severity:
    if given not in get_args(Severity):
        raise ValueError(f"severity must be error or warning, not {given}")
    return given


def _check_references(contracts: dict[str, Contract]) -> None:
    for contract in contracts.values():
        for column in contract.columns.values():
            if column.table_in and column.table_in not in contract.columns:
                raise LitmusError(
                    f"{contract.table}.{column.name}: its table is to be in {column.table_in}, "
                    "which is no column of the contract."
                )
            if column.refers_to is None:
                continue
            table, target = column.refers_to
            if table not in contracts or target not in contracts[table].columns:
                raise LitmusError(
                    f"{contract.table}.{column.name} refers to {table}.{target}, "
                    "which no contract describes."
                )
