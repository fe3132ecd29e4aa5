"""Known differences of SSD extracts from the standard, put right while reading.

Each repair takes the tables as read and returns a sentence with a count, or None where it found
nothing to do. What a repair cannot settle stays as it stands, for the contract to report.
"""

from collections.abc import Callable, Iterable
from datetime import date

import polars as pl

from litmus.base.periods import days_in_words
from litmus.base.text_values import dates, words
from litmus.intake.sources import codes

Tables = dict[str, pl.DataFrame]

# Names of columns in older versions of the standard and in other systems' tables.
RENAMED = {
    "clae_cla_episode_start": "clae_cla_episode_start_date",
    "clae_cla_episode_ceased": "clae_cla_episode_ceased_date",
    "clae_cla_primary_need": "clae_cla_primary_need_code",
    "clae_cla_review_last_iro_contact_date": "clae_cla_last_iro_contact_date",
    "lega_legal_status_start": "lega_legal_status_start_date",
    "lega_legal_status_end": "lega_legal_status_end_date",
    "pers_common_child_id": "pers_single_unique_id",
}

# The Mosaic tables lack these person columns: (table, column) -> ways to the person, tried in
# order, each (own column, parent table, its key, its person column). Mosaic's cinv_cin_plan_id
# holds a referral's id.
PERSON_THROUGH = {
    ("ssd_cin_plans", "cinp_person_id"): [
        ("cinp_referral_id", "ssd_cin_episodes", "cine_referral_id", "cine_person_id")
    ],
    ("ssd_cin_visits", "cinv_person_id"): [
        ("cinv_cin_plan_id", "ssd_cin_plans", "cinp_cin_plan_id", "cinp_person_id"),
        ("cinv_cin_plan_id", "ssd_cin_episodes", "cine_referral_id", "cine_person_id"),
    ],
    ("ssd_cp_visits", "cppv_person_id"): [
        ("cppv_cp_plan_id", "ssd_cp_plans", "cppl_cp_plan_id", "cppl_person_id")
    ],
    ("ssd_cp_reviews", "cppr_person_id"): [
        ("cppr_cp_plan_id", "ssd_cp_plans", "cppl_cp_plan_id", "cppl_person_id")
    ],
    ("ssd_cla_placement", "clap_person_id"): [
        ("clap_cla_id", "ssd_cla_episodes", "clae_cla_id", "clae_person_id")
    ],
    ("ssd_involvements", "invo_person_id"): [
        ("invo_referral_id", "ssd_cin_episodes", "cine_referral_id", "cine_person_id")
    ],
}

# What happens day by day: the last of these dates is about the day of the extract.
ACTIVITY = {
    "ssd_contacts": "cont_contact_date",
    "ssd_cin_episodes": "cine_referral_date",
    "ssd_cin_assessments": "cina_assessment_start_date",
    "ssd_cin_visits": "cinv_cin_visit_date",
    "ssd_cp_visits": "cppv_cp_visit_date",
    "ssd_cla_visits": "clav_cla_visit_date",
    "ssd_cla_episodes": "clae_cla_episode_start_date",
}


def repair(tables: Tables) -> tuple[Tables, list[str]]:
    """The tables with every repair made, and a note for each that did something."""
    tables = dict(tables)
    repairs: Iterable[Callable[[Tables], str | None]] = (
        rename_columns,
        find_persons,
        permanence_persons,
        copy_estimated_births,
        codes.from_descriptions,
    )
    return tables, [note for repair in repairs if (note := repair(tables))]


def rename_columns(tables: Tables) -> str | None:
    """Older column names become today's, unless today's is there too."""
    done = []
    for table, frame in tables.items():
        names = {
            old: new
            for old, new in RENAMED.items()
            if old in frame.columns and new not in frame.columns
        }
        tables[table] = frame.rename(names)
        done += [f"{old} as {new}" for old, new in names.items()]
    return (
        f"Columns of an older layout were read under today's name: {', '.join(done)}."
        if done
        else None
    )


def find_persons(tables: Tables) -> str | None:
    """A table without its person column gets it through the parent's id."""
    done = []
    for (table, column), ways in PERSON_THROUGH.items():
        if table not in tables or column in tables[table].columns:
            continue
        passable = [way for way in ways if _passable(tables, table, way)]
        if passable:
            found = [_person_through(tables, table, way) for way in passable]
            person = pl.select(pl.coalesce(found).alias(column)).to_series()
            tables[table] = tables[table].with_columns(person)
            done.append(f"{table} ({person.null_count()} of {person.len()} not found)")
    return f"The child was found through the parent record in: {', '.join(done)}." if done else None


