"""Small hand-made folders of files, and the real samples where they are at hand."""

from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parents[3] / ".." / "shared" / "samples"


@pytest.fixture
def folder(tmp_path):
    """Writes files given as name=text (indentation left out) and returns their folder."""

    def write(**texts):
        for name, text in texts.items():
            lines = [line.strip() for line in text.strip().splitlines()]
            (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def sample():
    """The folder of a real sample; skips where the samples are not beside the repository."""

    def find(name):
        if not (SAMPLES / name).is_dir():
            pytest.skip(f"the shared sample {name} is not beside the repository")
        return SAMPLES / name

    return find


@pytest.fixture
def ssda903(tmp_path):
    """Writes a return and reads it.

    `ssda903(episodes)` or, for several years, `ssda903({"2016": episodes, ...}, **other_files)`.
    Episodes are lines of "CHILD DECOM RNE LS PLACE POSTCODE DEC REC"; - is empty. A Header with all
    their children is added where none is given.
    """
    from litmus.intake.sources import folders
    from litmus.intake.sources.ssda903 import reader

    def read(episodes, **files):
        years = episodes if isinstance(episodes, dict) else {"": episodes}
        for year, text in years.items():
            (tmp_path / f"{year}episodes.csv").write_text(_episodes(text), encoding="utf-8")
        if not any("header" in name for name in files):
            children = sorted({line.split()[0] for text in years.values() for line in _lines(text)})
            rows = "\n".join(f"{child},1,01/01/2005,WBRI" for child in children)
            first = next(iter(years))
            files[f"{first}header"] = "CHILD,SEX,DOB,ETHNIC\n" + rows
        for name, text in files.items():
            (tmp_path / f"{name}.csv").write_text("\n".join(_lines(text)) + "\n", encoding="utf-8")
        return reader.read(tmp_path, folders.contents(tmp_path).paths)

    return read


def _lines(text):
    return [line.strip() for line in text.strip().splitlines()]


def _episodes(text):
    rows = ["CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,PL_POST,URN"]
    for line in _lines(text):
        child, decom, rne, ls, place, post, dec, rec = line.replace("-", "").split(" ")
        why = f"WHY{len(rows)}"
        rows.append(f"{child},{decom},{rne},{ls},N1,{place},PR1,{dec},{rec},{why},{post},URN{post}")
    return "\n".join(rows) + "\n"
