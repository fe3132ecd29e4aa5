"""Who carries quality assurance, by role and as professionals: managers, chairs, directors."""

from sample_council.chance import Chance
from sample_council.council import SERVICES, TEAMS
from sample_council.names import FIRST_NAMES, LAST_NAMES
from sample_council.qa.findings import Writing

# Those in post when the framework began; `Caseload.in_post` says who came after whom.
IROS = tuple(f"IRO-{number}" for number in range(1, 8))
CHAIRS = tuple(f"CPC-{number}" for number in range(1, 6))
DIVISIONAL_DIRECTOR, STRATEGIC_DIRECTOR, LEAD_MEMBER = "DD-1", "SD-1", "LM-1"
QA_MANAGER, EXTERNAL, COMPLAINTS_MANAGER = "QA-1", "EXT-1", "CM-1"
SAFEGUARDING_MANAGER = "SM-CP_SAFEGUARDING"

# Code, name and level: the higher, the further from the child.
ROLES = (
    ("TM", "Team Manager", "1"),
    ("IRO", "Independent Reviewing Officer", "1"),
    ("CPC", "Independent Conference Chair", "1"),
    ("SM", "Service Manager", "2"),
    ("SM_SAFEGUARDING", "Service Manager, Safeguarding and Quality Assurance", "2"),
    ("QA_MANAGER", "Quality Assurance Manager", "2"),
    ("HOS", "Head of Service", "3"),
    ("DIV_DIRECTOR", "Divisional Director", "4"),
    ("STRAT_DIRECTOR", "Strategic Director", "5"),
    ("LEAD_MEMBER", "Assistant Mayor and Lead Member for Children's Services", "6"),
    ("EXTERNAL", "External auditor", "0"),
)
_TITLES = {
    **{f"TM-{team.code}": "Team Manager" for team in TEAMS},
    **{f"SM-{service}": "Service Manager" for service in SERVICES},
    **{f"HOS-{service}": "Head of Service" for service in SERVICES},
    **dict.fromkeys(IROS, "Independent Reviewing Officer"),
    **dict.fromkeys(CHAIRS, "Independent Conference Chair"),
    DIVISIONAL_DIRECTOR: "Divisional Director",
    STRATEGIC_DIRECTOR: "Strategic Director",
    LEAD_MEMBER: "Lead Member for Children's Services",
    QA_MANAGER: "Quality Assurance Manager",
    COMPLAINTS_MANAGER: "Complaints Manager",
    EXTERNAL: "External Auditor",
}


def record(writing: Writing, seed: str) -> None:
    """Writes the roles, and everybody of them who is not among the professionals yet."""
    chance, tables = Chance(f"{seed}/qa/staff"), writing.tables
    for role in ROLES:
        tables.add("ref_auditor_role", *role)
    there = {row[0] for row in tables.rows["ssd_professionals"]}
    added = [(person, title) for person, title in _TITLES.items() if person not in there]
    for number, (person, title) in enumerate(added, 1):
        name = f"{chance.pick(FIRST_NAMES)} {chance.pick(LAST_NAMES)}"
        staff = f"U8{number:04d}"
        tables.add("ssd_professionals", person, staff, name, title, "N", "1.0", None)


def role_of(person: str) -> str:
    """The role's code of one of the people above, from the id: TM for TM-CIN-2."""
    if person == SAFEGUARDING_MANAGER:
        return "SM_SAFEGUARDING"
    letters = person.partition("-")[0]
    return _ROLE.get(letters, letters)


_ROLE = {
    "DD": "DIV_DIRECTOR",
    "SD": "STRAT_DIRECTOR",
    "LM": "LEAD_MEMBER",
    "QA": "QA_MANAGER",
    "EXT": "EXTERNAL",
}