def permanence_persons(tables: Tables) -> str | None:
    """SystemC's ssd_permanence has the legacy person id where every other table has the person id.

    Where the id is the legacy id of the child whose period of care the row names, or is nobody's
    person id, it gives way to that child's, else to the only person with that legacy id.
    """
    permanence, person = tables.get("ssd_permanence"), tables["ssd_person"]
    if permanence is None or "perm_person_id" not in permanence.columns:
        return None
    given, known = pl.col("given"), person.select(_text("pers_person_id")).to_series()
    frame = permanence.select(_text("perm_person_id").alias("given")).with_columns(
        _care_of(tables).alias("care"), pl.lit(None, pl.String).alias("its_legacy")
    )
    by_legacy = pl.lit(None, pl.String)
    if "pers_legacy_id" in person.columns:
        legacy = _lookup(person, "pers_person_id", "pers_legacy_id", frame["care"])
        persons = _lookup(person, "pers_legacy_id", "pers_person_id", frame["given"])
        frame = frame.with_columns(its_legacy=_replace("care", legacy))
        by_legacy = _replace("given", persons)
    wrong = ~given.is_in(known.implode()) | (given == pl.col("its_legacy")).fill_null(False)
    right = pl.when(wrong).then(pl.coalesce("care", by_legacy, "given")).otherwise("given")
    corrected = frame.select(right.alias("perm_person_id")).to_series()
    changed = (corrected != frame["given"]).sum()
    if not changed:
        return None
    tables["ssd_permanence"] = permanence.with_columns(corrected)
    return (
        f"{changed} of {permanence.height} rows of ssd_permanence carried the legacy person id; "
        "they were matched to the child through the period of care or the legacy id."
    )


def _care_of(tables: Tables) -> pl.Series | pl.Expr:
    """Whose period of care each row of ssd_permanence names."""
    way = ("perm_cla_id", "ssd_cla_episodes", "clae_cla_id", "clae_person_id")
    if not _passable(tables, "ssd_permanence", way):
        return pl.lit(None, pl.String)
    return _person_through(tables, "ssd_permanence", way)


def copy_estimated_births(tables: Tables) -> str | None:
    """SystemC puts estimated dates of birth in pers_expected_dob and leaves pers_dob empty.

    Somebody is unborn only if the expected date is after the extract; else it is the birth date.
    """
    person, last = tables["ssd_person"], last_activity(tables)
    if last is None or not {"pers_dob", "pers_expected_dob"} <= set(person.columns):
        return None
    no_birth = words.stands_for_nothing(_text("pers_dob").fill_null(""), days=True)
    expected = _text("pers_expected_dob")
    nothing = words.stands_for_nothing(expected, days=True)
    born = no_birth & (_days(person, "pers_expected_dob") <= last) & ~nothing
    count = person.select(born.fill_null(False).sum()).item()
    tables["ssd_person"] = person.with_columns(
        pl.when(born).then("pers_expected_dob").otherwise("pers_dob").alias("pers_dob"),
        pl.when(born).then(None).otherwise("pers_expected_dob").alias("pers_expected_dob"),
    )
    if not count:
        return None
    return (
        f"{count} people had no date of birth but an expected one that had passed by "
        f"{days_in_words(last, last)}: it was read as an estimated date of birth."
    )


def _text(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.String).str.strip_chars()


def _days(frame: pl.DataFrame, column: str) -> pl.Series:
    if frame[column].dtype == pl.Date:
        return frame[column]
    return dates.read(frame.select(_text(column)).to_series(), pl.Date)


def last_activity(tables: Tables) -> date | None:
    """About the day of the extract: the last day of activity that is no slip of the pen."""
    days = [
        _days(tables[table], column).rename("day")
        for table, column in ACTIVITY.items()
        if table in tables and column in tables[table].columns
    ]
    return dates.last_of(pl.concat(days), date.today()) if days else None


Way = tuple[str, str, str, str]


def _passable(tables: Tables, table: str, way: Way) -> bool:
    own, parent, key, person = way
    there = tables[parent].columns if parent in tables else []
    return own in tables[table].columns and key in there and person in there


def _person_through(tables: Tables, table: str, way: Way) -> pl.Series:
    own, parent, key, person = way
    wanted = tables[table].select(_text(own)).to_series()
    known = _lookup(tables[parent], key, person, wanted)
    return tables[table].select(_replace(own, known)).to_series()


def _replace(column: str, known: dict[str, str]) -> pl.Expr:
    return _text(column).replace_strict(known, default=None, return_dtype=pl.String)


def _lookup(frame: pl.DataFrame, key: str, value: str, wanted: pl.Series) -> dict[str, str]:
    """Value by key, for the keys that are `wanted` and have only one."""
    pairs = frame.select(_text(key), _text(value)).drop_nulls()
    pairs = pairs.filter(pl.col(key).is_in(wanted.implode())).unique()
    single = pairs.filter(pl.len().over(key) == 1)
    return dict(single.iter_rows())
