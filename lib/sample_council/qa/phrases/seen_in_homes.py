"""What those who visit children's homes, and placements elsewhere, write about them."""

from sample_council.chance import Weights
from sample_council.qa.voices import Line

Views = dict[bool, tuple[str, ...]]

_VOICE, _SCHOOL, _STABLE = "VOICE_OF_CHILD", "EDUCATION", "PLACEMENT_STABILITY"
_HEALTH, _SELF, _RECORDS = "HEALTH_OF_LOOKED_AFTER", "IDENTITY_AND_CULTURE", "RECORDING"

SEEN = (
    Line(_VOICE, True, "Young people run their own house meeting and minutes show what changed."),
    Line(_VOICE, True, "Children spoke freely with the visitor and know how to complain."),
    Line(_VOICE, True, "The children's guide was rewritten by the young people who live here."),
    Line(_SCHOOL, True, "All young people have a school place and attendance is up."),
    Line(_SCHOOL, True, "Staff sit with young people over homework every evening."),
    Line(_STABLE, True, "Nobody has moved on without a plan since the last visit."),
    Line(_STABLE, True, "A new young person was matched with care and is settling."),
    Line(_HEALTH, True, "Health appointments are kept and recorded well."),
    Line(_HEALTH, True, "Staff have had training in self-harm and feel more confident."),
    Line(_SELF, True, "Festivals of several faiths were celebrated; meals follow preferences."),
    Line("SUPERVISION", True, "Staff supervision is regular and reflective."),
    Line("MANAGEMENT_OVERSIGHT", True, "The manager knows the home and acts on what is raised."),
    Line("MULTI_AGENCY_WORKING", True, "Work with the police on missing episodes is close."),
    Line("LIFE_STORY_WORK", True, "Memory boxes are kept up and children add to them."),
    Line("ANALYSIS_OF_RISK", True, "Risk assessments are alive; young people help to write them."),
    Line("CHILD_SEXUAL_EXPLOITATION", True, "Concerns about exploitation were escalated promptly."),
    Line(_VOICE, False, "Key work sessions do not show what the young person thinks."),
    Line(_VOICE, False, "House meetings have not been held for two months."),
    Line(_SCHOOL, False, "Two young people have no full-time education and no plan to change it."),
    Line(_STABLE, False, "A placement ended in an emergency after signs were missed."),
    Line(_STABLE, False, "The impact assessment before admission was thin."),
    Line(_HEALTH, False, "Medication records have gaps."),
    Line(_HEALTH, False, "A health assessment is overdue and nobody chased it."),
    Line(_SELF, False, "Hair and skin care needs are not in the placement plan."),
    Line("SUPERVISION", False, "Night staff had no supervision this quarter."),
    Line("MANAGEMENT_OVERSIGHT", False, "Actions of the last visit are still open."),
    Line("MANAGEMENT_OVERSIGHT", False, "Records of restraint were not reviewed by the manager."),
    Line("CHANGES_OF_WORKER", False, "Agency staff cover a third of shifts."),
    Line("ANALYSIS_OF_RISK", False, "The location risk assessment was not reviewed in time."),
    Line(
        "CHILD_SEXUAL_EXPLOITATION", False, "Return interviews did not reach the risk assessment."
    ),
    Line("INFORMATION_SHARING", False, "The placing social worker was told of an incident late."),
    Line(_RECORDS, False, "Daily logs say what was eaten and little about how the child was."),
    Line(_RECORDS, False, "Repairs to the garden fence and one bathroom are outstanding."),
    Line("LEAVING_CARE_SUPPORT", False, "Preparation for independence starts too late."),
)

OPENINGS = ("", "", "", "On the day: ", "Records show: ", "As last time: ", "Staff and records: ")
# What is written when the answer is that children are not safeguarded well enough.
UNSAFE = (
    Line("ANALYSIS_OF_RISK", False, "An incident was not notified to Ofsted in time."),
    Line("ANALYSIS_OF_RISK", False, "Young people go missing and the response is not consistent."),
    Line("MANAGEMENT_OVERSIGHT", False, "Checks on two agency workers could not be shown."),
    Line("CHILD_SEXUAL_EXPLOITATION", False, "A worry about an adult was not passed on at once."),
)

# Visits to children who are placed with others' carers and homes: what the child says, by whether
# the visitor finds the placement good.
_SAID: Views = {
    True: (
        "I like it here. The dog sleeps on my feet.",
        "They ask before they come into my room.",
        "I'd tell my carer if something was wrong.",
        "They drive me to see my sister.",
        "Best one so far.",
        "They got me into the football club.",
        "Everyone's alright, mostly.",
        "I want to stay till I'm eighteen.",
        "School's better than the last one.",
        "We cook what I like on Fridays.",
        "I feel safe.",
        "They know how I like my tea.",
        "I've got a garden and a rabbit.",
        "They came to parents' evening.",
    ),
    False: (
        "It's a long way from everyone I know.",
        "I don't see my social worker out here.",
        "The rules are the same for everyone, whatever age.",
        "I want to move nearer.",
        "I'm bored. There's nothing planned at weekends.",
        "They talk about me behind the door.",
        "The heating's been off since half term.",
        "The bus to college takes over an hour.",
        "Nobody has told me how long I'm staying.",
        "I have to ask for everything.",
    ),
}
_LEAVERS_SAID: Views = {
    True: (
        "My flat is small but it's mine and it's warm.",
        "The support worker comes when he says.",
        "They showed me how to do the bills.",
        "Quiet house. I can study.",
        "I could ring them at night and somebody would come.",
        "I've got my driving theory booked.",
    ),
    False: (
        "I share a bathroom with people I don't know.",
        "Staff change all the time.",
        "They're only here nine to five.",
        "The lock was broken for a week.",
        "It's cheap furniture and damp.",
        "I feel alone here at night.",
    ),
}
_LITTLE_ONES: Views = {  # too young to say: what the visitor saw
    True: (
        "Seeks out the carer for comfort; babbles and smiles.",
        "Settled and curious; meets milestones.", "Sleeps well, eats well, reaches for the carer.",
    ),
    False: (
        "Watchful and quiet throughout the visit.", "Cried and was not picked up at once.",
    ),
}  # fmt: skip
# By who is asked: those too young to say, children, care leavers.
VIEWS: dict[str, Views] = {
    "SMALL": _LITTLE_ONES,
    "CHILD": _SAID,
    "LEAVER": _LEAVERS_SAID,
}

_ABOUT = Weights({
    "VOICE_OF_CHILD": 22, "PLACEMENT_STABILITY": 22, "EDUCATION": 16, "HEALTH_OF_LOOKED_AFTER": 14,
    "IDENTITY_AND_CULTURE": 10, "VISITING": 8, "INFORMATION_SHARING": 8,
})  # fmt: skip
_ABOUT_LEAVERS = Weights({"LEAVING_CARE_SUPPORT": 70, "VOICE_OF_CHILD": 18, "RECORDING": 12})
ABOUT = {"FOSTER": _ABOUT, "RESIDENTIAL": _ABOUT, "CARE_LEAVER": _ABOUT_LEAVERS}
