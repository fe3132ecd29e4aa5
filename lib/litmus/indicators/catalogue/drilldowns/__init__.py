"""Drill-downs: what the catalogue asks to be shown beside an indicator, each a declaration too.

A drill-down has its indicator's code with a number (ASM02.1) and looks at the same cases with
another question. It is none of the 42: it answers no key question of its own and has no target.
"""

from litmus.indicators.catalogue.drilldowns.care import (
    DENTAL_CHECKS,
    LAST_12_MONTHS,
    MEDIAN_OF_12_MONTHS,
    ORDER_TO_MATCH,
)
from litmus.indicators.catalogue.drilldowns.early import (
    FAMILIES,
    LED_TO_CONFERENCE,
    MEDIAN_WORKING_DAYS,
    NO_FURTHER_ACTION,
    OPEN_ENQUIRIES,
    REFERRED_AFTERWARDS,
    STEPPED_UP,
    WITHIN_10_DAYS,
)
from litmus.indicators.catalogue.drilldowns.early_help import (
    AFTER_SOCIAL_CARE,
    DAYS_OPEN,
    OPEN_FOR_LONG,
    STARTED,
)
from litmus.indicators.catalogue.drilldowns.need import BY_STATUS, SECOND_PLAN_WITHIN_24_MONTHS
from litmus.indicators.catalogue.drilldowns.workforce import NOT_ALLOCATED, OVER_THE_MAXIMUM
from litmus.indicators.declaration import Indicator

EVERY = (
    *(FAMILIES, STEPPED_UP, REFERRED_AFTERWARDS, WITHIN_10_DAYS, MEDIAN_WORKING_DAYS),
    *(
        LED_TO_CONFERENCE,
        NO_FURTHER_ACTION,
        OPEN_ENQUIRIES,
        *BY_STATUS,
        SECOND_PLAN_WITHIN_24_MONTHS,
    ),
    *(DENTAL_CHECKS, ORDER_TO_MATCH, LAST_12_MONTHS, MEDIAN_OF_12_MONTHS),
    *(NOT_ALLOCATED, OVER_THE_MAXIMUM),
    *(STARTED, AFTER_SOCIAL_CARE, OPEN_FOR_LONG, DAYS_OPEN),
)
DRILLDOWNS: dict[str, Indicator] = {declared.code: declared for declared in EVERY}
