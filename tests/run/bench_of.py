"""A small project with a small report, and stages that need neither data nor a kernel."""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from litmus.base import notebook_files
from litmus.base.brand import Brand
from litmus.base.periods import Period
from litmus.run import Stages, plan, run

PERIOD = Period.parse("2016Q1")
DEFAULTS = 'period = "2015Q3"\nfolder = "."\ndepth = 3'
PLACEHOLDER = "*Commentary: write here.*"


def cell(kind, identity, text, **metadata):
    made = {"id": identity, "cell_type": kind, "source": text, "metadata": metadata}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def template():
    litmus = {"slot": "kq1"}
    cells = [
        cell(
            "code", "parameters", 'period = "2015Q3"\nfolder = "."\ndepth = 3', tags=["parameters"]
        ),
        cell("markdown", "kq1", "## What is life like?"),
        cell("code", "kq1-asm02", "import pathlib\nprint(pathlib.Path('figures.csv').read_text())"),
        cell("markdown", "commentary-kq1", PLACEHOLDER, tags=["commentary"], litmus=litmus),
        cell("markdown", "method", "## Method"),
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@dataclass
class Source:
    uri: str
    identity: Callable[[], str]
    kind: str = "sample"
    title: str = "the sample council"


@dataclass
class Snapshot:
    fingerprint: str
    key: str = "k"
    data_to: date = date(2016, 3, 31)
    filled_from: dict = field(default_factory=dict)
    provided: set = field(default_factory=set)


@dataclass
class Bench:
    """A project, the data that its source gives, and a count of what was done."""

    project: Path
    outputs: Path
    value: int = 789
    done: list[str] = field(default_factory=list)
    brand: Brand | None = None

    @property
    def folder(self):
        return self.outputs / "2016Q1" / "quarterly"

    @property
    def notebook(self):
        return self.folder / "quarterly.ipynb"

    def run(self, **changes):
        self.done.clear()
        stages = self.stages(**changes.pop("stages", {}))
        return run("quarterly", PERIOD, "sample", self.outputs, stages=stages, **changes)

    def stages(self, **others):
        names = ("open_source", "freeze", "compute", "collate", "feed")
        names += ("shown", "execute", "render")
        return Stages(**{name: getattr(self, name) for name in names} | others)

    def read(self):
        return notebook_files.read(self.notebook)

    def cell(self, identity):
        return next(c for c in self.read()["cells"] if c["id"] == identity)

    def sources(self):
        return [c["source"] for c in self.read()["cells"]]

    def write(self, text, identity="commentary-kq1"):
        """As JupyterLab saves: into the file itself."""
        working = self.read()
        next(c for c in working["cells"] if c["id"] == identity)["source"] = text
        self.notebook.write_bytes(notebook_files.serialise(working))

    def history(self):
        return sorted((self.folder / "history").glob("*"))

    def template(self, change):
        path = self.project / "notebooks" / "quarterly.ipynb"
        content = json.loads(path.read_text())
        change(content["cells"])
        path.write_text(json.dumps(content))

    # The stages.

    def open_source(self, plan, progress):
        return Source(plan.source, identity=lambda: str(self.value))

    def freeze(self, plan, source, progress):
        self.done.append("freeze")
        return Snapshot(fingerprint=str(self.value))

    def compute(self, plan, snapshot, progress):
        return self.value

    def collate(self, plan, snapshot, figures, progress):
        return {}

    def feed(self, plan, source, snapshot, figures, collation, folder):
        (folder / "figures.csv").write_text(f"ASM02,{figures}\n")
        (folder / "quality.json").write_text("{}")
        (folder / "qa.json").write_text("{}")
        (folder / "context.json").write_text("{}")

    def shown(self, folder):
        value = int((folder / "figures.csv").read_text().split(",")[1])
        text = f"{value / 10:.1f}% ({value} of 1000)"
        figure = {"name": "Timely assessments", "numerator": value, "denominator": 1000}
        return {"ASM02": {**figure, "value": value / 10, "text": text}}

    def execute(self, notebook, parameters, kernel, progress):
        self.done.append("execute")
        done = copy.deepcopy(notebook)
        for each in done["cells"]:
            if each["cell_type"] == "code":
                text = (kernel.folder / "figures.csv").read_text() if kernel else ""
                output = {"output_type": "stream", "name": "stdout", "text": text}
                table = self.table(kernel.folder) if kernel else {}
                data = {"text/plain": text, "application/vnd.litmus+json": table}
                form = {"output_type": "display_data", "data": data, "metadata": {}}
                each |= {"outputs": [output, form], "execution_count": 1}
        return done

    def table(self, folder):
        """What a cell of the library shows of the figures: its machine form."""
        rows = [[figure["name"], figure["text"]] for figure in self.shown(folder).values()]
        columns = [{"name": "Indicator"}, {"name": "Value"}]
        return {"kind": "table", "caption": "Figures", "columns": columns, "rows": rows}

    def render(self, notebook, title, formats, brand, folder):
        self.done.append("render")
        self.brand = brand
        text = "\n".join(c["source"] for c in notebook["cells"])
        made = {"html": text.encode(), "pdf": f"{title}\n{text}".encode()}
        return {each: made[each] for each in formats}


def read_settings_once(patch):
    """From here on settings and template are read and completed once, not for each run: for tests
    that run by the dozen and change neither."""
    real, known = plan.edition_of, {}

    def edition_of(report, wanted, project):
        if (report, project) not in known:
            known[report, project] = real(report, wanted, project)
        settings, template = known[report, project]
        return settings, copy.deepcopy(template)

    patch.setattr(plan, "edition_of", edition_of)


def make_bench(folder):
    project = folder / "project"
    for name in ("data_contracts", "params", "notebooks"):
        (project / name).mkdir(parents=True)
    (project / "notebooks" / "quarterly.ipynb").write_bytes(notebook_files.serialise(template()))
    (project / "params" / "council.yml").write_text(
        "name: Sample City\nsample: true\nla_code: SAMPLE\nsource: sample\n"
    )
    (project / "params" / "quarterly.yml").write_text(
        "title: Quarterly report\nnotebook: notebooks/quarterly.ipynb\n"
        "period: quarter\naudience: internal\nindicators: [ASM02]\n"
    )
    return Bench(project, folder / "outputs")
