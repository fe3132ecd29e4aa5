"""The fixed sentences of the edition for young people: short words, said to the reader.

A test holds them, and the words of the edition's settings, to what a child of eleven can read.
"""

from litmus.base.code_words import LISTS
from litmus.report import change

# A share in words. `{did}` is what so many of `{who}` did.
OF_TEN = "Out of every 10 {who}, {words} {did}."
OF_FEW = "Of {whole} {who}, {words} {did}."
EXACTLY = "The exact number is {value}."
TOO_FEW = "This is about fewer than 5 {who}. That is too few to show a number."
CHECKING = "We are checking this number. We do not show it yet."
NO_NUMBER = "There is no number for this time."
MAY_CHANGE = "This number may still change a little."
SMALL = "This is about few people, so one more or one less changes it a lot."
MEANS = "What it means for you: {means}"
# What became of a number, by the house's rule of change.
SINCE = {
    change.BETTER: "It is better than a year ago ({then} then).",
    change.WORSE: "It is worse than a year ago ({then} then).",
    change.NO_CLEAR: "We cannot be sure that it has changed in a year ({then} then).",
    change.HIGHER: "It is higher than a year ago ({then} then).",
    change.LOWER: "It is lower than a year ago ({then} then).",
    change.CANNOT: "We cannot say if it is better or worse than a year ago.",
}
THE_SAME = "It is the same as a year ago."
# The same where there is little room.
THAN_A_YEAR_AGO = {
    change.BETTER: "▲ better",
    change.WORSE: "▼ worse",
    change.NO_CLEAR: "no clear change",
    change.HIGHER: "↑ higher",
    change.LOWER: "↓ lower",
    change.CANNOT: "we cannot say",
}
NOTHING_IN_SHORT = "There is no number to show this time."
IN_SHORT = "Of {numbers}, {better} than a year ago, and {worse}."
BETTER_THAN = {0: "none is clearly better", 1: "one is better"}
MANY_BETTER = "{better} are better"
WORSE_THAN = {0: "none is clearly worse", 1: "one is worse"}
MANY_WORSE = "{worse} are worse"
TABLE = "All the numbers in this report"
COLUMNS = ("What we looked at", "How many", "Than a year ago")

HEARD = "{people} told us what they think between {start} and {end}."
QUOTED = (
    "Here is what some of them said, word for word. Not all of them are in care. We never say who "
    "said it."
)
NOTHING_HEARD = "We have not written down what children and young people said this time."
ADVISERS = "{when}: {who} {did}."
FOUND = "What they found: {found}"
ANSWERED = "What we said: {answer}"
NOT_ANSWERED = "We have not given an answer yet."
NO_ADVISERS = "Young advisers did not look at our work this time."
# What young advisers did, by what reports call it.
DID = {
    LISTS["advised"]["RECRUITMENT"]: "helped to choose new staff",
    LISTS["advised"]["TRAINING"]: "helped to train staff",
    LISTS["advised"]["MYSTERY_SHOPPING"]: "tested a service without saying who they were",
    LISTS["advised"]["CONSULTATION"]: "told us what to change",
}
LOOKED = "looked at our work"

PROMISED = "We have promised to do {things}. {done} {late}"
DONE = {0: "Not one is done yet.", 1: "One is done, and someone checks it."}
MANY_DONE = "{done} are done, and someone checks them."
LATE = {0: "Not one is late.", 1: "One is late."}
MANY_LATE = "{late} are late."
ONE_PROMISED = {
    "open": "We have promised to do 1 thing. It is not done yet, and it is not late.",
    "overdue": "We have promised to do 1 thing. It is late.",
    "done": "We have promised to do 1 thing. It is done, and someone checks it.",
}
ALL_DONE = "We have promised to do {things}. All of that is done, and someone checks it."
NOTHING_PROMISED = "We have no promise that is still open."
# What is recommended, by its kind.
NEXT = {
    "overdue immediate actions": "Finish the most urgent promises that are late: {number}.",
    "overdue actions": "Look again at the other promises that are late: {number}.",
    "themed audit": "Look closely at this: {about}.",
    "both poor": "Make a plan to get better at this: {about}.",
    "indicator good, practice poor": "Find out more about this: {about}. The number looks good. "
    "When we looked at the work behind it, it was not good enough.",
    "practice good, indicator poor": "Find out what holds us back here: {about}. The work is good, "
    "and the number is not.",
}
WILL_DO = "These are the next steps that we have been asked to take:"

SAY = (
    "Tell your social worker or your carer what you think of this report.",
    "You can say it at your review. The person who runs your review has to listen to you.",
    "You can ask for an advocate. That is someone who is on your side and helps you speak up.",
    "If something is not right, you can make a complaint. You can ask for help to do it.",
    "The Children in Care Council speaks up for all of you. You can join it.",
    "If you are not safe now, tell an adult whom you trust, or call 999.",
)

COUNTING = (
    "“About 9 of 10” makes a number simple. The exact number always stands next to it.",
    "“Nearly 9” is just under 9. “More than 9” is not quite all. “Fewer than 1” is not quite none. "
    "In the picture these last two have a person who is half filled.",
    "A picture has 10 people. If we count fewer than 10, it has as many as there are. If we count "
    "fewer than 5, we show no number.",
    "We say better or worse only if the change is too big to be just luck.",
)
MADE_UP = "This city is made up. No real child is in these numbers."
LACKING = "We have no numbers about this: {names}."
