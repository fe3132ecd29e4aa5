"""The three ways of saying what Litmus needs agree with each other."""

import re
import tomllib
from pathlib import Path

import yaml

PROJECT = Path(__file__).resolve().parents[2]

# What conda-forge calls a package that PyPI calls otherwise.
CONDA_NAME = {
    "duckdb": "python-duckdb",
    "matplotlib": "matplotlib-base",
    "nbconvert": "nbconvert-core",
    "pandera[polars]": "pandera-polars",
    "seaborn": "seaborn-base",
}
# Not a Python package: what conda brings besides.
CONDA_ONLY = {"python", "make", "quarto", "pip"}


def split(requirement: str) -> tuple[str, str]:
    """("duckdb", ">=2.0,<3") of "duckdb>=2.0,<3"."""
    name, bounds = re.fullmatch(r"([\w.\[\]-]+)(.*)", requirement.strip()).groups()
    return name, bounds


def wanted() -> dict[str, str]:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    return dict(split(requirement) for requirement in project["dependencies"])


def test_environment_yml_has_the_ranges_of_pyproject():
    given = yaml.safe_load((PROJECT / "environment.yml").read_text())["dependencies"]
    pip = next(entry["pip"] for entry in given if isinstance(entry, dict))
    conda = dict(split(entry) for entry in given if isinstance(entry, str))
    by_pip = dict(split(entry) for entry in pip if not entry.startswith("--"))
    here = {name: bounds for name, bounds in conda.items() if name not in CONDA_ONLY} | by_pip
    assert here == {CONDA_NAME.get(name, name): bounds for name, bounds in wanted().items()}
    assert "quarto" in conda
    assert "--editable ." in pip


def test_lock_pins_every_requirement_with_hashes_and_names_no_index():
    lock = (PROJECT / "requirements.lock").read_text()
    blocks = re.split(r"\n(?=[a-z0-9])", lock)
    pinned = {re.match(r"[\w.-]+", block)[0] for block in blocks if "==" in block}
    for name in wanted():
        assert re.sub(r"\[.*", "", name) in pinned
    for block in blocks:
        if "==" in block.split("\n")[0]:
            assert "--hash=sha256:" in block, block.split("\n")[0]
    assert "://" not in lock
    assert "index-url" not in lock


def test_python_versions_agree():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    conda = yaml.safe_load((PROJECT / "environment.yml").read_text())["dependencies"]
    assert "python" + project["requires-python"] in conda
