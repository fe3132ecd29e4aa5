"""The breakdowns of figures: one row each, and all that is said of it.

Everything that groups figures reads this table: the engine, `--by` of the command line, the
equality section, the book, deep dives. A new breakdown is a row here and nothing else, if the
tables have the column that it groups by (docs/add-an-indicator.md).

No group is ever empty, so that an empty one in a total means "not grouped by this".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from litmus.base import letters
from litmus.base.code_words import SERVICES, WORKER_GROUPS


@dataclass(frozen=True)
class GroupWords:
    """What one group is called; each but the name is "" where it is the name.

    name: in tables of figures; "" where it is the group itself with a capital. brief: after the
    name of the breakdown ("Disability: recorded"). people: in a sentence on a change ("those aged
    5-9"). in_deep_dive: in a deep dive.
    """

    name: str = ""
    brief: str = ""
    people: str = ""
    in_deep_dive: str = ""


NOT_KNOWN = GroupWords("Not known", brief="not known")


@dataclass(frozen=True, kw_only=True)
class Breakdown:
    """One way of putting cases into groups.

    code: its name in figures.csv and on the command line. label: in a sentence ("by age"); with a
    capital it heads tables. sql: the group of a case, as SQL over the case `t` (person, team, day),
    its person `p` (ssd_person) and its team's service on the day `v`; joins: what joins follow
    those for it; steps: the steps of `litmus.indicators.breakdowns` that they need. of_team:
    whether the case's team decides the group, and not its person.
    groups: the known groups, in the order in which they are printed; others follow by name.
    unknown: the group of those of whom it is not known; it stands last and is compared with nobody.
    deep_dive_order: the groups that a deep dive prints first, in their order; others by name.
    characteristic: its place among the characteristics of children that the equality section, the
    book and deep dives show; 0 where it is none of them. accounts_as: its name where the book says
    which groups account for a change; "" where it never looks at these groups. of_nobody: what is
    said in place of its tables where the data say of nobody in which group they are; "" where
    nothing is. note: what has to be known to read its tables.
    """

    code: str
    label: str
    sql: str
    joins: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    of_team: bool = False
    groups: Mapping[str, GroupWords] = field(default_factory=dict)
    unknown: str
    deep_dive_order: tuple[str, ...] = ()
    characteristic: int = 0
    accounts_as: str = ""
    of_nobody: str = ""
    note: str = ""

    @property
    def heading(self) -> str:
        """The label with a capital: "Ethnic group"."""
        return self.label.capitalize()

    def name(self, group: str) -> str:
        """How a group is called in tables of figures.

        >>> BREAKDOWNS["sex"].name("F"), BREAKDOWNS["team"].name("T1")
        ('Female', 'T1')
        """
        return self.of(group).name or letters.begin(group)

    def brief(self, group: str) -> str:
        """How it is called after the heading: "Disability: recorded"."""
        return self.of(group).brief or self.name(group)

    def of(self, group: str) -> GroupWords:
        """All words of a group."""
        return self.groups.get(group, GroupWords())

    def place(self, group: str) -> tuple[bool, int, str]:
        """What groups are sorted by: their order, then by name, and unknown ones last."""
        known = list(self.groups)
        place = known.index(group) if group in known else len(known)
        return group == self.unknown, place, group


NO_TEAM = "none"
UNBORN = "unborn"
NOBODY_KNOWS = "not known"
# Each band with its lowest age in years, oldest first.
AGE_BANDS = {"18+": 18, "16-17": 16, "10-15": 10, "5-9": 5, "1-4": 1, "0": 0}
# REFU, NOBT, an empty field and a code that does not exist are in none: nobody is dropped.
ETHNIC_GROUPS = {
    "White": ("WBRI", "WIRI", "WOTH", "WIRT", "WROM"),
    "Mixed": ("MWBC", "MWBA", "MWAS", "MOTH"),
    "Asian": ("AIND", "APKN", "ABAN", "AOTH"),
    "Black": ("BCRB", "BAFR", "BOTH"),
    "Other": ("CHNE", "OOTH"),
}
NO_ETHNICITY = "Not obtained or refused"
# What a code says where there is none: NONE, and how a yes or no may have been carried over.
NO_DISABILITY = ("NONE", "NO", "N")
# As DfE publishes it: that no disability is recorded does not say that there is none.
DISABLED, NOT_DISABLED = "Disability recorded", "No disability recorded"


def _case(conditions: Mapping[str, str], otherwise: str) -> str:
    """SQL that gives the first group whose condition holds."""
    tests = "\n".join(f"        WHEN {sql} THEN '{group}'" for group, sql in conditions.items())
    return f"CASE\n{tests}\n        ELSE '{otherwise}' END"


_SERVICE = Breakdown(
    code="service",
    label="service",
    sql=f"COALESCE(v.service, '{NO_TEAM}')",
    of_team=True,
    groups={
        **{code: GroupWords(SERVICES[code]) for code in sorted(SERVICES)},
        NO_TEAM: GroupWords("not recorded", in_deep_dive="No service on the last day"),
    },
    unknown=NO_TEAM,
)
_TEAM = Breakdown(
    code="team",
    label="team",
    sql="t.team",
    of_team=True,
    groups={NO_TEAM: GroupWords("not recorded")},
    unknown=NO_TEAM,
    accounts_as="team",
)
_AGE = Breakdown(
    code="age_band",
    label="age",
    # An expected date of birth that has passed says nothing: the child may have been born since,
    # or the date may be an estimate of an older child's birth (SystemC).
    sql=_case(
        {
            UNBORN: "COALESCE(p.pers_dob, p.pers_expected_dob) > t.day",
            NOBODY_KNOWS: "p.pers_dob IS NULL",
            **{
                band: f"p.pers_dob <= t.day - INTERVAL {years} YEAR"
                for band, years in AGE_BANDS.items()
                if years
            },
        },
        "0",
    ),
    groups={
        UNBORN: GroupWords(people="unborn children"),
        "0": GroupWords("Under 1", brief="under 1", people="those under 1"),
        **{
            band: GroupWords(people=f"those aged {band}")
            for band in reversed(AGE_BANDS)
            if band != "0"
        },
        NOBODY_KNOWS: NOT_KNOWN,
    },
    unknown=NOBODY_KNOWS,
    deep_dive_order=(UNBORN, *reversed(AGE_BANDS)),
    characteristic=2,
    accounts_as="age group",
)
_SEX = Breakdown(
    code="sex",
    label="sex",
    sql="COALESCE(p.pers_sex, 'U')",
    groups={
        "F": GroupWords("Female", in_deep_dive="Girls"),
        "I": GroupWords("Indeterminate"),
        "M": GroupWords("Male", in_deep_dive="Boys"),
        "U": NOT_KNOWN,
    },
    unknown="U",
    deep_dive_order=("F", "M", "U", "I"),
    characteristic=1,
)
_ETHNIC_GROUP = Breakdown(
    code="ethnic_group",
    label="ethnic group",
    sql=_case(
        {group: f"p.pers_ethnicity IN {codes}" for group, codes in ETHNIC_GROUPS.items()},
        NO_ETHNICITY,
    ),
    groups={
        **{group: GroupWords() for group in ETHNIC_GROUPS},
        NO_ETHNICITY: GroupWords("Not known", brief="not known", in_deep_dive=NO_ETHNICITY),
    },
    unknown=NO_ETHNICITY,
    characteristic=3,
)
_DISABILITY = Breakdown(
    code="disability",
    label="disability",
    # Where a source has no disabilities at all, it says nothing of anybody's.
    sql=_case(
        {
            DISABLED: "d.person IS NOT NULL",
            NOBODY_KNOWS: "t.person IS NULL OR known.number = 0",
        },
        NOT_DISABLED,
    ),
    joins=(
        "CROSS JOIN (SELECT COUNT(disa_disability_code) AS number FROM ssd_disability) known",
        f"""LEFT JOIN (
        SELECT DISTINCT disa_person_id AS person
        FROM ssd_disability
        WHERE UPPER(disa_disability_code) NOT IN {NO_DISABILITY}
    ) d ON d.person = t.person""",
    ),
    groups={
        DISABLED: GroupWords(DISABLED, brief="recorded"),
        NOT_DISABLED: GroupWords(NOT_DISABLED, brief="none recorded"),
        NOBODY_KNOWS: NOT_KNOWN,
    },
    unknown=NOBODY_KNOWS,
    characteristic=4,
    of_nobody="The data say of nobody whether a disability is recorded.",
    note=(
        "A disability counts whenever it was recorded: the records have no day. Where none is "
        "recorded, there may be one that nobody has recorded."
    ),
)

_WORKER_GROUP = Breakdown(
    code="worker_group",
    label="worker group",
    sql=f"COALESCE(g.role, '{NO_TEAM}')",
    steps=("worker_groups",),
    joins=("LEFT JOIN worker_groups g ON g.person = t.person AND g.day = t.day",),
    groups={
        **{code: GroupWords(name) for code, name in WORKER_GROUPS.items()},
        NO_TEAM: GroupWords("not recorded"),
    },
    unknown=NO_TEAM,
)

_CLUSTER = Breakdown(
    code="cluster",
    label="cluster",
    sql=f"COALESCE(k.cluster, '{NO_TEAM}')",
    steps=("clusters",),
    joins=("LEFT JOIN clusters k ON k.person = t.person AND k.day = t.day",),
    groups={NO_TEAM: GroupWords("Not recorded", brief="not recorded")},
    unknown=NO_TEAM,
    accounts_as="cluster",
)
_LEAD_AGENCY = Breakdown(
    code="lead_agency",
    label="lead agency",
    sql=f"COALESCE(l.agency, '{NO_TEAM}')",
    steps=("lead_agencies",),
    joins=("LEFT JOIN lead_agencies l ON l.person = t.person AND l.day = t.day",),
    groups={NO_TEAM: GroupWords("Not recorded", brief="not recorded")},
    unknown=NO_TEAM,
    accounts_as="lead agency",
)

BREAKDOWNS = {each.code: each for each in (_SERVICE, _TEAM, _AGE, _SEX, _ETHNIC_GROUP, _DISABILITY)}
"""The breakdowns that are always counted, by code, in the order of the columns of the engine."""

ON_REQUEST = {each.code: each for each in (_WORKER_GROUP, _CLUSTER, _LEAD_AGENCY)}
"""Those that are counted only where somebody asks for them by name."""


def groupings() -> dict[str, Breakdown]:
    """Every breakdown by its code."""
    return BREAKDOWNS | ON_REQUEST


def characteristics() -> list[Breakdown]:
    """The characteristics of children, in the order in which pages show them."""
    found = [each for each in BREAKDOWNS.values() if each.characteristic]
    return sorted(found, key=lambda each: each.characteristic)
