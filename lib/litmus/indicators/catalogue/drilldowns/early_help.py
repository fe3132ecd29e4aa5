"""Early help looked at more closely: who comes, after what, and for how long.

They are asked for by name, by a report on early help: beside the indicators of the performance book
they would be more than a page has room for.
"""

from dataclasses import replace

from litmus.indicators.catalogue import early_help
from litmus.indicators.catalogue.drilldowns.drilling import drill
from litmus.indicators.conventions import days_between
from litmus.indicators.declaration import Events

BEGAN = Events(
    rows="ssd_early_help_episodes e",
    on="e.earl_episode_start_date",
    person="e.earl_person_id",
)

STARTED = replace(
    drill(
        early_help.EHA01,
        1,
        "Early help episodes started",
        {},
        short="Early help started",
        unit="event",
        numerator="Early help episodes that began in the window",
        source="Local",
        one_of=frozenset(),
        on_request=True,
    ),
    cases=BEGAN,
)

AFTER_SOCIAL_CARE = replace(
    drill(
        early_help.EHA01,
        2,
        "Early help episodes started within {days} days of the end of social care",
        {},
        short="Stepped down to early help",
        kind="percentage",
        unit="event",
        window="quarter",
        numerator=(
            "Episodes of a child who had a case of children's social care that closed on the day "
            "or in the {days} days before"
        ),
        denominator="Early help episodes that began in the window",
        source="Local",
        notes="A referral that led to no further action is no case of social care.",
        parameters={"days": 28},
        one_of=frozenset(),
        on_request=True,
    ),
    cases=replace(
        BEGAN,
        rows="""ssd_early_help_episodes e
    LEFT JOIN (
        SELECT h.earl_episode_id AS episode
        FROM ssd_early_help_episodes h
        JOIN ssd_cin_episodes n
            ON n.cine_person_id = h.earl_person_id
            AND n.cine_close_date <= h.earl_episode_start_date
            AND n.cine_close_date >= h.earl_episode_start_date - INTERVAL :days DAY
            AND (n.cine_referral_nfa IS NULL OR n.cine_referral_nfa <> 'Y')
        GROUP BY h.earl_episode_id
    ) stepped_down ON stepped_down.episode = e.earl_episode_id""",
        numerator="stepped_down.episode IS NOT NULL",
    ),
)

OPEN_FOR_LONG = drill(
    early_help.EHA02,
    2,
    "Children whose early help has been open for 6 months or longer",
    {"numerator": "h.earl_episode_start_date <= s.day - INTERVAL 6 MONTH"},
    short="Early help open 6 months",
    kind="percentage",
    numerator="Children with an open episode that began six months or more before S",
    denominator=early_help.EHA02.numerator,
    on_request=True,
)

DAYS_OPEN = replace(
    drill(
        early_help.EHA03,
        3,
        "Average days from start to end of early help episodes",
        {},
        short="Days of early help",
        kind="mean",
        unit="event",
        polarity="neutral",
        numerator=(
            "Sum of days from start to end of the early help episodes that ended in the window"
        ),
        denominator="Early help episodes that ended in the window",
        working_days="Calendar days",
        one_of=frozenset(),
        on_request=True,
    ),
    cases=Events(
        rows="ssd_early_help_episodes e",
        on="e.earl_episode_end_date",
        person="e.earl_person_id",
        amount=days_between("e.earl_episode_start_date", "e.earl_episode_end_date"),
    ),
)
