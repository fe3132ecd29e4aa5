"""The key areas of the audit tool: their questions, how hard they are, and what they turn on."""

from typing import NamedTuple

from sample_council.chance import Weights


class SampleArea(NamedTuple):
    """A key area: its key question, by how much it is graded above or below the whole (in
    thousandths of the scale of `grading`), the services it applies to (all when empty), its
    themes, and the indicators that an auditor may say a finding bears on."""

    question: str
    above: int
    services: tuple[str, ...]
    themes: Weights[str]
    indicators: tuple[str, ...] = ()


_IN_CARE = ("LAC", "LEAVING_CARE", "FOSTERING", "ADOPTION", "RESIDENTIAL")
_REVIEWED = ("CIN", "LAC", "LEAVING_CARE", "FOSTERING", "RESIDENTIAL", "CP_SAFEGUARDING")
_FRONT_DOOR = ("DAS", "CIN", "CFST", "EARLY_HELP", "CP_SAFEGUARDING")

AREAS = {
    "VOICE_OF_CHILD": SampleArea("KQ1", 25, (), Weights({"VOICE_OF_CHILD": 1}), ("ASM04", "LAC08")),
    "CHRONOLOGY_HISTORY": SampleArea("KQ2", -70, (), Weights({"CHRONOLOGY": 1})),
    "REFERRAL_DECISION": SampleArea(
        "KQ2",
        10,
        _FRONT_DOOR,
        Weights({"INFORMATION_SHARING": 5, "MANAGEMENT_OVERSIGHT": 3, "DOMESTIC_ABUSE": 2}),
        ("REF02", "CON02"),
    ),
    "ASSESSMENT": SampleArea(
        "KQ2", 0, (), Weights({"ASSESSMENT_QUALITY": 7, "FATHERS": 4}), ("ASM02", "ASM03")
    ),
    "RISK_ANALYSIS": SampleArea(
        "KQ2",
        -25,
        (),
        Weights({"ANALYSIS_OF_RISK": 7, "DOMESTIC_ABUSE": 4, "CHILD_SEXUAL_EXPLOITATION": 2}),
        ("S4702", "ICP01"),
    ),
    "PLAN_SMART": SampleArea(
        "KQ2", -60, (), Weights({"PLANS_NOT_SMART": 8, "STEP_DOWN": 2, "LEAVING_CARE_SUPPORT": 6})
    ),
    "VISITS_DIRECT_WORK": SampleArea(
        "KQ2", 20, (), Weights({"VISITING": 8, "LIFE_STORY_WORK": 2}), ("CIN02", "CPP05")
    ),
    "REVIEWS": SampleArea(
        "KQ2",
        30,
        _REVIEWED,
        Weights({
            "DRIFT_AND_DELAY": 4, "HEALTH_OF_LOOKED_AFTER": 4, "EDUCATION": 3,
            "COMMUNICATION_WITH_FAMILIES": 3,
        }),
        ("CPP04", "LAC04"),
    ),
    "PERMANENCE": SampleArea(
        "KQ2", -15, _IN_CARE, Weights({"PERMANENCE": 6, "PLACEMENT_STABILITY": 4}),
        ("LAC02", "LAC03"),
    ),
    "MANAGEMENT_OVERSIGHT": SampleArea(
        "KQ2", -40, (), Weights({"MANAGEMENT_OVERSIGHT": 8, "DRIFT_AND_DELAY": 2}), ("ASM03",)
    ),
    "SUPERVISION": SampleArea("KQ2", -35, (), Weights({"SUPERVISION": 1}), ("WFC04",)),
    "MULTI_AGENCY": SampleArea(
        "KQ3",
        45,
        (),
        Weights({"MULTI_AGENCY_WORKING": 7, "INFORMATION_SHARING": 3}),
        ("ICP01", "CPP04"),
    ),
    "EQUALITY_DIVERSITY": SampleArea("KQ4", -30, (), Weights({"IDENTITY_AND_CULTURE": 1})),
    "IMPACT_OUTCOMES": SampleArea(
        "KQ5",
        -10,
        (),
        Weights({
            "DRIFT_AND_DELAY": 3, "EDUCATION": 2, "COMMUNICATION_WITH_FAMILIES": 3,
            "CHANGES_OF_WORKER": 2, "PLACEMENT_STABILITY": 2, "STEP_DOWN": 1,
        }),
        ("REF02", "CPP03"),
    ),
    "RECORDING": SampleArea("KQ2", -5, (), Weights({"RECORDING": 8, "CHANGES_OF_WORKER": 2})),
}  # fmt: skip

# Themes that only some services have.
_ONLY_IN = {
    "LEAVING_CARE_SUPPORT": ("LEAVING_CARE",),
    "STEP_DOWN": ("DAS", "CIN", "CFST", "EARLY_HELP"),
    **dict.fromkeys(
        (
            *("HEALTH_OF_LOOKED_AFTER", "PLACEMENT_STABILITY", "PERMANENCE", "LIFE_STORY_WORK"),
            "EDUCATION",
        ),
        _IN_CARE,
    ),
    **dict.fromkeys(("DOMESTIC_ABUSE", "NEGLECT"), _FRONT_DOOR),
}


def applies(area: str, service: str) -> bool:
    """Is the key area judged on a file of this service?"""
    return not AREAS[area].services or service in AREAS[area].services


def has_theme(service: str | None, theme: str) -> bool:
    """Does the theme come up in this service?"""
    return theme not in _ONLY_IN or service in _ONLY_IN[theme]
