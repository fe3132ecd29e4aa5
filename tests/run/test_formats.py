"""A report comes in the formats that are asked for, and in no other that looks like its own."""

import json
from datetime import date

import pytest

from litmus.base import exchange
from litmus.base.errors import LitmusError, UsageError
from litmus.render import formats
from litmus.run import report_folder
from run.bench_of import Snapshot

TEXT = formats.Format(
    "txt", "plain text", lambda notebook, title, read: f"{title}\n{read.blocks}".encode()
)


def made(bench):
    """The renderings that lie in the folder, and those that run.json knows."""
    said = json.loads((bench.folder / "run.json").read_text())["files"]
    endings = {".html", ".pdf", ".txt"}
    there = {path.name for path in bench.folder.iterdir() if path.suffix in endings}
    assert there == {name for name in said if name[-4:] in {"html", ".pdf", ".txt"}}
    return there


def test_a_new_row_comes_out_of_a_run_beside_the_others(bench, monkeypatch):
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, TEXT))
    bench.run()
    assert made(bench) == {"quarterly.html", "quarterly.pdf"}
    bench.write("Words for every format.")
    result = bench.run(into=["TXT", "html", "pdf"], stages={"render": formats.render})
    assert list(result.files) == ["html", "pdf", "txt"]
    assert made(bench) == {"quarterly.html", "quarterly.pdf", "quarterly.txt"}
    assert b"Words for every format." in result.files["txt"].read_bytes()
    assert b"Words for every format." in result.files["html"].read_bytes()
    assert result.files["pdf"].read_bytes().startswith(b"%PDF")
    assert "made HTML, PDF and plain text anew" in result.message
    assert all(path.name in result.message for path in result.files.values())
    assert "all files show them" in result.message


def test_what_is_not_asked_for_any_more_goes_and_what_people_made_stays(bench):
    bench.run()
    (bench.folder / "quarterly.pdf").write_bytes(b"Edited by hand.")
    message = bench.run(into=["html"]).message
    assert made(bench) == {"quarterly.html"}
    assert "quarterly.pdf" in message
    assert "removed, as its format was not asked for" in message
    assert [p.read_bytes() for p in bench.history() if p.suffix == ".pdf"] == [b"Edited by hand."]
    (bench.folder / "quarterly.pdf").write_bytes(b"Somebody's own.")
    assert "quarterly.pdf" not in bench.run(into=["html"]).message.split("history")[0]
    assert (bench.folder / "quarterly.pdf").read_bytes() == b"Somebody's own."


@pytest.mark.slow
@pytest.mark.parametrize("at", ["figures.csv", "run.json", "quarterly.pdf"])
@pytest.mark.parametrize("killed", [False, True])
def test_a_removal_that_fails_or_is_cut_off_is_undone_with_all_else(bench, monkeypatch, at, killed):
    bench.run()
    before = {p.name: p.read_bytes() for p in bench.folder.iterdir() if p.is_file()}
    bench.value = 812
    put = exchange._move_into_place

    def fails(folder, step):
        if step.name == at:
            raise SystemExit if killed else OSError(28, "No space left on device", step.name)
        put(folder, step)

    with monkeypatch.context() as patched:
        patched.setattr(exchange, "_move_into_place", fails)
        if killed:
            patched.setattr(exchange, "_undo", lambda *_: None)
        with pytest.raises(SystemExit if killed else LitmusError):
            bench.run(into=["html"])
    report_folder.settle(bench.folder)
    assert {p.name: p.read_bytes() for p in bench.folder.iterdir() if p.is_file()} == before
    bench.run(into=["html"])
    assert made(bench) == {"quarterly.html"}


def test_a_removal_that_was_cut_off_at_its_end_is_completed(bench, monkeypatch):
    bench.run()
    bench.value = 812
    with monkeypatch.context() as patched:
        patched.setattr(exchange, "_hold_old_to", lambda *_: exec("raise SystemExit"))
        patched.setattr(exchange, "_undo", lambda *_: None)
        with pytest.raises(SystemExit):
            bench.run(into=["html"])
    assert exchange.is_interrupted(bench.folder)
    report_folder.settle(bench.folder)
    assert made(bench) == {"quarterly.html"}


def test_a_format_that_there_is_not_is_refused_before_anything_starts(bench):
    with pytest.raises(UsageError, match=r"no format 'doc'\. Formats: html, pdf"):
        bench.run(into=["doc"])
    assert bench.done == []
    assert not bench.outputs.exists()


def test_a_report_of_a_period_that_was_not_over_gives_way_to_the_whole_one(bench):
    early = Snapshot("early", data_to=date(2016, 3, 20))
    bench.run(stages={"freeze": lambda *_: early})
    assert made(bench) == {"quarterly-provisional.html", "quarterly-provisional.pdf"}
    bench.value = 812
    bench.run()
    assert made(bench) == {"quarterly.html", "quarterly.pdf"}


def test_a_report_that_is_for_inside_now_has_no_file_with_the_mark_of_one_that_was_not(bench):
    settings = bench.project / "params" / "quarterly.yml"
    inside = settings.read_text()
    settings.write_text(inside.replace("audience: internal", "audience: partner"))
    bench.run()
    assert made(bench) == {"quarterly-not-for-release.html", "quarterly-not-for-release.pdf"}
    settings.write_text(inside)
    bench.run()
    assert made(bench) == {"quarterly.html", "quarterly.pdf"}


def test_a_format_of_data_is_made_of_the_files_that_the_notebook_reads(bench, monkeypatch):
    def export(folder, title):
        return f"{title}: {sorted(path.name for path in folder.iterdir())}".encode()

    data = formats.Format("data", "data", export=export, file_ending="data.txt")
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, data))
    result = bench.run(into=["data"], stages={"render": formats.render})
    assert result.files["data"].name == "quarterly.data.txt"
    assert result.files["data"].read_text().startswith("Quarterly report: Sample City")
    assert "figures.csv" in result.files["data"].read_text()
    bench.run(into=["html"])
    assert not result.files["data"].exists()
