"""`make bench`: what publishing adds to a run, and how long ten years of it take to audit.

Measured are, with the sample council in a project of its own,

- run, cold: `litmus run quarterly` with nothing checked, frozen or computed yet;
- run, after words: the same command once somebody has written in every place that wants it;
- analyst, assurer, approver: the three commands of `litmus publish`, each from its start; the first
  checks everything and makes the pages, the last writes the bags;
- audit of N publications: `litmus audit-all` of a register of so many (120: one a month for ten
  years), each of the payload of the first, with all their data there.

Everybody's passphrase is the same and comes from the environment, so that nobody is waited for.
"""

import argparse
import json
import os
import platform
import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from measuring import BIN, PROJECT, Cost, head, measured, row

from litmus.base import notebook_files
from litmus.publish import evidence
from litmus.publish.evidence import identities, keys, signatures, trust
from litmus.publish.evidence import settings as retention
from litmus.run import record

PEOPLE = {"Ann Alys": "analyst", "Bo Quality": "assurer", "Cy Director": "approver"}
PERIOD, WORDS = "2016Q1", "four words of a benchmark"
COPIED = ("params", "notebooks", "data_contracts")
ADDED_BY_PUBLISHING = ("signatures/", "ro-crate", "register")
ADDED = ("requirements.lock", "pyproject.toml")


def litmus(*words: object) -> Cost:
    return measured(BIN / "litmus", *words)


def lay(place: Path) -> None:
    """A project with three people who may sign, and two who may open the data."""
    for name in COPIED:
        shutil.copytree(PROJECT / name, place / name)
    for name in ADDED:
        shutil.copy(PROJECT / name, place / name)
    os.environ |= {
        "LITMUS_HOME": str(place),
        "LITMUS_PUBLICATIONS": str(place / "publications"),
        "LITMUS_KEYS": str(place / "keys"),
        "LITMUS_PASSPHRASE": WORDS,
    }
    for person, role in PEOPLE.items():
        litmus("keys", "create", "--person", person, "--role", role)
        if role != "analyst":
            litmus("keys", "agree", "--by", "Ann Alys")
    litmus("keys", "agree", "--by", "Bo Quality")
    lines = [identities.create(name, WORDS, place / name) for name in ("one", "two")]
    said = {
        "recipients": [{"name": "Ann Alys", "key": lines[0]}],
        "recovery": {"name": "Bo Quality", "key": lines[1]},
        "keep_data_years": 6,
    }
    (place / "params" / "evidence.yml").write_text(json.dumps(said))


def write_words(folder: Path) -> None:
    """Write in every slot, without a number."""
    path = folder / "quarterly.ipynb"
    notebook = notebook_files.read(path)
    for cell in notebook["cells"]:
        if "commentary" in notebook_files.tags(cell):
            cell["source"] = "As the figures beside these words say."
    path.write_bytes(notebook_files.serialise(notebook))


def fill(publications: Path, folder: Path, outputs: Path, number: int) -> None:
    """Publish the first publication's payload again until the register has so many."""
    bag = publications / PERIOD / "quarterly" / "v1" / "data"
    payload = {p.relative_to(bag).as_posix(): p.read_bytes() for p in bag.rglob("*") if p.is_file()}
    ours = {
        n: c for n, c in payload.items() if not n.startswith(("signatures/", "ro-crate", "reg"))
    }
    people = {name: keys.load(name, publications.parent / "keys", WORDS) for name in PEOPLE}
    known = trust.read(publications / trust.NAME)
    wanted = retention.read(publications.parent)
    key = record.read(folder)["snapshot"]["key"]
    snapshot = outputs / ".cache" / "snapshots" / key
    when = keys.now()
    for count in range(1, number):
        name = f"month-{count}"
        one = evidence.Candidate(
            report="quarterly", name=name, period=PERIOD, folder=PERIOD, title=name, version=1,
            payload=ours, envelopes={}, snapshot=snapshot, licence="Internal", council="Ours",
        )  # fmt: skip
        about = ("quarterly", name, PERIOD, 1, one.content)
        signed = {
            role: signatures.sign(
                evidence.statement(*about, role, person, "I sign.", when), people[person]
            )
            for person, role in PEOPLE.items()
        }
        at = when + timedelta(seconds=count)
        evidence.publish(
            replace(one, envelopes=signed), known, people["Cy Director"], publications, wanted, at
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--publications", type=int, default=120, help="how many (default 120)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place, outputs = Path(temporary, "project"), Path(temporary, "outputs")
        place.mkdir()
        lay(place)
        asked = ("quarterly", "--period", PERIOD, "--outputs", outputs)
        litmus("run", *asked)  # builds the sample council, too
        shutil.rmtree(outputs / PERIOD)
        shutil.rmtree(outputs / ".cache" / "snapshots")
        cold = litmus("run", *asked)
        folder = outputs / PERIOD / "quarterly"
        write_words(folder)
        words = litmus("run", *asked)
        steps = {role: litmus("publish", *asked, "--by", name) for name, role in PEOPLE.items()}
        fill(place / "publications", folder, outputs, given.publications)
        audited = litmus("audit-all")
        size = sum(p.stat().st_size for p in (place / "publications").rglob("*") if p.is_file())
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, ", end="")
    print(
        f"{os.cpu_count()} processors; {given.publications} publications of {size / 1e6:.0f} MB\n"
    )
    print(head())
    print(row("run, cold", [cold], [cold]))
    print(row("run, after words", [words], [cold]))
    for role, cost in steps.items():
        print(row(f"publish, {role}", [cost], [cold]))
    print(row(f"audit of {given.publications} publications", [audited], [cold]))


if __name__ == "__main__":
    main()
