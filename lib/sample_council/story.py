"""What happened to a child: the nouns of the simulation, before anything is written down."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Family:
    """Brothers and sisters who are referred together. `busy_until`: their last case's end."""

    area: int
    ethnicity: str
    children: list["Child"] = field(default_factory=list)
    referrals: int = 0
    last_referral: int = 0
    busy_until: int = 0
    had_plan: bool = False


@dataclass(slots=True)
class Child:
    """A child. `known_unborn`: the service knew of the pregnancy; `id` when first written."""

    family: Family
    born: int
    sex: str
    ethnicity: str
    disabilities: tuple[str, ...] = ()
    unaccompanied: bool = False
    never_born: bool = False
    died: int | None = None
    id: str = ""
    last_referral: int = 0
    busy_until: int = 0
    plans: list["CarePlan"] = field(default_factory=list)
    eighteen: int = 0


@dataclass(slots=True)
class Assessment:
    start: int
    authorised: int | None
    further_help: bool
    team: str


@dataclass(slots=True)
class Enquiry:
    """A section 47 enquiry; `start` is the day of the strategy discussion."""

    start: int
    end: int
    conference: bool


@dataclass(slots=True)
class Conference:
    """An initial child protection conference. `plan` is the plan's place among the case's."""

    held: int
    enquiry: Enquiry | None
    plan: int | None
    transfer_in: bool
    meeting: str


@dataclass(slots=True)
class CarePlan:
    """A child protection plan. `reviews` are the days they were held; the last may end it."""

    start: int
    end: int
    category: str
    latest_category: str
    visiting: bool = False
    id: str = ""


@dataclass(slots=True)
class Need:
    """A child in need plan."""

    start: int
    end: int
    disabled: bool


@dataclass(slots=True)
class Placement:
    """`carer` numbers the home: the same carer again is no new placement. `reason`: S, P, T, B."""

    start: int
    end: int
    kind: str
    carer: int
    reason: str


@dataclass(slots=True)
class TimeInCare:
    """A period of care, from the first day to the last."""

    start: int
    end: int
    outcome: str
    ceased: str
    short_breaks: bool
    placements: list[Placement]
    legal: list[tuple[str, int, int]]


@dataclass(slots=True)
class StoryCase:
    """An episode of need: one referral of one child and all that followed until it closed."""

    child: Child
    referred: int
    path: str
    repeat: bool
    source: str
    need_code: str
    duty: str
    team: str
    together: int = 1  # children of the family referred with it, itself included
    close: int = 0
    reason: str = ""
    assessments: list[Assessment] = field(default_factory=list)
    enquiries: list[Enquiry] = field(default_factory=list)
    conferences: list[Conference] = field(default_factory=list)
    plans: list[CarePlan] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    cares: list[TimeInCare] = field(default_factory=list)
    stages: list[tuple[str, int]] = field(default_factory=list)
