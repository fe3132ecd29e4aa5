"""Care leavers."""

from litmus.indicators.conventions import CARE_LEAVERS, NOT_FORMER_RELEVANT_19_TO_21
from litmus.indicators.declaration import Indicator, Snapshot

CLV02 = Indicator(
    code="CLV02",
    name="Care leavers aged 19-21 in education, employment or training",
    theme="Care leavers",
    services=("Leaving Care",),
    kind="percentage",
    pattern="cohort",
    unit="young person",
    window="month",
    polarity="higher",
    key_questions=("KQ5",),
    numerator="Of those, main activity F1, P1, F2, P2, F3, P3, F4, P4, F5 or P5",
    denominator=(
        "Former relevant young people aged 19, 20 or 21 (all, in touch or not; died excluded)"
    ),
    source="DfE SSDA903 OC3 ACTIV; LAIT; formerly NI 148",
    notes=(
        "Current status at S, not the statutory measure (status around the birthday in the year). "
        "F3 and P3 were replaced by F4 and P4 (apprenticeship) and F5 and P5."
    ),
    cases=Snapshot(
        rows=CARE_LEAVERS,
        person="c.clea_person_id",
        team="c.clea_care_leaver_allocated_team",
        excluded=NOT_FORMER_RELEVANT_19_TO_21,
        numerator="""c.clea_care_leaver_activity IN
        ('F1', 'P1', 'F2', 'P2', 'F3', 'P3', 'F4', 'P4', 'F5', 'P5')""",
    ),
    # A row may be a year old: SSDA903 returns give one a birthday.
    history_months=12,
)
