"""What children said before or at conferences and reviews, as chairs note it, by age."""

VIEWS = {
    "small": (
        "Settled and playful with the carer; looks to them for comfort.",
        "Drew the family without a grown-up who shouts.",
        "Said that the house is cold and the dog sleeps in the bed.",
        "Happy at nursery, quiet when going home was mentioned.",
    ),
    "child": (
        "Wants the arguments at home to stop.",
        "Would like to see the brother more often.",
        "Likes the new school and has made a friend.",
        "Said that mum is better when the support worker comes.",
        "Wants to know how long the social worker will stay.",
        "Feels safe in the placement and wants to stay.",
        "Does not want to be asked the same questions again.",
        "Worries about who feeds the baby.",
        "Wishes that the bedroom had a door that closes.",
    ),
    "young": (
        "Wants more say about contact.",
        "Feels that decisions are made before the meeting.",
        "Would rather have a shorter meeting with fewer people.",
        "Wants help to find a college course.",
        "Said that moving again would mean losing friends.",
        "Thinks that the plan is fair.",
        "Wants the social worker to reply to messages.",
        "Is worried about where to live after 18.",
        "Would like to see the father, with somebody there.",
    ),
}
