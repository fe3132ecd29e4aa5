"""How much happens in a year: the numbers the simulation is steered by.

Referrals, re-referrals, no further action, not in need, section 47 enquiries and conferences of
2012/13 to 2016/17 are those of Leicester in DfE's children in need statistics (release of 2024),
so that the sample council has the size and the story of a real one: a front door that grew
stricter, an inspection early in 2015 and the recovery after it. What DfE does not publish (how
children enter care, disabled children, short stays) is our own estimate.
"""

from typing import NamedTuple

from sample_council.days import day

# Simulated from here on. Before FULL only what lasts for years is: care and disability.
BEGIN, FULL = day("1999-04-01"), day("2009-04-01")
# The extract holds the cases that were not closed before KEEP_FROM, a year before the figures
# begin (OPEN_FROM) because re-referrals look back twelve months. Contacts, visits and the like
# are held from about OPEN_FROM on.
KEEP_FROM, OPEN_FROM = day("2011-04-01"), day("2012-04-01")
EXTRACT = day("2017-06-30")
# Plans before FULL: per thousand children whose first known plan began before this day and who
# were born before the other one. Later on such children have grown up.
ON_REGISTER, REGISTER_MATTERS_UNTIL, BORN_FOR_REGISTER = 110, day("2014-04-01"), day("2006-01-01")


class Year(NamedTuple):
    """Rows (children, not families) referred in a financial year, by what comes of them."""

    referrals: int
    repeat: int  # within twelve months of the child's last referral
    nfa: int  # no further action
    not_in_need: int  # assessed, then closed
    protection: int  # to a conference straight from the referral
    again: int  # the same, for a child who had a plan before
    transfer_in: int  # on a plan elsewhere, moved here
    visiting: int  # on another authority's plan, here for a while
    care: int  # looked after within days
    unaccompanied: int  # unaccompanied asylum-seeking children
    disability: int  # long-term help for a disabled child
    contacts: int  # contacts that lead to no referral


def _early(care: int, disability: int) -> Year:
    return Year(care + disability, 0, 0, 0, 0, 0, 0, 0, care, 0, disability, 0)


_FULL = {
    2009: Year(5400, 1300, 1850, 1080, 330, 30, 12, 18, 130, 12, 58, 0),
    2010: Year(5500, 1400, 1900, 1090, 360, 40, 12, 18, 130, 10, 58, 0),
    2011: Year(5700, 1500, 1980, 1110, 370, 50, 12, 18, 132, 9, 58, 0),
    2012: Year(5854, 1570, 2035, 1129, 430, 70, 14, 20, 134, 8, 60, 8200),
    2013: Year(4453, 1315, 1935, 803, 235, 60, 12, 18, 146, 9, 60, 8600),
    2014: Year(4809, 1290, 1662, 1141, 290, 86, 14, 20, 172, 12, 60, 9400),
    2015: Year(3535, 731, 464, 825, 322, 120, 16, 22, 175, 18, 62, 10800),
    2016: Year(3563, 613, 649, 883, 275, 60, 14, 20, 150, 22, 62, 11200),
    2017: Year(3585, 585, 231, 1191, 380, 105, 16, 22, 150, 20, 62, 11600),
}
YEARS = {year: _early(152, 46) for year in range(1999, 2009)} | _FULL

# A year's work by month: quiet in August and December, busy before the school holidays.
MONTHS = {
    4: 80, 5: 85, 6: 93, 7: 92, 8: 63, 9: 80, 10: 90, 11: 96, 12: 71, 1: 80, 2: 78, 3: 92,
}  # fmt: skip
# Monday to Sunday; the emergency duty team works at the weekend.
WEEKDAYS = (220, 205, 198, 192, 177, 5, 3)
