"""The six key questions that a quarterly report answers, word for word (framework 3.4.3)."""

KEY_QUESTIONS = {
    "KQ1": "What is life like for children and young people?",
    "KQ2": (
        "What is the quality and timeliness of our intervention, assessment and care planning?"
    ),
    "KQ3": "How well do agencies work together to improve outcomes for children?",
    "KQ4": "How well do we address issues of equality and diversity?",
    "KQ5": "What difference have we made to their situation and outcomes?",
    "KQ6": "What action is needed to further improve services?",
}

# The same where there is little room.
SHORT_QUESTIONS = {
    "KQ1": "What is life like for children?",
    "KQ2": "Assessment, intervention, planning",
    "KQ3": "How well do agencies work together?",
    "KQ4": "Equality and diversity",
    "KQ5": "What difference have we made?",
    "KQ6": "What action is needed?",
}
