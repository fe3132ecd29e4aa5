"""The pages as they lie on disk: one file, replaced in one step, for its owner alone.

So whoever reads has the pages of one making, never half of them, and nothing of an earlier making
is left behind. It is a zip archive: what it is about, and each page with its lists as a workbook.
"""

import io
import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from litmus.base import files, json_files
from litmus.base.errors import LitmusError
from litmus.publish.dashboard.pages import Page

NAME, ABOUT = "pages.zip", "about.json"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # that a zip archive can say


@dataclass(frozen=True)
class About:
    """What a set of pages is of. day: as of whose end they speak. data_to: the last day that the
    data cover. made: when. made_from: a hash of all that decides what they say. version: a hash of
    this set, which its viewers compare with that of the newest. council: whose they are."""

    day: date
    data_to: date
    made: datetime
    made_from: str
    version: str
    council: str
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Made:
    """One page: as HTML, and its tables as a workbook."""

    page: bytes
    workbook: bytes


def folder(outputs: Path) -> Path:
    """The folder of the live dashboard."""
    return outputs / "dashboard"


def lock(outputs: Path) -> Path:
    """The file that a making holds."""
    return folder(outputs) / ".lock"


def write(outputs: Path, about: About, content: Mapping[str, Made]) -> Path:
    """Put a set in the place of the one before; `content` has each page by its name."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, ABOUT, files.as_json(json_files.plain(about)))
        for page in about.pages:
            _add(archive, f"{page.name}.html", content[page.name].page)
            _add(archive, f"{page.name}.xlsx", content[page.name].workbook)
    place = files.private_folder(folder(outputs)) / NAME
    return files.write_bytes(place, written.getvalue(), files.PRIVATE_FILE)


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = files.PRIVATE_FILE << 16
    archive.writestr(entry, content)


def read(outputs: Path) -> tuple[About, dict[str, Made]] | None:
    """The newest set and its pages by name; None where there is none. Raises LitmusError where it
    is damaged."""
    place = folder(outputs) / NAME
    found = files.content(place)
    if found is None:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(found)) as archive:
            about = json_files.parse(archive.read(ABOUT), About, ABOUT)
            return about, {each.name: _made(archive, each) for each in about.pages}
    except (zipfile.BadZipFile, KeyError, LitmusError):
        raise LitmusError(
            f"{place} is damaged, or of another version of Litmus. Remove it: the pages are then "
            "made anew."
        ) from None


def _made(archive: zipfile.ZipFile, page: Page) -> Made:
    return Made(archive.read(f"{page.name}.html"), archive.read(f"{page.name}.xlsx"))


def read_about(outputs: Path) -> About | None:
    """What the newest set is of; None where there is none that can be read."""
    try:
        with zipfile.ZipFile(folder(outputs) / NAME) as archive:
            return json_files.parse(archive.read(ABOUT), About, ABOUT)
    except (OSError, zipfile.BadZipFile, KeyError, LitmusError):
        return None


def mark(outputs: Path) -> tuple[int, ...] | None:
    """What tells the file of one making from that of another, at the price of a look; None where
    there is none."""
    try:
        seen = os.stat(folder(outputs) / NAME)  # noqa: PTH116 - a look each few seconds
    except OSError:
        return None
    return (seen.st_ino, seen.st_size, seen.st_mtime_ns)
