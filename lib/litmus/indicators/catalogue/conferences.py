"""Section 47 enquiries and initial child protection conferences."""

from litmus.indicators.declaration import Events, Indicator

ICP01 = Indicator(
    code="ICP01",
    name=("Initial child protection conferences within 15 working days of the strategy discussion"),
    theme="Section 47 and conferences",
    services=("CP/Safeguarding", "CIN"),
    kind="percentage",
    pattern="events in period",
    unit="event (child-conference)",
    window="R12M",
    polarity="higher",
    key_questions=("KQ2", "KQ3"),
    numerator=(
        "Initial conferences held in the window 15 working days or fewer after the strategy "
        "discussion that started the section 47 enquiry"
    ),
    denominator="Initial conferences held in the window, less transfers in",
    source="DfE children in need census, duration bands 0-10 and 11-15; Working Together",
    working_days="15 working days from the strategy discussion, which starts the enquiry",
    notes=(
        "A conference with no linked section 47 enquiry that is not a transfer counts in the "
        "denominator and not in the numerator."
    ),
    cases=Events(
        # An enquiry's id may be shared by the children of a family: it is matched on the child too.
        rows="""ssd_initial_cp_conference i
    LEFT JOIN ssd_s47_enquiry q
        ON q.s47e_s47_enquiry_id = i.icpc_s47_enquiry_id AND q.s47e_person_id = i.icpc_person_id
    LEFT JOIN ref_calendar started ON started.day = q.s47e_s47_start_date
    LEFT JOIN ref_calendar held ON held.day = i.icpc_icpc_date""",
        on="i.icpc_icpc_date",
        person="i.icpc_person_id",
        one_per="i.icpc_icpc_id",
        excluded={"transferred in from another authority": "i.icpc_icpc_transfer_in = 'Y'"},
        numerator="held.working_day - started.working_day BETWEEN 0 AND 15",
    ),
)
