"""Case file audits, the cornerstone of quality assurance (framework 4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from litmus.base.code_words import GOOD_GRADES, GRADES, LISTS, ROLES, SERVICES
from litmus.qa.activities.counting import RowsQuery, grades, words_for
from litmus.qa.activities.declaring import PROGRAMMED
from litmus.qa.activities.judgements import DONE, JUDGED, REPORTED
from litmus.qa.activities.moderation_results import moderation_tables
from litmus.qa.activities.programme_counts import programme_measure, programme_tables
from litmus.qa.activities.timeliness import timeliness_measures, timeliness_tables
from litmus.qa.model import Activity, Better, Column, Graded, Measure, Tally
from litmus.qa.programme.audits import FULL_AUDITS, Audit, audits_between, immediate_concerns
from litmus.qa.programme.audits import audits as audits_of
from litmus.qa.programme.deadlines import CONCERN, FORM, ON_FILE, SUMMARY, collect
from litmus.qa.programme.moderating import look
from litmus.qa.programme.moderation import moderation
from litmus.qa.programme.programme import compliance
from litmus.qa.programme.requirements import AuditProgramme
from litmus.qa.programme.work_done import AUDITS
from litmus.qa.query import Query
from litmus.qa.vocabulary import KeyArea

KEY, TITLE, FRAMEWORK = "audits", PROGRAMMED["audits"], "4"
BEFORE = 3  # periods whose grades stand beside those of this one
OF_KIND = (
    "Audits of other audits, and of reviewing officers' and the Designated Officer's work, do not "
    "count among the files audited."
)
LIMITS = (SUMMARY.key, ON_FILE.key, FORM.key, CONCERN.key)


def audits(
    asked: Query, programme: AuditProgramme, key_areas: Mapping[str, KeyArea] | None = None
) -> Activity:
    """Audits of the period: grades as reported, judgements, deadlines, programme, moderation.

    `key_areas` gives the words and the order of the key areas.
    """
    if not asked.has("qa_audit"):
        return Activity(KEY, TITLE, FRAMEWORK, absent=asked.absent("qa_audit"))
    looked, earlier = look(asked, programme), look(asked.before(), programme)
    now, before = looked.now, earlier.now
    if not now and not before:
        why = f"Nothing was recorded in {asked.period.title}."
        return Activity(KEY, TITLE, FRAMEWORK, absent=why)
    files, files_before = _of_files(now), _of_files(before)
    kept, kept_before = compliance(asked, programme), compliance(asked.before(), programme)
    in_time, was_in_time = collect(asked, programme), collect(asked.before(), programme)
    measures = [
        *_measures(asked, files, files_before),
        *timeliness_measures(
            LIMITS, in_time, was_in_time, programme.deadlines, _of_every_kind(files, now)
        ),
        programme_measure(kept, kept_before, ("CASE_FILE",)),
        *_moderation_measures(files, files_before),
    ]
    tallies = [
        _by("Audits by service", "Service", files, lambda each: each.service, SERVICES),
        _by("Audits by who audited", "Role", files, lambda each: each.role, ROLES),
        replace(
            _by("Audits by kind", "Kind", now, lambda each: each.kind, LISTS["audits"]),
            note=OF_KIND,
        ),
        *_judgements(asked, key_areas or {}),
        *timeliness_tables(LIMITS, in_time, programme.deadlines, asked),
        *programme_tables(asked, kept, programme, tuple(AUDITS)),
        *moderation_tables(asked, looked, programme),
    ]
    note = (
        "Grades are the reported ones: the moderated grade where an audit was moderated by the end "
        "of the period. An audit belongs to the period in which it was completed."
    )
    filled = tuple(tally for tally in tallies if tally.rows)
    over_time = graded(asked)
    return Activity(KEY, TITLE, FRAMEWORK, tuple(measures), filled, note=note, grades=over_time)


def graded(asked: Query) -> tuple[Graded, ...]:
    """The reported grades of the audits of case files, of this period and the three before, each
    as it was known at its own end."""
    found = []
    for period in (*asked.earlier(BEFORE), asked.period):
        every = _of_files(audits_of(replace(asked, period=period)))
        theirs = [a.final_grade for a in audits_between(every, period.start, period.end)]
        counts = tuple(theirs.count(grade) for grade in GRADES)
        found.append(Graded(period.start, period.end, counts))
    return tuple(found)


@dataclass(frozen=True)
class _Share:
    label: str
    of: Callable[[Audit], bool]
    among: Callable[[Audit], bool]
    better: Better = "higher"
    base: str = "files with a grade"


_SHARES = (
    _Share(
        "Graded good or better",
        lambda a: a.final_grade in GOOD_GRADES,
        lambda a: a.final_grade in GRADES,
    ),
    _Share(
        "Graded inadequate",
        lambda a: a.final_grade == "INADEQUATE",
        lambda a: a.final_grade in GRADES,
        "lower",
    ),
    _Share(
        "Done together with the worker",
        lambda a: a.joint == "Y",
        lambda a: a.joint in ("Y", "N"),
        base="files whose audit says so",
    ),
)


def _measures(asked: Query, now: Sequence[Audit], before: Sequence[Audit]) -> list[Measure]:
    concerns = [len(immediate_concerns(each)) for each in (asked, asked.before())]
    return [
        Measure("Case files audited", "count", len(now), previous_numerator=len(before)),
        *(
            _share(
                each.label,
                [sum(map(each.of, some)) for some in (now, before)],
                [sum(map(each.among, some)) for some in (now, before)],
                each.better,
                each.base,
            )
            for each in _SHARES
        ),
        Measure("Immediate concerns", "count", concerns[0], previous_numerator=concerns[1]),
    ]


def _share(
    label: str, of: Sequence[int], among: Sequence[int], better: Better, base: str = ""
) -> Measure:
    return Measure(label, "share", of[0], among[0], of[1], among[1], better, base)


def _moderation_measures(now: Sequence[Audit], before: Sequence[Audit]) -> list[Measure]:
    found, was = moderation(now), moderation(before)
    return [
        _share(
            "Moderated", (found.moderated, was.moderated), (found.audits, was.audits), "neutral"
        ),
        _share(
            "Moderated with the same grade",
            (found.agreed, was.agreed),
            (found.moderated, was.moderated),
            "higher",
            "files whose audit was moderated",
        ),
    ]


def _of_every_kind(files: Sequence[Audit], every: Sequence[Audit]) -> str:
    """Of what the deadlines are a share: they hold for audits of other audits, too."""
    others = len(every) - len(files)
    if not others:
        return "audits whose deadline has passed"
    return (
        f"audits of every kind whose deadline has passed, {others} of them of another audit or a "
        "reviewing officer's or the Designated Officer's work"
    )


def _of_files(found: Sequence[Audit]) -> list[Audit]:
    return [each for each in found if each.kind in FULL_AUDITS]


def _by(
    caption: str,
    heading: str,
    found: Sequence[Audit],
    group: Callable[[Audit], str],
    names: Mapping[str, str],
) -> Tally:
    """Audits by group: how many, with each grade, and the share good or better."""
    order = list(names)
    groups = {group(each) for each in found}
    ordered = sorted(groups, key=lambda g: (order.index(g) if g in names else len(order), g))
    rows = []
    for name in ordered:
        theirs = [each.final_grade for each in found if group(each) == name]
        counts = [theirs.count(grade) for grade in GRADES]
        rows.append(
            [words_for(name or None, names), len(theirs), *counts, [sum(counts[:2]), sum(counts)]]
        )
    columns = [
        Column(heading, "text"),
        Column("Audits", "count"),
        *(Column(words, "count") for words in GRADES.values()),
        Column("Good or better", "share"),
    ]
    return Tally(caption, columns, rows)


def _judgements(asked: Query, key_areas: Mapping[str, KeyArea]) -> list[Tally]:
    if not asked.has("qa_audit_judgement"):
        return []
    rows = RowsQuery(JUDGED, "aud_completed_at", "aud_service", DONE)
    names = {code: area.title for code, area in key_areas.items()}
    caption = "What audits say of each key area of practice"
    note = (
        "Judgements are of audits of every kind, as far as they judge a key area; areas that did "
        "not apply to a case are in no column."
    )
    return [
        grades(asked, rows, caption, "auj_key_area", "Key area", REPORTED, names=names, note=note)
    ]
