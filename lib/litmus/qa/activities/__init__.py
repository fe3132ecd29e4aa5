"""One function an activity of the framework; each counts it for a period as an `Activity`.

`EVERY` is the order in which the quarterly report has them: that of the framework. The homes are in
alternate quarters (framework 14.1). Audits and observations, which need the programme, are beside
them (`litmus.qa.collation`).
"""

from dataclasses import replace

from litmus.qa.activities import (
    care,
    families,
    partners,
    practice,
    safeguarding,
    staff,
    themed_audits,
)
from litmus.qa.activities.declaring import PROGRAMMED

EVERY = (
    practice.tracking,
    themed_audits.themed_audits,
    partners.multi_agency,
    safeguarding.alerts,
    replace(safeguarding.forms, count=safeguarding.monitoring),
    safeguarding.messages,
    practice.supervision,
    practice.dip_samples,
    practice.visits,
    families.feedback,
    staff.training,
    staff.surveys,
    staff.frontline,
    families.complaints,
    replace(care.reports_on_homes, count=care.homes),
    partners.external,
    care.placements,
    care.panels,
    families.advisers,
    partners.meetings,
)


def titles() -> dict[str, str]:
    """The title of every activity, by the key with which a notebook asks for it."""
    return {**PROGRAMMED, **{each.key: each.title for each in EVERY}}
