"""The description of a publication for other programs: RO-Crate 1.1, Process Run Crate 0.5."""

import json
import mimetypes
from collections.abc import Mapping
from typing import Any

from litmus.base import digests, files
from litmus.publish.evidence.candidate import CRATE, RUN, Candidate

ROOT = "./"
CONTEXT = "https://w3id.org/ro/crate/1.1/context"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
SHA256 = "https://w3id.org/ro/terms/workflow-run#sha256"
# The profile wants an address for a name; what is run lies in the bag, and this leads nowhere.
LITMUS, CODE = "https://litmus.invalid/library", "code/library.zip"
COUNCIL, RUNNING, LICENCE = "#council", "#run", "#licence"
KINDS = {
    ".ipynb": "application/x-ipynb+json",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".md": "text/markdown",
    ".toml": "application/toml",
    ".lock": "text/plain",
}


def metadata(candidate: Candidate, published: str) -> bytes:
    """ro-crate-metadata.json: what the publication is, each of its files, and the run that made
    the report, by whom and with what."""
    people = [_person(role, each) for role, each in sorted(_people(candidate).items())]
    listed = [_file(name, content) for name, content in sorted(candidate.payload.items())]
    graph = [
        _descriptor(),
        _root(candidate, published, [each["@id"] for each in listed]),
        {"@id": PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"},
        _software(candidate),
        _run(candidate, published),
        _council(candidate),
        _licence(candidate),
        *people,
        *listed,
    ]
    return files.as_json({"@context": [CONTEXT, {"sha256": SHA256}], "@graph": graph})


def _descriptor() -> dict[str, Any]:
    return {
        "@id": CRATE,
        "@type": "CreativeWork",
        "about": {"@id": ROOT},
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
    }


def _root(candidate: Candidate, published: str, parts: list[str]) -> dict[str, Any]:
    return {
        "@id": ROOT,
        "@type": "Dataset",
        "name": candidate.title,
        "description": (
            f"Published evidence of the report {candidate.title}, version {candidate.version}: "
            "the executed notebook, what was printed of it, its figures and what made them."
        ),
        "datePublished": published,
        "version": str(candidate.version),
        "license": {"@id": LICENCE},
        "author": {"@id": COUNCIL},
        "publisher": {"@id": COUNCIL},
        "conformsTo": {"@id": PROFILE},
        "hasPart": [{"@id": each} for each in parts],
        "mentions": {"@id": RUNNING},
    }


def _software(candidate: Candidate) -> dict[str, Any]:
    return {
        "@id": LITMUS,
        "@type": "SoftwareApplication",
        "name": "Litmus",
        "url": CODE,
        "softwareVersion": _record(candidate).get("versions", {}).get("litmus", "not recorded"),
    }


def _run(candidate: Candidate, published: str) -> dict[str, Any]:
    said = _record(candidate)
    return {
        "@id": RUNNING,
        "@type": "CreateAction",
        "name": f"Making of {candidate.title}",
        "description": "Figures counted from the frozen data, the notebook executed and rendered.",
        "agent": {"@id": f"#{min(_people(candidate))}"} if _people(candidate) else {"@id": COUNCIL},
        "instrument": {"@id": LITMUS},
        "startTime": said.get("started", published),
        "endTime": said.get("finished", published),
        "result": [{"@id": name} for name in sorted(candidate.payload) if name[:7] == "report/"],
    }


def _council(candidate: Candidate) -> dict[str, Any]:
    return {
        "@id": COUNCIL,
        "@type": "Organization",
        "name": candidate.council or "The council that published this",
        "url": "https://www.gov.uk/find-local-council",
    }


def _licence(candidate: Candidate) -> dict[str, Any]:
    return {
        "@id": LICENCE,
        "@type": "CreativeWork",
        "name": candidate.licence or "See LICENCE.txt",
        "description": "The terms stand in LICENCE.txt.",
    }


def _people(candidate: Candidate) -> dict[str, str]:
    from litmus.publish.evidence import dsse

    return {
        role: str(dsse.statement(envelope).get("person", ""))
        for role, envelope in candidate.envelopes.items()
    }


def _person(role: str, name: str) -> dict[str, Any]:
    return {
        "@id": f"#{role}",
        "@type": "Person",
        "name": name,
        "jobTitle": role,
        "affiliation": {"@id": COUNCIL},
    }


def _file(name: str, content: bytes) -> dict[str, Any]:
    ending = f".{name.rsplit('.', 1)[-1]}"
    return {
        "@id": name,
        "@type": "File",
        "name": name.rsplit("/", 1)[-1],
        "encodingFormat": KINDS.get(ending)
        or mimetypes.guess_type(name)[0]
        or "application/octet-stream",
        "contentSize": str(len(content)),
        "sha256": digests.of_bytes(content),
    }


def _record(candidate: Candidate) -> Mapping[str, Any]:
    """What run.json says; empty where the payload has none."""
    try:
        found = json.loads(candidate.payload.get(RUN, b"{}"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
