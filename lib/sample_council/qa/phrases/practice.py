"""Practice on a case: history, assessment, risk, visits, records, and oversight of it."""

from sample_council.qa.phrases.model import Phrases

PRACTICE = {
    "CHRONOLOGY": Phrases(
        strengths=(
            "the chronology is up to date and picks out what matters",
            "a good genogram and chronology open the file",
            "the family's history over three generations is clear",
        ),
        helps=(
            "and patterns can be seen at a glance",
            "and it was used in the assessment",
            "which helped a new {worker} to take the case on",
        ),
        concerns=(
            "there is no chronology on file",
            "the chronology stops {months} months ago",
            "the chronology is a list of case notes",
            "earlier referrals are not mentioned",
            "history from another authority was never requested",
        ),
        harms=(
            "so patterns are missed",
            "and each incident is looked at on its own",
            "so the assessment rests on the present only",
            "and a new worker could not pick up the case from it",
        ),
        actions=(
            "Bring the chronology up to date with significant events only",
            "Request the history from the previous authority",
            "Add a genogram and chronology before {meeting}",
        ),
    ),
    "ASSESSMENT_QUALITY": Phrases(
        strengths=(
            "the assessment is thorough and balanced",
            "the assessment covers all children and all adults of the household",
            "research is used well in the assessment",
            "the assessment was completed in good time and shared with the family",
        ),
        helps=(
            "and ends with a clear analysis",
            "and the need for help follows from it",
            "and says plainly what needs to change",
        ),
        concerns=(
            "the assessment is descriptive",
            "the assessment was not updated when circumstances changed",
            "parts of an earlier assessment were carried over",
            "parenting capacity is hardly considered in the assessment",
            "the assessment relies on what one parent said",
        ),
        harms=(
            "and analysis is weak",
            "so it is unclear why the threshold was met",
            "and the conclusion does not follow from the evidence",
            "so the {plan} is built on thin evidence",
        ),
        actions=(
            "Update the assessment to include analysis of parenting capacity",
            "Re-assess in view of the change of circumstances",
            "Add what partner agencies know to the assessment",
        ),
    ),
    "ANALYSIS_OF_RISK": Phrases(
        strengths=(
            "risks are named plainly and weighed against protective factors",
            "danger statements are clear to the family",
            "the section 47 enquiry was prompt and proportionate",
            "escalation was timely when risk increased",
        ),
        helps=(
            "and a safety plan was agreed the same day",
            "and decisions can be followed",
            "which kept the child safe at home",
        ),
        concerns=(
            "risks are listed but not analysed",
            "too much weight is given to what the parents promise",
            "the impact of past harm is not considered",
            "there is no contingency if the safety plan fails",
            "risk from an adult outside the household was not followed up",
        ),
        harms=(
            "so the level of risk is unclear",
            "and decisions appear optimistic",
            "and the response came late",
            "so that safety depends on one parent alone",
        ),
        actions=(
            "Complete a risk analysis and agree it with the manager",
            "Write a safety plan with the family, with a contingency",
            "Hold a strategy discussion about the new information",
        ),
    ),
    "VISITING": Phrases(
        strengths=(
            "visits are regular and purposeful",
            "visits were made more often when worries grew",
            "bedrooms were seen and described",
        ),
        helps=(
            "and the record says what each was for",
            "and the family know when to expect the {worker}",
            "and give a clear picture of home",
        ),
        concerns=(
            "there is a gap of {months} months between visits",
            "visits are recorded without purpose or outcome",
            "all visits were announced",
            "visits were missed while the worker was on leave",
            "bedrooms were not seen",
        ),
        harms=(
            "so change at home cannot be judged",
            "and nobody saw the child in that time",
            "and the {plan} was not followed up",
        ),
        actions=(
            "Visit this week and record purpose and outcome",
            "Agree cover for visits while the worker is away",
            "Include unannounced visits in the {plan}",
        ),
    ),
    "RECORDING": Phrases(
        strengths=(
            "records are up to date and written respectfully",
            "case summaries are brief and clear",
            "a child who reads this file later would understand why decisions were taken",
        ),
        helps=(
            "and the story can be followed without asking the {worker}",
            "and fact is kept apart from opinion",
        ),
        concerns=(
            "case notes were entered weeks after the event",
            "text is copied from one child's file to another's",
            "there is no case summary",
            "important e-mails are not on the file",
            "jargon makes the record hard to follow",
        ),
        harms=(
            "so the file does not show the work that was done",
            "and it would be hard to pick up the case",
            "and mistakes were carried over with it",
        ),
        actions=(
            "Bring case notes up to date",
            "Add a case summary of no more than one page",
            "Correct the details of the other child on this file",
        ),
    ),
    "MANAGEMENT_OVERSIGHT": Phrases(
        strengths=(
            "management decisions are recorded at each key point",
            "the manager challenged the direction of the case",
            "the threshold decision is well explained by the manager",
        ),
        helps=(
            "and the reasons are given",
            "and it is clear who was to do what by when",
            "so that the work kept its direction",
        ),
        concerns=(
            "there is no management decision on file for {months} months",
            "management oversight repeats the worker's summary",
            "actions set by the manager are not followed up",
            "the manager signed off an assessment with clear gaps",
        ),
        harms=(
            "so there is little evidence of challenge",
            "and the case drifted",
            "and the reasons for the decision are unclear",
        ),
        actions=(
            "Record a management decision with its reasons",
            "Review the case with the {worker} and set dates for each action",
            "Follow up the actions agreed at the last management review",
        ),
    ),
    "SUPERVISION": Phrases(
        strengths=(
            "supervision is regular and reflective",
            "supervision helped the {worker} to think again about the hypothesis",
            "supervision notes show what was decided and why",
        ),
        helps=(
            "and moves the case forward",
            "and the child is at the centre of it",
        ),
        concerns=(
            "supervision is less frequent than policy asks",
            "supervision records are task lists",
            "the last supervision note is {months} months old",
            "supervision does not ask what has changed for the child",
        ),
        harms=(
            "so reflection is missing",
            "and the same actions appear month after month",
            "and the {worker} carries difficult decisions alone",
        ),
        actions=(
            "Discuss this case in supervision this month and record reflection",
            "Hold group supervision on this case",
            "Plan supervision dates for the next quarter",
        ),
    ),
    "DOMESTIC_ABUSE": Phrases(
        strengths=(
            "the pattern of domestic abuse is well understood",
            "the non-abusing parent was seen alone and believed",
            "the case went to MARAC promptly",
        ),
        helps=(
            "and the effect on each child is described",
            "and a safety plan was made with the parent",
        ),
        concerns=(
            "domestic abuse is treated as a series of single incidents",
            "responsibility for safety is placed on the mother",
            "the perpetrator was not seen",
            "coercive control is not recognised",
        ),
        harms=(
            "so the effect on the children is underestimated",
            "and risk at contact was not considered",
            "and the abuse is described as arguments",
        ),
        actions=(
            "Complete the domestic abuse risk assessment",
            "Meet the father and consider referral to the perpetrator programme",
            "Refer the case to MARAC",
        ),
    ),
    "NEGLECT": Phrases(
        strengths=(
            "the graded care profile was used",
            "the cumulative effect of neglect is well evidenced",
            "home conditions are described precisely and over time",
            "support with routines was practical",
        ),
        helps=(
            "and improvement can be measured",
            "and the parents understand what must change",
            "and the response was firm when nothing changed",
        ),
        concerns=(
            "neglect is not named although it runs through the file",
            "the graded care profile was not used",
            "repeated reports of poor home conditions were each dealt with on their own",
            "missed health appointments were not seen as neglect",
            "small improvements led to closure and the family came back",
            "neglect of the older children is overlooked",
        ),
        harms=(
            "so the cumulative effect on the child is not understood",
            "and standards at home have not improved in {months} months",
            "and the children waited too long for a firm response",
            "so change cannot be measured",
        ),
        actions=(
            "Complete the graded care profile with the family",
            "Write a neglect chronology and bring it to supervision",
            "Agree with the health visitor who follows up missed appointments",
        ),
    ),
    "CHILD_SEXUAL_EXPLOITATION": Phrases(
        strengths=(
            "the CSE risk assessment tool was completed and reviewed",
            "return home interviews were followed up",
            "the strategy meeting mapped peers and places",
        ),
        helps=(
            "and the plan addresses disruption as well as support",
            "and the young person trusts the {worker}",
        ),
        concerns=(
            "indicators of CSE were not recognised",
            "the young person's behaviour is described as a lifestyle choice",
            "the CSE risk assessment was not reviewed after missing episodes",
            "return home interviews are not on file",
        ),
        harms=(
            "so risk may be higher than thought",
            "and intelligence was not passed to the police",
        ),
        actions=(
            "Complete the CSE risk assessment",
            "Hold a strategy meeting and invite the police",
            "Add return home interviews to the file and review the plan in their light",
        ),
    ),
}
