"""What the Frontline group raises with the directors, and what they answer, in order of time."""

from typing import NamedTuple


class Topic(NamedTuple):
    """A topic: the theme it bears on (empty: none), whether it is good, message and answer."""

    title: str
    theme: str
    good: bool
    message: str
    answer: str


TOPICS = (
    Topic("Caseloads", "SUPERVISION", False, "Caseloads in duty leave no time to think.",
          "Two posts will be added to duty by Christmas."),
    Topic("The new framework", "", True, "Audits done together with us are more use than scores.",
          "Joint audits stay. Summaries will come within two days."),
    Topic("Laptops", "RECORDING", False, "Slow laptops mean recording at home in the evening.",
          "New laptops are ordered for teams that visit."),
    Topic("Agency staff", "CHANGES_OF_WORKER", False, "Families ask why it is a new face again.",
          "A retention payment goes to cabinet."),
    Topic("Forms", "RECORDING", False, "The assessment form asks the same thing three times.",
          "A group of workers will cut the form."),
    Topic("Court work", "DRIFT_AND_DELAY", False, "Statements pass through too many hands.",
          "One reader for statements from next month."),
    Topic("Induction", "", True, "The new induction week is the best we have had.",
          "It will be offered to agency staff too."),
    Topic("Neglect", "NEGLECT", False, "We carry neglect cases for years without a clear tool.",
          "The graded care profile starts in February with training."),
    Topic("Car parking", "", False, "Visits start with twenty minutes of looking for a space.",
          "Permits for visiting staff are being looked into."),
    Topic("Feedback on audits", "MANAGEMENT_OVERSIGHT", False, "We hear the grade and not the why.",
          "Auditors will ring before the summary is sent."),
    Topic("Group supervision", "SUPERVISION", True, "Group supervision helps with hard decisions.",
          "All teams can have it once a month."),
    Topic("Duty rota", "COMMUNICATION_WITH_FAMILIES", False, "Families cannot reach us on duty.",
          "A message log will be tried in two teams."),
    Topic("Health and neglect", "NEGLECT", False, "Dental neglect is reported and goes nowhere.",
          "Raised with health partners at the LSCB."),
    Topic("Contact centre", "DRIFT_AND_DELAY", False, "No supervised contact at weekends.",
          "A Saturday session begins in autumn."),
    Topic("Student placements", "", True, "Students stay on as workers. Please keep it up.",
          "Places for students rise to twenty."),
    Topic("Threshold", "STEP_DOWN", False, "Early help sends back what we stepped down.",
          "Managers of both will meet fortnightly."),
    Topic("Neglect in large families", "NEGLECT", False,
          "One worker cannot hold six children with neglect and see each of them.",
          "Co-working is agreed for families of five children or more."),
    Topic("Conference reports", "COMMUNICATION_WITH_FAMILIES", False,
          "Reports reach parents late because sign-off takes two days.",
          "Managers will sign off on the same day."),
    Topic("Life story work", "LIFE_STORY_WORK", False, "It is always the thing that is dropped.",
          "Two workers will do nothing else for a year."),
    Topic("Praise", "", True, "A note from the Director meant a lot.", "It was deserved."),
    Topic("Neglect and evidence", "NEGLECT", False,
          "Legal planning meetings ask for an incident; neglect has none.",
          "A guide to evidence of neglect will be written with legal services."),
    Topic("Supervision", "SUPERVISION", True, "Supervision happens now and feels different.",
          "Checks go on each month."),
    Topic("Interpreters", "IDENTITY_AND_CULTURE", False, "Bookings fall through on the day.",
          "The contract is being renewed."),
    Topic("Pathway plans", "LEAVING_CARE_SUPPORT", False, "The form is longer than the tenancy.",
          "Young people are redesigning it with us."),
    Topic("Schools and neglect", "NEGLECT", False, "Schools see it daily and we ask late.",
          "Schools are invited to the neglect workshops."),
    Topic("Flexible hours", "", True, "Compressed weeks keep people here.", "The trial goes on."),
    Topic("Chronologies", "CHRONOLOGY", False, "Nobody owns the chronology of a family of five.",
          "The allocated worker of the eldest does."),
)  # fmt: skip
