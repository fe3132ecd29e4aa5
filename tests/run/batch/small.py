"""A council of three teams with a short report, for batches that are really made."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from litmus.base import notebook_files
from litmus.base.periods import Period
from litmus.run.batch import Summary, batch
from run.bench_of import PLACEHOLDER, cell

PROJECT = Path(__file__).resolve().parents[3]
MONTH = Period.parse("2016-03")
TABLES = {
    "ssd_person": "pers_person_id,pers_sex,pers_dob\n"
    "CHILD-77,F,2010-05-01\nCHILD-78,M,2011-06-02\nCHILD-79,F,2012-07-03",
    "ssd_cin_assessments": "cina_assessment_id,cina_person_id,cina_assessment_start_date,"
    "cina_assessment_auth_date,cina_assessment_team\n"
    "A1,CHILD-77,2016-01-21,2016-03-01,T1\nA2,CHILD-78,2015-11-02,2016-03-02,T1\n"
    "A3,CHILD-78,2016-02-01,2016-02-29,T2\nA4,CHILD-79,2016-03-01,2016-03-31,T3",
    "ref_team_service": "rts_team_id,rts_service,rts_valid_from,rts_valid_to\n"
    "T1,CIN,2010-01-01,\nT2,CIN,2010-01-01,\nT3,LAC,2010-01-01,\nT0,LAC,2010-01-01,2016-01-01",
}
SETTINGS = """title: Assessments in brief
notebook: notebooks/brief.ipynb
period: month
indicators: [ASM02]
assurance: findings
audience: internal
formats: [html]
"""
# What a kernel leaves behind for whoever would use it next; then a picture of somebody's own.
ALONE = """import os, sys
assert not hasattr(sys, "left") and "LEFT" not in os.environ, "this kernel was used before"
sys.left = os.environ["LEFT"] = "behind"
"""
OWN = "import matplotlib.pyplot as plt\n\n_ = plt.plot([1, 2])"
# Fails for the team that is named in a file beside the data; waits while there is one to wait for.
FAILS = """import json, pathlib, time
scope = json.loads(pathlib.Path("context.json").read_text())["scope"]
data = pathlib.Path({data!r})
assert not (data / "fails").exists() or (data / "fails").read_text() != scope, "no luck"
while (data / "waits").exists() and (data / "waits").read_text() == scope:
    time.sleep(0.05)"""


@dataclass
class Small:
    """The project and its outputs."""

    project: Path
    outputs: Path

    @property
    def source(self) -> str:
        return f"ssd:{self.project / 'data'}"

    @property
    def place(self) -> Path:
        return self.outputs / "2016-03" / "batches" / "brief"

    def folder(self, scope: str) -> Path:
        return self.outputs / "2016-03" / f"brief-{scope.replace(':', '-')}"

    def batch(self, *scopes: str, **more) -> Summary:
        asked = scopes or ("teams",)
        return batch("brief", MONTH, self.source, self.outputs, asked, **more)

    def said(self) -> dict:
        return json.loads((self.place / "batch.json").read_text())

    def states(self) -> dict[str, str]:
        return {each["scope"]: each["state"] for each in self.said()["scopes"]}

    def tell(self, what: str, scope: str) -> Path:
        path = self.project / "data" / what
        path.write_text(scope)
        return path

    def write(self, scope: str, text: str) -> None:
        """As JupyterLab saves: into the file itself."""
        path = self.folder(scope) / f"{self.folder(scope).name}.ipynb"
        notebook = notebook_files.read(path)
        slot = next(each for each in notebook["cells"] if each["id"] == "commentary")
        slot["source"] = text
        path.write_bytes(notebook_files.serialise(notebook))


def make_small(folder: Path) -> Small:
    project = folder / "project"
    shutil.copytree(PROJECT / "params", project / "params")
    (project / "data_contracts").symlink_to(PROJECT / "data_contracts")
    (project / "data").mkdir()
    for name, text in TABLES.items():
        (project / "data" / f"{name}.csv").write_text(f"{text}\n")
    (project / "params" / "brief.yml").write_text(SETTINGS)
    fails = FAILS.format(data=str(project / "data"))
    cells = [
        cell("code", "parameters", 'period = "2016-03"\nfolder = "."', tags=["parameters"]),
        cell("code", "open", "from litmus import open_report\n\nreport = open_report(folder)"),
        cell("code", "title", "report.title()"),
        cell("code", "alone", ALONE),
        cell("code", "fails", fails),
        cell("markdown", "assessments", "## Assessments"),
        cell("code", "asm02", 'report.indicator("ASM02")'),
        cell("code", "own", OWN),
        cell("markdown", "commentary", PLACEHOLDER, tags=["commentary"], litmus={"slot": "words"}),
    ]
    template = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (project / "notebooks").mkdir()
    (project / "notebooks" / "brief.ipynb").write_bytes(notebook_files.serialise(template))
    return Small(project, folder / "outputs")
