"""Match what was done to what was due: one person's surplus does not fill another's gap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from litmus.qa.programme.posts import Post
from litmus.qa.programme.requirements import Requirement
from litmus.qa.programme.work_done import Deed


@dataclass(frozen=True)
class Slot:
    """Somebody, or some place, that owes a requirement: a post, or else a team or a service."""

    role: str
    services: tuple[str, ...]
    teams: tuple[str, ...]
    whole: bool
    post: Post | None = None


def share_out(
    slots: Sequence[Slot], done: Sequence[Deed], requirement: Requirement
) -> tuple[list[list[Deed]], list[Deed]]:
    """The deeds of each slot, in the order of the slots, and those that are nobody's.

    A team's or service's slot has what was done there. A post has what its holder did, else a
    former holder; a post that names nobody has what was done for its teams. Where a post's holder
    did nothing, or is not named and has no team, somebody who holds no post but acted in the role
    fills it: one person one post.
    """
    shared: list[list[Deed]] = [[] for _ in slots]
    left: list[Deed] = []
    for deed in done:
        place = _place(slots, deed, requirement.scope)
        if place is None:
            left.append(deed)
        else:
            shared[place].append(deed)
    return shared, _fill(slots, shared, left)


def _place(slots: Sequence[Slot], deed: Deed, scope: str) -> int | None:
    """The slot that a deed surely belongs to."""
    owners = [place for place, slot in enumerate(slots) if _owns(slot, deed)]
    owners = [place for place in owners if _within(slots[place], deed, scope)]
    present = [place for place in owners if _holds(slots[place], deed)]
    return next(iter(present or owners), None)


def _owns(slot: Slot, deed: Deed) -> bool:
    if slot.post is None:
        return deed.team in slot.teams if slot.teams else deed.service in slot.services
    if deed.role not in ("", slot.role):
        return False
    if slot.post.holder:
        return deed.by == slot.post.holder or deed.by in slot.post.former
    return deed.by in slot.post.former or (bool(slot.teams) and deed.team in slot.teams)


def _holds(slot: Slot, deed: Deed) -> bool:
    return slot.post is not None and slot.post.holder == deed.by


def _within(slot: Slot, deed: Deed, scope: str) -> bool:
    """Whether the deed counts where the requirement says. Unknown places count."""
    if scope == "OWN_TEAM" and slot.teams and deed.team:
        return deed.team in slot.teams
    if scope == "OWN_SERVICE" and slot.services and deed.service:
        return deed.service in slot.services
    return True


def _fill(slots: Sequence[Slot], shared: Sequence[list[Deed]], left: Sequence[Deed]) -> list[Deed]:
    """Puts people without a post into posts of their role where nothing was done, one in each."""
    people: dict[tuple[str, str], list[Deed]] = defaultdict(list)
    for deed in left:
        people[deed.role, deed.by].append(deed)
    rest: list[Deed] = []
    for (role, by), theirs in sorted(people.items()):
        free = [
            place
            for place, slot in enumerate(slots)
            if slot.post and not slot.teams and slot.role == role and not shared[place]
        ]
        free.sort(key=lambda place: not slots[place].whole)
        if by and free:
            shared[free[0]].extend(theirs)
        else:
            rest.extend(theirs)
    return rest
