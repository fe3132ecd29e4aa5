"""What complaints are about, and what managers learn from them."""

from typing import NamedTuple

from sample_council.chance import Weights


class Lesson(NamedTuple):
    """Something learnt: its theme, the words, what is done about it, and what is recommended
    where others could learn from it too (empty where it is of no wider relevance)."""

    theme: str
    text: str
    action: str
    recommended: str = ""


# By service; "" stands for all others.
SUBJECTS = {
    "": Weights({
        "Communication": 24, "Disagreement with a decision": 15, "Accuracy of a report": 12,
        "Conduct of staff": 12, "Delay": 10, "Change of social worker": 8,
        "Information shared": 6, "Contact with family": 5, "Not being listened to": 5,
        "Concerns not acted on": 3,
    }),
    "LAC": Weights({
        "Contact with family": 20, "Communication": 18, "Not being listened to": 15,
        "Change of social worker": 13, "Placement": 12, "Disagreement with a decision": 9,
        "Delay": 8, "Conduct of staff": 5,
    }),
    "LEAVING_CARE": Weights({
        "Money and housing": 48, "Communication": 24, "Not being listened to": 14, "Delay": 14,
    }),
    "FOSTERING": Weights({"Support to carers": 58, "Communication": 24, "Delay": 18}),
    "ADOPTION": Weights({"Delay": 40, "Communication": 30, "Support to carers": 30}),
}  # fmt: skip

_FAMILIES = "COMMUNICATION_WITH_FAMILIES"

