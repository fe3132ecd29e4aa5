"""What an audit says: a judgement for each key area, findings, actions."""

from sample_council.chance import Bands, Chance, Weights
from sample_council.days import day
from sample_council.qa.areas import AREAS, applies, has_theme
from sample_council.qa.audit import Audit
from sample_council.qa.findings import Writing
from sample_council.qa.grading import area_score, grade
from sample_council.qa.phrases import action_text, finding_text
from sample_council.qa.staff import role_of
from sample_council.qa.turns import theme_of

_GOOD = ("OUTSTANDING", "GOOD")
_NOT_JUDGED = 30  # per thousand areas that would apply
_EVIDENCE_GIVEN, _GOOD_PRACTICE = 870, 160  # per thousand judgements; of good ones
_FINDINGS = Bands((200, 2, 2), (450, 3, 3), (270, 4, 4), (80, 5, 5))
_OF_SECOND_LOOKS = 550  # per thousand: a second look at an audit finds something
_LEARNING = 145  # per thousand findings
_STRENGTH_FIRST = 400  # per thousand findings: what went well is looked for
_ON_THEME = 700  # per thousand findings of a themed audit
_BRIEF = 330  # per thousand sentences
_TIED = 90  # per thousand findings: the auditor names an indicator
_ESCALATED, _NEGLECT_ESCALATED = 10, 220  # per thousand concerns
_DEEP_DIVE_ON_NEGLECT = day("2016-02-01")
_ACTED_ON = 640  # per thousand concerns
_PRIORITY = {
    "INADEQUATE": Weights({"HIGH": 760, "MEDIUM": 240}),
    "REQUIRES_IMPROVEMENT": Weights({"HIGH": 250, "MEDIUM": 590, "LOW": 160}),
}
_PRIORITY_ELSE = Weights({"MEDIUM": 500, "LOW": 500})
_OWNER = Weights({"SW": 560, "TM": 330, "SM": 80, "HOS": 30})

Judged = dict[str, str]  # grade by key area


class OutcomeRecorder:
    """Writes judgements, findings and actions of audits."""

    def __init__(self, writing: Writing, seed: str) -> None:
        self._writing = writing
        self._judging = Chance(f"{seed}/qa/judgements")
        self._chance = Chance(f"{seed}/qa/audit findings")

    def judgements(self, audit: Audit) -> Judged:
        """A grade for every key area: near the whole, and NOT_APPLICABLE where there is none."""
        chance, judged = self._judging, {}
        for area, about in AREAS.items():
            graded = "NOT_APPLICABLE"
            if applies(area, audit.service) and not chance.happens(_NOT_JUDGED):
                graded = grade(area_score(audit.score, about.above, chance))
                judged[area] = graded
            good = graded in _GOOD
            practice = None if not good else ("Y" if chance.happens(_GOOD_PRACTICE) else "N")
            evidence = self._evidence(audit, area, graded)
            row = audit.id, area, about.question, graded, evidence, practice
            at = audit.course.submitted or audit.course.completed
            self._writing.add("qa_audit_judgement", *row, by=audit.duty.auditor, at=at)
        return judged

    def _evidence(self, audit: Audit, area: str, graded: str) -> str | None:
        chance = self._judging
        if graded == "NOT_APPLICABLE" or not chance.happens(_EVIDENCE_GIVEN):
            return None
        theme = theme_of(area, audit.service, audit.duty.month, chance)
        polarity = "STRENGTH" if graded in _GOOD else "CONCERN"
        return finding_text(theme, polarity, audit.service, chance, brief=True)

    def findings(self, audit: Audit, judged: Judged) -> None:
        """What is collated: some of the areas, and actions for most of what was not good."""
        if not judged:
            if self._chance.happens(_OF_SECOND_LOOKS):
                good = audit.grade in _GOOD
                self._finding(audit, "MANAGEMENT_OVERSIGHT", "GOOD" if good else audit.grade)
            return
        for area in self._worth_saying(judged):
            self._finding(audit, area, judged[area])

    def _worth_saying(self, judged: Judged) -> list[str]:
        chance, left, said = self._chance, list(judged), []
        for _ in range(min(chance.draw(_FINDINGS), len(left))):
            good = [area for area in left if judged[area] in _GOOD]
            area = chance.pick(good if good and chance.happens(_STRENGTH_FIRST) else left)
            left.remove(area)
            said.append(area)
        return said

    def _finding(self, audit: Audit, area: str, graded: str) -> None:
        chance, completed = self._chance, audit.course.completed
        if completed is None:
            return
        about, when = AREAS[area], completed.day
        polarity = "STRENGTH" if graded in _GOOD else "CONCERN"
        theme = self._theme(audit, area, when)
        if chance.happens(_LEARNING):
            polarity = "LEARNING"
        tied = about.indicators if chance.happens(_TIED) else ()
        self._writing.finding(
            "qa_audit",
            *(audit.id, when, audit.service, about.question, area, polarity, theme),
            finding_text(theme, polarity, audit.service, chance, brief=chance.happens(_BRIEF)),
            indicators=tied[: chance.between(1, 2)],
            escalated="Y" if polarity == "CONCERN" and self._escalates(theme, when) else "N",
        )
        if polarity == "CONCERN" and chance.happens(_ACTED_ON):
            self._action(audit, theme, graded, about.question)

    def _theme(self, audit: Audit, area: str, when: int) -> str:
        if audit.theme is not None and self._chance.happens(_ON_THEME):
            theme = self._chance.pick(audit.theme.themes)
            if has_theme(audit.service, theme):
                return theme
        return theme_of(area, audit.service, when, self._chance)

    def _escalates(self, theme: str, when: int) -> bool:
        """Concerns about neglect led to the deep dive into it."""
        before = theme == "NEGLECT" and when < _DEEP_DIVE_ON_NEGLECT
        return self._chance.happens(_NEGLECT_ESCALATED if before else _ESCALATED)

    def _action(self, audit: Audit, theme: str, graded: str, question: str) -> None:
        chance, completed = self._chance, audit.course.completed
        if completed is None:
            return
        role = chance.choose(_OWNER)
        owners = {
            "SW": audit.worker,
            "TM": f"TM-{audit.duty.team}",
            "SM": f"SM-{audit.service}",
            "HOS": f"HOS-{audit.service}",
        }
        self._writing.action(
            "qa_audit",
            audit.id,
            action_text(theme, audit.service, chance),
            owners[role],
            role,
            audit.service,
            question,
            chance.choose(_PRIORITY.get(graded, _PRIORITY_ELSE)),
            completed.day,
            person=audit.child,
        )

    def concern(self, audit: Audit, text: str, told: str) -> None:
        """An immediate concern is a finding, and an action for the manager who was told."""
        completed = audit.course.completed
        if completed is None:
            return
        self._writing.finding(
            "qa_audit",
            *(audit.id, completed.day, audit.service, "KQ2", "RISK_ANALYSIS", "CONCERN"),
            *("ANALYSIS_OF_RISK", text),
        )
        self._writing.action(
            "qa_audit",
            audit.id,
            "See the child today and agree a safety plan.",
            told,
            role_of(told),
            audit.service,
            "KQ2",
            "IMMEDIATE",
            completed.day,
            person=audit.child,
        )
