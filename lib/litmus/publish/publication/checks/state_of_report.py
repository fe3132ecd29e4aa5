"""Whether a report's folder holds what its last run left there, made of the same settings."""

from collections.abc import Iterator

from litmus.base import digests
from litmus.publish.publication.faults import Fault, Found
from litmus.publish.publication.made import Made, code_digest
from litmus.run import inputs, record


def check(made: Made) -> Found:
    """What was changed since the last run, and whether that was a final one."""
    return Found(tuple(_faults(made)))


def _faults(made: Made) -> Iterator[Fault]:
    about, again = made.record, f"run it again: {made.again}"
    if about.get("draft"):
        yield Fault("The last run made a draft.", made.folder.name, f"make it final: {made.again}")
    yield from _changed_files(made, again)
    said = about.get("inputs", {})
    now = inputs.of(made.plan, str(about.get("source", {}).get("identity", "")))
    names = sorted({
        name
        for part, each in now.items()
        for name, digest in each.items()
        if said.get(part, {}).get(name) != digest
    })  # fmt: skip
    if names or about.get("look") != record.look(made.plan.brand):
        what = ", ".join(_WORDS.get(name, name) for name in names) or "the council's look"
        yield Fault(
            f"Since the report was made this has changed: {what}.", "params/, notebooks/", again
        )


def _changed_files(made: Made, again: str) -> Iterator[Fault]:
    notebook = made.plan.notebook.name
    for name, digest in made.record.get("files", {}).items():
        content = made.contents.get(name)
        if content is not None and digests.of_bytes(content) == digest:
            continue
        if content is None:
            yield Fault("The file is not there any more.", name, again)
        elif name != notebook:
            yield Fault("The file was changed after the run that made it.", name, again)
        elif made.record.get("code") != code_digest(made):
            yield Fault(
                "Code of the notebook, or what its cells show, is not as the last run left it: a "
                "cell was edited or executed by hand.",
                name,
                again,
            )
        else:
            yield Fault(
                "Words were written after the last run: no rendering shows them yet.", name, again
            )


_WORDS = {
    "template": "the template of the notebook",
    "library": "Litmus itself",
    "versions": "the versions of Python or its packages",
    "period": "the period",
    "parameters": "the parameters",
    "about": "whom the report is about",
    "source": "the data",
    "contracts": "the data contracts",
    "settings": "the settings in params/",
    "council": "who the council is (params/council.yml)",
    "original": "the report that this one is an edition of",
}
