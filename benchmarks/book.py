"""`make bench`: how long the performance book takes, against drawing its charts alone.

Everything is measured in one run, in turn, so that the ratio holds although the seconds differ
from machine to machine. Compared are

- book, cold: `litmus run book` with the sample council's files there but nothing checked, frozen,
  computed or written yet. It checks the data, freezes the snapshot, computes 42 indicators,
  executes the notebook and makes HTML and PDF;
- book, data frozen: the same where another report has checked and frozen the data before;
- charts: all its charts, by the same functions from the book's own figures, one after the other in
  a process of its own, for a page and for a phone, that writes each as an SVG file. They are
  checked to be the pictures that the book holds, byte for byte.
"""

import argparse
import json
import os
import platform
import re
import shutil
import sys
import tempfile
from pathlib import Path

from measuring import BIN, Cost, head, measured, row

PERIOD = "2016-03"
DRAW = "--draw"
NAMED = re.compile(r' role="img" aria-label="[^"]*"')  # by the page, not by what draws


def book(outputs: Path, frozen: bool = False) -> Cost:
    shutil.rmtree(outputs / PERIOD, ignore_errors=True)
    if not frozen:
        shutil.rmtree(outputs / ".cache" / "snapshots", ignore_errors=True)
    return measured(BIN / "litmus", "run", "book", "--period", PERIOD, "--outputs", outputs)


def charts(outputs: Path, pictures: Path) -> Cost:
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir()
    return measured(sys.executable, __file__, DRAW, outputs / PERIOD / "book", pictures)


def draw(report: Path, pictures: Path) -> None:
    """Every chart of the book, as NAME.svg."""
    from litmus.report import feed
    from litmus.report.book import page, teams_page
    from litmus.report.charts.chart_processes import draw_one
    from litmus.report.lookup import Figures

    found = feed.read(report)
    figures = Figures(found.figures, found.context.period.end, found.context.team_names)
    given = (figures, found.context)
    every = [*teams_page.drawings(*given).values(), *page.drawings(*given).values()]
    for number, each in enumerate(every):
        wide, _ = draw_one(each)
        (pictures / f"{number}.svg").write_text(wide, encoding="utf-8")


def check_same(outputs: Path, pictures: Path) -> int:
    """How many charts were drawn alone; the run ends unless they are those of the book's pages."""
    notebook = json.loads((outputs / PERIOD / "book" / "book.ipynb").read_text(encoding="utf-8"))
    drawn = (
        "".join(output["data"]["image/svg+xml"])
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
        if "image/svg+xml" in output.get("data", {})
    )
    shown = [NAMED.sub("", picture, count=1) for picture in drawn]
    if sorted(shown) != sorted(path.read_text(encoding="utf-8") for path in pictures.iterdir()):
        raise SystemExit("The charts drawn alone are not those of the book.")
    return len(shown)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5, help="how often each is run (default 5)")
    parser.add_argument(DRAW, nargs=2, type=Path, metavar="FOLDER", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.draw:
        draw(*given.draw)
        return
    with tempfile.TemporaryDirectory() as folder:
        outputs, pictures = Path(folder, "outputs"), Path(folder, "pictures")
        book(outputs)  # builds the sample council, too
        books, later, alone = [], [], []
        for _ in range(given.runs):
            books.append(book(outputs))
            later.append(book(outputs, frozen=True))
            alone.append(charts(outputs, pictures))
        count = check_same(outputs, pictures)
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, ", end="")
    print(f"{os.cpu_count()} processors; {given.runs} runs of each, in turn")
    print(f"The performance book of {PERIOD} with its {count} charts\n")
    print(head())
    print(row("the charts alone", alone, alone))
    print(row("litmus, the whole book, cold", books, alone))
    print(row("litmus, the book, data frozen", later, alone))


if __name__ == "__main__":
    main()
