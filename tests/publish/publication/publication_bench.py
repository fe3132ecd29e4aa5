"""A tiny report that can be published: three people with keys, and data that can be kept."""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from litmus.base import files, json_files
from litmus.base.digests import of_text
from litmus.figures import COLUMNS, read_rows, write_rows
from litmus.figures.figure import Figure
from litmus.intake.contracts.quality import QualityReport, RuleResult, TableQuality
from litmus.intake.snapshot import SCHEMA
from litmus.publish import publication
from litmus.publish.evidence import keys, trust
from litmus.publish.publication import publishing
from litmus.render import document
from run.bench_of import PERIOD, Bench, Snapshot, make_bench

ANN, BO, CY = "Ann Alys", "Bo Quality", "Cy Director"
ROLES = {ANN: "analyst", BO: "assurer", CY: "approver"}
BEGAN = datetime(2016, 1, 4, 9, tzinfo=UTC)
SETTINGS = "licence: Internal.\nretention_years: 10\n"
FINGERPRINT = of_text("data")


def key_of(person):
    """A key without a passphrase, so that nothing waits."""
    return keys._opened(person, Ed25519PrivateKey.generate())


def fault(rule="missing", severity="error", count=3):
    return RuleResult("ssd_contacts", rule, "cont_date", severity, "No date.", "", "Add it.", count)


@dataclass
class PublicationBench(Bench):
    """A report, and what publishing it needs."""

    rules: list[RuleResult] = field(default_factory=list)
    target: float = 85.0

    @property
    def publications(self):
        return self.outputs.parent / "publications"

    @property
    def place(self):
        return self.publications / "2016Q1" / "quarterly"

    @property
    def settings(self):
        return self.project / "params" / "publication.yml"

    def make(self, words="Assessments were timely: 78.9%.", **changes):
        """Run it, write in it, run it again."""
        self.run(**changes)
        if words:
            self.write(words)
            self.run(**changes)

    def publish(self, by, **changes):
        asked = publication.Asked("quarterly", PERIOD, self.outputs, {})
        made = {"open_key": self.keys.__getitem__, "render": self.render, **changes}
        return publication.publish(publishing.Request(asked, by, self.publications, **made))

    def publish_by_all(self, **first):
        self.publish(ANN, **first)
        self.publish(BO)
        return self.publish(CY)

    def trusted(self):
        return trust.read(self.publications / trust.NAME)

    def admit(self):
        """Ann admits herself, then Bo; both admit Cy."""
        self.keys = {person: key_of(person) for person in ROLES}
        self.publications.mkdir()
        path, by = self.publications / trust.NAME, [self.keys[ANN]]
        for minute, person in enumerate(ROLES):
            at = BEGAN + timedelta(minutes=minute)
            key = keys.public_part(self.keys[person], ROLES[person], at)
            trust.add(path, key, by)
            by = [self.keys[ANN], self.keys[BO]] if minute else by

    # The stages.

    def freeze(self, plan, source, progress):
        self.done.append("freeze")
        place = self.outputs / ".cache" / "snapshots" / "k"
        files.write_json(
            place / "manifest.json",
            {"schema": SCHEMA, "files": {}, "key": "k", "fingerprint": FINGERPRINT},
        )
        return Snapshot(fingerprint=FINGERPRINT)

    def feed(self, plan, source, snapshot, figures, collation, folder):
        super().feed(plan, source, snapshot, figures, collation, folder)
        table = TableQuality("ssd_contacts", "Contacts", True, 100, 97, 3, rules=self.rules)
        json_files.write(folder / "quality.json", QualityReport([table]))
        quarters = [(2016, 1, 3, figures), (2015, 10, 12, 600)]
        rows = [self._row(date(y, m, 1), date(y, n, 31), value) for y, m, n, value in quarters]
        write_rows([{name: asdict(row)[name] for name in COLUMNS} for row in rows],
                   folder / "figures.csv")  # fmt: skip

    def _row(self, start, end, value):
        return Figure(
            indicator="ASM02",
            window="quarter",
            period=f"{start:%Y}Q{(start.month + 2) // 3}",
            window_start=start,
            window_end=end,
            numerator=value,
            denominator=1000,
            value=value / 10,
            target=self.target,
            previous=60.0,
        )

    def shown(self, folder):
        value = next(iter(read_rows(folder / "figures.csv"))).numerator
        text = f"{value / 10:.1f}% ({value} of 1,000)"
        figure = {"name": "Timely assessments", "numerator": value, "denominator": 1000}
        more = {"target": f"{self.target}%", "status": "final"}
        return {"ASM02": {**figure, "value": value / 10, "text": text, **more}}

    def render(self, notebook, title, names, brand, folder):
        """A page as Litmus reads the notebook, without what takes time."""
        self.done.append("render")
        read = document.read(notebook, title)
        facts = "".join(f"<p>{name}: {value}</p>" for name, value in (*read.head, *read.record))
        page = f'<html lang="en"><title>{title}</title><h1>{title}</h1>{facts}</html>'
        return dict.fromkeys(names, page.encode())


def make_publication_bench(folder: Path) -> PublicationBench:
    import pyrage

    plain = make_bench(folder)
    bench = PublicationBench(plain.project, plain.outputs)
    params = bench.project / "params"
    with (params / "quarterly.yml").open("a") as file:
        file.write("formats: [html]\nrequired_commentary: [kq1]\n")
    bench.settings.write_text(SETTINGS)
    one, two = (pyrage.x25519.Identity.generate().to_public() for _ in range(2))
    (params / "evidence.yml").write_text(json.dumps({
        "recipients": [{"name": ANN, "key": str(one)}], "recovery": {"name": BO, "key": str(two)},
        "keep_data_years": 6,
    }))  # fmt: skip
    bench.admit()
    return bench
