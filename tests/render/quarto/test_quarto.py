"""Quarto by a stand-in that does what the real one was seen to do; by the real one where it is."""

import json
import os
import shutil
import stat
import time
from pathlib import Path

import pytest

from litmus.base.errors import LitmusError, UsageError
from litmus.render import document, formats, quarto
from litmus.render.quarto import calling, preparing
from render import notebook_fixture as made
from render import parts

# It writes its file, a log with an empty line between records, and ends with 0; or as it is told.
STAND_IN = """#!/usr/bin/env python3
import json, os, pathlib, subprocess, sys, time
words = sys.argv[1:]
behaviour = "{behaviour}"
pathlib.Path("{seen}").write_text(json.dumps({{
    "words": words, "files": sorted(os.listdir(".")), "version": os.environ.get(
    "QUARTO_VERSION_REQUIREMENT"), "profile": os.environ.get("QUARTO_PROFILE"),
    "notebook": json.loads(pathlib.Path(words[1]).read_text())}}))
if behaviour == "hangs":
    child = subprocess.Popen(["sleep", "60"])
    pathlib.Path("{seen}.child").write_text(str(child.pid))
    time.sleep(60)
made = pathlib.Path(words[words.index("--output") + 1])
log = pathlib.Path(words[words.index("--log") + 1])
if behaviour == "refuses":
    records = [{{"levelName": "INFO", "msg": "pandoc"}}, {{"levelName": "ERROR", "msg":
               "PDF/UA-1 error: missing alt text"}}]
    log.write_text("\\n\\n".join(map(json.dumps, records)) + "\\n")
    sys.exit(1)
if behaviour == "empty":
    sys.exit(0)
if behaviour == "fetches":
    made.write_text('<html><script src="https://cdn.example/require.js"></script></html>')
else:
    made.write_text("<html>made</html>")
"""


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Put a stand-in on the PATH; what it saw is read from the file that is returned."""

    def put(behaviour: str = "") -> Path:
        folder, seen = tmp_path / "bin", tmp_path / "seen.json"
        folder.mkdir(exist_ok=True)
        script = folder / "quarto"
        script.write_text(STAND_IN.format(behaviour=behaviour, seen=seen))
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setenv("QUARTO_PROFILE", "mine")
        return seen

    return put


def make(to: str = "html", notebook=None) -> bytes:
    return quarto.render(notebook or parts.notebook(), title="The report", to=to)


@pytest.mark.parametrize(
    ("to", "options"),
    [("html", "--to html --embed-resources"), ("pdf", "--to typst -M pdf-standard:ua-1"),
     ("docx", "--to docx")],
)  # fmt: skip
def test_it_is_asked_without_execution_for_a_file_of_its_own(stand_in, to, options):
    seen = stand_in()
    assert make(to) == b"<html>made</html>"
    told = json.loads(seen.read_text())
    said = " ".join(told["words"])
    assert said.startswith(f"render report.ipynb --output report.{to} --no-execute")
    assert options in said and "-M title:The report" in said and "-M lang:en-GB" in said
    assert told["version"] == ">=1.9" and told["profile"] is None
    assert told["files"] == ["report.ipynb"]  # an empty folder: no settings of anybody's


def test_the_copy_holds_no_code_no_settings_and_no_shortcode(stand_in):
    seen = stand_in()
    hostile = "---\nexecute: true\n---\n\n{{< env HOME >}}\n\n```{python}\nprint(1)\n```"
    notebook = parts.notebook()
    notebook["cells"].append({**parts.heading(hostile), "id": "hostile"})
    make(notebook=notebook)
    cells = json.loads(seen.read_text())["notebook"]["cells"]
    assert {cell["cell_type"] for cell in cells} == {"markdown"}
    text = "\n\n".join(cell["source"] for cell in cells)
    assert "{{<" not in text and "\n---" not in f"\n{text}" and "```{" not in text
    assert "Plans are better" in text and "| Plans | 86.1% (427 of 496), provisional |" in text


@pytest.mark.slow
def test_every_picture_has_its_text(stand_in):
    pictures: dict[str, bytes] = {}
    copy = preparing.prepare(document.read(made.quarterly(), made.TITLE), pictures)
    text = "\n".join(cell["source"] for cell in copy["cells"])
    assert pictures and text.count("fig-alt=") == len(pictures)


def test_why_it_failed_is_said_in_its_own_words(stand_in):
    stand_in("refuses")
    with pytest.raises(LitmusError, match="PDF/UA-1 error: missing alt text"):
        make("pdf")


def test_success_without_a_file_is_no_success(stand_in):
    stand_in("empty")
    with pytest.raises(LitmusError, match="it gave no reason, and made no file"):
        make()


def test_a_page_that_would_fetch_something_is_refused(stand_in):
    stand_in("fetches")
    with pytest.raises(LitmusError, match=r"would fetch something: .*cdn\.example"):
        make()


@pytest.mark.slow
def test_one_that_does_not_end_is_ended_with_all_that_it_started(stand_in, monkeypatch):
    seen = stand_in("hangs")
    monkeypatch.setattr(calling, "PATIENCE", 1.5)
    with pytest.raises(LitmusError, match="did not end within"):
        make()
    child = int(Path(f"{seen}.child").read_text())
    for _ in range(50):
        if not Path(f"/proc/{child}").exists() or "Z" in _state(child):
            break
        time.sleep(0.1)
    else:
        pytest.fail("what it started goes on")


def _state(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2]
    except OSError:
        return "Z"


def test_where_it_is_not_installed_a_sentence_says_so_before_anything_is_made(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(UsageError, match=r"Quarto is not installed.*leave out RENDER=quarto"):
        formats.select(["quarto"])


def test_quarto_stands_for_its_three_formats(stand_in):
    stand_in()
    assert [each.name for each in formats.select(["html", "quarto"])] == [
        "html", "quarto.html", "quarto.pdf", "quarto.docx",
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("quarto") is None, reason="Quarto is not installed")
@pytest.mark.parametrize("to", ["html", "pdf", "docx"])
def test_the_real_one_makes_the_report(to):
    assert len(make(to, made.quarterly())) > 1000
