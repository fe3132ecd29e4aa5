"""The programme of themed and deep-dive audits, as it was commissioned and reported on."""

from typing import NamedTuple

from sample_council.days import day, on_or_after, year_and_month
from sample_council.qa.clock import ClockMoment
from sample_council.qa.findings import Writing
from sample_council.qa.staff import DIVISIONAL_DIRECTOR
from sample_council.volumes import EXTRACT


class Theme(NamedTuple):
    """A themed audit: who asked for it, who leads it, how many files when, what it looks at.

    `teams` are those whose files are looked at, `auditors` take turns; `late` is by how many days
    its report came after the planned day.
    """

    id: str
    title: str
    year: str
    kind: str
    requested_by: str
    services: tuple[str, ...]
    joint: bool
    lead: str
    files: int
    start: str
    report: str
    late: int
    themes: tuple[str, ...]
    teams: tuple[str, ...]
    auditors: tuple[str, ...]


_CIN = ("CIN-1", "CIN-2", "CIN-3", "CIN-4", "CIN-5", "CIN-6")
_DAS = ("DAS-A", "DAS-B", "DAS-C", "DAS-D")
_LAC = ("LAC-1", "LAC-2", "LAC-3", "LAC-4")

PROGRAMME = (
    Theme("THM001", "Child sexual exploitation", "2015/16", "THEMED", "LSCB", ("CIN", "LAC"), True,
          "SM-CP_SAFEGUARDING", 16, "2015-09-01", "2015-11-30", 9,
          ("CHILD_SEXUAL_EXPLOITATION", "ANALYSIS_OF_RISK", "INFORMATION_SHARING"),
          _CIN + _LAC, ("SM-CIN", "SM-LAC", "HOS-CIN", "IRO-1")),
    Theme("THM002", "Pre-birth conferences", "2015/16", "THEMED", "HOS", ("CIN", "CP_SAFEGUARDING"),
          True, "SM-CP_SAFEGUARDING", 14, "2015-11-02", "2016-01-29", 0,
          ("DRIFT_AND_DELAY", "ASSESSMENT_QUALITY", "FATHERS", "MULTI_AGENCY_WORKING"),
          _CIN, ("CPC-1", "CPC-2", "CPC-3", "SM-CIN")),
    Theme("THM003", "Neglect", "2016/17", "DEEP_DIVE", "LSCB", ("DAS", "CIN", "EARLY_HELP"), True,
          "SM-CIN", 32, "2016-02-01", "2016-05-27", 11,
          ("NEGLECT", "NEGLECT", "CHRONOLOGY", "ANALYSIS_OF_RISK", "MULTI_AGENCY_WORKING"),
          (*_CIN, *_DAS, "EH-N", "EH-S"),
          ("SM-CIN", "SM-DAS", "SM-EARLY_HELP", "HOS-CIN", "CPC-2")),
    Theme("THM004", "Children missing from home and care", "2015/16", "URGENT",
          "CORPORATE_PARENTING", ("LAC", "LEAVING_CARE"), False, "SM-LAC", 18, "2016-03-07",
          "2016-04-15", 3, ("CHILD_SEXUAL_EXPLOITATION", "PLACEMENT_STABILITY", "RECORDING"),
          _LAC, ("SM-LAC", "SM-LEAVING_CARE", "IRO-2")),
    Theme("THM005", "The journey of the child", "2016/17", "THEMED", "LCCIB",
          ("DAS", "CIN", "LAC"), True, "HOS-CP_SAFEGUARDING", 24, "2016-05-02", "2016-08-31", 21,
          ("DRIFT_AND_DELAY", "CHANGES_OF_WORKER", "VOICE_OF_CHILD", "PLANS_NOT_SMART"),
          _DAS + _CIN + _LAC, ("SM-DAS", "SM-CIN", "SM-LAC", "HOS-CP_SAFEGUARDING", "IRO-3")),
    Theme("THM006", "LADO cases", "2016/17", "THEMED", "HOS", ("LADO",), False,
          "SM-CP_SAFEGUARDING", 10, "2016-06-06", "2016-07-29", 0,
          ("INFORMATION_SHARING", "RECORDING"), ("LADO",), ("SM-CP_SAFEGUARDING",)),
    Theme("THM007", "Children referred again to duty and assessment", "2016/17",
          "SERVICE_THEMED", "HOS", ("DAS",), False, "SM-DAS", 20, "2016-07-04", "2016-09-16", 6,
          ("STEP_DOWN", "ASSESSMENT_QUALITY", "NEGLECT"), _DAS, ("SM-DAS", "TM-DAS-A", "TM-DAS-D")),
    Theme("THM008", "The voice of the child in planning forums", "2016/17", "THEMED",
          "CORPORATE_PARENTING", ("CIN", "LAC", "CP_SAFEGUARDING"), True, "HOS-CP_SAFEGUARDING",
          22, "2016-09-05", "2016-12-16", 0, ("VOICE_OF_CHILD", "COMMUNICATION_WITH_FAMILIES"),
          _CIN + _LAC, ("IRO-1", "IRO-5", "IRO-6", "CPC-3", "CPC-4")),
    Theme("THM009", "Supervision records", "2016/17", "THEMED", "AUDIT_FINDING",
          ("DAS", "CIN", "LAC"), True, "SM-LAC", 20, "2016-10-03", "2016-12-20", 28,
          ("SUPERVISION", "MANAGEMENT_OVERSIGHT"), _DAS + _CIN + _LAC,
          ("SM-DAS", "SM-CIN", "SM-LAC")),
    Theme("THM010", "What complaints say about keeping families informed", "2016/17",
          "SERVICE_THEMED", "COMPLAINTS", ("LAC",), False, "SM-LAC", 12, "2016-11-07", "2017-01-20",
          0, ("COMMUNICATION_WITH_FAMILIES", "CHANGES_OF_WORKER"), _LAC, ("SM-LAC", "TM-LAC-4")),
    Theme("THM011", "Permanence for children looked after", "2016/17", "DEEP_DIVE", "LCCIB",
          ("LAC", "ADOPTION", "FOSTERING"), True, "SM-LAC", 26, "2017-01-09", "2017-04-13", 12,
          ("PERMANENCE", "DRIFT_AND_DELAY", "LIFE_STORY_WORK"), _LAC,
          ("SM-LAC", "SM-ADOPTION", "SM-FOSTERING", "HOS-LAC", "IRO-7")),
    Theme("THM012", "Moving on from care", "2017/18", "SERVICE_THEMED", "HOS", ("LEAVING_CARE",),
          False, "SM-LEAVING_CARE", 14, "2017-03-06", "2017-06-16", 0,
          ("LEAVING_CARE_SUPPORT", "HEALTH_OF_LOOKED_AFTER"), ("16P",),
          ("SM-LEAVING_CARE", "IRO-6")),
    Theme("THM013", "Neglect: a year on", "2017/18", "DEEP_DIVE", "LSCB",
          ("DAS", "CIN", "EARLY_HELP"), True, "SM-CIN", 30, "2017-05-08", "2017-09-15", 0,
          ("NEGLECT", "NEGLECT", "ANALYSIS_OF_RISK", "CHRONOLOGY"), (*_CIN, *_DAS),
          ("SM-CIN", "SM-DAS", "HOS-DAS", "CPC-4")),
    Theme("THM014", "Fathers in assessments", "2017/18", "THEMED", "AUDIT_FINDING",
          ("DAS", "CIN"), True, "SM-DAS", 20, "2017-09-04", "2017-11-30", 0, ("FATHERS",),
          _DAS + _CIN, ("SM-DAS", "SM-CIN")),
)  # fmt: skip


def record(writing: Writing, seed: str) -> None:  # noqa: ARG001
    """Writes the programme; what its audits found is with the audits."""
    for one in PROGRAMME:
        start, planned = day(one.start), day(one.report)
        reported = on_or_after(planned + one.late)
        status = "REPORTED" if reported <= EXTRACT else "IN_PROGRESS"
        in_service = one.kind == "SERVICE_THEMED"
        writing.add(
            "qa_theme",
            *(one.id, one.title, one.year, one.kind),
            one.lead if in_service else DIVISIONAL_DIRECTOR,
            *(one.requested_by, ", ".join(one.services), "Y" if one.joint else "N", one.lead),
            *(str(one.files), start, planned, status if start <= EXTRACT else "PLANNED"),
            *((reported, _quarter(reported)) if reported <= EXTRACT else (None, None)),
            by="QA-1",
            at=ClockMoment(min(start - 40, EXTRACT - 30), 10 * 60),
            source="MANUAL",
        )


def _quarter(when: int) -> str:
    """The quarterly report that the day falls into, such as 2016Q1."""
    year, month = year_and_month(when)
    return f"{year}Q{(month + 2) // 3}"
