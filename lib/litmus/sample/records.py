"""Runs the simulation and writes down what it did: every table of the sample council, as text."""

from litmus.sample import faults
from litmus.sample.arrivals import Arrivals
from litmus.sample.chance import Chance
from litmus.sample.contacts import ContactRecorder
from litmus.sample.council import Council
from litmus.sample.involvements import InvolvementRecorder
from litmus.sample.leavers import LeaverRecorder
from litmus.sample.looked_after import CareRecorder
from litmus.sample.protection import ProtectionRecorder
from litmus.sample.register import CaseRecorder, Register
from litmus.sample.story import Case
from litmus.sample.tables import Text
from litmus.sample.volumes import KEEP_FROM


def records(seed: str) -> Text:
    """The tables by name, each a list of rows of text."""
    council = Council(Chance(f"{seed}/council"))
    cases = list(Arrivals(seed, council).cases())
    register = Register(seed, council)
    _record_cases(register, cases, seed)
    council.record(register.tables)
    register.record_people()
    _record_history(register)
    text = register.tables.text()
    faults.spoil(text, seed)
    return text


def _record_cases(register: Register, cases: list[Case], seed: str) -> None:
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


def _record_history(register: Register) -> None:
    """Plans that ended before the extract begins are in none of its tables: only their number."""
    for child in register.people:
        gone = [plan for plan in child.plans if plan.end < KEEP_FROM and not plan.visiting]
        if gone:
            last = max(plan.end for plan in gone)
            register.tables.add("ext_cp_history", child.id, KEEP_FROM - 1, str(len(gone)), last)
