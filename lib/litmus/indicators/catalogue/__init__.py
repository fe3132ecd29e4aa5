"""The indicators, by theme: one module a theme, one declaration an indicator."""

from litmus.indicators.catalogue import (
    assessments,
    care,
    care_experience,
    care_timeliness,
    conferences,
    early_help,
    leavers,
    need,
    permanence,
    protection,
    protection_timeliness,
    referrals,
    workforce,
)
from litmus.indicators.declaration import Indicator

THEMES = (
    *(referrals, early_help, assessments, conferences, need, protection, protection_timeliness),
    *(care, care_timeliness, care_experience, permanence, leavers, workforce),
)

INDICATORS: dict[str, Indicator] = {
    declared.code: declared
    for theme in THEMES
    for declared in vars(theme).values()
    if isinstance(declared, Indicator)
}
