"""What auditors and others write about practice: sentences put together from many phrases.

No name, no id, nothing about a child in particular; no source but the plain language of the field.
"""

from sample_council.chance import Chance
from sample_council.qa.phrases.children import CHILDREN
from sample_council.qa.phrases.model import Phrases
from sample_council.qa.phrases.partners import PARTNERS
from sample_council.qa.phrases.planning import PLANNING
from sample_council.qa.phrases.practice import PRACTICE

PHRASES: dict[str, Phrases] = CHILDREN | PRACTICE | PLANNING | PARTNERS

# Worker, plan and meeting, as a service calls them.
_WORDS = {
    "DAS": ("social worker", "child in need plan", "the strategy meeting"),
    "CIN": ("social worker", "child in need plan", "the core group"),
    "LAC": ("social worker", "care plan", "the last review"),
    "LEAVING_CARE": ("personal adviser", "pathway plan", "the pathway review"),
    "FOSTERING": ("supervising social worker", "placement plan", "the foster carer review"),
    "ADOPTION": ("adoption social worker", "adoption support plan", "panel"),
    "RESIDENTIAL": ("key worker", "placement plan", "the last review"),
    "CFST": ("family support worker", "support plan", "the planning meeting"),
    "EARLY_HELP": ("family support worker", "early help plan", "the team around the family"),
    "CP_SAFEGUARDING": ("social worker", "child protection plan", "the conference"),
}
_MONTHS = ("two", "three", "four", "five", "six")
_WORTH_SHARING = (
    "Worth sharing with other teams",
    "Other workers could learn from this",
    "A good example for the next practice workshop",
)
_WORTH_DISCUSSING = (
    "To take to team meetings",
    "A practice workshop could start from this file",
    "Lesson for supervision",
    "Seen on other files too",
)
_OPENINGS = ("", "", "", "", "", "On this file, ", "In the period looked at, ", "Overall, ")
_SO_FAR = ("", "", "", " (see the summary)", " – discussed with the worker", " – also noted before")
_IN_ADDITION = (
    *("", "", "", ""),
    ", and record that it was done",
    ", and confirm to the QA Manager",
    ", and discuss it in supervision",
    ", with the manager's agreement",
)


def finding_text(
    theme: str, polarity: str, service: str | None, chance: Chance, *, brief: bool = False
) -> str:
    """A sentence on `theme`: a strength, a concern or something to learn from.

    `brief` leaves out what came of it, as those do who write in a hurry.
    """
    phrases = PHRASES[theme]
    good = polarity == "STRENGTH" or (polarity == "LEARNING" and chance.happens(450))
    clause = chance.pick(phrases.strengths if good else phrases.concerns)
    consequence = chance.pick(phrases.helps if good else phrases.harms)
    if polarity == "LEARNING":
        opening = chance.pick(_WORTH_SHARING if good else _WORTH_DISCUSSING)
        text = f"{opening}: {clause}"
    else:
        text = chance.pick(_OPENINGS) + clause
        text += "" if brief else f", {consequence}{chance.pick(_SO_FAR)}"
    return _fill(f"{text}.", service, chance)


def action_text(theme: str, service: str | None, chance: Chance) -> str:
    """What is to be done about `theme`."""
    text = chance.pick(PHRASES[theme].actions)
    return _fill(f"{text}{chance.pick(_IN_ADDITION)}.", service, chance)


def _fill(text: str, service: str | None, chance: Chance) -> str:
    worker, plan, meeting = _WORDS.get(service or "", _WORDS["CIN"])
    months = chance.pick(_MONTHS)
    filled = text.format(worker=worker, plan=plan, meeting=meeting, months=months)
    return filled[0].upper() + filled[1:]
