"""Working with families and with other agencies."""

from sample_council.qa.phrases.model import Phrases

PARTNERS = {
    "MULTI_AGENCY_WORKING": Phrases(
        strengths=(
            "core groups are well attended and take decisions",
            "school and health contribute fully",
            "agencies challenge one another openly",
        ),
        helps=(
            "and everybody knows their part in the {plan}",
            "and the family gets one message",
            "and information is used, not only collected",
        ),
        concerns=(
            "the police report did not reach {meeting}",
            "adult mental health services were not invited",
            "core groups were cancelled or poorly attended",
            "housing was not part of the {plan} although it is the main worry",
            "no agency but social care has actions in the {plan}",
        ),
        harms=(
            "so decisions rested on part of the picture",
            "and work was done twice",
            "and the {worker} carried the {plan} alone",
        ),
        actions=(
            "Invite adult services to the next meeting",
            "Agree with partner agencies what each will do, and record it",
            "Escalate non-attendance to the agency's safeguarding lead",
        ),
    ),
    "INFORMATION_SHARING": Phrases(
        strengths=(
            "information was shared promptly with all who needed it",
            "consent was sought and its limits explained",
            "checks with all agencies were completed within a day",
        ),
        helps=(
            "and this changed the decision",
            "and the family knew who held what",
        ),
        concerns=(
            "the referrer was not told the outcome",
            "agency checks are incomplete",
            "minutes were sent out {months} weeks late",
            "information from the GP was not requested",
        ),
        harms=(
            "so professionals worked from different information",
            "and a known risk was missed",
            "and the referrer rang twice to ask",
        ),
        actions=(
            "Complete agency checks and record the replies",
            "Tell the referrer the outcome",
            "Send out the minutes and confirm receipt",
        ),
    ),
    "FATHERS": Phrases(
        strengths=(
            "the father was seen on his own and his part in the {plan} is clear",
            "both parents' families were contacted",
        ),
        helps=(
            "and he now takes part in meetings",
            "and support has come from his side of the family",
        ),
        concerns=(
            "the father was not spoken to",
            "the mother's partner is mentioned but not assessed",
            "invitations were sent to the mother only",
            "the father's history is missing",
        ),
        harms=(
            "so half of the child's family is not known",
            "and neither risk nor support from him was considered",
        ),
        actions=(
            "Meet the father and add his views to the assessment",
            "Complete checks on the mother's partner",
            "Invite the father to {meeting}",
        ),
    ),
    "COMMUNICATION_WITH_FAMILIES": Phrases(
        strengths=(
            "reports were shared with the family well before {meeting}",
            "the parents say that they were treated with respect",
            "letters are in plain English",
        ),
        helps=(
            "and they felt well prepared",
            "and they took part, though they did not agree with everything",
            "and nothing came as a surprise",
        ),
        concerns=(
            "the family saw the report on the day of {meeting} only",
            "telephone calls were not returned",
            "the parents did not know why the case was open",
            "letters are full of jargon",
        ),
        harms=(
            "so they could not prepare",
            "and the relationship suffered",
            "and they complained",
        ),
        actions=(
            "Share reports with the family at least two working days before {meeting}",
            "Explain the reasons for involvement and record the conversation",
            "Apologise for the missed calls and agree how to keep in touch",
        ),
    ),
}
