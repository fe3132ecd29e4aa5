"""How often what happens, and how long it lasts: tables of whole-number weights.

Shares of timeliness bands are DfE's for Leicester (children in need statistics, release of 2024);
the rest is estimated so that totals and durations come out near the published ones.
"""

from sample_council.chance import Bands, Weights
from sample_council.days import day

# --- who ---------------------------------------------------------------------------------------
CHILDREN_PER_FAMILY = Weights({1: 42, 2: 29, 3: 17, 4: 8, 5: 4})
AGE_AT_REFERRAL = Bands(  # in days; before birth is negative
    (22, -170, -20), (82, 0, 364), (240, 365, 1825), (300, 1826, 3651), (275, 3652, 5843),
    (81, 5844, 6480),
)  # fmt: skip
AGE_INTO_PROTECTION = Bands(
    (60, -170, -20), (150, 0, 364), (300, 365, 1825), (280, 1826, 3651), (185, 3652, 5843),
    (25, 5844, 6300),
)  # fmt: skip
AGE_INTO_CARE = Bands(
    (280, 1, 364), (180, 365, 1825), (200, 1826, 3651), (320, 3652, 5843), (80, 5844, 6300),
)  # fmt: skip
ETHNICITY = Weights({
    "WBRI": 470, "WIRI": 6, "WOTH": 62, "WIRT": 4, "WROM": 14, "MWBC": 45, "MWBA": 20, "MWAS": 32,
    "MOTH": 28, "AIND": 92, "APKN": 30, "ABAN": 17, "AOTH": 38, "CHNE": 2, "BCRB": 14, "BAFR": 52,
    "BOTH": 20, "OOTH": 20, "REFU": 4, "NOBT": 30,
})  # fmt: skip
ETHNICITY_UNACCOMPANIED = Weights({"AOTH": 40, "OOTH": 30, "BAFR": 22, "WOTH": 8})
DISABILITY = Weights({
    "LD": 30, "AUT": 28, "BEH": 16, "COMM": 14, "MOB": 12, "CON": 8, "PC": 6, "HEAR": 5, "VIS": 4,
    "INC": 3, "HAND": 2, "DDA": 6,
})  # fmt: skip
AREAS = Weights({0: 21, 1: 19, 2: 18, 3: 16, 4: 14, 5: 12})

# --- why, and who told us ----------------------------------------------------------------------
SOURCE = Weights({
    "6": 255, "2B": 185, "3A": 70, "3E": 55, "3B": 30, "3C": 45, "3D": 14, "3F": 10, "1A": 70,
    "1B": 22, "1C": 30, "1D": 28, "2A": 26, "4": 22, "5A": 55, "5B": 20, "5C": 18, "5D": 4, "7": 25,
    "8": 8, "9": 12, "10": 6,
})  # fmt: skip
NEED_CODE = Weights({
    "N1": 520, "N3": 70, "N4": 85, "N5": 190, "N6": 35, "N7": 25, "N8": 20, "N9": 15, "N2": 20,
    "N0": 20,
})  # fmt: skip
CATEGORY = Weights({"NEG": 42, "EMO": 38, "PHY": 9, "SAB": 6, "MUL": 5})

# --- assessments, enquiries, conferences (working days) ----------------------------------------
_ASSESSED_WITHIN = (
    (0, 0), (1, 10), (11, 20), (21, 30), (31, 40), (41, 45), (46, 50), (51, 60), (61, 115),
)  # fmt: skip


def _assessment_bands(*weights: int) -> Bands:
    return Bands(*((w, *span) for w, span in zip(weights, _ASSESSED_WITHIN, strict=True)))


ASSESSMENT = (
    (day("1999-04-01"), _assessment_bands(12, 165, 130, 175, 251, 170, 110, 140, 150)),
    (day("2014-04-01"), _assessment_bands(39, 330, 300, 310, 400, 280, 260, 290, 560)),
    (day("2015-02-16"), _assessment_bands(44, 400, 450, 410, 510, 670, 310, 190, 140)),
    (day("2015-07-01"), _assessment_bands(48, 415, 465, 390, 540, 800, 282, 130, 44)),
    (day("2016-04-01"), _assessment_bands(25, 460, 700, 570, 390, 510, 225, 130, 80)),
    (day("2017-02-01"), _assessment_bands(33, 366, 674, 623, 698, 917, 303, 136, 164)),
)
# How teams differ: per thousand assessments that drift past 45 days, or are pulled back from it.
DRIFT = {"DAS-A": (0, 200), "DAS-B": (0, 0), "DAS-C": (150, 0), "DAS-D": (0, 60)}
ASSESSMENT_FORGOTTEN = 1  # per thousand never authorised

