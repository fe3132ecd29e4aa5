"""Themes as people write them on a form: mostly the code, often in their own words."""

from sample_council.chance import Chance

_IN_WORDS, _IN_OTHER_WORDS = 270, 22  # per thousand themes
# As most people would say it.
WORDS: dict[str, tuple[str, ...]] = {
    "VOICE_OF_CHILD": ("Voice of the child", "voice of child", "wishes and feelings"),
    "CHRONOLOGY": ("Chronology", "chronologies", "case history"),
    "ASSESSMENT_QUALITY": ("Assessment", "quality of assessment", "assessments"),
    "ANALYSIS_OF_RISK": ("Analysis of risk", "risk analysis", "risk assessment"),
    "PLANS_NOT_SMART": ("Plans not SMART", "SMART plans", "quality of plans"),
    "VISITING": ("Visits", "visiting", "home visits", "statutory visits"),
    "MANAGEMENT_OVERSIGHT": ("Management oversight", "management decisions"),
    "SUPERVISION": ("Supervision", "case supervision"),
    "MULTI_AGENCY_WORKING": ("Multi-agency working", "partnership working", "multi agency"),
    "INFORMATION_SHARING": ("Information sharing", "sharing information"),
    "NEGLECT": ("Neglect", "chronic neglect", "child neglect"),
    "DOMESTIC_ABUSE": ("Domestic abuse", "domestic violence", "DV"),
    "CHILD_SEXUAL_EXPLOITATION": ("CSE", "Child sexual exploitation"),
    "FATHERS": ("Fathers", "Dads not involved", "absent fathers"),
    "DRIFT_AND_DELAY": ("Drift and delay", "drift", "delay"),
    "PERMANENCE": ("Permanence", "permanence planning"),
    "PLACEMENT_STABILITY": ("Placement stability", "placement moves"),
    "HEALTH_OF_LOOKED_AFTER": ("Health of looked after children", "health assessments"),
    "EDUCATION": ("Education", "PEP", "school attendance"),
    "IDENTITY_AND_CULTURE": ("Identity and culture", "identity", "cultural needs"),
    "RECORDING": ("Recording", "case recording", "quality of recording"),
    "COMMUNICATION_WITH_FAMILIES": (
        "Communication with families", "communication with parents",
    ),
    "CHANGES_OF_WORKER": ("Changes of social worker", "change of worker", "staff turnover"),
    "LEAVING_CARE_SUPPORT": ("Leaving care", "support for care leavers", "pathway plans"),
    "STEP_DOWN": ("Step down", "stepping down"),
    "LIFE_STORY_WORK": ("Life story work", "life story"),
}  # fmt: skip
# As somebody once said it, and no list of words foresaw.
OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "VOICE_OF_CHILD": ("what the kids told us",),
    "ANALYSIS_OF_RISK": ("so what question", "over-optimism"),
    "PLANS_NOT_SMART": ("shopping list plans",),
    "MANAGEMENT_OVERSIGHT": ("grip",),
    "NEGLECT": ("poor home conditions again", "start again syndrome"),
    "DOMESTIC_ABUSE": ("toxic trio",),
    "DRIFT_AND_DELAY": ("stuck case",),
    "MULTI_AGENCY_WORKING": ("professionals not talking",),
    "RECORDING": ("copy and paste",),
    "FATHERS": ("where is dad?",),
}
CODES = tuple(WORDS)


def wording(theme: str, chance: Chance) -> str:
    """The theme as written on a form: a code, or words for it. What is no code stays as it is."""
    point = chance.below(1000)
    if theme in OTHER_WORDS and point < _IN_OTHER_WORDS:
        return chance.pick(OTHER_WORDS[theme])
    if theme in WORDS and point < _IN_OTHER_WORDS + _IN_WORDS:
        return chance.pick(WORDS[theme])
    return theme
