"""Drill-downs of the workforce."""

from litmus.indicators.catalogue import need, workforce
from litmus.indicators.catalogue.drilldowns.drilling import drill
from litmus.indicators.declaration import NO_PERSON
from litmus.indicators.worklist import Worklist

NOT_ALLOCATED = drill(
    need.CIN01,
    6,
    "Children in need who are allocated to no social worker",
    {
        "rows": f"""{need.CIN01.cases.rows}
    LEFT JOIN (
        SELECT DISTINCT w.day, w.child
        FROM {workforce.ALLOCATED} w
        WHERE w.worker IS NOT NULL
    ) allocated ON allocated.child = e.cine_person_id AND allocated.day = s.day""",
        "numerator": "allocated.child IS NULL",
    },
    code="WFC01.1",
    of="WFC01",
    theme=workforce.WFC01.theme,
    services=workforce.WFC01.services,
    kind="percentage",
    numerator="Of those, without a case worker allocated at S",
    worklist=Worklist(at_once=True, reasons={"allocated to no social worker": ""}),
    denominator="Children with an open episode of need at S",
    polarity="lower",
    source="Local",
)

OVER_THE_MAXIMUM = drill(
    workforce.WFC01,
    2,
    "Social workers with more than {maximum} cases",
    {
        "rows": f"""snapshots s
    JOIN (
        SELECT c.day, c.worker, c.team, COUNT(*) OVER (PARTITION BY c.day, c.worker) AS cases,
            ROW_NUMBER() OVER (
                PARTITION BY c.day, c.worker ORDER BY c.latest DESC, c.id DESC
            ) AS place
        FROM {workforce.OPEN_OR_NOT} c
        WHERE c.worker IS NOT NULL AND c.is_open = 1
    ) w ON w.day = s.day AND w.place = 1""",
        "person": NO_PERSON,
        "team": "w.team",
        "excluded": {},
        "stand_ins": {},
        "numerator": "w.cases > :maximum",
        "amount": "1",
        "weight": "1",
    },
    kind="percentage",
    unit="social worker",
    numerator="Of those, with more than {maximum} open cases",
    denominator="Social workers with an open case allocated at S",
    notes="By team: that of the worker's open case allocated last.",
    source="Local",
    parameters={"maximum": 20},
    worklist=Worklist(
        at_once=True,
        worker="w.worker",
        key="w.worker",
        identifier=NO_PERSON,
        reasons={"more than {maximum} open cases": ""},
    ),
    one_of=frozenset(),
)
