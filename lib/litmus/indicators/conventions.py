"""The conventions that indicators share, each in one place, as SQL.

They are those of the catalogue (`indicators.yml`, conventions): what "open on" a day means, when
somebody is of an age, who is looked after, who is the case worker.
"""

from litmus.base.text_values import words
from litmus.indicators.declaration import Cases

CASE_WORKER_ROLES = "('CW', 'ALLOCATED CASE WORKER')"
SHORT_BREAKS = "('V3', 'V4')"
# The words for yes in capitals and without spaces.
SAID_YES = [word.upper().replace(" ", "") for word in words.YES]


def open_on(start: str, end: str, day: str) -> str:
    """Open at the end of `day`: what ended on the day itself is not."""
    return f"({start} <= {day} AND ({end} IS NULL OR {end} > {day}))"


def is_aged(dob: str, years: int, day: str) -> str:
    """At least `years` old on `day`. Born on 29 February, the birthday is 1 March otherwise."""
    return f"({dob} <= {day} - INTERVAL {years} YEAR)"


def days_between(first: str, last: str) -> str:
    """The calendar days from one date to another."""
    return f"DATE_DIFF('day', {first}, {last})"


def within_working_days(first: str, last: str, began: str, ended: str, limit: int | str) -> str:
    """From day `first` to day `last` in so many working days at most, by their calendar rows.

    The days themselves are compared as well: from a Friday to the Saturday after it there are no
    working days, whichever of them comes first.
    """
    return f"({last} >= {first} AND {ended}.working_day - {began}.working_day <= {limit})"


def working_days_taken(first: str, last: str, began: str, ended: str) -> str:
    """The working days from day `first` to day `last`, by their calendar rows; NULL where they are
    not known, or the last day is before the first."""
    return f"CASE WHEN {last} >= {first} THEN {ended}.working_day - {began}.working_day END"


def fte(column: str) -> str:
    """Full-time equivalents as a decimal number: their sums are exact, in every engine."""
    return f"COALESCE(CAST({column} AS DECIMAL(18, 6)), 0)"


def children_of(cases: Cases) -> str:
    """The children whom a snapshot indicator counts: one row (`day`, `child`) for each at each S.

    So CIN(S), CPP(S) and LAC(S) in the definition of another indicator are what CIN01, CPP01 and
    LAC01 count, and nothing else.
    """
    left_out = " OR ".join(f"({condition})" for condition in cases.excluded.values())
    where = f"({cases.where}) AND " if cases.where else ""
    return f"""(
        SELECT DISTINCT {cases.day} AS day, {cases.person} AS child
        FROM {cases.rows}
        WHERE {where}CASE WHEN {left_out or "1 = 0"} THEN 1 ELSE 0 END = 0
    )"""


def one_form(json: str) -> str:
    """JSON text in one form, whatever wrote it: capitals, no spaces, no quote before a value, and
    Y and a comma where it says Yes in any of the words that a column of flags may use.

    Case systems join this text from pieces, do not escape comments in it and cut it at 4,000
    characters, so that no JSON reader can be relied on: a flag is found by its text. An answer
    ends with a quote, a comma, a brace, or where the text is cut.
    """
    text = f"UPPER({json}) || '}}'"
    for space in ("' '", "CHR(9)", "CHR(10)", "CHR(13)"):
        text = f"REPLACE({text}, {space}, '')"
    text = f"""REPLACE({text}, '":"', '":')"""
    for yes in SAID_YES:
        for end in ('"', ",", "}"):
            text = f"""REPLACE({text}, '":{yes}{end}', '":Y,')"""
    return text


def has_flag(text: str, *flags: str) -> str:
    """Whether the JSON text (in `one_form`) answers one of the flags with yes: else it is false,
    also where there is no text, no such flag or no answer to it."""
    return "(" + " OR ".join(f"""COALESCE({text}, '') LIKE '%"{f}":Y,%'""" for f in flags) + ")"


# LAC(S): children with an episode of care open at S. `looked_after` is the FROM clause, with one
# row an open episode `e` and the child `p`; `NOT_LOOKED_AFTER` says who of them does not count.
EPISODE_OPEN = open_on("e.clae_cla_episode_start_date", "e.clae_cla_episode_ceased_date", "s.day")
LOOKED_AFTER = f"""snapshots s
    JOIN ssd_cla_episodes e ON {EPISODE_OPEN}
    LEFT JOIN ssd_person p ON p.pers_person_id = e.clae_person_id
    LEFT JOIN (
        SELECT DISTINCT s.day, l.lega_person_id AS child
        FROM snapshots s
        JOIN ssd_legal_status l
            ON {open_on("l.lega_legal_status_start_date", "l.lega_legal_status_end_date", "s.day")}
        WHERE UPPER(l.lega_legal_status) IN {SHORT_BREAKS}
    ) short_breaks ON short_breaks.child = e.clae_person_id AND short_breaks.day = s.day"""
NOT_LOOKED_AFTER = {
    "in a series of short breaks (legal status V3 or V4)": "short_breaks.child IS NOT NULL",
    "date of birth not known": "p.pers_dob IS NULL",
    "aged 18 or over": is_aged("p.pers_dob", 18, "s.day"),
}

# Care leavers: the latest row of each at S, by the date of the latest contact. A row is the latest
# one from its own date until the next row's. One without a contact is the oldest: whom nobody has
# reached is still somebody for whom the council is responsible.
CARE_LEAVERS = f"""snapshots s
    JOIN (
        SELECT k.*, LEAD(k.held_from) OVER (
            PARTITION BY k.clea_person_id ORDER BY k.held_from, k.clea_table_id
        ) AS superseded_on
        FROM (
            SELECT r.*, COALESCE(
                r.clea_care_leaver_latest_contact, CAST('1900-01-01' AS DATE)
            ) AS held_from
            FROM ssd_care_leavers r
        ) k
    ) c ON {open_on("c.held_from", "c.superseded_on", "s.day")}
    LEFT JOIN ssd_person p ON p.pers_person_id = c.clea_person_id"""
FORMER_RELEVANT = "('former relevant', 'former relevant child')"
NOT_FORMER_RELEVANT_19_TO_21 = {
    "not a former relevant young person": f"""c.clea_care_leaver_eligibility IS NULL
        OR LOWER(c.clea_care_leaver_eligibility) NOT IN {FORMER_RELEVANT}""",
    "date of birth not known": "p.pers_dob IS NULL",
    "not aged 19, 20 or 21": f"""NOT {is_aged("p.pers_dob", 19, "s.day")}
        OR {is_aged("p.pers_dob", 22, "s.day")}""",
    "died": "UPPER(c.clea_care_leaver_in_touch) = 'DIED'",
}
