"""The words in which reports print the codes of the quality assurance tables."""

SERVICES = {
    "DAS": "Duty and Assessment",
    "CIN": "Children in Need",
    "LAC": "Looked After Children",
    "LEAVING_CARE": "Leaving Care",
    "CP_SAFEGUARDING": "Safeguarding and QA Unit",
    "EARLY_HELP": "Early Help",
    "FOSTERING": "Fostering",
    "ADOPTION": "Adoption",
    "RESIDENTIAL": "Residential",
    "CFST": "Child and Family Support",
    "LADO": "Designated Officer",
    "OTHER": "Other",
}
RESPONDENTS = {"CHILD": "Child or young person", "PARENT": "Parent", "CARER": "Carer",
               "PARTNER": "Partner agency"}  # fmt: skip
STAGES = {
    "FIRST_CONTACT_REFERRAL": "First contact and referral",
    "END_OF_ASSESSMENT": "End of assessment",
    "REVIEW": "Review",
    "CASE_CLOSURE": "Closing of the case",
    "OTHER": "Other",
}
# How a child took part in a meeting (SSDA903 code set).
PARTICIPATION = {
    "PN0": "Under four",
    "PN1": "Attended and spoke",
    "PN2": "Attended, views by advocate",
    "PN3": "Attended, views without words",
    "PN4": "Attended, no views given",
    "PN5": "Absent, views by advocate",
    "PN6": "Absent, views sent",
    "PN7": "Absent, no views given",
}
# Those who audit and observe, in the order of the framework's table (4.3).
ROLES = {
    "TM": "Team managers",
    "IRO": "Independent reviewing officers",
    "CPC": "Independent chairs",
    "SM": "Service managers",
    "SM_SAFEGUARDING": "Service manager, safeguarding",
    "HOS": "Heads of service",
    "DIV_DIRECTOR": "Divisional Director",
    "STRAT_DIRECTOR": "Strategic Director",
    "LEAD_MEMBER": "Lead Member",
    "QA_MANAGER": "QA Manager",
    "EXTERNAL": "External auditors",
}
