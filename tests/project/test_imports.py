"""Data moves one way: the import rules of `.importlinter` hold. What is imported is declared."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


def test_nothing_reaches_back():
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_every_package_that_the_library_imports_is_declared():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    optional = project["optional-dependencies"]
    engines = [*optional["postgres"], *optional["spark"], *optional["dask"]]
    wanted = [*project["dependencies"], *engines]
    declared = {_plain(re.match(r"[\w.-]+", each)[0]) for each in wanted}
    comes_from = packages_distributions() | {"pyspark": ["pyspark"], "py4j": ["py4j"]}
    # Where no engine is installed.
    comes_from |= {name: [name] for name in ("psycopg", "sqlglot", "distributed")}
    for path in sorted((PROJECT / "lib").rglob("*.py")):
        for name in _imported(ast.parse(path.read_text(encoding="utf-8"))):
            if name not in sys.stdlib_module_names | {"litmus", "sample_council"}:
                assert {_plain(each) for each in comes_from[name]} & declared, (path, name)


def _imported(module: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
