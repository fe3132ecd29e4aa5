"""A council's figures as the engine gives them, made up but consistent: fractions make the values.

Everything the presentation reads, for the quarter January to March 2016: twelve indicators, with
a history, a year of targets, services, teams and the groups of key question 4.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

from litmus.base.key_questions import KEY_QUESTIONS
from litmus.base.periods import Period
from litmus.base.windows import Window, history
from litmus.intake.contracts.quality import QualityReport, RuleResult, TableQuality
from litmus.report import feed
from litmus.report.feed import Context, Declaration, Figure, PeriodSpan
from litmus.report.lookup import Figures

PERIOD = Period.parse("2016Q1")
END = PERIOD.end
POPULATION = {"2014/15": 82_940, "2015/16": 83_785}


def declaration(code: str, name: str, kind: str, pattern: str, window: str, polarity: str,
                questions: str, numerator: str, denominator: str) -> Declaration:  # fmt: skip
    return Declaration(
        code=code, name=name, kind=kind, pattern=pattern, window=window, polarity=polarity,
        numerator=numerator, denominator=denominator, unit="child", theme="",
        source="DfE children in need census", key_questions=tuple(questions.split()),
    )  # fmt: skip


CHILDREN = "Children aged 0-17"
DECLARATIONS = (
    declaration("REF01", "Referrals to children's social care per 10,000 children", "rate",
                "events", "R12M", "neutral", "KQ3", "Referrals received", CHILDREN),
    declaration("REF02", "Re-referrals within 12 months of a previous referral", "percentage",
                "events", "R12M", "lower", "KQ5 KQ2",
                "Referrals of a child who had another in the 12 months before", "All referrals"),
    declaration("ASM02", "Single assessments completed within 45 working days", "percentage",
                "events", "R12M", "higher", "KQ2",
                "Assessments authorised within 45 working days", "All assessments authorised"),
    declaration("ASM03", "Open single assessments over 45 working days", "percentage", "snapshot",
                "month", "lower", "KQ2 KQ6", "Assessments started more than 45 working days before",
                "All assessments open"),
    declaration("ICP01", "Initial child protection conferences within 15 working days of the "
                "strategy discussion", "percentage", "events", "R12M", "higher", "KQ2 KQ3",
                "Conferences held within 15 working days", "Conferences held, less transfers in"),
    declaration("CIN01", "Children in need per 10,000", "rate", "snapshot", "month", "neutral",
                "KQ3", "Children with an open episode of need", CHILDREN),
    declaration("CPP01", "Children subject of a child protection plan per 10,000", "rate",
                "snapshot", "month", "neutral", "KQ3", "Children with a plan open", CHILDREN),
    declaration("CPP02", "Child protection plans starting that are a second or subsequent plan",
                "percentage", "events", "R12M", "lower", "KQ5",
                "Plans of a child with an earlier plan", "Plans starting"),
    declaration("CPP05", "Children on a child protection plan seen within 10 working days",
                "percentage", "snapshot", "month", "higher", "KQ1 KQ2",
                "Children seen in the last 10 working days", "Children on a plan, born"),
    declaration("LAC01", "Looked-after children per 10,000", "rate", "snapshot", "month",
                "neutral", "KQ3", "Children looked after", CHILDREN),
    declaration("LAC02", "Looked-after children with three or more placements in the last 12 "
                "months", "percentage", "snapshot", "month", "lower", "KQ1 KQ5",
                "Children with three or more placements", "Children looked after"),
    declaration("CLV02", "Care leavers aged 19-21 in education, employment or training",
                "percentage", "cohort", "month", "higher", "KQ5",
                "Young people in education, employment or training", "Care leavers aged 19-21"),
)  # fmt: skip
BY_CODE = {d.code: d for d in DECLARATIONS}

# indicator: (numerator, denominator) at each of the last 13 month ends, March 2015 to March 2016.
SERIES = {
    "REF01": [(n, 0) for n in (3410, 3425, 3444, 3470, 3466, 3459, 3471, 3490, 3502, 3499, 3511,
                               3520, 3535)],
    "REF02": [(n, 3500) for n in (640, 651, 660, 672, 681, 690, 699, 706, 713, 719, 724, 728, 724)],
    "ASM02": [(n, 3061) for n in (2204, 2189, 2173, 2190, 2215, 2248, 2271, 2299, 2334, 2378, 2391,
                                  2402, 2415)],
    "ASM03": [(31, 420), (35, 431), (40, 446), (38, 418), (33, 402), (52, 398), (61, 441),
              (48, 437), (44, 452), (47, 389), (50, 466), (43, 471), (39, 468)],
    "ICP01": [(n, 580) for n in (352, 355, 361, 366, 372, 369, 371, 378, 381, 386, 388, 390, 385)],
    "CIN01": [(n, 0) for n in (2510, 2522, 2541, 2550, 2538, 2497, 2530, 2566, 2581, 2570, 2602,
                               2619, 2636)],
    "CPP01": [(n, 0) for n in (429, 435, 441, 452, 460, 455, 466, 478, 489, 492, 503, 511, 518)],
    "CPP02": [(n, 522) for n in (101, 103, 104, 107, 109, 108, 110, 112, 111, 113, 112, 115, 114)],
    "CPP05": [(n, 480) for n in (399, 402, 396, 401, 388, 371, 393, 402, 408, 377, 401, 409, 412)],
    "LAC01": [(n, 0) for n in (598, 601, 607, 611, 609, 615, 620, 622, 627, 630, 633, 638, 641)],
    "LAC02": [(n, 640) for n in (61, 62, 64, 63, 66, 65, 67, 70, 69, 71, 68, 66, 65)],
    "CLV02": [(n, 152) for n in (78, 78, 79, 80, 76, 77, 81, 84, 83, 82, 82, 84, 84)],
}  # fmt: skip
TARGETS = {
    "REF02": (22.0, 20.0), "ASM02": (80.0, 85.0), "ASM03": (None, 10.0), "ICP01": (75.0, 80.0),
    "CPP02": (None, 18.0), "CPP05": (85.0, 90.0), "LAC02": (None, 10.0), "CLV02": (None, 55.0),
}  # fmt: skip
AMBER = {"REF02": 23, "ASM02": 75, "ASM03": 15, "ICP01": 70, "CPP02": 22, "CPP05": 80,
         "LAC02": 12, "CLV02": 45}  # fmt: skip
ENGLAND = {"REF01": 536.0, "REF02": 22.5, "ASM02": 83.4, "ICP01": 76.7, "CIN01": 339.8,
           "CPP01": 43.4, "CPP02": 17.9, "LAC01": 60.0}  # fmt: skip
SHARES = {
    "sex": {"F": 0.47, "M": 0.53},
    "age_band": {"unborn": 0.02, "0": 0.06, "1-4": 0.2, "5-9": 0.28, "10-15": 0.32, "16-17": 0.1,
                 "18+": 0.02},
    "ethnic_group": {"White": 0.55, "Mixed": 0.12, "Asian": 0.2, "Black": 0.08, "Other": 0.03,
                     "Not obtained or refused": 0.02},
    "disability": {"Disability recorded": 0.13, "No disability recorded": 0.87},
    "service": {"Duty and Advice": 0.3, "Children in Need": 0.7},
    "team": {"CIN 1": 0.25, "CIN 2": 0.25, "CIN 3": 0.2, "Duty": 0.3},
}  # fmt: skip


def value_of(d: Declaration, numerator: float, denominator: float) -> float | None:
    if not denominator:
        return None
    return numerator / denominator * (10_000 if d.kind == "rate" else 100)


def financial_year(day: date) -> str:
    return "2014/15" if day < date(2015, 4, 1) else "2015/16"


def figure(d: Declaration, window: Window, numerator: float, denominator: float, **more) -> Figure:
    year = financial_year(window.end)
    denominator = POPULATION[year] if d.kind == "rate" else denominator
    value = value_of(d, numerator, denominator)
    if d.kind == "rate" and d.pattern == "events" and window.kind == "quarter":
        value *= 4  # a rate of three months is that of a year
    target = TARGETS[d.code][year == "2015/16"] if d.code in TARGETS else None
    given = {
        "indicator": d.code, "window": window.kind, "period": "any", "window_start": window.start,
        "window_end": window.end, "numerator": numerator, "denominator": denominator,
        "value": value, "target": target, "rag": rag(d, value, target),
        "benchmark": ENGLAND.get(d.code),
        "benchmark_label": "England 2015/16" if d.code in ENGLAND else None,
        "lower": value and max(value * 0.96, 0), "upper": value and value * 1.04,
        "status": "final", **more,
    }  # fmt: skip
    return Figure(**given)


def rag(d: Declaration, value: float | None, target: float | None) -> str | None:
    if value is None or target is None:
        return None
    sign = 1 if d.polarity == "higher" else -1
    if sign * (value - target) >= 0:
        return "green"
    return "amber" if sign * (value - AMBER[d.code]) >= 0 else "red"


def figures_of(d: Declaration) -> list[Figure]:
    windows = history(d.window, END, 13)
    rows = [figure(d, w, *pair) for w, pair in zip(windows, SERIES[d.code], strict=True)]
    now, before = rows[-1], rows[-4]
    rows[-1] = replace(now, previous=before.value, change=now.value - before.value)
    if d.window == "R12M":  # a quarter of each year that ends with one
        years = {window.end: row for window, row in zip(windows, rows, strict=True)}
        for quarter in history("quarter", END, 5):
            if year := years.get(quarter.end):
                parts = round(year.numerator / 4), round(year.denominator / 4)
                rows.append(figure(d, quarter, *parts))
    for breakdown, shares in SHARES.items():
        rows += [grouped(d, windows[-1], now, breakdown, *share) for share in shares.items()]
    return rows


def grouped(d, window, whole, breakdown, group, share) -> Figure:
    tilt = 1 + (0.08 if group in ("F", "Asian", "5-9") else -0.03)
    denominator = round(whole.denominator * share)
    numerator = round(whole.numerator * share * tilt)
    if d.kind != "rate":
        numerator = min(numerator, denominator)
    row = figure(d, window, numerator, denominator, breakdown=breakdown, group=group)
    return replace(row, target=None, rag=None, benchmark=None, benchmark_label=None)


def all_figures() -> list[Figure]:
    return [row for d in DECLARATIONS for row in figures_of(d)]


def context(**more) -> Context:
    given = {
        "report": "quarterly", "title": "Quarterly quality assurance and performance report",
        "council": "Sample City", "period": PeriodSpan.of(PERIOD),
        "previous": PeriodSpan.of(PERIOD.previous()),
        "year_before": PeriodSpan.of(PERIOD.same_period_last_year()),
        "source_title": "the sample council", "source_kind": "sample",
        "data_to": date(2017, 6, 30), "fingerprint": "9f2c" * 16, "litmus_version": "0.1.0",
        "key_questions": KEY_QUESTIONS, "declarations": DECLARATIONS, "notes": (),
    }  # fmt: skip
    return Context(**{**given, **more})


def lookup(rows: list[Figure] | None = None) -> Figures:
    return Figures(all_figures() if rows is None else rows, END)


def quality() -> QualityReport:
    """What checking the sample council finds: two faulty tables, one that was not given."""
    rules = [
        RuleResult("ssd_cin_assessments", "end-before-start", "cina_assessment_auth_date", "error",
                   "An assessment was authorised before it started.",
                   "The row is set aside: it is in no figure.",
                   "Correct the record in the case management system.", 7, {"a.csv": 7}),
        RuleResult("ssd_cin_assessments", "known-team", "cina_assessment_team", "warning",
                   "The team is not in the departments table.", "The row stays and is counted.",
                   "Add the missing record.", 1, {"a.csv": 1}),
    ]  # fmt: skip
    return QualityReport([
        TableQuality("ssd_cin_assessments", "Single assessments", True, 12_500, 12_493, 7,
                     sentinels={"cina_assessment_auth_date": 31}, rules_checked=14, rules=rules),
        TableQuality("ssd_person", "People", True, 41_307, 41_307, 0, rules_checked=9),
        TableQuality("ext_supervision", "Supervision", False),
            TableQuality("ref_calendar", "Working-day calendar", False),
    ])  # fmt: skip


def write(folder: Path, rows: list[Figure] | None = None, **more) -> Path:
    """The three files of a report's folder, as a run writes them."""
    figures = all_figures() if rows is None else rows
    feed.write(folder, figures=map(vars, figures), quality=quality(), context=context(**more))
    return folder
