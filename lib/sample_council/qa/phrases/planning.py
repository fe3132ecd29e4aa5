"""Plans for children and what becomes of them."""

from sample_council.qa.phrases.model import Phrases

PLANNING = {
    "PLANS_NOT_SMART": Phrases(
        strengths=(
            "the {plan} is specific, with names and dates",
            "the {plan} says what will be different for the child",
            "the family helped to write the {plan}",
        ),
        helps=(
            "and progress is checked at each meeting",
            "and it is written so that the family understand it",
            "and the bottom line is clear",
        ),
        concerns=(
            "actions in the {plan} have no dates",
            "the {plan} lists services and not outcomes",
            "the {plan} has not changed since the last meeting",
            "the {plan} is too long for the family to follow",
            "nobody is named against the actions of the {plan}",
        ),
        harms=(
            "so progress cannot be measured",
            "and the family do not know what is expected",
            "and it is unclear when enough has changed",
        ),
        actions=(
            "Rewrite the {plan} with outcomes, names and dates",
            "Go through the {plan} with the family and record their view",
            "Set out in the {plan} what happens if nothing changes",
        ),
    ),
    "DRIFT_AND_DELAY": Phrases(
        strengths=(
            "the case moved forward without delay",
            "decisions were taken in the child's timescale",
            "legal advice was sought early",
        ),
        helps=(
            "and each step followed from the last",
            "which spared the child months of uncertainty",
        ),
        concerns=(
            "the case was without direction for {months} months",
            "the plan has been repeated with no change for the child",
            "the decision to seek legal advice was delayed",
            "actions agreed at {meeting} were not carried out",
        ),
        harms=(
            "so the child waited for help",
            "and the parents lost trust",
            "and change came only after a further referral",
        ),
        actions=(
            "Set a timetable for the next three months and review it fortnightly",
            "Take the case to the legal planning meeting",
            "Carry out the outstanding actions of {meeting}",
        ),
    ),
    "PERMANENCE": Phrases(
        strengths=(
            "a permanence plan was agreed by the second review",
            "parallel planning began early",
            "family members were assessed in good time",
        ),
        helps=(
            "and the child knows where they will grow up",
            "and delay in court was avoided",
        ),
        concerns=(
            "there is no permanence plan although the second review has passed",
            "a connected person came forward late",
            "long-term matching was not presented to panel",
            "parallel planning is not evident",
        ),
        harms=(
            "so the child's future is uncertain",
            "and the placement is long-term in fact only",
            "and the court timetable slipped",
        ),
        actions=(
            "Present the match to the fostering panel",
            "Hold a permanence planning meeting",
            "Complete viability assessments of family members",
        ),
    ),
    "PLACEMENT_STABILITY": Phrases(
        strengths=(
            "the carers were well supported through a difficult time",
            "matching was careful",
            "a disruption meeting led to a better-prepared move",
        ),
        helps=(
            "and the placement held",
            "and the child feels part of the family",
        ),
        concerns=(
            "the child moved twice in {months} months at short notice",
            "warning signs that the placement was under strain were not acted on",
            "the carers did not have the information they needed",
            "no disruption meeting was held",
        ),
        harms=(
            "and school had to change as well",
            "so the same difficulties came up in the next placement",
            "and the child said they no longer unpack",
        ),
        actions=(
            "Hold a placement stability meeting",
            "Give the carers a full placement plan",
            "Arrange a disruption meeting and share what is learnt",
        ),
    ),
    "STEP_DOWN": Phrases(
        strengths=(
            "step-down to early help was planned with the family",
            "the lead professional was known before the case closed",
        ),
        helps=(
            "and support went on without a gap",
            "and the family knew whom to turn to",
        ),
        concerns=(
            "the case closed without a step-down plan",
            "early help was not invited to the last meeting",
            "consent for early help was not obtained before closure",
        ),
        harms=(
            "and the family was referred again within months",
            "so there was a gap in support",
        ),
        actions=(
            "Hold a step-down meeting with early help",
            "Agree a lead professional before closure",
        ),
    ),
    "CHANGES_OF_WORKER": Phrases(
        strengths=(
            "the same {worker} has been involved throughout",
            "the change of worker was prepared with a joint visit",
        ),
        helps=(
            "and the family trust them",
            "and the child was told in advance",
        ),
        concerns=(
            "the child has had {months} workers in a year",
            "there was no handover when the worker left",
            "the case was unallocated for some weeks",
        ),
        harms=(
            "so relationships had to start again each time",
            "and the parents had to repeat their story",
            "and agreed work was not finished",
        ),
        actions=(
            "Keep this worker allocated until the {plan} ends",
            "Arrange a joint handover visit",
            "Write a transfer summary",
        ),
    ),
}
