"""Published evidence: bags that prove themselves, signed by three people and chained."""

from litmus.publish.evidence.candidate import Candidate, content_of, next_version, statement
from litmus.publish.evidence.faults import Fault
from litmus.publish.evidence.publishing import publish
from litmus.publish.evidence.register import Entry, Head, entries, head
from litmus.publish.evidence.verification import Verification, verify

__all__ = [
    "Candidate",
    "Entry",
    "Fault",
    "Head",
    "Verification",
    "content_of",
    "entries",
    "head",
    "next_version",
    "publish",
    "statement",
    "verify",
]
