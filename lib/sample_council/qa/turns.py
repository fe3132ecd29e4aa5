"""Which theme a finding turns on: how common it is in the service, and how times change."""

from sample_council.chance import Chance, Weights
from sample_council.days import day
from sample_council.qa.areas import AREAS, has_theme
from sample_council.steps import in_force

# Per thousand findings about children at home: neglect is seen, and named, more and more.
_NEGLECT = (
    (day("2000-01-01"), 15), (day("2015-10-01"), 50), (day("2016-01-01"), 200),
    (day("2016-04-01"), 250), (day("2016-07-01"), 330), (day("2016-10-01"), 420),
    (day("2017-01-01"), 480),
)  # fmt: skip
_WHERE_NEGLECT_SHOWS = (
    *("ASSESSMENT", "RISK_ANALYSIS", "CHRONOLOGY_HISTORY", "PLAN_SMART", "IMPACT_OUTCOMES"),
    *("REFERRAL_DECISION", "VISITS_DIRECT_WORK"),
)
_TRIES = 6
_ANY_AREA = Weights({
    "VOICE_OF_CHILD": 14, "CHRONOLOGY_HISTORY": 8, "REFERRAL_DECISION": 5, "ASSESSMENT": 12,
    "RISK_ANALYSIS": 12, "PLAN_SMART": 12, "VISITS_DIRECT_WORK": 9, "REVIEWS": 6, "PERMANENCE": 5,
    "MANAGEMENT_OVERSIGHT": 9, "SUPERVISION": 7, "MULTI_AGENCY": 9, "EQUALITY_DIVERSITY": 6,
    "IMPACT_OUTCOMES": 8, "RECORDING": 8,
})  # fmt: skip


def theme_of(area: str, service: str | None, when: int, chance: Chance) -> str:
    """The theme on which a finding about a key area turns."""
    grown = area in _WHERE_NEGLECT_SHOWS and has_theme(service, "NEGLECT")
    if grown and chance.happens(in_force(_NEGLECT, when)):
        return "NEGLECT"
    themes = AREAS[area].themes
    for _ in range(_TRIES):
        theme = chance.choose(themes)
        if has_theme(service, theme):
            return theme
    return next(theme for theme in (*themes.outcomes, "RECORDING") if has_theme(service, theme))


def area_at_random(chance: Chance) -> str:
    """A key area, as often as such activities that use no audit tool come upon it."""
    return chance.choose(_ANY_AREA)
