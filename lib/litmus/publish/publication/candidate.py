"""A candidate: all that is to be published of a report, collected for three people to sign."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from litmus.base import files
from litmus.publish.publication import assurance, code_and_settings, reading_words
from litmus.publish.publication.checks import contract_findings, every
from litmus.publish.publication.faults import Found
from litmus.publish.publication.made import Made
from litmus.publish.publication.renderings import Version
from litmus.publish.publication.review import NOTED
from litmus.publish.publication.settings import Publication
from litmus.run import record
from litmus.run.report_folder import HISTORY


@dataclass(frozen=True)
class Draft:
    """What a candidate is made of: the report, its version, its renderings by name, and what the
    checks came to."""

    made: Made
    version: Version
    renderings: Mapping[str, bytes]
    found: Found
    settings: Publication


def payload(draft: Draft) -> dict[str, bytes]:
    """The files of a publication, by name; the same report and settings give the same bytes."""
    made, quality = draft.made, every.quality_of(draft.made)
    waived = [each for each in draft.found.remarks if each.kind == "waiver"]
    statement = assurance.of(made, draft.version, draft.settings, quality, draft.found.remarks)
    environment = code_and_settings.environment()
    about = {
        "assurance.json": files.as_json(statement.as_json),
        "assurance.md": statement.as_markdown.encode(),
        "contracts-results.json": files.as_json(contract_findings.results(quality, waived)),
        "environment.json": files.as_json(environment),
        NOTED: files.as_json(draft.version.note),
        "inputs.json": files.as_json(inputs_of(made.record)),
        "LICENCE.txt": reading_words.licence(draft.settings),
        "README.txt": reading_words.readme(
            made, draft.version, draft.settings, environment["python"]
        ),
    }
    found = {**about, **dict(_report(draft)), **code_and_settings.contents(made)}
    found |= dict(_history(made))
    return {name: found[name] for name in sorted(found)}


def inputs_of(about: Mapping[str, Any]) -> dict[str, Any]:
    """By what the data and settings that a report was made of can be known again."""
    return {name: about.get(name, {}) for name in ("source", "snapshot", "inputs", "versions")}


def _report(draft: Draft) -> Iterator[tuple[str, bytes]]:
    """The report as it is published: the renderings with the record of the publication in them, and
    all else as the last run left it."""
    made = draft.made
    ours = {path.name for path in made.plan.renderings.values()} | set(draft.renderings)
    for name in (*made.record.get("files", {}), record.NAME):
        content = made.contents.get(name)
        if name not in ours and content is not None:
            yield f"report/{name}", content
    for name, content in draft.renderings.items():
        yield f"report/{name}", content


def _history(made: Made) -> Iterator[tuple[str, bytes]]:
    for path in sorted((made.folder / HISTORY).glob("*.ipynb")):
        yield f"commentary-{HISTORY}/{path.name}", path.read_bytes()
