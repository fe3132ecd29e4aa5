"""Children themselves: their voice, who they are, their school and their way out of care."""

from sample_council.qa.phrases.model import Phrases

CHILDREN = {
    "VOICE_OF_CHILD": Phrases(
        strengths=(
            "the child's views are recorded in their own words",
            "the {worker} has spent time alone with the child on every visit",
            "direct work with pictures and feelings cards is on file",
            "brothers and sisters were each seen and listened to separately",
            "the child has said what they would like to change",
            "what a child too young to speak shows by behaviour is well described",
        ),
        helps=(
            "and have clearly shaped the {plan}",
            "and it is easy to see what daily life is like",
            "and the child knows what was done about it",
            "and this was brought to {meeting}",
        ),
        concerns=(
            "the child's views are reported by the parents only",
            "the child was seen but there is no record of what was said",
            "no direct work is on file for the last {months} months",
            "the younger children of the family are hardly mentioned",
            "the same sentence about wishes and feelings is repeated from visit to visit",
            "the child was not seen alone, and nobody says why",
        ),
        harms=(
            "so it is hard to say what life is like for this child",
            "and the {plan} does not reflect what the child wants",
            "so that behaviour is described but not understood",
            "and {meeting} was held without knowing what the child thinks",
        ),
        actions=(
            "See the child alone and record their views in their own words",
            "Complete a piece of direct work with the child before {meeting}",
            "Speak to each of the brothers and sisters and add their views to the file",
        ),
    ),
    "IDENTITY_AND_CULTURE": Phrases(
        strengths=(
            "the family's language, faith and culture are considered throughout",
            "an interpreter was used for every visit",
            "the placement meets the child's cultural needs well",
            "the child's disability and what it means for daily life are well described",
        ),
        helps=(
            "and the {plan} takes account of it",
            "so that the family could take part fully",
            "and the child and family say that it matters to them",
        ),
        concerns=(
            "ethnicity is recorded but what it means for the child is not explored",
            "an older brother interpreted for the parents",
            "the child's faith and diet are not mentioned",
            "the impact of the child's disability is not analysed",
            "ethnicity and religion are missing from the record",
        ),
        harms=(
            "so the assessment could be of any family",
            "and the {plan} does not address identity",
            "and the parents may not have understood what was asked of them",
        ),
        actions=(
            "Record ethnicity, religion and first language and consider them in the {plan}",
            "Use an independent interpreter for all visits from now on",
            "Add a section on identity to the {plan}",
        ),
    ),
    "EDUCATION": Phrases(
        strengths=(
            "the personal education plan is up to date and ambitious",
            "attendance has risen since the {plan} began",
            "the designated teacher is well involved",
            "extra tuition was agreed quickly when the child fell behind",
        ),
        helps=(
            "and the child is making good progress",
            "and targets are clear to school and carers",
            "so that school remained a stable place for the child",
        ),
        concerns=(
            "attendance has been under 85% for {months} months without a response",
            "the personal education plan is out of date",
            "the child is on a reduced timetable with no end date",
            "school is not named in the {plan}",
        ),
        harms=(
            "and the child is falling behind",
            "so progress at school cannot be judged",
            "and nobody challenges the school about it",
        ),
        actions=(
            "Hold a personal education plan meeting this half term",
            "Agree with school how attendance will be brought up, and by when",
            "Ask the virtual head to review the reduced timetable",
        ),
    ),
    "HEALTH_OF_LOOKED_AFTER": Phrases(
        strengths=(
            "health and dental checks are up to date",
            "the health plan was followed up by the {worker}",
            "the strengths and difficulties questionnaire was discussed with the carers",
        ),
        helps=(
            "and the carers know what to watch for",
            "and the child's sleep and mood have improved",
            "so that a referral to CAMHS was made early",
        ),
        concerns=(
            "the review health assessment is {months} months overdue",
            "there is no dental check on file",
            "emotional health is not addressed although the questionnaire scored high",
            "recommendations of the last health assessment were not picked up",
        ),
        harms=(
            "so health needs may go unmet",
            "and {meeting} did not challenge this",
            "and the carers are unclear who will arrange it",
        ),
        actions=(
            "Book the review health assessment",
            "Put the health recommendations into the {plan}, with names and dates",
            "Refer the child to CAMHS for looked after children",
        ),
    ),
    "LIFE_STORY_WORK": Phrases(
        strengths=(
            "life story work has begun and goes at the child's pace",
            "the later-life letter is sensitive and well written",
            "the carers keep a memory box",
        ),
        helps=(
            "and the child understands why they came into care",
            "and photographs of the birth family are in it",
        ),
        concerns=(
            "there is no life story work on file",
            "life story work stopped when the worker left",
            "the child has questions about the past that nobody has answered",
        ),
        harms=(
            "and the child is confused about the reasons for being in care",
            "although the child has been looked after for years",
        ),
        actions=(
            "Begin life story work and agree who does it",
            "Prepare the later-life letter",
        ),
    ),
    "LEAVING_CARE_SUPPORT": Phrases(
        strengths=(
            "the pathway plan is written with the young person and in plain words",
            "the personal adviser keeps in touch well beyond what is required",
            "suitable housing was found before the 18th birthday",
        ),
        helps=(
            "and the young person feels supported",
            "and has led to a college place",
            "so that the move to independence was not rushed",
        ),
        concerns=(
            "the pathway plan has not been reviewed for more than six months",
            "the pathway plan reads as a list of services",
            "there was no contact for {months} months",
            "money management and tenancy skills are not addressed",
        ),
        harms=(
            "and the young person is in unsuitable accommodation",
            "so the young person does not know what help to expect",
            "and the young person is not in education, work or training",
        ),
        actions=(
            "Review the pathway plan with the young person",
            "Agree a plan for housing and education with the young person",
            "Re-establish contact and record it",
        ),
    ),
}
