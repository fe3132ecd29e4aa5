"""What meetings agree: an action, the indicator that it is to move, key question and priority."""

from typing import NamedTuple


class AgreedAction(NamedTuple):
    """An action of a meeting. `role` is the owner's: a service manager, a team manager or a head of
    service."""

    text: str
    indicator: str | None
    question: str
    priority: str
    role: str = "SM"


# By the service of a performance meeting, else by the kind of the meeting; in turn.
AGREED = {
    "DAS": (
        AgreedAction(
            "Go through every assessment past day 35 with its team manager each Monday, and record "
            "what it waits for",
            "ASM02", "KQ2", "HIGH",
        ),
        AgreedAction(
            "Close assessments that were finished and never authorised", "ASM03", "KQ2", "MEDIUM",
            "TM",
        ),
        AgreedAction(
            "Look at ten re-referrals with early help, and say what would have kept them away",
            "REF02", "KQ5", "MEDIUM",
        ),
    ),
    "CIN": (
        AgreedAction(
            "Send each team manager a list of children not seen in 20 working days, and have a "
            "visit booked for each by the Friday",
            "CIN02", "KQ1", "HIGH",
        ),
        AgreedAction(
            "Book conference rooms and minute takers on the day of the strategy discussion",
            "ICP01", "KQ2", "MEDIUM", "TM",
        ),
        AgreedAction(
            "Go through each protection visit that is late by more than five days with its team",
            "CPP05", "KQ1", "MEDIUM",
        ),
        AgreedAction(
            "See children on plans alone where the visit allows it, and record it in its own field",
            "CPP06", "KQ1", "MEDIUM", "TM",
        ),
        AgreedAction(
            "Agree who supervises whom while two posts are empty", "WFC04", "KQ2", "HIGH",
        ),
    ),
    "LAC": (
        AgreedAction(
            "Ask the health team for a weekly list of assessments that fall due in eight weeks",
            "LAC06", "KQ3", "MEDIUM",
        ),
        AgreedAction(
            "Offer a return interview on the day on which a child is found, by telephone first",
            "LAC07", "KQ1", "HIGH", "TM",
        ),
        AgreedAction(
            "Hold a disruption meeting before a third move is agreed", "LAC02", "KQ1", "MEDIUM",
        ),
        AgreedAction(
            "Enter visits of the week before each Tuesday's team meeting", "LAC05", "KQ1", "MEDIUM",
            "TM",
        ),
    ),
    "LEAVING_CARE": (
        AgreedAction(
            "Set a review date for every pathway plan that is out of date", "CLV03", "KQ2", "HIGH",
        ),
        AgreedAction(
            "Meet the housing department on the young people in bed and breakfast", "CLV01", "KQ5",
            "HIGH",
        ),
        AgreedAction(
            "Ask three employers for places that are kept for care leavers", "CLV02", "KQ5", "LOW",
        ),
        AgreedAction(
            "Go through the list of young people out of touch with each personal adviser", "CLV02",
            "KQ5", "MEDIUM", "TM",
        ),
        AgreedAction(
            "Have pathway plans signed by the young person before the review", "CLV03", "KQ1",
            "MEDIUM", "TM",
        ),
        AgreedAction(
            "List who leaves a placement in the next six months, with where they will live",
            "CLV01", "KQ5", "MEDIUM",
        ),
        AgreedAction(
            "Invite the college to the drop-in of the first Monday", "CLV02", "KQ5", "LOW", "TM",
        ),
    ),
    "EARLY_HELP": (
        AgreedAction(
            "Record the outcome of an episode on the day on which it is closed", "EHA03", "KQ5",
            "MEDIUM", "TM",
        ),
        AgreedAction(
            "Ask schools in the south cluster what keeps them from assessing", "EHA01", "KQ3",
            "MEDIUM",
        ),
        AgreedAction(
            "Agree with the front door which contacts come to early help at once", "CON02", "KQ3",
            "MEDIUM",
        ),
    ),
    "CP_SAFEGUARDING": (
        AgreedAction(
            "Keep two conference slots a week free for requests of less than five days' notice",
            "ICP01", "KQ2", "HIGH",
        ),
        AgreedAction(
            "Write to every social worker whose report came on the day of the conference", "CPP04",
            "KQ2", "MEDIUM",
        ),
        AgreedAction(
            "Ask children before each review how they want to take part, and note the answer",
            "LAC08", "KQ1", "MEDIUM",
        ),
        AgreedAction(
            "Tell the heads of service each Monday which strategy discussions have no conference "
            "date", "ICP01", "KQ2", "HIGH",
        ),
        AgreedAction(
            "Plan reviews of brothers and sisters for one day", "LAC04", "KQ2", "LOW",
        ),
        AgreedAction(
            "Look at the plans that have lasted for more than fifteen months", "CPP03", "KQ2",
            "MEDIUM",
        ),
    ),
    "SG_QA_BIMONTHLY": (
        AgreedAction(
            "Take the findings on chronologies to the team meetings of both services", None, "KQ2",
            "MEDIUM",
        ),
        AgreedAction(
            "Have team managers answer alerts within the five days, and tell the unit where they "
            "cannot",
            None, "KQ6", "HIGH",
        ),
        AgreedAction(
            "Audit ten plans that were made for the second time", "CPP02", "KQ5", "MEDIUM",
        ),
    ),
    "QA_PERFORMANCE_QUARTERLY": (
        AgreedAction(
            "Plan how the children without a social worker get one within the month",
            "WFC01", "KQ6", "IMMEDIATE", "HOS",
        ),
        AgreedAction(
            "Put conferences on time on the agenda of each performance meeting until the target is "
            "met",
            "ICP01", "KQ2", "HIGH", "HOS",
        ),
        AgreedAction(
            "Bring a plan for agency posts to the next meeting", "WFC02", "KQ6", "MEDIUM", "HOS",
        ),
    ),
}  # fmt: skip
