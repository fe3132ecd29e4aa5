"""What young advisers found, and what they were answered."""

from typing import NamedTuple

from sample_council.qa.voices import Line


class Report(NamedTuple):
    """A report: its day, what they did in which service, how many they were, what they found."""

    when: str
    activity: str
    service: str
    advisers: int
    found: tuple[Line, ...]
    response: str


REPORTS = (
    Report("2015-09-24", "RECRUITMENT", "EARLY_HELP", 4, (
        Line("VOICE_OF_CHILD", True, "Our panel asked about listening and it changed the choice."),
    ), "Young people sit on all panels for managers from now on."),
    Report("2015-11-19", "MYSTERY_SHOPPING", "EARLY_HELP", 5, (
        Line("COMMUNICATION_WITH_FAMILIES", True, "Three of four centres were warm and helpful."),
        Line("COMMUNICATION_WITH_FAMILIES", False, "One desk talked over our heads to the adult."),
    ), "Reception staff have had a session with the advisers."),
    Report("2016-01-28", "TRAINING", "DAS", 3, (
        Line("VOICE_OF_CHILD", True, "Social workers tried out our questions in role play."),
    ), "The session is part of induction."),
    Report("2016-03-17", "CONSULTATION", "LAC", 6, (
        Line("VOICE_OF_CHILD", False, "The review form is seven pages. We cut it to two."),
        Line("CHANGES_OF_WORKER", False, "Nobody is told properly when a worker leaves."),
    ), "The short form is used from May; goodbye cards are printed."),
    Report("2016-05-26", "MYSTERY_SHOPPING", "LEAVING_CARE", 4, (
        Line("LEAVING_CARE_SUPPORT", False, "Two of five calls about grants got a wrong answer."),
        Line("LEAVING_CARE_SUPPORT", True, "The drop-in was friendly and had food."),
    ), "A one-page guide to money lies at each desk."),
    Report("2016-07-21", "RECRUITMENT", "LAC", 5, (
        Line("VOICE_OF_CHILD", True, "We scored candidates on how they spoke with us."),
    ), "Thanked; scores counted for a third."),
    Report("2016-09-22", "CONSULTATION", "CIN", 5, (
        Line("NEGLECT", False, "Ask about food, beds and who looks after whom. Nobody does."),
        Line("VISITING", False, "Don't see us in the head teacher's office."),
    ), "The questions are in the new visit guide."),
    Report("2016-11-17", "MYSTERY_SHOPPING", "EARLY_HELP", 4, (
        Line("COMMUNICATION_WITH_FAMILIES", True, "All five centres were welcoming this time."),
        Line("INFORMATION_SHARING", False, "We could read names on a screen at one desk."),
    ), "Screens were turned the same week."),
    Report("2017-01-26", "TRAINING", "RESIDENTIAL", 3, (
        Line("IDENTITY_AND_CULTURE", True, "Staff asked good questions about hair, food, prayer."),
    ), "To be repeated for foster carers."),
    Report("2017-03-23", "CONSULTATION", "LEAVING_CARE", 6, (
        Line("LEAVING_CARE_SUPPORT", False, "The pathway plan is not ours. It should be an app."),
        Line("HEALTH_OF_LOOKED_AFTER", False, "Support for feelings should not stop at eighteen."),
    ), "A paper plan of four pages first; an app is being priced."),
    Report("2017-05-18", "MYSTERY_SHOPPING", "DAS", 4, (
        Line("COMMUNICATION_WITH_FAMILIES", True, "Calls were answered in under two minutes."),
        Line("VOICE_OF_CHILD", False, "When a young person rings they ask for a parent."),
    ), "The script for calls is being changed."),
    Report("2017-06-22", "RECRUITMENT", "CIN", 3, (
        Line("VOICE_OF_CHILD", True, "Candidates were asked to explain a plan to a ten-year-old."),
    ), ""),
)  # fmt: skip
