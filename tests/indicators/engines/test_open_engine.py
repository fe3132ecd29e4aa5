"""Opening and closing an engine: what is refused, what stays behind."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from litmus.base.errors import LitmusError, UsageError
from litmus.indicators.engines import Engine, open_engine
from litmus.intake.snapshot import Snapshot

PERSONS = "SELECT COUNT(*) AS n FROM ssd_person"


def test_duckdb_has_no_address(snapshot):
    with pytest.raises(UsageError, match="has no address"):
        open_engine("duckdb", "somewhere.duckdb", snapshot)


def test_an_unknown_engine_is_refused(snapshot):
    with pytest.raises(UsageError, match="expected duckdb, postgres, spark"):
        open_engine("oracle", None, snapshot)


def test_duckdb_needs_no_packages_of_the_others(snapshot):
    script = f"""
import sys
from pathlib import Path
from litmus.indicators.engines import open_engine
from litmus.intake.snapshot import Snapshot
snapshot = Snapshot(Path({str(snapshot.folder)!r}), {snapshot.manifest!r})
with open_engine("duckdb", None, snapshot) as engine:
    print(engine.execute({PERSONS!r}).fetchall())
print(sorted({{"sqlglot", "psycopg", "pyspark"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.splitlines() == ["[(80,)]", "[]"], done.stderr


@pytest.mark.parametrize(("name", "package"), [("postgres", "psycopg"), ("spark", "pyspark")])
def test_a_missing_package_is_said_with_what_to_do(name, package, snapshot, monkeypatch):
    for module in [m for m in sys.modules if m.startswith(f"litmus.indicators.engines.{name}")]:
        monkeypatch.delitem(sys.modules, module)
    for module in (package, "pyspark.errors", "pyspark.sql", "py4j.protocol"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(LitmusError, match=rf"engine {name} needs .*make engines.*litmus\[{name}\]"):
        open_engine(name, None, snapshot)


def test_postgres_keeps_nothing_and_is_seen_by_nobody_else(postgres_uri, snapshot):
    import psycopg

    relations = "SELECT COUNT(*) FROM pg_class WHERE relname LIKE 'ssd%'"
    with psycopg.connect(postgres_uri, autocommit=True) as watcher:
        before = watcher.execute(relations).fetchone()
        with (
            open_engine("postgres", postgres_uri, snapshot) as one,
            open_engine("postgres", postgres_uri, snapshot) as another,
        ):
            assert one.execute(PERSONS).fetchall() == another.execute(PERSONS).fetchall()
            assert watcher.execute(relations).fetchone()[0] == before[0] + 2
            with pytest.raises(psycopg.Error):
                watcher.execute(PERSONS)
        for _ in range(100):  # a server drops the tables a moment after the connection has gone
            if watcher.execute(relations).fetchone() == before:
                break
            watcher.execute("SELECT pg_sleep(0.05)")
        assert watcher.execute(relations).fetchone() == before


def test_postgres_reads_the_snapshot_and_not_the_servers_own_table(postgres_uri, snapshot):
    import psycopg

    with psycopg.connect(postgres_uri, autocommit=True) as council:
        council.execute("CREATE TABLE ssd_person (pers_person_id text)")
        try:
            with open_engine("postgres", postgres_uri, snapshot) as engine:
                assert engine.execute(PERSONS).fetchall() == [(80,)]
            assert council.execute(PERSONS).fetchone() == (0,)
        finally:
            council.execute("DROP TABLE ssd_person")


def test_postgres_compares_text_by_bytes_whatever_the_servers_language(postgres):
    postgres.execute(PERSONS)
    text = """SELECT DISTINCT collname FROM pg_attribute
        JOIN pg_collation c ON c.oid = attcollation
        WHERE attrelid = 'ssd_person'::regclass AND attnum > 0"""
    assert postgres._connection.execute(text).fetchall() == [("C",)]


def test_postgres_tells_empty_text_from_none(postgres_uri, snapshot, tmp_path):
    import polars as pl

    odd = ["", None, 'say "no"', "a,b", "line\nbreak", "ä€", "\\N", " x "]
    frame = pl.DataFrame({"pers_person_id": odd})
    frame.write_parquet(tmp_path / "ssd_person.parquet")
    held = Snapshot(tmp_path, {"key": "0" * 16, "tables": {"ssd_person": {}}})
    query = "SELECT p.pers_person_id AS id, COUNT(*) AS n FROM ssd_person p GROUP BY 1"
    with open_engine("postgres", postgres_uri, held) as engine:
        assert set(engine.execute(query).fetchall()) == {(text, 1) for text in odd}


def test_postgres_that_is_not_there_is_said_without_a_password(snapshot):
    pytest.importorskip("psycopg", reason="no psycopg: run make engines")
    with pytest.raises(LitmusError, match="PostgreSQL cannot be reached") as stopped:
        open_engine("postgres", "postgresql://me:hush@127.0.0.1:1/none", snapshot)
    assert "hush" not in str(stopped.value)
    with pytest.raises(UsageError, match="postgresql://user@server/database") as stopped:
        open_engine("postgres", "me:hush@127.0.0.1", snapshot)
    assert "hush" not in str(stopped.value)


def test_spark_in_a_running_session_drops_its_views_and_leaves_the_rest(spark, snapshot):
    from pyspark.sql import SparkSession

    spark.execute(PERSONS)
    before = views(SparkSession.getActiveSession())
    with open_engine("spark", None, snapshot) as engine:
        assert engine.execute(PERSONS).fetchall() == [(80,)]
        assert len(views(SparkSession.getActiveSession())) == len(before) + 1
    assert views(SparkSession.getActiveSession()) == before
    assert spark.execute(PERSONS).fetchall() == [(80,)]


def views(session) -> set[str]:
    return {row.viewName for row in session.sql("SHOW VIEWS").collect()}


def test_spark_reads_a_copy_only_of_this_very_snapshot(spark: Engine, snapshot, tmp_path: Path):
    copy = tmp_path / snapshot.key
    copy.symlink_to(snapshot.folder)
    manifest = snapshot.folder / "manifest.json"
    manifest.write_text(json.dumps(snapshot.manifest, indent=2))
    with open_engine("spark", f"local[2]?snapshots=file://{tmp_path}", snapshot) as engine:
        assert engine.execute(PERSONS).fetchall() == [(80,)]
    manifest.write_text(json.dumps({**snapshot.manifest, "fingerprint": "of another"}))
    with pytest.raises(LitmusError, match="is not a copy of this snapshot"):
        open_engine("spark", f"local[2]?snapshots=file://{tmp_path}", snapshot)
    with pytest.raises(LitmusError, match="every node of the cluster can read it"):
        open_engine("spark", f"local[2]?snapshots=file://{tmp_path}/none", snapshot)
