"""What those who collate feedback write about it: what is heard, learnt and put right, by theme."""

from typing import NamedTuple


class Heard(NamedTuple):
    """Clauses that follow "say that" for good and for bad feedback, what is learnt from it, and
    what was done about it."""

    good: tuple[str, ...]
    bad: tuple[str, ...]
    learnt: tuple[str, ...]
    improved: tuple[str, ...]


WHO = {
    "CHILD": ("Children say that", "A young person says that", "Several children say that"),
    "PARENT": ("Parents say that", "A parent says that", "A mother says that"),
    "CARER": ("Carers say that", "A foster carer says that"),
    "PARTNER": ("Partner agencies say that", "A school says that", "A health visitor says that"),
}

HEARD = {
    "VOICE_OF_CHILD": Heard(
        ("they are asked for their views and hear back", "meetings have become theirs"),
        ("decisions seem to be taken before they are asked", "they do not know what the plan says",
         "they are not told what became of what they said"),
        ("Tell children what came of their views.", "Plans need a page for the child."),
        ("You said, we did board put up in the contact centre.",
         "A letter to the child now follows each review."),
    ),
    "COMMUNICATION_WITH_FAMILIES": Heard(
        ("things were explained honestly", "calls are returned", "they were treated with respect"),
        ("calls are not returned", "reports reach them too late", "letters are hard to follow"),
        ("A call back the same day matters more than the answer.", "Plain words work."),
        ("Duty rota changed so that calls are returned the same day.",
         "Reports go out three days before conferences, checked weekly.",
         "Apology given and a named contact agreed."),
    ),
    "CHANGES_OF_WORKER": Heard(
        ("the handover was done well",),
        ("workers change too often", "nobody told them that the worker had left"),
        ("A goodbye is part of the work.",),
        ("Joint handover visits are now recorded.", "Families get a letter before a change."),
    ),
    "VISITING": Heard(
        ("visits are kept and children are seen alone", "visits are something to look forward to"),
        ("visits are cancelled at short notice", "visits are short and hurried"),
        ("Children notice whether we keep our word.",),
        ("Cover agreed for visits when workers are off.", "Texts to young people from the worker."),
    ),
    "PLACEMENT_STABILITY": Heard(
        ("the placement feels like home", "support came quickly when it was needed"),
        ("moves come without warning", "requests for respite are not answered"),
        ("Moves need a visit first and a suitcase.",),
        ("Luggage bought for each office.", "Placement support meets weekly."),
    ),
    "EDUCATION": Heard(
        ("school is going better with the help given",),
        ("meetings are held in school time", "college and work are not talked about early"),
        ("Ask about ambition first.",),
        ("Reviews are arranged after school.", "Homework club opened on two evenings."),
    ),
    "IDENTITY_AND_CULTURE": Heard(
        ("who they are was taken seriously",),
        ("a child had to interpret", "faith, food and hair were not thought of"),
        ("Ask, do not guess.",),
        ("Interpreter booking moved to business support.", "Hair care training for carers."),
    ),
    "LEAVING_CARE_SUPPORT": Heard(
        ("personal advisers stay in touch and help in practical ways",),
        ("moving on came too suddenly", "grants take too long", "they are lonely at weekends"),
        ("Practice runs before a first tenancy.",),
        ("Grant is ordered when the tenancy is offered.", "Drop-in opened on Saturdays."),
    ),
    "HEALTH_OF_LOOKED_AFTER": Heard(
        ("health needs are well known and followed up",),
        ("the wait for counselling is too long", "consent for treatment takes weeks"),
        ("Delegated consent at the start of the placement.",),
        ("Consent form signed at placement planning.",),
    ),
    "LIFE_STORY_WORK": Heard(
        ("their book helps them to understand",),
        ("they do not know why they cannot live at home", "there are no photographs from before"),
        ("Words for the child belong on the file.",),
        ("Life story workshops for carers each term.",),
    ),
    "DRIFT_AND_DELAY": Heard(
        ("things moved quickly",),
        ("meetings repeat themselves", "a decision on contact has been open for months"),
        ("Every meeting should change something.",),
        ("Contact is now an item of each review.",),
    ),
    "MULTI_AGENCY_WORKING": Heard(
        ("everybody works from one plan",),
        ("agencies tell them different things", "notice of meetings is too short"),
        ("One message from all agencies.",),
        ("Dates of conferences are given two weeks ahead.",),
    ),
    "INFORMATION_SHARING": Heard(
        ("they are told the outcome with reasons",),
        ("they hear nothing after referring", "information went to the wrong person"),
        ("Feedback to referrers is part of the decision.",),
        ("Outcome letters to referrers go out weekly.", "Data breach reported and closed."),
    ),
    "NEGLECT": Heard(
        ("daily life at home has got better: food, sleep, school",
         "they understand now what the children need"),
        ("children look after smaller ones and there is not always food",
         "neglect is reported again and again before anything changes",
         "nobody looks at the whole of the neglect"),
        ("Ask about meals, beds and mornings at each visit.",
         "Children describe neglect long before we name it."),
        ("Graded care profile started.", "Neglect is on the agenda of each core group."),
    ),
    "DOMESTIC_ABUSE": Heard(
        ("it is calmer at home and they know whom to ring",),
        ("they still hear the arguments", "he is back and professionals do not know"),
        ("Ask the child who is at home.",),
        ("Safety plan gone through with the child.",),
    ),
    "FATHERS": Heard(
        ("fathers were included",),
        ("fathers are left out", "nobody asked the father"),
        ("Ask for both parents at the first call.",),
        ("Invitations now go to both parents.",),
    ),
    "PERMANENCE": Heard(
        ("they know where they will grow up", "timescales were explained honestly"),
        ("waiting for the court is hard",),
        ("Mark time with children who wait.",),
        ("Later life letters discussed while waiting.",),
    ),
    "STEP_DOWN": Heard(
        ("the ending was prepared and they can manage", "the handover to early help was good"),
        ("the case closed without warning", "families come back no better"),
        ("Endings need a meeting.",),
        ("Closing meetings are held with whoever goes on.",),
    ),
    "PLANS_NOT_SMART": Heard(
        ("the plan is short and clear",),
        ("the plan is too long to follow",),
        ("One page is enough.",),
        ("A one-page plan is on trial.",),
    ),
    "RECORDING": Heard(
        ("records are kept carefully",),
        ("names and dates were wrong in the report",),
        ("Check the basics with the family.",),
        ("Report corrected and sent again.",),
    ),
    "CHILD_SEXUAL_EXPLOITATION": Heard(
        ("they were not judged",),
        ("they were blamed",),
        ("Relationships first.",),
        ("Worker kept on after the risk assessment.",),
    ),
}  # fmt: skip
