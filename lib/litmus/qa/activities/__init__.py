"""One function an activity of the framework; each counts it for a period as an `Activity`.

`EVERY` is the order in which the quarterly report has them: that of the framework. The homes are in
alternate quarters (framework 14.1). Audits and observations, which need the programme, are beside
them (`litmus.qa.collation`).
"""

from litmus.qa.activities import care, families, partners, practice, safeguarding, staff, themed

EVERY = (
    practice.tracking,
    themed.themed,
    partners.multi_agency,
    safeguarding.alerts,
    safeguarding.monitoring,
    safeguarding.messages,
    practice.supervision,
    practice.dip_samples,
    practice.visits,
    families.feedback,
    staff.training,
    staff.surveys,
    staff.frontline,
    families.complaints,
    care.homes,
    partners.external,
    care.placements,
    care.panels,
    families.advisers,
    partners.meetings,
)
