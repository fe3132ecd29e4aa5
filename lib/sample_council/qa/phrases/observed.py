"""What observers write, and what children and families say to them."""

QUALITY_SEEN = {
    "OUTSTANDING": (
        "Exceptional skill in engaging a family who did not want to be there.",
        "Beautifully prepared; the child led the conversation and the worker followed.",
    ),
    "GOOD": (
        "Well prepared, warm and clear about the purpose of the visit.",
        "Good use of open questions; concerns were put honestly and kindly.",
        "The worker listened, summed up and agreed what happens next.",
        "The report was shared beforehand and its analysis was sound.",
        "Challenging behaviour was met calmly.",
    ),
    "REQUIRES_IMPROVEMENT": (
        "Friendly, but the purpose of the visit stayed unclear.",
        "Much information was gathered; little was explored.",
        "The parent was heard more than the child.",
        "The report reached the family on the day.",
        "Several important questions were left for another time.",
    ),
    "INADEQUATE": (
        "The worker was not prepared and did not know the plan.",
        "The child was not spoken to.",
        "Concerns were not raised with the parent.",
    ),
}
EFFECT = {
    "OUTSTANDING": (
        "The family left with a plan that they had made themselves.",
        "The child said something that had not been known before.",
    ),
    "GOOD": (
        "The family knew what would happen next and why.",
        "The plan was moved on by what was agreed.",
        "The child was at ease and took part.",
        "Professionals agreed who does what.",
    ),
    "REQUIRES_IMPROVEMENT": (
        "It is not clear what changed because of the visit.",
        "Actions were agreed without dates.",
        "Some progress, though less than there could have been.",
    ),
    "INADEQUATE": (
        "No difference to the child can be seen.",
        "The visit had to be repeated.",
    ),
}
GOOD_FEEDBACK = (
    "She explains things so that I understand them.",
    "He always does what he says he will do.",
    "I can tell her anything and she does not judge us.",
    "It was good to see the report before the meeting.",
    "They asked me what I wanted and wrote it down.",
    "I like that he plays football with me first.",
    "Things at home are better since we got help.",
    "Nobody had ever asked me that before.",
    "We did not agree but we were listened to.",
)
FEEDBACK = (
    "It is somebody different every time.",
    "I did not know what the meeting was for.",
    "She was late and in a hurry.",
    "They talk about me and not to me.",
    "I had to tell the whole story again.",
    "I only saw the report on the day.",
    "Nobody rings back.",
)
