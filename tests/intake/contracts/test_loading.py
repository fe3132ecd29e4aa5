"""Contract files: what is read from them, and what is refused rather than ignored."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from open_data_contract_standard.model import OpenDataContractStandard

from litmus.base.errors import LitmusError
from litmus.intake.contracts import load

CONTRACTS = Path(__file__).resolve().parents[3] / "data_contracts"
DATA_MODEL = Path(__file__).resolve().parents[3] / ".." / "shared" / "data_model.md"
STANDARD = jsonschema.Draft201909Validator(json.loads(OpenDataContractStandard.json_schema()))
FILES = sorted(CONTRACTS.rglob("*.yaml"))

GOOD = """
apiVersion: v3.1.0
kind: DataContract
id: t
version: "1"
status: active
schema:
- name: t
  properties:
  - name: t_id
    logicalType: string
    primaryKey: true
    primaryKeyPosition: 1
    required: true
  - name: t_end
    logicalType: date
    quality:
    - metric: invalidValues
      mustBe: 0
      severity: warning
      arguments:
        validValues: ["2016-01-01"]
  quality:
  - id: early
    type: sql
    severity: warning
    description: It ends early.
    query: SELECT COUNT(*) FROM t WHERE t_end < DATE '2000-01-01'
    mustBe: 0
"""


def loaded(folder: Path, text: str):
    (folder / "t.yaml").write_text(text, encoding="utf-8")
    return load(folder)


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_is_valid_by_the_standards_own_schema(path):
    STANDARD.validate(yaml.safe_load(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_is_named_after_its_table(path):
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["schema"][0]["name"] == path.stem


def test_the_contracts_hold_every_column_of_the_data_model(contracts):
    if not DATA_MODEL.exists():
        pytest.skip("the data model (shared/data_model.md) is not beside the repository")
    part_1 = DATA_MODEL.read_text(encoding="utf-8").split("## Part 2.")[0]
    for section in re.split(r"^### ", part_1, flags=re.MULTILINE)[1:]:
        name = section.split()[0]
        columns = re.findall(r"^\| (\w+) \| (?:nvarchar|nchar|datetime|float|int)", section, re.M)
        assert list(contracts[name].columns) == columns, name


def test_a_contract_says_types_keys_codes_references_and_rules(contracts):
    plans = contracts["ssd_cp_plans"]
    assert plans.key == ("cppl_cp_plan_id",)
    assert plans.columns["cppl_cp_plan_start_date"].type == "date"
    assert plans.columns["cppl_cp_plan_start_date"].required
    assert plans.columns["cppl_person_id"].refers_to == ("ssd_person", "pers_person_id")
    assert plans.columns["cppl_cp_plan_latest_category"].allowed == (
        "NEG", "PHY", "SAB", "EMO", "MUL",
    )  # fmt: skip
    before_start = {rule.id: rule for rule in plans.rules}["cppl_cp_plan_end_date_before_start"]
    assert before_start.severity == "error"


def test_an_enquiry_is_known_by_its_id_and_the_child(contracts):
    # Group working: several children share one enquiry id.
    assert contracts["ssd_s47_enquiry"].key == ("s47e_s47_enquiry_id", "s47e_person_id")


def test_every_rule_and_coded_column_names_its_severity(contracts):
    for contract in contracts.values():
        for rule in contract.rules:
            assert rule.severity in ("error", "warning")
            assert rule.description.endswith("."), rule.id


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("required: true", "requird: true", "requird is not a name of the standard"),
        ("logicalType: date", "logicalType: array", "t_end: logicalType must be one of date"),
        ("metric: invalidValues", "metric: rowCount", "only `metric: invalidValues`"),
        ("severity: warning\n    description", "severity: grave\n    description", "severity must"),
        ("    type: sql\n", "    type: text\n", "needs `type: sql`"),
        ("'2000-01-01'\n    mustBe: 0", "'2000-01-01'\n    mustBe: 1", "must be 0"),
        ("SELECT COUNT(*) FROM t", "SELECT COUNT(t_id) FROM t", "must be `SELECT COUNT(*) FROM t"),
        ("t_end < DATE '2000-01-01'", "t_end IS NULL GROUP BY t_id", "without grouping"),
        ("FROM t WHERE", "FROM u WHERE", "a rule of t must be"),
        ("kind: DataContract", "kind: [", "is not a data contract"),
        ("kind: DataContract", "kinds: DataContract", "t.yaml: kinds: Extra inputs"),
    ],
)  # fmt: skip
def test_a_contract_that_would_not_be_acted_on_is_refused(tmp_path, old, new, said):
    assert old in GOOD
    with pytest.raises(LitmusError, match=re.escape(said)):
        loaded(tmp_path, GOOD.replace(old, new, 1))


@pytest.mark.parametrize("offence", ["t_end > :extract_date", ":extract_date < t.t_end"])
def test_a_moment_is_not_compared_with_the_midnight_that_begins_the_extract_day(tmp_path, offence):
    # 14:05 on the day of the extract is after its midnight, and yet not in the future.
    text = GOOD.replace("logicalType: date", "logicalType: timestamp")
    text = text.replace("t_end < DATE '2000-01-01'", offence)
    with pytest.raises(LitmusError, match=r"rule early: t_end is a moment .* CAST\(t_end AS DATE"):
        loaded(tmp_path, text)
    by_day = text.replace(offence, "CAST(t_end AS DATE) > :extract_date")
    assert loaded(tmp_path, by_day)["t"].columns["t_end"].type == "timestamp"


def test_a_reference_to_what_no_contract_describes_is_refused(tmp_path):
    text = GOOD.replace("    required: true", "    relationships:\n    - to: other.id", 1)
    with pytest.raises(LitmusError, match=r"t\.t_id refers to other\.id"):
        loaded(tmp_path, text)


def test_two_contracts_of_one_table_are_refused(tmp_path):
    (tmp_path / "again.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(LitmusError, match="t already has a contract"):
        loaded(tmp_path, GOOD)


def test_a_folder_without_contracts_is_refused(tmp_path):
    with pytest.raises(LitmusError, match="no contracts"):
        load(tmp_path)
