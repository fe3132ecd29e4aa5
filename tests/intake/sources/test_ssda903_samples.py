"""The real samples: everything in them is accounted for."""

import csv
import time
from datetime import date

import polars as pl
import pytest

from litmus.base.text_values import dates
from litmus.intake.sources import open_source

pytestmark = pytest.mark.slow


@pytest.fixture(params=["ssda903_2018", "ssda903_years"])
def source(request, sample, tmp_path):
    return open_source(str(sample(request.param)), tmp_path, tmp_path)


def days(column):
    text = pl.col(column)
    return text.map_batches(lambda cells: dates.read(cells, pl.Date), return_dtype=pl.Date)


def raw_episodes(folder):
    """Every Episodes record, oldest file first (the years stand in their names)."""
    for path in sorted(folder.glob("*episodes.csv")):
        with path.open(encoding="utf-8") as file:
            yield from csv.DictReader(file)


def test_a_sample_is_recognised_and_read_at_once(source):
    started = time.monotonic()
    assert source.kind == "ssda903"
    assert source.reading.tables["ssd_cla_episodes"].height > 1000
    assert time.monotonic() - started < 5


def test_every_episode_is_there_once_and_belongs_somewhere(source):
    tables = source.reading.tables
    episodes = tables["ssd_cla_episodes"]
    raw = {(r["CHILD"], r["DECOM"]) for r in raw_episodes(source.place.folder)}
    assert set(episodes.select("clae_person_id", "clae_cla_episode_start_date").iter_rows()) == raw
    assert episodes.height == len(raw)
    assert episodes["clae_cla_id"].null_count() == 0
    placements = tables["ssd_cla_placement"]["clap_cla_placement_id"]
    assert set(episodes["clae_cla_placement_id"]) == set(placements)
    assert episodes["clae_person_id"].is_in(tables["ssd_person"]["pers_person_id"].implode()).all()


KEYS = {
    "ssd_person": "pers_person_id",
    "ssd_cla_episodes": "clae_cla_episode_id",
    "ssd_cla_placement": "clap_cla_placement_id",
    "ssd_legal_status": "lega_legal_status_id",
    "ssd_cla_reviews": "clar_cla_review_id",
    "ssd_immigration_status": "immi_immigration_status_id",
    "ssd_missing": "miss_table_id",
    "ssd_permanence": "perm_table_id",
    "ssd_care_leavers": "clea_table_id",
}


def test_keys_are_unique_and_rows_have_a_place(source):
    for table, key in KEYS.items():
        frame = source.reading.tables[table]
        assert frame[key].is_unique().all(), table
        assert frame.select("_file", "_row").null_count().row(0) == (0, 0), table


def test_children_in_care_on_a_day_are_those_of_the_return_itself(sample, tmp_path):
    """31 March 2018, the return's last day: open or ended later, by the file alone. An episode
    without DEC that another of the child follows had ended."""
    folder = sample("ssda903_2018")
    on = date(2018, 3, 31)
    rows = list(raw_episodes(folder))
    starts: dict[str, list[date]] = {}
    for r in rows:
        starts.setdefault(r["CHILD"], []).append(dates.day(r["DECOM"]))
    in_care = {
        r["CHILD"]
        for r in rows
        if dates.day(r["DECOM"]) <= on
        and (
            dates.day(r["DEC"]) > on
            if r["DEC"]
            else not any(dates.day(r["DECOM"]) < day <= on for day in starts[r["CHILD"]])
        )
    }
    episodes = open_source(str(folder), tmp_path, tmp_path).reading.tables["ssd_cla_episodes"]
    end = days("clae_cla_episode_ceased_date")
    found = episodes.filter(
        (days("clae_cla_episode_start_date") <= on) & (end.is_null() | (end > pl.lit(on)))
    )
    assert set(found["clae_person_id"]) == in_care
    assert len(in_care) > 1000
