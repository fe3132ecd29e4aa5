"""Draft or final: what a reader is told of an edition, in the same words in every format."""

from collections.abc import Mapping, Sequence
from typing import Any

from litmus.base import numbers

DRAFT, FINAL, PROVISIONAL = "Draft", "Final", "Provisional: the week is not over"
BANNER = "Draft, not for decision."
UNWRITTEN = "Commentary: not written yet."
RECORD = "Publication record"
MOST = 3  # headings that are named


def title(of: str, draft: bool) -> str:
    """What a file, a page's tab and the head of a printed page are called."""
    return f"{DRAFT}: {of}" if draft else of


def status(about: Mapping[str, Any], unwritten: Sequence[str]) -> str:
    """The edition and what it lacks; "" where the notebook's note `about` says nothing of it.

    `unwritten` are the printed headings under which required commentary is missing: a report
    without it is not called final.

    >>> status({"draft": False}, [])
    'Final'
    >>> status({"draft": True}, ["Summary"])
    'Draft. Commentary is still to be written under “Summary”'
    >>> status({"draft": False, "publication": {"version": 2, "correction": "A wrong total."}}, [])
    'Final, version 2. It corrects version 1: A wrong total'
    """
    if "draft" not in about or about.get("status") == "incomplete":
        return ""
    final = PROVISIONAL if about.get("provisional") else "" if unwritten else FINAL
    edition = DRAFT if about["draft"] else final
    published = about.get("publication") or {}
    version = int(published.get("version", 0))
    if version:
        edition = ", ".join(part for part in (edition, f"version {version}") if part)
    if reason := str(published.get("correction") or "").rstrip("."):
        edition += f". It corrects version {version - 1}: {reason}"
    missing = f"Commentary is still to be written under {_named(unwritten)}" if unwritten else ""
    return ". ".join(part for part in (edition, missing) if part)


def _named(headings: Sequence[str]) -> str:
    named = [f"“{heading}”" for heading in dict.fromkeys(headings)]
    if len(named) <= MOST:
        return numbers.join(named)
    return f"{named[0]} and {numbers.count_of(len(named) - 1, 'other heading')}"
