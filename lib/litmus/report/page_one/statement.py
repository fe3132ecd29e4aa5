"""One sentence that says the whole: the best, but the worst, and what is grave."""

from collections.abc import Sequence

from litmus.base import letters
from litmus.qa.collated import Collation
from litmus.report import change
from litmus.report.page_one.blocks import concerns
from litmus.report.page_one.facts import FigureFact, bad, good
from litmus.report.qa.points import OF_OURSELVES

QUIET = "No figure is clearly better or worse than a year ago"
NOT_COMPARED = "These figures cannot be compared with a year ago"
NONE_FAR = ", and none is far from its target"
NO_FIGURE = "There is no figure yet that may be used."


def statement(facts: Sequence[FigureFact], collation: Collation | None) -> str:
    """The sentence of judgement, from what is clearest on either side; a plain one for neither."""
    well = [fact.clause() for fact in good(facts) if fact.judged.is_clear][:1]
    ill = [fact.clause() for fact in bad(facts)][:1]
    grave = [
        fact.clause for fact in (collation.gravest if collation else ())
        if fact.rule not in OF_OURSELVES
    ][:1]  # fmt: skip
    if not (well or ill or grave):
        return _quiet(facts) if facts else NO_FIGURE
    against = " and ".join([*ill, *grave])
    if well and against:
        said = f"{well[0]}, but {against}"
    else:
        said = well[0] if well else against
        if well and not against and not concerns(facts, collation):
            said += ", and nothing of concern stands out"
    return f"{letters.begin(said)}."


def _quiet(facts: Sequence[FigureFact]) -> str:
    """What is said where nothing stands out, and of targets only where there are any."""
    compared = any(fact.judged.word != change.CANNOT for fact in facts)
    far = NONE_FAR if any(fact.is_off_target is not None for fact in facts) else ""
    return f"{QUIET if compared else NOT_COMPARED}{far}."
