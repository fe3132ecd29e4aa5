"""What the server says in words: how old the pages are, and why there is nothing to see."""

from datetime import datetime

from litmus.base.periods import days_in_words
from litmus.publish.dashboard.calendar import Listing
from litmus.publish.dashboard.pageset import About


def moment(when: datetime) -> str:
    """A moment in local time: "29 November 2026 at 10:15"."""
    local = when.astimezone()
    return f"{days_in_words(local.date(), local.date())} at {local:%H:%M}"


def age(about: About) -> str:
    """As of when the pages speak, and when they were made."""
    return (
        f"As it stood at the end of {days_in_words(about.day, about.day)}. "
        f"Made on {moment(about.made)}."
    )


def failure(failed: datetime | None) -> str:
    """That the last making failed; "" where it did not."""
    if failed is None:
        return ""
    return (
        f"The pages could not be made anew on {moment(failed)}: these are the last good ones. "
        "Whoever runs Litmus sees why where it runs."
    )


def calendar(found: Listing | None) -> str:
    """What leads to the reporting calendar: "Reporting calendar (3 late)"."""
    late = f" ({found.late} late)" if found and found.late else ""
    return f"Reporting calendar{late}"


def calendar_fault(fault: str) -> str:
    """Why there is no calendar."""
    return f"It cannot be shown. {fault}"


def newer(about: About) -> str:
    """That there is a newer making."""
    return f"Newer pages are there, made on {moment(about.made)}."


NO_CALENDAR = "It is not made yet. Look again in a few minutes."
ASK = "Ask whoever looks after the live dashboard to add you."
NOT_KNOWN = ("You are signed in, but not known here", ASK)
NO_TOKENS = (
    "Nobody can sign in here",
    "No token has been given to anybody, and who you are was not said by the council's proxy. "
    + ASK,
)
NO_PAGE = (
    "There is no page for you",
    "The data name no team or service of the kind that is yours. Ask whoever looks after the live "
    "dashboard to look at your entry in the access settings.",
)
NOT_FOUND = (
    "There is no such page",
    "It may be of a team or service that is not yours, or not in the data any more. "
    "The pages that are yours are on the first page.",
)
NOT_YET = (
    "The pages are being made",
    "This takes a few minutes the first time. The page looks again by itself.",
)
CLOSED = (
    "The dashboard lets nobody in",
    "Its settings cannot be read. Whoever runs Litmus sees why where it runs.",
)
BAD_HOST = ("This is not the address of the dashboard", "Ask for it by the address you were given.")
FROM_ELSEWHERE = ("This was sent from another site", "Sign in on the dashboard's own page.")
FAULT = ("Something went wrong", "Whoever runs Litmus sees what where it runs. Try again later.")
WRONG = "That token is not known here. Check that you copied all of it."
