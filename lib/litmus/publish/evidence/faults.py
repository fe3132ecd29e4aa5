"""What is wrong with a bag as it lies there: every file changed, missing, added or renamed, every
link, empty folder and further manifest, each by name."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from litmus.base import digests, files
from litmus.base.errors import LitmusError
from litmus.publish.evidence import bag

LINE = re.compile(r"([0-9a-f]{64})  (\S+)")
FURTHER = re.compile(r"(tag)?manifest-.*\.txt", re.IGNORECASE)
TIMES = {"renamed": 0, "changed": 1, "missing": 2, "added": 3}
FETCH = "fetch.txt"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: of what `kind`, with which file, and what is the matter."""

    kind: str
    name: str
    said: str

    def __str__(self) -> str:
        return plain(f"{self.kind}: {self.name}: {self.said}")


def plain(text: str) -> str:
    """Words of somebody who may be a forger, for one line of a screen: what would begin a new line,
    clear the screen or turn the reading around is shown by its code.

    >>> plain("a\\nWhole, and signed")
    'a\\\\nWhole, and signed'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


@dataclass(frozen=True)
class Held:
    """What lies in a folder: the digest of each file by its name; and what should not be there."""

    files: Mapping[str, str]
    faults: tuple[Fault, ...]


def faults(folder: Path) -> list[Fault]:
    """What is wrong with the bag in `folder`, whoever made it; nothing for a whole one.

    Says nothing of signatures, of which `verification` does. Raises LitmusError where there is no
    such folder.
    """
    return faults_of(folder, hold(folder))


def hold(folder: Path) -> Held:
    """What lies in a folder, every file of it read. Raises LitmusError for what is no folder."""
    if not folder.is_dir():
        raise LitmusError(f"There is no bag in {folder}: expected a folder with {bag.INFO} in it.")
    found: dict[str, str] = {}
    wrong: list[Fault] = []
    closed: list[OSError] = []
    for name, path in _walk(folder, closed.append):
        if path.is_symlink():
            wrong.append(Fault("link", name, "a bag holds files, and nothing that leads elsewhere"))
        elif path.is_dir():
            wrong.append(Fault("empty folder", name, "no manifest lists it"))
        elif not path.is_file():
            wrong.append(Fault("added", name, "it is neither a file nor a folder"))
        else:
            try:
                found[name] = digests.of_file(path)
            except OSError as error:
                wrong.append(Fault("unreadable", name, error.strerror or "it cannot be read"))
    for each in closed:
        name = Path(each.filename).relative_to(folder).as_posix()
        wrong.append(Fault("unreadable", name, each.strerror or "it cannot be looked into"))
    return Held(found, tuple(wrong))


def faults_of(folder: Path, held: Held) -> list[Fault]:
    """The same, of what was read already."""
    here = held.files
    tags, of_tags = _listed(folder, bag.TAGS, here)
    payload, of_payload = _listed(folder, bag.MANIFEST, here)
    wrong = [*held.faults, *of_tags, *of_payload]
    beside = {n: d for n, d in here.items() if not n.startswith(f"{bag.DATA}/") and n != bag.TAGS}
    within = {name: digest for name, digest in here.items() if name.startswith(f"{bag.DATA}/")}
    further = {name for name in beside if _is_further(name)}
    for name in sorted(further):
        wrong.append(Fault("extra manifest", name, "a bag of Litmus has none such"))
    needed = {bag.DECLARATION_NAME, bag.INFO, bag.MANIFEST}
    known = {name: digest for name, digest in beside.items() if name not in further}
    if of_tags:  # the list is damaged: what every bag has is asked for all the same
        wrong += [
            Fault("missing", name, "every bag has it") for name in sorted(needed - set(beside))
        ]
    else:
        wrong += compare({**dict.fromkeys(needed - set(beside), ""), **tags}, known, bag.TAGS)
    if not of_payload:
        of_payload = compare(payload, within, bag.MANIFEST)
        wrong += of_payload
    declared = here.get(bag.DECLARATION_NAME)
    if declared is not None and declared != digests.of_bytes(bag.DECLARATION):
        wrong.append(Fault("changed", bag.DECLARATION_NAME, "it does not declare BagIt 1.0"))
    return wrong if of_payload else [*wrong, *_size_fault(folder, within)]


def compare(listed: Mapping[str, str], here: Mapping[str, str], where: str) -> list[Fault]:
    """How the files that are here differ from those listed; `where` names the list."""
    missing = {name: digest for name, digest in listed.items() if name not in here}
    added = {name: digest for name, digest in here.items() if name not in listed}
    found = [
        Fault("changed", name, f"it is another one{by(where)}")
        for name in listed.keys() & here.keys()
        if listed[name] != here[name]
    ]
    for name, digest in sorted(missing.items()):
        new = next((each for each, same in sorted(added.items()) if same == digest), None)
        if new is None:
            found.append(Fault("missing", name, f"it belongs here{by(where)}"))
        else:
            del added[new]
            found.append(Fault("renamed", name, f"it has another name here, {new}{by(where)}"))
    found += [Fault("added", name, f"it does not belong here{by(where)}") for name in sorted(added)]
    return sorted(found, key=lambda each: (TIMES[each.kind], each.name))


def by(where: str) -> str:
    """How a fault says which list it was held against."""
    return f", by {where}"


def _walk(folder: Path, fail: Callable[[OSError], None]) -> Iterator[tuple[str, Path]]:
    """Every file, link and empty folder, by its name in the folder; `fail` is told of folders that
    cannot be looked into."""
    for place, folders, names in os.walk(folder, onerror=fail):
        links = [name for name in folders if Path(place, name).is_symlink()]
        for name in sorted([*links, *names]):
            path = Path(place, name)
            yield path.relative_to(folder).as_posix(), path
        if not folders and not names and Path(place) != folder:
            yield Path(place).relative_to(folder).as_posix(), Path(place)


def _listed(folder: Path, name: str, here: Mapping[str, str]) -> tuple[dict[str, str], list[Fault]]:
    """The digest of each file that a manifest lists, and what is wrong with the manifest."""
    if name not in here:
        return {}, [Fault("missing", name, "without it nothing says what belongs to the bag")]
    content = (folder / name).read_bytes()
    lines = [LINE.fullmatch(line) for line in content.decode(errors="replace").splitlines()]
    found = {line[2]: line[1] for line in lines if line}
    if bag.listing(found) != content:
        return found, [Fault("changed", name, "it is not a list as Litmus writes it")]
    return found, []


def _is_further(name: str) -> bool:
    return bool(FURTHER.fullmatch(name)) and name not in (bag.MANIFEST, bag.TAGS)


def _size_fault(folder: Path, within: Mapping[str, str]) -> list[Fault]:
    """Whether bag-info.txt says another size of the payload, by which a cut transfer is known."""
    content = files.content(folder / bag.INFO) if (folder / bag.INFO).is_file() else None
    if content is None:
        return []
    sizes = [(folder / name).stat().st_size for name in within]
    try:
        said = bag.parse_info(content).get(bag.OXUM)
    except LitmusError as error:
        return [Fault("changed", bag.INFO, str(error))]
    if said == f"{sum(sizes)}.{len(sizes)}":
        return []
    return [Fault("changed", bag.DATA, f"{bag.INFO} says that it is {said}, in bytes and files")]
