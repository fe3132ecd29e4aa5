"""Quality assurance of less than the whole council: a service, a team, a worker group.

Most forms name a service. Six name the team that they are about, two the worker; their findings and
actions are then the team's or the worker group's, too. Everything else is not recorded so, and is
said to be absent rather than counted as nothing.
"""

from __future__ import annotations

from dataclasses import replace

from litmus.base.scope import SERVICE, TEAM, WORKER_GROUP, Scope
from litmus.qa.query import Query

# By kind of scope: the tables whose rows name it, each with the column, and with its key.
NAMING = {
    TEAM: {
        "qa_audit": ("aud_team_id", "aud_id"),
        "qa_observation": ("obs_team_id", "obs_id"),
        "qa_dip_sample": ("dip_team_id", "dip_id"),
        "qa_exception_alert": ("exc_team_id", "exc_id"),
        "qa_complaint": ("cmp_team_id", "cmp_id"),
        "qa_supervision_check": ("spc_team_id", "spc_id"),
    },
    WORKER_GROUP: {
        "qa_audit": ("aud_worker_id", "aud_id"),
        "qa_observation": ("obs_worker_id", "obs_id"),
    },
}
# What belongs to a row of another table: that table, the column that names it, and its own key.
PARTS = {
    "qa_audit_judgement": ("qa_audit", "auj_aud_id", ""),
    "qa_audit_moderation": ("qa_audit", "aum_aud_id", "aum_id"),
    "qa_complaint_learning": ("qa_complaint", "cml_cmp_id", "cml_id"),
}
# What names the table and the key of its source.
SOURCED = {
    "qa_finding": ("fin_source_table", "fin_source_id"),
    "qa_action": ("act_source_table", "act_source_id"),
}
QA = "qa_"
# The kind of post that a worker had by the latest list up to the end of the period.
OF_POST = """SELECT worker FROM (
    SELECT wfp_professional_id AS worker, wfp_role AS role, ROW_NUMBER() OVER (
        PARTITION BY wfp_professional_id ORDER BY wfp_as_at DESC, wfp_post_id
    ) AS place
    FROM ext_workforce_post WHERE wfp_as_at <= DATE '{end}' AND wfp_professional_id IS NOT NULL
) WHERE place = 1 AND role = {group}"""


def narrow(asked: Query, scope: Scope) -> Query:
    """The same asked of a scope alone. What is asked `everywhere` is still of the whole council."""
    if not scope:
        return asked
    if scope.kind == SERVICE:
        return replace(asked, service=scope.group, scope=scope)
    views = _views(asked, scope)
    connection = asked.connection.cursor()  # whose views nobody else sees
    (here,) = connection.execute("SELECT current_database()").fetchone() or ("",)
    for table, condition in views.items():
        connection.execute(
            f'CREATE TEMP VIEW {table} AS SELECT * FROM "{here}".main.{table} WHERE {condition}'
        )
    provided = {t for t in asked.provided if t in views or not t.startswith(QA)}
    return replace(
        asked,
        connection=connection,
        provided=frozenset(provided),
        scope=scope,
        whole=asked,
        kept={},
    )


def _views(asked: Query, scope: Scope) -> dict[str, str]:
    """By table, the condition that its rows of the scope meet."""
    naming = {t: names for t, names in NAMING[scope.kind].items() if asked.has(t)}
    if scope.kind == WORKER_GROUP and not asked.has("ext_workforce_post"):
        naming = {}
    found = {table: _condition(asked, scope, column) for table, (column, _) in naming.items()}
    keys = {table: key for table, (_, key) in naming.items()}
    for part, (table, column, key) in PARTS.items():
        if table in naming and asked.has(part):
            found[part] = f"{column} IN (SELECT {naming[table][1]} FROM {table})"
            keys |= {part: key} if key else {}
    sources = " UNION ALL ".join(
        f"SELECT '{table}', {key} FROM {table}" for table, key in keys.items()
    )
    for table, (of, key) in SOURCED.items():
        if asked.has(table) and sources:
            found[table] = f"({of}, {key}) IN ({sources})"
    return found


def _condition(asked: Query, scope: Scope, column: str) -> str:
    group = "'" + scope.group.replace("'", "''") + "'"
    if scope.kind == TEAM:
        return f"{column} = {group}"
    return f"{column} IN ({OF_POST.format(end=asked.end, group=group)})"
