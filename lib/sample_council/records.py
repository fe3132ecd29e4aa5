"""Runs the simulation and writes down what it did: every table of the sample council, as text."""

from sample_council import faults, qa
from sample_council.arrivals import Arrivals
from sample_council.chance import Chance
from sample_council.contacts import ContactRecorder
from sample_council.council import InventedCouncil
from sample_council.early_help import EarlyHelpRecorder
from sample_council.involvements import InvolvementRecorder
from sample_council.leavers import LeaverRecorder
from sample_council.looked_after import CareRecorder
from sample_council.posts import Workforce
from sample_council.protection import ProtectionRecorder
from sample_council.register import CaseRecorder, Register
from sample_council.story import StoryCase
from sample_council.supervision import SupervisionRecorder
from sample_council.tables import Text
from sample_council.volumes import (
    BORN_FOR_REGISTER,
    FULL,
    KEEP_FROM,
    ON_REGISTER,
    REGISTER_MATTERS_UNTIL,
)


def records(seed: str) -> Text:
    """The tables by name, each a list of rows of text."""
    council = InventedCouncil(Chance(f"{seed}/council"))
    cases = list(Arrivals(seed, council).cases())
    register = Register(seed, council)
    _record_cases(register, cases, seed)
    council.record(register.tables)
    EarlyHelpRecorder(register, seed).record(cases)
    Workforce(seed, council).record(register.tables)
    SupervisionRecorder(register, seed).record()
    qa.record(register, cases, seed)
    register.record_people()
    _record_history(register, Chance(f"{seed}/register of old"))
    text = register.tables.text()
    faults.spoil(text, seed)
    qa.record_agreed(register, text, seed)
    return text


def _record_cases(register: Register, cases: list[StoryCase], seed: str) -> None:
    help_, protection = CaseRecorder(register, seed), ProtectionRecorder(register, seed)
    care, leavers = CareRecorder(register, seed), LeaverRecorder(register, seed)
    contacts, workers = ContactRecorder(register, seed), InvolvementRecorder(register, seed)
    for case in cases:
        contacts.record_referral(case)
        referral = help_.record(case)
        protection.record(case, referral)
        care.record(case, referral)
        leavers.record(case)
        workers.record(case, referral)
    contacts.record_others(cases)


def _record_history(register: Register, chance: Chance) -> None:
    """Plans that ended before the extract begins are in none of its tables: only their number.

    The oldest of them, on the child protection register, lie before anything simulated: some of
    the children who were not small when their first plan of the early years began had one.
    """
    for child in register.people:
        plans = [plan for plan in child.plans if not plan.visiting]
        gone = [plan.end for plan in plans if plan.end < KEEP_FROM]
        early = bool(plans) and plans[0].start < REGISTER_MATTERS_UNTIL
        if early and child.born < BORN_FOR_REGISTER and chance.happens(ON_REGISTER):
            gone.append(max(child.born + 200, FULL - chance.between(30, 900)))
        if gone:
            as_at, number = KEEP_FROM - 1, str(len(gone))
            register.tables.add("ext_cp_history", child.id, as_at, number, max(gone))
