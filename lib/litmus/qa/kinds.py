"""Which activity a finding comes from, and which kind of evidence that activity is.

Two findings confirm each other when they come from different kinds of evidence: a case file audit
and a complaint, not two audits. So activities that look at the same thing with the same eyes are of
one kind.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Method:
    """A quality assurance activity: its title in print, its kind of evidence, its paragraph."""

    title: str
    kind: str
    framework: str


# By the table that a finding names as its source (fin_source_table).
METHODS = {
    "qa_audit": Method("Case file audits", "case file audit", "4"),
    "qa_audit_moderation": Method("Moderation of audits", "case file audit", "4.6"),
    "qa_case_tracking": Method("Case tracking", "case file audit", "4.5"),
    "qa_dip_sample": Method("Dip samples", "dip sample", "9.1"),
    "qa_observation": Method("Observations of practice", "observation of practice", "10"),
    "qa_visit": Method("Visits to services", "visit to a service", "10.4"),
    "qa_theme": Method("Themed audits", "themed audit", "5"),
    "qa_multi_agency_audit": Method("Multi-agency audits", "multi-agency audit", "6"),
    "qa_exception_alert": Method("Alerts by reviewing officers and chairs", "alert", "7.2"),
    "qa_meeting_monitoring": Method(
        "Review and conference monitoring forms", "monitoring form", "7.3"
    ),
    "qa_critical_message": Method("Critical messages", "alert", "7.5"),
    "qa_supervision_check": Method("Checks of supervision", "check of supervision", "8"),
    "qa_feedback": Method("Feedback of children and families", "voice of families", "11"),
    "qa_survey": Method("Surveys", "survey", "11.4, 12.2"),
    "qa_training_feedback": Method("Feedback on training", "voice of staff", "12.1"),
    "qa_frontline_group": Method("Frontline group", "voice of staff", "12.3"),
    "qa_complaint": Method("Complaints", "complaint", "13"),
    "qa_complaint_learning": Method("Learning from complaints", "complaint", "13"),
    "qa_home_report": Method("Reports on children's homes", "report on a home", "14"),
    "qa_external_feedback": Method("External feedback", "external feedback", "16"),
    "qa_external_placement_visit": Method(
        "Visits to external placements", "visit to a placement", "17.1"
    ),
    "qa_panel_feedback": Method("Adoption and fostering panels", "panel", "17.2"),
    "qa_young_adviser_report": Method("Young advisers", "young advisers", "18"),
    "qa_meeting": Method("Performance meetings", "meeting", "19.2"),
}


def method_of(table: str) -> Method:
    """The activity whose table this is; one named after the table where it is none of ours."""
    plain = table.removeprefix("qa_").replace("_", " ")
    return METHODS.get(table, Method(plain.capitalize(), plain, ""))
