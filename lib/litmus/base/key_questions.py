"""The six key questions that a quarterly report answers, word for word (framework 3.4.3)."""

# Their codes, in declarations and in data, by what each is about.
CHILDREN, PRACTICE, AGENCIES = "KQ1", "KQ2", "KQ3"
EQUALITY, OUTCOMES, ACTION = "KQ4", "KQ5", "KQ6"

KEY_QUESTIONS = {
    CHILDREN: "What is life like for children and young people?",
    PRACTICE: (
        "What is the quality and timeliness of our intervention, assessment and care planning?"
    ),
    AGENCIES: "How well do agencies work together to improve outcomes for children?",
    EQUALITY: "How well do we address issues of equality and diversity?",
    OUTCOMES: "What difference have we made to their situation and outcomes?",
    ACTION: "What action is needed to further improve services?",
}

# The same where there is little room.
SHORT_QUESTIONS = {
    CHILDREN: "What is life like for children?",
    PRACTICE: "Assessment, intervention, planning",
    AGENCIES: "How well do agencies work together?",
    EQUALITY: "Equality and diversity",
    OUTCOMES: "What difference have we made?",
    ACTION: "What action is needed?",
}
