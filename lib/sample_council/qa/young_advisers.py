"""Young advisers look at services and say what they found (framework 18)."""

from sample_council.chance import Bands, Chance
from sample_council.days import add_working, day
from sample_council.qa.clock import ClockMoment
from sample_council.qa.findings import QA_MANAGER, Writing
from sample_council.qa.phrases.advised import REPORTS
from sample_council.qa.remarks import Owner, Remarks
from sample_council.qa.voices import area_of
from sample_council.volumes import EXTRACT

_DISCUSSED, _AFTER = 830, Bands((600, 10, 20), (400, 21, 45))  # per thousand; working days
_ACTS = 800  # per thousand concerns


def record(writing: Writing, seed: str) -> None:
    """Writes their reports; senior managers answer once they have discussed them."""
    chance = Chance(f"{seed}/qa/young advisers")
    remarks = Remarks(writing, "qa_young_adviser_report", seed)
    for report in REPORTS:
        one, when = writing.identifier("qa_young_adviser_report", "YAR"), day(report.when)
        discussed = add_working(when, chance.draw(_AFTER))
        talked = chance.happens(_DISCUSSED) and discussed <= EXTRACT
        writing.add(
            "qa_young_adviser_report",
            *(one, when, report.activity, report.service, str(report.advisers)),
            " ".join(line.text for line in report.found),
            *((discussed, report.response) if talked else (None, None)),
            by=QA_MANAGER,
            at=ClockMoment(when, 17 * 60),
        )
        for line in report.found:
            remarks.write(
                *(one, when, report.service, area_of(line.theme), line.good),
                theme=line.theme,
                text=line.text,
                acts=_ACTS,
                owner=Owner(f"SM-{report.service}", "SM"),
            )
