"""Which activity a finding comes from, and which kind of evidence that activity is.

Two findings confirm each other when they come from different kinds of evidence: a case file audit
and a complaint, not two audits. So activities that look at the same thing with the same eyes are of
one kind.
"""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Method:
    """A quality assurance activity: its title in print, its kind of evidence, its paragraph, and
    the key of the section of a report that counts it (`litmus.qa.activities.titles`)."""

    title: str
    kind: str
    framework: str
    section: str = ""


# By the table that a finding names as its source (fin_source_table).
METHODS = {
    "qa_audit": Method("Case file audits", "case file audit", "4", "audits"),
    "qa_audit_moderation": Method("Moderation of audits", "case file audit", "4.6", "audits"),
    "qa_case_tracking": Method("Case tracking", "case file audit", "4.5", "tracking"),
    "qa_dip_sample": Method("Dip samples", "dip sample", "9.1", "dip_samples"),
    "qa_observation": Method(
        "Observations of practice", "observation of practice", "10", "observations"
    ),
    "qa_visit": Method("Visits to services", "visit to a service", "10.4", "visits"),
    "qa_theme": Method("Themed audits", "themed audit", "5", "themed"),
    "qa_multi_agency_audit": Method(
        "Multi-agency audits", "multi-agency audit", "6", "multi_agency"
    ),
    "qa_exception_alert": Method(
        "Alerts by reviewing officers and chairs", "alert", "7.2", "alerts"
    ),
    "qa_meeting_monitoring": Method(
        "Review and conference monitoring forms", "monitoring form", "7.3", "monitoring"
    ),
    "qa_critical_message": Method("Critical messages", "alert", "7.5", "messages"),
    "qa_supervision_check": Method(
        "Checks of supervision", "check of supervision", "8", "supervision"
    ),
    "qa_feedback": Method(
        "Feedback of children and families", "voice of families", "11", "feedback"
    ),
    "qa_survey": Method("Surveys", "survey", "11.4, 12.2", "surveys"),
    "qa_training_feedback": Method("Feedback on training", "voice of staff", "12.1", "training"),
    "qa_frontline_group": Method("Frontline group", "voice of staff", "12.3", "frontline"),
    "qa_complaint": Method("Complaints", "complaint", "13", "complaints"),
    "qa_complaint_learning": Method("Learning from complaints", "complaint", "13", "complaints"),
    "qa_home_report": Method("Reports on children's homes", "report on a home", "14", "homes"),
    "qa_external_feedback": Method("External feedback", "external feedback", "16", "external"),
    "qa_external_placement_visit": Method(
        "Visits to external placements", "visit to a placement", "17.1", "placements"
    ),
    "qa_panel_feedback": Method("Adoption and fostering panels", "panel", "17.2", "panels"),
    "qa_young_adviser_report": Method("Young advisers", "young advisers", "18", "advisers"),
    "qa_meeting": Method("Performance meetings", "meeting", "19.2", "meetings"),
}


def method_of(table: str) -> Method:
    """The activity whose table this is; one named after the table where it is none of ours."""
    plain = table.removeprefix("qa_").replace("_", " ")
    return METHODS.get(table, Method(plain.capitalize(), plain, ""))


def titles_of(sections: Collection[str]) -> frozenset[str]:
    """What findings and actions of these sections name as the activity that they come from."""
    return frozenset(each.title for each in METHODS.values() if each.section in sections)