LESSONS: dict[str, tuple[Lesson, ...]] = {
    "Communication": (
        Lesson(_FAMILIES, "Messages left with the duty desk did not reach the allocated worker.",
               "Keep a log of messages at the duty desk and check it twice a day.",
               "Agree one standard for returning calls across all teams."),
        Lesson(_FAMILIES, "The parent was not told when the worker was on leave or who stood in.",
               "Give every family the name of a second person to ring."),
        Lesson(_FAMILIES, "Letters used words that the family could not follow.",
               "Have the standard letters read by parents before they are used again.",
               "Review all standard letters with the parents' group."),
        Lesson(_FAMILIES, "The outcome of the assessment was never explained in person.",
               "Offer a visit or a call whenever an assessment ends."),
        Lesson("INFORMATION_SHARING", "Minutes went to an old address.",
               "Check addresses with the family before minutes are sent."),
    ),
    "Disagreement with a decision": (
        Lesson("MANAGEMENT_OVERSIGHT", "The reasons for the decision were not on the file.",
               "Record the reasons for each decision when it is taken."),
        Lesson(_FAMILIES, "The family learnt of the decision from the school.",
               "Tell the family of a decision before anybody else is told."),
        Lesson("STEP_DOWN", "The case was closed and the family did not know what was to follow.",
               "Hold a closing meeting with whoever goes on supporting the family.",
               "Include the family's view in the closing summary of every service."),
        Lesson("ASSESSMENT_QUALITY", "What the grandparents offered was not weighed up.",
               "Record what relatives offer, and why it was or was not taken up."),
    ),
    "Accuracy of a report": (
        Lesson("ASSESSMENT_QUALITY", "The report held facts about another child of the family.",
               "Have reports about several children checked by a second person."),
        Lesson("RECORDING", "A date of birth and a school were wrong throughout.",
               "Check basic facts with the parent at the first visit.",
               "Add a check of basic facts to the assessment form."),
        Lesson("FATHERS", "The father's account was left out of the report.",
               "Share draft reports with both parents."),
        Lesson(_FAMILIES, "The report was shared on the morning of the conference.",
               "Share reports three working days before a conference."),
    ),
    "Conduct of staff": (
        Lesson(_FAMILIES, "The parent felt judged by remarks made during a visit.",
               "Discuss tone and language in supervision."),
        Lesson("IDENTITY_AND_CULTURE", "No interpreter was booked and an older child interpreted.",
               "Book an interpreter whenever a family asks for one.",
               "Remind all teams that children never interpret for their parents."),
        Lesson("VISITING", "Two visits were cancelled at short notice without a new date.",
               "Agree the next date at each visit."),
        Lesson("SUPERVISION", "Stress in the team showed in how the family was spoken to.",
               "Review the worker's caseload in supervision."),
    ),
    "Delay": (
        Lesson("DRIFT_AND_DELAY", "The assessment lay unfinished while the worker was off sick.",
               "Re-allocate unfinished assessments after one week of absence.",
               "Cover of absence to be looked at in each service's performance meeting."),
        Lesson("DRIFT_AND_DELAY", "The viability assessment of the aunt began three months late.",
               "Begin viability assessments within ten working days."),
        Lesson("PERMANENCE", "The special guardianship support plan was late for court.",
               "Track support plans at the weekly permanence meeting."),
        Lesson("MANAGEMENT_OVERSIGHT", "The request waited for a panel that was cancelled twice.",
               "Let the chair decide by e-mail when a panel is cancelled."),
    ),
    "Change of social worker": (
        Lesson("CHANGES_OF_WORKER", "The family had four workers in a year.",
               "Hold a joint visit at every handover.",
               "Report changes of worker to the corporate parenting panel."),
        Lesson("CHANGES_OF_WORKER", "The child was not told that the worker would leave.",
               "Let leaving workers say goodbye to each child."),
        Lesson("RECORDING", "The new worker had no case summary to start from.",
               "No transfer without an up-to-date case summary."),
    ),
    "Information shared": (
        Lesson("INFORMATION_SHARING", "Details were shared with a relative without consent.",
               "Repeat information governance training in the team.",
               "Include consent in the next dip sample of all services."),
        Lesson("INFORMATION_SHARING", "Papers of one family were enclosed with another's.",
               "Have post checked by a second person before it goes out."),
        Lesson("INFORMATION_SHARING", "The father did not receive the papers he has a right to.",
               "Record who has parental responsibility and send papers to all of them."),
    ),
    "Contact with family": (
        Lesson("DRIFT_AND_DELAY", "Contact was to be reviewed and was not, for half a year.",
               "Review contact at each review and record the reasons."),
        Lesson("VOICE_OF_CHILD", "What the child wanted about contact was not asked again.",
               "Ask the child about contact before each review."),
        Lesson(_FAMILIES, "Contact was cancelled on the day because no supervisor was free.",
               "Give at least two days' notice of a cancelled contact.",
               "Review the number of contact supervisors."),
        Lesson("IDENTITY_AND_CULTURE", "Contact fell on a holy day of the family.",
               "Ask families about holy days when contact is planned."),
    ),
    "Not being listened to": (
        Lesson("VOICE_OF_CHILD", "The young person's view was recorded and not acted on.",
               "Write back to the young person about what was decided and why.",
               "Offer an advocate before every review."),
        Lesson("VOICE_OF_CHILD", "The young person was seen only together with the carer.",
               "See the young person alone at each visit."),
        Lesson("LEAVING_CARE_SUPPORT", "The pathway plan was written without the young person.",
               "Write the next pathway plan together."),
    ),
    "Concerns not acted on": (
        Lesson("NEGLECT", "A relative reported poor home conditions three times.",
               "Look at all contacts of the last year when a new one comes in.",
               "Include anonymous and family referrals in the neglect deep dive."),
        Lesson("NEGLECT", "The conditions at home were put down to poverty alone.",
               "Use the graded care profile at the next visit."),
        Lesson("ANALYSIS_OF_RISK", "A neighbour's call was closed without a check.",
               "Record the reasons when a contact is closed."),
    ),
    "Placement": (
        Lesson("PLACEMENT_STABILITY", "The young person was told of the move on the day.",
               "Arrange visits before a planned move.",
               "Let the Children in Care Council write a promise about moves."),
        Lesson("PLACEMENT_STABILITY", "Belongings were moved in bin bags.",
               "Keep suitcases at each area office."),
        Lesson("EDUCATION", "The new placement meant a journey of an hour to school.",
               "Discuss the way to school before a placement is agreed."),
    ),
    "Money and housing": (
        Lesson("LEAVING_CARE_SUPPORT", "The setting-up grant was paid seven weeks late.",
               "Order the grant when the tenancy is offered.",
               "Publish what care leavers are entitled to in plain words."),
        Lesson("LEAVING_CARE_SUPPORT", "The young person spent two weeks in bed and breakfast.",
               "Agree an emergency bed with the housing department.",
               "Take emergency housing of care leavers to the Corporate Parenting Panel."),
        Lesson("LEAVING_CARE_SUPPORT", "Nobody explained how to claim benefits.",
               "Offer a session on benefits before the eighteenth birthday."),
    ),
    "Support to carers": (
        Lesson("PLACEMENT_STABILITY", "The carers asked for respite and heard nothing.",
               "Answer requests for respite within five working days."),
        Lesson("HEALTH_OF_LOOKED_AFTER", "The carer was not told of the child's allergies.",
               "Give carers the health passport on the first day.",
               "Check health passports at all placements made in an emergency."),
        Lesson("INFORMATION_SHARING", "The allowance changed without a letter to the carer.",
               "Write to carers before any change of payment."),
    ),
}  # fmt: skip
