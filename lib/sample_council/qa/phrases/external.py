"""What comes from outside: inspectors, peers, courts, boards, members; and critical messages."""

from typing import NamedTuple


class Said(NamedTuple):
    """Feedback from outside: who said it when, about which service (None: all), and what."""

    when: str
    source: str
    service: str | None
    theme: str
    good: bool
    text: str
    action: str = ""


class Card(NamedTuple):
    """A critical message."""

    when: str
    issued_by: str
    audience: str
    theme: str
    text: str


FEEDBACK = (
    Said("2015-07-22", "OFSTED", "DAS", "ASSESSMENT_QUALITY", False,
         "Progress meeting after the inspection of February: assessments are more timely; their "
         "quality is not yet consistent.", "Report on the quality of assessments each quarter."),
    Said("2015-09-15", "LSCB", None, "MULTI_AGENCY_WORKING", False,
         "The Board asks for audit findings of the council beside those of partners.",
         "Send the evidence of each quarterly report to the Board."),
    Said("2015-10-06", "SCRUTINY", None, "CHANGES_OF_WORKER", False,
         "Members asked how many children have had three or more workers in a year.",
         "Give figures on changes of worker to the commission."),
    Said("2015-10-29", "FAMILY_COURT", "CIN", "DRIFT_AND_DELAY", False,
         "Statements are often filed late; assessments of relatives come too late in proceedings.",
         "Track filing dates with legal services."),
    Said("2015-11-24", "EXECUTIVE", None, "MANAGEMENT_OVERSIGHT", True,
         "The first quarterly report was welcomed as honest."),
    Said("2015-12-10", "CORPORATE_PARENTING", "LAC", "HEALTH_OF_LOOKED_AFTER", False,
         "The panel is concerned about waits for emotional health support.",
         "Agree a pathway for emotional health with commissioners."),
    Said("2016-01-21", "OFSTED", None, "MANAGEMENT_OVERSIGHT", True,
         "Progress meeting: managers' decisions are recorded more often and audit is taking root."),
    Said("2016-02-11", "REGIONAL", None, "STEP_DOWN", False,
         "Among the region's authorities the re-referral rate is above the middle.",
         "Audit twenty cases that were referred again."),
    Said("2016-03-09", "PEER_CHALLENGE", "CIN", "NEGLECT", False,
         "Peers saw committed staff, and cases of long-standing neglect without a shared measure "
         "of change.", "Bring in the graded care profile with partners."),
    Said("2016-03-09", "PEER_CHALLENGE", "LAC", "VOICE_OF_CHILD", True,
         "Peers were struck by how well the Children in Care Council is heard."),
    Said("2016-04-20", "CAFCASS", "CIN", "ASSESSMENT_QUALITY", True,
         "Cafcass sees clearer analysis in applications since the new year."),
    Said("2016-05-17", "LSCB", None, "NEGLECT", False,
         "The Board makes neglect its first priority and asks all agencies for their data.",
         "Give the Board quarterly figures on neglect."),
    Said("2016-06-14", "CORPORATE_PARENTING", "LEAVING_CARE", "LEAVING_CARE_SUPPORT", False,
         "Too many care leavers wait for suitable housing.", "Agree a quota with housing."),
    Said("2016-07-05", "SCRUTINY", None, "NEGLECT", False,
         "The commission asks for a report on neglect and on what early help does about it.",
         "Prepare the deep dive's findings for scrutiny."),
    Said("2016-08-16", "OFSTED", "RESIDENTIAL", "MANAGEMENT_OVERSIGHT", False,
         "Inspections of homes show uneven follow-up of earlier requirements.",
         "Track requirements of all homes in one list."),
    Said("2016-09-13", "FAMILY_COURT", "CIN", "DRIFT_AND_DELAY", True,
         "Fewer statements are late. The judge thanked the team for the pre-proceedings work."),
    Said("2016-10-18", "LSCB", None, "NEGLECT", False,
         "Dental and school attendance data point to neglect that no agency had named.",
         "Match attendance and health data for children on plans."),
    Said("2016-11-08", "REGIONAL", None, "PERMANENCE", True,
         "Time to placement for adoption is now better than in most of the region."),
    Said("2016-12-06", "CORPORATE_PARENTING", "LAC", "PLACEMENT_STABILITY", False,
         "The number of children with three or more placements is rising.",
         "Look at each third placement in a monthly panel."),
    Said("2017-01-24", "CAFCASS", "CIN", "NEGLECT", False,
         "Applications on neglect come late, with years of history.",
         "Review all neglect cases open for more than two years."),
    Said("2017-02-09", "PEER_CHALLENGE", "DAS", "INFORMATION_SHARING", True,
         "Peers found a front door where decisions are taken together and quickly."),
    Said("2017-02-09", "PEER_CHALLENGE", "CIN", "NEGLECT", False,
         "The graded care profile is known; it is not yet repeated to show change.",
         "Require a second profile before each review."),
    Said("2017-03-14", "SCRUTINY", None, "CHANGES_OF_WORKER", True,
         "Members noted that fewer children change worker than two years ago."),
    Said("2017-04-25", "EXECUTIVE", None, "LEAVING_CARE_SUPPORT", True,
         "The offer to care leavers was agreed, council tax relief included."),
    Said("2017-05-16", "LSCB", None, "NEGLECT", False,
         "Neglect remains the largest category of plans; agencies still measure it differently.",
         "Agree one measure for all agencies by autumn."),
    Said("2017-06-13", "CORPORATE_PARENTING", "LAC", "EDUCATION", True,
         "Attendance of children looked after is the best for five years."),
)  # fmt: skip

