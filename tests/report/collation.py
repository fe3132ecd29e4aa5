"""A collation made by hand, for the council of `present.council`: every part may be replaced."""

from dataclasses import replace
from datetime import date
from typing import Any

from litmus.base.key_questions import KEY_QUESTIONS
from litmus.qa.collated import Balance, Collation
from litmus.qa.crossreference import Crossing
from litmus.qa.model import Column, Finding, Tally
from litmus.qa.themes import ThemeCount
from litmus.report.bundle import Shown

EMPTY = Collation(
    activities=(),
    balances=tuple(Balance(code, 0, 0, 0, ()) for code in KEY_QUESTIONS),
    findings=(),
    themes=(),
    unknown=(),
    suggestions=(),
    crossings=(),
    action_measures=(),
    overdue_actions=Tally("Overdue actions by age", (Column("Service", "text"),), ()),
    actions=(),
    recommendations=(),
    theme_titles={"NEGLECT": "Neglect", "FATHERS": "Fathers"},
    key_area_titles={"ASSESSMENT": "Assessment", "VOICE_OF_CHILD": "Voice of the child"},
)


def collation(**parts: Any) -> Collation:
    """A period of which nothing is known but these parts."""
    return replace(EMPTY, **parts)


def finding(id_: str, polarity: str = "CONCERN", theme: str = "NEGLECT", **more: Any) -> Finding:
    made = Finding(
        id=id_, reference="AUD00017", day=date(2016, 2, 1), activity="Case file audits",
        service="CIN", key_question="KQ2", key_area="ASSESSMENT", theme=theme,
        polarity=polarity, text="The assessment repeats the referral.",
    )  # type: ignore[arg-type] # fmt: skip
    return replace(made, **more)


def count(theme: str, title: str, concerns: int, **more: Any) -> ThemeCount:
    made = ThemeCount(
        theme=theme, title=title, concerns=concerns, strengths=0, earlier=(None, 2, 1, 3),
        probability=0.5, state="steady", kinds=("case file audit",), services=("CIN",),
        findings=(),
    )  # fmt: skip
    return replace(made, **more)


def crossing(code: str, indicator: str, practice: str, **more: Any) -> Crossing:
    made = Crossing(
        code=code, key_questions=("KQ2",), key_areas=("ASSESSMENT",), indicator=indicator,
        by="target", practice=practice, judged=40, good=10, strengths=2, concerns=7,
        findings=("FND1",),
    )  # type: ignore[arg-type] # fmt: skip
    return replace(made, **more)


def plain(shown: Any) -> str:
    """What a reader sees of one output, or of several: as text, and as the PDF will have it."""
    parts = [shown] if isinstance(shown, Shown) else list(shown)
    text = "\n".join(part.plain() for part in parts)
    everything = "\n".join([text, *(str(part.machine()) for part in parts)])
    for unwanted in ("nan", "None", "NaN"):
        assert unwanted not in everything.split(), everything
        assert f"'{unwanted}'" not in everything
    return text
