"""What surveys ask: questions that are agreed or disagreed with."""

from typing import NamedTuple


class Question(NamedTuple):
    """A question, how many of a hundred usually agree, the theme it bears on (empty: none) and
    what is done where too few agree."""

    text: str
    agree: int
    theme: str = ""
    action: str = ""


QUESTIONS = {
    "SRV001": (
        Question("My caseload lets me do good work", 41, "SUPERVISION",
                 "Review caseloads team by team and report to the Frontline group."),
        Question("I have supervision at least once a month", 74, "SUPERVISION"),
        Question("My supervision makes me think about children, not only tasks", 52, "SUPERVISION",
                 "Hold reflective supervision workshops for all team managers."),
        Question("My manager knows the children I work with", 69, "MANAGEMENT_OVERSIGHT"),
        Question("I see children as often as they need it", 55, "VISITING",
                 "Look into what keeps workers from visiting."),
        Question("Our case system helps me to record well", 38, "RECORDING",
                 "Ask the Frontline group which forms could go."),
        Question("I feel confident in working with neglect", 48, "NEGLECT",
                 "Offer graded care profile training to all teams."),
        Question("Partner agencies do what they agree to do", 47, "MULTI_AGENCY_WORKING",
                 "Take the results to the LSCB."),
        Question("I know what good looks like in our service", 66),
        Question("Directors listen to what staff say", 57),
        Question("I would recommend working here", 59),
        Question("I expect to be here in two years", 54, "CHANGES_OF_WORKER",
                 "Agree a retention plan with the workforce board."),
    ),
    "SRV002": (
        Question("We were asked what help we wanted", 79, "COMMUNICATION_WITH_FAMILIES"),
        Question("Our children were listened to", 71, "VOICE_OF_CHILD"),
        Question("We told our story only once", 48, "INFORMATION_SHARING",
                 "Trial one shared assessment with schools."),
        Question("Things are better for our children", 70, "STEP_DOWN"),
        Question("We know whom to turn to now", 67, "STEP_DOWN"),
    ),
    "SRV003": (
        Question("We were told honestly how long it would take", 62, "PERMANENCE"),
        Question("We know what support there is after the order", 50, "PERMANENCE"),
        Question("Our child's life story book was ready", 40, "LIFE_STORY_WORK"),
    ),
    "SRV004": (
        Question("We are told what became of our referrals", 46, "INFORMATION_SHARING",
                 "Send outcome letters to referrers within five working days."),
        Question("Thresholds are clear to us", 54, "STEP_DOWN"),
        Question("Neglect is responded to in the same way across teams", 43, "NEGLECT",
                 "Agree with partners one way of measuring neglect."),
        Question("Conferences and core groups are well run", 68, "MULTI_AGENCY_WORKING"),
        Question("Minutes arrive in time", 44, "INFORMATION_SHARING",
                 "Publish how long minutes take, by month."),
        Question("We can reach the social worker", 50, "CHANGES_OF_WORKER",
                 "Give partners a team number that is answered."),
        Question("We are challenged and may challenge", 61),
    ),
    "SRV006": (
        Question("I know why we have a plan", 66, "PLANS_NOT_SMART"),
        Question("I know what has to change for the plan to end", 50, "PLANS_NOT_SMART",
                 "Put what has to change on the first page of each plan."),
        Question("Calls are returned", 45, "COMMUNICATION_WITH_FAMILIES",
                 "Measure returned calls for a month in each team."),
        Question("Our social worker has stayed the same", 47, "CHANGES_OF_WORKER",
                 "Report changes of worker by team."),
        Question("My children have been seen on their own", 72, "VISITING"),
        Question("The children's father was included", 49, "FATHERS",
                 "Record both parents' views before each meeting."),
    ),
    "SRV007": (
        Question("I feel safe where I live", 86, "PLACEMENT_STABILITY"),
        Question("I have somebody I trust", 80, "VOICE_OF_CHILD"),
        Question("I know why I am in care", 63, "LIFE_STORY_WORK"),
        Question("My review makes a difference", 50, "VOICE_OF_CHILD",
                 "Let the Children in Care Council redesign reviews."),
        Question("My social worker does what they say", 64, "VISITING"),
        Question("I have had the same social worker for a year", 42, "CHANGES_OF_WORKER",
                 "Take changes of worker to the Corporate Parenting Panel."),
        Question("I see my family as much as I want", 51, "DRIFT_AND_DELAY"),
        Question("My carers respect where I come from", 74, "IDENTITY_AND_CULTURE"),
        Question("I get help to do well at school", 76, "EDUCATION"),
    ),
}  # fmt: skip
