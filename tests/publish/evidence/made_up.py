"""A small publication made by hand: a payload, a snapshot, three signatures."""

import json
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pyrage

from litmus.base import digests, files
from litmus.publish.evidence import Candidate, publish, signatures, statement
from litmus.publish.evidence.settings import EvidenceSettings, Recipient
from publish.evidence.people import NAMES, SIGNED

PUBLISHED = SIGNED + timedelta(days=1)
NOTEBOOK = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
PAYLOAD = {
    "report/quarterly.ipynb": json.dumps(NOTEBOOK).encode(),
    "report/quarterly.html": b"<p>ASM02 was 78.9%</p>",
    "report/quarterly.pdf": b"%PDF-1.7\n",
    "report/figures.csv": b"indicator,numerator\nASM02,789\n",
    "report/run.json": b'{"started": "2016-04-19T09:00:00+00:00", "versions": {"litmus": "0.1.0"}}',
    "project/params/quarterly.yml": b"title: Quarterly report\n",
    "code/requirements.lock": b"duckdb==2.0.0\n",
    "LICENCE.txt": b"Open Government Licence\n",
    "README.txt": b"For whoever opens this in 2041.\n",
}
SAYS = {
    "analyst": "I made it and checked it",
    "assurer": "I checked the analysis",
    "approver": "I approve its publication",
}


@cache
def identities():
    return pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()


def settings(**others):
    first, second = (str(each.to_public()) for each in identities())
    return EvidenceSettings(
        recipients=(Recipient(name="Ann Alys", key=first),),
        recovery=Recipient(name="Rey Cover", key=second),
        keep_data_years=6,
        **others,
    )


def make_snapshot(folder):
    """A folder that passes for a snapshot: a manifest and what it lists."""
    (folder / "restricted").mkdir(parents=True)
    (folder / "cin_episodes.parquet").write_bytes(b"PAR1 child 4711 PAR1" * 50)
    (folder / "restricted" / "issues.csv").write_text("table,value\ncin,4711\n")
    listed = {
        name: digests.of_file(folder / name)
        for name in ("cin_episodes.parquet", "restricted/issues.csv")
    }
    said = {"schema": 1, "key": "k" * 16, "fingerprint": "f" * 64, "files": listed}
    files.write_json(folder / "manifest.json", said)
    return folder


def signed(candidate, people, at=SIGNED):
    """The candidate with its three signatures."""
    which = (candidate.report, candidate.name, candidate.period, candidate.version)
    envelopes = {
        role: signatures.sign(
            statement(*which, candidate.content, role, NAMES[role], SAYS[role], at),
            people.of(role),
        )
        for role in NAMES
    }
    return replace(candidate, envelopes=envelopes)


def candidate(people, snapshot, at=SIGNED, **others):
    made = Candidate(
        report="quarterly",
        name="quarterly",
        period="2016Q1",
        folder="2016Q1",
        title="Quarterly report: Sample City, January to March 2016",
        version=1,
        payload=PAYLOAD,
        envelopes={},
        snapshot=snapshot,
        licence="Open Government Licence v3.0",
        council="Sample City",
    )
    return signed(replace(made, **others), people, at)


def publish_one(people, snapshot, at=PUBLISHED, **others):
    made = candidate(people, snapshot, at - timedelta(hours=1), **others)
    where = people.path.parent
    return publish(made, people.trust, people.approver, where, settings(), at)
