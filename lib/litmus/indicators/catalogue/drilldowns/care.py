"""Drill-downs of looked-after children and adoption."""

from litmus.indicators.catalogue import care_timeliness, permanence
from litmus.indicators.catalogue.drilldowns.drilling import drill
from litmus.indicators.conventions import days_between

DENTAL_CHECKS = drill(
    care_timeliness.LAC06,
    1,
    "Looked-after children with an up-to-date dental check",
    {
        "rows": care_timeliness.LAC06.cases.rows.replace(
            "('HEALTH', 'HEALTH ASSESSMENT')", "('DENTAL', 'DENTAL CHECK')"
        )
    },
    numerator="Of those, a dental check in the last 12 months (6 months if under 5)",
    worklist=care_timeliness.LAC06.worklist,
)

ORDER_TO_MATCH = drill(
    permanence.ADO01,
    1,
    "Average days from the placement order to the match with the adoptive family",
    {
        "excluded": {
            permanence.KIND_NOT_RECORDED: permanence.ADO01.cases.excluded[
                permanence.KIND_NOT_RECORDED
            ],
            "no placement order": "o.perm_placement_order_date IS NULL",
            "no date of the match": "o.perm_matched_date IS NULL",
        },
        "amount": f"""CASE WHEN o.perm_matched_date <= o.perm_placement_order_date THEN 0
            ELSE {days_between("o.perm_placement_order_date", "o.perm_matched_date")} END""",
    },
    numerator="Sum of days from the placement order to the decision on the match, not below 0",
    source="DfE adoption scorecard A2",
)

LAST_12_MONTHS = drill(
    permanence.ADO01,
    2,
    "Average days from entering care to moving in, adoptions of the last 12 months",
    {},
    window="R12M",
    notes="Small numbers: the three years of the scorecard are steadier.",
)

MEDIAN_OF_12_MONTHS = drill(
    permanence.ADO01,
    3,
    "Median days from entering care to moving in, adoptions of the last 12 months",
    {},
    kind="median",
    window="R12M",
    numerator="Days from entering care to moving in: for half of the children no more",
    notes="Beside the average of the same adoptions, which one very long case can move.",
    breakdowns=(),
)
