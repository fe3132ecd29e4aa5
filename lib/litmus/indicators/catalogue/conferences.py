"""Section 47 enquiries and initial child protection conferences."""

from litmus.indicators.conventions import within_working_days, working_days_taken
from litmus.indicators.days import Days
from litmus.indicators.declaration import Events, Indicator
from litmus.indicators.worklist import Worklist, due_after

S4701 = Indicator(
    code="S4701",
    name="Section 47 enquiries started per 10,000",
    short="Section 47 enquiries",
    theme="Section 47 and conferences",
    services=("DAS", "CIN"),
    kind="rate",
    pattern="events in period",
    unit="event",
    window="R12M",
    polarity="neutral",
    key_questions=("KQ3",),
    numerator="Section 47 enquiries started in the window",
    denominator="Children aged 0-17",
    source="DfE children in need census; LAIT: Section47_rate",
    notes=(
        "Each child's enquiry counts, also where the children of a family share its id. "
        "Drill-downs: the share that led to an initial conference, and the share with no further "
        "action (s47e_s47_nfa)."
    ),
    cases=Events(
        rows="ssd_s47_enquiry q",
        on="q.s47e_s47_start_date",
        person="q.s47e_person_id",
        team="q.s47e_s47_completed_by_team",
    ),
)

# From the strategy discussion to the end of the enquiry.
ENQUIRED = ("q.s47e_s47_start_date", "q.s47e_s47_end_date", "started", "done")
# From the strategy discussion to the conference.
CONFERRED = ("q.s47e_s47_start_date", "i.icpc_icpc_date", "started", "held")
# The children of a family may share the id of an enquiry.
ENQUIRY = "q.s47e_s47_enquiry_id || ' ' || q.s47e_person_id"

S4702 = Indicator(
    code="S4702",
    name="Section 47 enquiries completed within {days} working days",
    short="Enquiries on time",
    theme="Section 47 and conferences",
    services=("DAS", "CIN"),
    kind="percentage",
    pattern="events in period",
    unit="event",
    window="R12M",
    polarity="higher",
    key_questions=("KQ2",),
    numerator=(
        "Section 47 enquiries completed in the window with {days} working days or fewer from the "
        "strategy discussion"
    ),
    denominator="Section 47 enquiries completed in the window",
    source="Local (framework 2.3, weekly data: section 47 enquiries, times and overdue)",
    working_days="{days} working days from the strategy discussion (local standard, a setting)",
    notes="The date on which an enquiry starts is that of the strategy discussion.",
    cases=Events(
        rows="""ssd_s47_enquiry q
    LEFT JOIN ref_calendar started ON started.day = q.s47e_s47_start_date
    LEFT JOIN ref_calendar done ON done.day = q.s47e_s47_end_date""",
        on="q.s47e_s47_end_date",
        person="q.s47e_person_id",
        team="q.s47e_s47_completed_by_team",
        numerator=within_working_days(*ENQUIRED, ":days"),
    ),
    worklist=Worklist(
        due="due.day",
        working=True,
        joins=due_after("started.working_day", ":days"),
        rules={"{days} working days from the strategy discussion": ""},
        reasons={
            "date of the strategy discussion not known": "started.working_day IS NULL",
            "completed before its start": "q.s47e_s47_end_date < q.s47e_s47_start_date",
            "over {days} working days": "",
        },
        key=ENQUIRY,
    ),
    parameters={"days": 15},
    days=Days(
        sql=working_days_taken(*ENQUIRED),
        limit="days",
        one="enquiry",
        cases="enquiries",
        did="took",
        axis="Working days from the strategy discussion to the end of the enquiry",
        unknown="without a known start before their end",
    ),
)

ICP01 = Indicator(
    code="ICP01",
    name=("Initial child protection conferences within 15 working days of the strategy discussion"),
    short="Conferences on time",
    theme="Section 47 and conferences",
    services=("CP_SAFEGUARDING", "CIN"),
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
        "denominator and not in the numerator; so does one held before its enquiry started."
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
        numerator=within_working_days(*CONFERRED, 15),
    ),
    worklist=Worklist(
        due="due.day",
        working=True,
        joins=due_after("started.working_day", 15),
        rules={"15 working days from the strategy discussion": ""},
        reasons={
            "no section 47 enquiry is linked": "started.working_day IS NULL",
            "held before its enquiry started": "i.icpc_icpc_date < q.s47e_s47_start_date",
            "over 15 working days from the strategy discussion": "",
        },
    ),
    days=Days(
        sql=working_days_taken(*CONFERRED),
        limit=15,
        one="conference",
        cases="conferences",
        did="came after",
        axis="Working days from the strategy discussion to the conference",
        unknown="without an enquiry that began before them",
    ),
)
