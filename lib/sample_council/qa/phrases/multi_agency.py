"""Audits with partner agencies: which were held, and what was learnt from them."""

from typing import NamedTuple

from sample_council.qa.voices import Line


class Audit(NamedTuple):
    """An audit: its day, kind and title, who commissioned it, how many cases of which teams it
    looked at (none: it looked at arrangements), and what was learnt.

    `escalates`: it led to a themed audit. `ages`: of the children whose cases are looked at.
    `reported` is None where it was not reported on.
    """

    when: str
    kind: str
    title: str
    commissioner: str
    cases: int
    teams: tuple[str, ...]
    service: str | None
    grade: str | None
    reported: str | None
    lessons: tuple[Line, ...]
    escalates: bool = False
    ages: tuple[int, int] = (0, 17)


AGENCIES = ("Children's social care", "Police", "Health: community", "Health: hospital",
            "Education", "Early help", "Probation")  # fmt: skip
_CIN = ("CIN-1", "CIN-2", "CIN-3", "CIN-4", "CIN-5", "CIN-6")
_DAS, _LAC = ("DAS-A", "DAS-B", "DAS-C", "DAS-D"), ("LAC-1", "LAC-2", "LAC-3", "LAC-4")
_BOARD = "LSCB"
_NEGLECT, _TOGETHER, _SHARING = "NEGLECT", "MULTI_AGENCY_WORKING", "INFORMATION_SHARING"

AUDITS = (
    Audit("2015-09-16", "MACFA", "Child sexual exploitation", _BOARD, 8, _CIN + _LAC, "CIN",
          "REQUIRES_IMPROVEMENT", "2015-11-10", (
              Line("CHILD_SEXUAL_EXPLOITATION", False, "Mapping meetings happen without health."),
              Line(_SHARING, True, "Police and social care share intelligence daily."),
          ), ages=(11, 17)),
    Audit("2015-11-25", "SECTION_11", "Section 11 of 2015: contracted services", _BOARD, 0, (),
          None, None, "2016-01-19", (
              Line(_TOGETHER, False, "Contracts name safeguarding and rarely ask for evidence."),
          )),
    Audit("2016-01-20", "MACFA", "Domestic abuse with children under five", _BOARD, 8, _DAS + _CIN,
          "DAS", "REQUIRES_IMPROVEMENT", "2016-03-15", (
              Line("DOMESTIC_ABUSE", False, "Health visitors did not know of police call-outs."),
              Line(_TOGETHER, True, "The daily triage brought agencies to one decision."),
          ), ages=(0, 4)),
    Audit("2016-03-03", "SCR_LESSONS", "Lessons of a review elsewhere: adolescent neglect", _BOARD,
          0, (), None, None, "2016-04-12", (
              Line(_NEGLECT, False, "Neglect of older children hides behind their behaviour."),
              Line("CHRONOLOGY", False, "No agency had put its events beside another's."),
          )),
    Audit("2016-04-27", "MACFA", "Neglect", _BOARD, 10, _CIN + _DAS, "CIN",
          "REQUIRES_IMPROVEMENT", "2016-06-21", (
              Line(_NEGLECT, False, "Agencies describe neglect in different words and scales."),
              Line(_NEGLECT, False, "The graded care profile was on file in two of ten cases."),
              Line(_NEGLECT, False, "Plans were closed before change in neglect was shown."),
              Line("CHRONOLOGY", False, "A chronology of all agencies was missing in most cases."),
              Line(_TOGETHER, True, "School staff were the steadiest people in these lives."),
          ), escalates=True),
    Audit("2016-06-29", "MULTI_AGENCY_THEMED", "Early help assessments with partners",
          "EARLY_HELP_STRATEGY_BOARD", 9, ("EH-N", "EH-S"), "EARLY_HELP", "GOOD", "2016-09-13", (
              Line(_TOGETHER, True, "Teams around the family meet and record what was agreed."),
              Line("FATHERS", False, "Fathers are seldom part of the early help plan."),
          )),
    Audit("2016-09-21", "MULTI_AGENCY_THEMED", "Neglect in early help and at the front door",
          _BOARD, 10, (*_DAS, "EH-N", "EH-S"), "DAS", "REQUIRES_IMPROVEMENT", "2016-11-29", (
              Line(_NEGLECT, False, "Third referrals on neglect were treated like first ones."),
              Line(_NEGLECT, False, "Dental pain and missed appointments were not called neglect."),
              Line(_SHARING, True, "Schools' concerns reached the front door the same day."),
          )),
    Audit("2016-11-23", "SECTION_11", "Section 11 of 2016: contracted services", _BOARD, 0, (),
          None, None, "2017-01-24", (
              Line(_TOGETHER, True, "Providers now show training and supervision of their staff."),
          )),
    Audit("2016-12-07", "MACFA", "Children looked after who go missing", _BOARD, 7, _LAC, "LAC",
          "REQUIRES_IMPROVEMENT", "2017-02-14", (
              Line("CHILD_SEXUAL_EXPLOITATION", False, "Return interviews rarely change the plan."),
              Line("PLACEMENT_STABILITY", False, "Homes and police disagree on when to report."),
          ), ages=(10, 17)),
    Audit("2017-02-22", "MACFA", "Pre-birth planning", _BOARD, 8, _CIN, "CIN", "GOOD",
          "2017-04-18", (
              Line(_TOGETHER, True, "Midwives and social workers plan the birth together."),
              Line("FATHERS", False, "Information about fathers was not sought from the police."),
          ), ages=(-1, 0)),
    Audit("2017-03-29", "SCR_LESSONS", "Lessons of a local learning review: neglect", _BOARD, 0,
          (), None, None, "2017-05-16", (
              Line(_NEGLECT, False, "Optimism at each small improvement hid the neglect of years."),
              Line("MANAGEMENT_OVERSIGHT", False, "Nobody senior looked at the case as a whole."),
          )),
    Audit("2017-05-24", "MACFA", "Neglect: a year on", _BOARD, 10, _CIN + _DAS, "CIN",
          "REQUIRES_IMPROVEMENT", None, (
              Line(_NEGLECT, False, "The profile is begun in most cases and repeated in few."),
              Line(_NEGLECT, False, "Neglect of teenagers is still described as choice."),
              Line(_TOGETHER, True, "Core groups speak one language on neglect in most cases."),
          ), escalates=True),
)  # fmt: skip

COMMENTS = {
    True: (
        "Prompt and persistent; concerns were escalated.", "Reports were clear and on time.",
        "The child was known well and spoken for.", "Attended every core group.",
        "Good record of what was shared and why.", "Challenged other agencies when nothing moved.",
        "Made contact easy for the family.", "Saw the pattern before others did.",
        "Kept the same worker throughout.", "Information was shared within a day.",
    ),
    False: (
        "No report to the conference.", "Closed the case when appointments were missed.",
        "Held information that others needed.", "The child was not seen.",
        "Adults' needs came first.", "Records could not be found for the whole period.",
        "Notified of incidents late.", "Attended once in a year.",
        "Threshold was not questioned.", "Recorded concerns and did not pass them on.",
        "Different workers each time.", "The father was unknown to this agency.",
    ),
}  # fmt: skip
