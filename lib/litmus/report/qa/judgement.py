"""A report on quality assurance in one sentence, for its first page and for an e-mail.

It says what was seen, whether that is better or worse than before by the test of shares, which
concern is named most often and what is overdue; nothing that the report does not show below.
"""

from collections.abc import Sequence

from litmus.base import letters, numbers
from litmus.base.code_words import GOOD_GRADES, GRADES
from litmus.figures.statistics.change import proportions
from litmus.qa.activities.safeguarding import ESCALATED, RAISED, RESOLVED_BY_THE_END
from litmus.qa.collated import Collation, DeepDive
from litmus.qa.model import Activity, Finding, Measure
from litmus.report import notes
from litmus.report.components import Statement
from litmus.report.feed import Context
from litmus.report.qa.activity import clear_direction
from litmus.report.qa.grades import compared, good_of, percent
from litmus.report.qa.often import named_often

CONCERN = "CONCERN"
GOOD_WORDS = [GRADES[code] for code in GOOD_GRADES]
SIDES = {"up": "clearly more than", "down": "clearly less than", "": "no clear difference from"}


def audits(found: Activity, collation: Collation, context: Context) -> Statement:
    """What the audits of a period found, and what is overdue."""
    if found.absent:
        first = _absent(found)
    elif found.grades and sum(found.grades[-1].counts):
        good, whole = good_of(found.grades[-1])
        files = "case file" if whole == 1 else "case files"
        first = (
            f"of {numbers.whole(whole)} {files} audited and graded in {context.period.short}, "
            f"{numbers.whole(good)} {_was(good)} good or better ({percent(good, whole)})"
            f"{compared(found.grades)}"
        )
    else:
        first = f"no case file was graded in {context.period.short}"
    return _sentence(first, _often(collation.findings, collation), _overdue(collation))


def alerts(found: Activity, collation: Collation, context: Context) -> Statement:
    """What reviewing officers and chairs raised, how much of it is resolved, what is overdue."""
    if found.absent:
        first = _absent(found)
    else:
        known = {each.label: each for each in found.measures}
        raised = known[RAISED]
        said = numbers.count_of(int(raised.numerator), "alert")
        before = "" if raised.previous_numerator is None else (
            f" ({numbers.amount(raised.previous_numerator)} in {context.previous.short})"
        )  # fmt: skip
        first = f"{said} {_was(raised.numerator)} raised in {context.period.short}{before}"
        first += _resolved(known[RESOLVED_BY_THE_END], known[ESCALATED])
    return _sentence(first, _often(collation.findings, collation), _overdue(collation))


def theme(dive: DeepDive, collation: Collation, context: Context) -> Statement:
    """How the audits of a theme judged practice beside all other audits, and what was found."""
    name = letters.within(dive.title)
    graded = [row for row in dive.grades.rows if row[1] or row[2]]
    good = [sum(row[n] for row in graded if row[0] in GOOD_WORDS) for n in (1, 2)]
    whole = [sum(row[n] for row in graded) for n in (1, 2)]
    if whole[0]:
        first = (
            f"of {numbers.count_of(whole[0], 'graded audit')} of {name} in "
            f"{context.period.short}, {numbers.whole(good[0])} {_was(good[0])} good or better "
            f"({percent(good[0], whole[0])})"
        )
        if whole[1]:
            way = proportions(good[1], whole[1], good[0], whole[0]).direction
            first += f", {SIDES[way]} the {percent(good[1], whole[1])} of all other audits"
    else:
        first = f"no audit of {name} was graded in {context.period.short}"
    ours = [each for each in collation.findings if each.theme == dive.theme]
    concerns = sum(each.is_concern for each in ours)
    strengths = sum(each.is_strength for each in ours)
    second = (
        f"{numbers.count_of(concerns, 'finding')} of all quality assurance "
        f"{'names' if concerns == 1 else 'name'} it as a concern and "
        f"{numbers.whole(strengths)} as a strength"
    ) if ours else "no finding of quality assurance names it"  # fmt: skip
    return _sentence(first, second)


def _resolved(resolved: Measure, escalated: Measure) -> str:
    """How much was resolved, and whether that is beyond chance; what went further up."""
    said = ""
    if resolved.denominator:
        part, whole = resolved.numerator, resolved.denominator
        share = f"{numbers.amount(part)} ({percent(part, whole)})"
        said = f", of which {share} {_was(part)} resolved by its end"
        if way := clear_direction(resolved):
            said += f", clearly {way} than before"
    if escalated.numerator:
        said += f", and {numbers.amount(escalated.numerator)} went beyond the team manager"
    return said


def _often(findings: Sequence[Finding], collation: Collation) -> str:
    """The concern that most findings name; "" where none is named twice."""
    if not (found := named_often(findings, CONCERN)):
        return ""
    code, times, _ = found[0]
    name = letters.within(collation.theme_titles.get(code, code))
    return f"the concern named most often is {name}, in {numbers.count_of(times, 'finding')}"


def _overdue(collation: Collation) -> str:
    late = sum(each.is_overdue for each in collation.actions)
    return f"{numbers.count_of(late, 'action is', 'actions are')} overdue" if late else ""


def _absent(found: Activity) -> str:
    why = letters.within(notes.absent(found.absent)).rstrip(".")
    return f"{letters.within(found.title)}: {why}"


def _was(number: float) -> str:
    return "was" if number == 1 else "were"


def _sentence(*clauses: str) -> Statement:
    said = [each for each in clauses if each]
    return Statement(f"{letters.begin('; '.join(said))}.", large=True)