CONFERENCE = (
    (day("1999-04-01"), Bands((116, 3, 10), (78, 11, 15), (102, 16, 20), (438, 21, 45))),
    (day("2013-04-01"), Bands((129, 3, 10), (170, 11, 15), (70, 16, 20), (176, 21, 40))),
    (day("2014-04-01"), Bands((99, 3, 10), (218, 11, 15), (74, 16, 20), (136, 21, 38))),
    (day("2015-04-01"), Bands((64, 4, 10), (330, 12, 15), (106, 16, 20), (94, 21, 34))),
    (day("2016-04-01"), Bands((30, 4, 10), (394, 12, 15), (46, 16, 20), (47, 21, 34))),
)
ENQUIRY_DAYS = Bands((180, 1, 5), (420, 6, 11), (240, 12, 15), (110, 16, 22), (50, 23, 40))
# Per thousand: an enquiry, without a conference, beside the path that the referral takes.
ENQUIRY_BESIDE = {"NOT_IN_NEED": 245, "NEED": 330, "CARE": 540, "DISABILITY": 20}
ENQUIRY_WHILE_OPEN = 70  # per thousand, each half year on a plan of any kind
REASSESSED = 70  # per thousand, each year on a plan of any kind

# --- how long, in days, and what comes next ----------------------------------------------------
NEED_PLAN = (
    (day("1999-04-01"), Bands((380, 25, 80), (350, 81, 150), (170, 151, 300), (80, 301, 600),
                              (20, 601, 1400))),
    (day("2013-01-01"), Bands((450, 20, 70), (350, 71, 140), (140, 141, 300), (45, 301, 600),
                              (15, 601, 1300))),
    (day("2014-07-01"), Bands((450, 20, 75), (340, 76, 135), (140, 136, 280), (55, 281, 560),
                              (15, 561, 1400))),
    (day("2016-03-01"), Bands((520, 15, 65), (330, 66, 125), (110, 126, 270), (30, 271, 560),
                              (10, 561, 1300))),
)  # fmt: skip
STEP_DOWN = Bands((520, 60, 120), (350, 121, 240), (130, 241, 500))
HOME_AGAIN = Bands((500, 60, 150), (350, 151, 270), (150, 271, 500))
DISABLED_PLAN = Bands((80, 90, 364), (200, 365, 1460), (720, 1461, 6000))
PLAN = (
    (day("1999-04-01"), Bands((230, 78, 91), (60, 110, 180), (450, 200, 360), (215, 370, 700),
                              (45, 735, 1150))),
    (day("2013-09-01"), Bands((170, 78, 91), (90, 110, 180), (370, 200, 360), (330, 370, 700),
                              (40, 735, 1150))),
    (day("2014-03-01"), Bands((95, 78, 91), (70, 110, 180), (365, 200, 360), (430, 370, 700),
                              (40, 735, 1100))),
    (day("2015-03-01"), Bands((90, 78, 91), (70, 110, 180), (390, 200, 360), (410, 370, 700),
                              (40, 735, 1100))),
    (day("2016-03-01"), Bands((210, 78, 91), (100, 110, 180), (430, 200, 360), (225, 370, 700),
                              (35, 735, 1100))),
)  # fmt: skip
CONFERENCE_LEADS_TO_PLAN = 850  # per thousand
ENQUIRY_NOT_LINKED = 8  # per thousand conferences: recorded without their enquiry
CLOSED_AFTER_ASSESSMENT = 230  # per thousand children in need: early help, not a plan
ASSESSED_ANEW = 915  # per thousand; for the others an earlier assessment stands
AFTER_NEED = {"CLOSE": 855, "PROTECTION": 115, "CARE": 30}
AFTER_STEP_DOWN = {"CLOSE": 915, "PROTECTION": 65, "CARE": 20}
AFTER_PLAN = {"STEP_DOWN": 735, "CLOSE": 125, "CARE": 140}
AFTER_NO_PLAN = {"STEP_DOWN": 900, "CLOSE": 100}
MOVED_AWAY = 35  # per thousand closures: to another authority
SIBLING_ENTERS_CARE = 780

# --- visits: working days between two, by how well a team keeps to ten --------------------------
CP_VISIT_GAP = {
    "good": Bands((60, 5, 7), (310, 8, 9), (490, 10, 10), (70, 11, 13), (55, 14, 20), (15, 21, 35)),
    "fair": Bands((50, 5, 7), (240, 8, 9), (470, 10, 10), (110, 11, 13), (95, 14, 20),
                  (35, 21, 40)),
    "poor": Bands((40, 5, 7), (180, 8, 9), (400, 10, 10), (150, 11, 14), (170, 15, 22),
                  (60, 23, 45)),
}  # fmt: skip
CIN_VISIT_GAP = {
    "good": Bands((250, 10, 17), (560, 18, 20), (130, 21, 25), (60, 26, 45)),
    "fair": Bands((200, 10, 17), (500, 18, 20), (190, 21, 26), (110, 27, 50)),
    "poor": Bands((150, 10, 17), (420, 18, 20), (250, 21, 28), (180, 29, 60)),
}
LAC_VISIT_GAP = {  # calendar days; six weeks, or twelve once settled
    "good": Bands((300, 24, 36), (620, 37, 42), (60, 43, 52), (20, 53, 80)),
    "fair": Bands((260, 24, 36), (580, 37, 42), (110, 43, 55), (50, 56, 90)),
    "poor": Bands((220, 24, 36), (500, 37, 42), (180, 43, 60), (100, 61, 110)),
}