# What the Early Help Strategy Board said: noted by the council, and no finding of its own.
STRATEGY_BOARD = (
    ("2015-09-22", "The Board asks that families are told at closure whom they can turn to next."),
    ("2016-06-08", "Schools on the Board see more early help plans than a year ago, and fewer that "
     "fathers are part of."),
    ("2016-12-14", "The Board sees families wait longer where housing and early help do not meet."),
    ("2017-06-07", "Partners on the Board now lead every third early help plan."),
)  # fmt: skip

CRITICAL = (
    Card("2015-09-08", "SG_UNIT", "Conference chairs and team managers", "INFORMATION_SHARING",
         "Reports reach parents three days before a conference. No exceptions without the chair."),
    Card("2015-11-12", "LSCB", "All agencies", "CHILD_SEXUAL_EXPLOITATION",
         "Return interviews must reach the social worker on the day they are held."),
    Card("2015-12-15", "SG_UNIT", "Reviewing officers", "VOICE_OF_CHILD",
         "Speak with each child before the review, and write down when."),
    Card("2016-02-16", "SG_UNIT", "All social workers", "NEGLECT",
         "In neglect, begin a graded care profile before the first core group."),
    Card("2016-04-12", "LSCB", "All agencies", "NEGLECT",
         "Neglect is cumulative: read the whole history, not the last incident."),
    Card("2016-06-07", "SG_UNIT", "Team managers", "DRIFT_AND_DELAY",
         "A plan unchanged at two reviews is escalated."),
    Card("2016-07-28", "LSCB", "Schools and health", "INFORMATION_SHARING",
         "Before the holidays, tell the social worker who will see the child in August."),
    Card("2016-09-20", "SG_UNIT", "All social workers", "FATHERS",
         "Name the father, find the father, speak with the father."),
    Card("2016-11-15", "LSCB", "All agencies", "NEGLECT",
         "Missed appointments are 'was not brought', and may be neglect."),
    Card("2017-01-17", "SG_UNIT", "Conference chairs", "PLANS_NOT_SMART",
         "No conference ends without what must change, by when, and what happens if not."),
    Card("2017-03-07", "SG_UNIT", "All social workers", "NEGLECT",
         "Repeat the graded care profile before each review and compare."),
    Card("2017-04-11", "LSCB", "All agencies", "DOMESTIC_ABUSE",
         "Do not rely on victims to keep an abuser away."),
    Card("2017-06-06", "SG_UNIT", "Reviewing officers", "LEAVING_CARE_SUPPORT",
         "Health history goes with every young person who turns eighteen."),
)  # fmt: skip
