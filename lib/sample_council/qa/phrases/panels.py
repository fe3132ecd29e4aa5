"""What the adoption and fostering panels say of reports."""

from sample_council.qa.voices import Line

_CHILD = "VOICE_OF_CHILD"

OPENINGS = ("", "", "", "Panel noted: ", "The chair: ", "The medical adviser and the chair: ")

SAID = {
    "ADOPTION": (
        Line("ASSESSMENT_QUALITY", True, "A clear and honest report that prepared panel well."),
        Line("ASSESSMENT_QUALITY", True, "The adopters' strengths and limits were analysed well."),
        Line(_CHILD, True, "The child comes alive in the report and in the photographs."),
        Line("PERMANENCE", True, "Parallel planning saved this child several months."),
        Line("LIFE_STORY_WORK", True, "The later life letter was ready and moving to read."),
        Line("IDENTITY_AND_CULTURE", True, "How to keep the child's heritage was thought out."),
        Line("FATHERS", True, "The birth father's family was traced with persistence."),
        Line("ASSESSMENT_QUALITY", False, "The report described a great deal and weighed little."),
        Line("DRIFT_AND_DELAY", False, "The matching report came five weeks after the decision."),
        Line("HEALTH_OF_LOOKED_AFTER", False, "Medical advice was out of date."),
        Line("LIFE_STORY_WORK", False, "Life story work had not begun at matching."),
        Line("IDENTITY_AND_CULTURE", False, "The child's faith was mentioned in one line."),
        Line("PERMANENCE", False, "Reasons for separating brothers and sisters were not given."),
        Line("RECORDING", False, "Dates in the chronology contradict the court papers."),
        Line("PLANS_NOT_SMART", False, "The support plan named no one and no dates."),
        Line("FATHERS", False, "Nothing was said about the birth father."),
    ),
    "FOSTERING": (
        Line("ASSESSMENT_QUALITY", True, "The assessment was reflective and well evidenced."),
        Line("PLACEMENT_STABILITY", True, "Carers were well supported through a hard time."),
        Line(_CHILD, True, "Foster children's views were gathered with care for the review."),
        Line("EDUCATION", True, "What the carers do for school was shown by example."),
        Line("SUPERVISION", True, "Supervision of the carers was regular and challenging."),
        Line("HEALTH_OF_LOOKED_AFTER", True, "Training on emotional health made a difference."),
        Line("PERMANENCE", True, "The long-term match was presented with conviction."),
        Line("ASSESSMENT_QUALITY", False, "References were not followed up in the assessment."),
        Line("ANALYSIS_OF_RISK", False, "An allegation was reported without analysis."),
        Line("ANALYSIS_OF_RISK", False, "Household members were not all checked in time."),
        Line(_CHILD, False, "The carers' own children were not spoken to."),
        Line("PLACEMENT_STABILITY", False, "Terms of approval were stretched without a review."),
        Line("SUPERVISION", False, "Supervision notes were missing for four months."),
        Line("DRIFT_AND_DELAY", False, "The annual review came to panel half a year late."),
        Line("IDENTITY_AND_CULTURE", False, "The carers' training on identity is overdue."),
        Line("RECORDING", False, "Unannounced visits could not be found on file."),
    ),
}
