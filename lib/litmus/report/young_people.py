"""The edition for children and young people: `report.young_people`, with pictures, in their words.

Nothing is computed or judged here: each number is that of the report that this is an edition of,
and better or worse is said by the rule of every page (`litmus.report.change`). A share becomes so
many of every ten (`litmus.report.in_tens`), with the exact number beside it. What each is called
and means to the reader, the edition's settings say (`plain_words`), the fixed sentences stand in
`litmus.report.plain_sentences`. Identifiers and the words of the register of actions are left out:
an action may be about one child.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from litmus.base import letters, numbers
from litmus.base.errors import UsageError
from litmus.base.spelling import did_you_mean
from litmus.qa.collated import Collation
from litmus.qa.model import Activity
from litmus.qa.recommendations import Recommendation
from litmus.report import change, wording
from litmus.report import plain_sentences as say
from litmus.report.bundle import ItemsCell, Several, Shown, TableCell, Text
from litmus.report.cells import Cell, nothing
from litmus.report.charts.charts import make_chart
from litmus.report.charts.people import PeopleRow
from litmus.report.components import Statement
from litmus.report.coverage import Coverage
from litmus.report.feed import Declaration, Figure, PlainWords
from litmus.report.in_tens import InTens, in_tens
from litmus.report.lookup import Figures
from litmus.report.qa.activity import quotations
from litmus.report.standing import Standing

FEW = 30  # people below whom one more or one less changes a share by more than three in a hundred
FEEDBACK, ADVISERS = "feedback", "advisers"
CHILDREN = "From children and young people"  # the measure of feedback that counts them


class YoungPeople:
    """The edition for young people of a report's period. Each method returns something to show."""

    def __init__(self, found: Coverage, figures: Figures, whole: Collation | None) -> None:
        """`whole` is the quality assurance of the report that this is an edition of."""
        self._figures, self._context = figures, found.context
        self._missing = {d.code for d in found.missing}
        self._recorded = whole if found.assurance else None

    def summary(self) -> Several:
        """How many numbers are better and worse than a year ago, and a row for each."""
        every = [self._standing(words.code) for words in self._told]
        rows = [self._row(each) for each in every]
        shown = [each for each in every if self._share(each)]
        made_up = [Text(say.MADE_UP)] if self._context.source_kind == "sample" else []
        table = [TableCell(say.TABLE, say.COLUMNS, rows)] if rows else []
        return Several([Statement(_in_short(shown)), *table, *made_up])

    def about(self, *codes: str) -> Several:
        """Each of these indicators: a sentence, a picture, what it means for the reader, and
        whether it is better than a year ago. Nothing of one that the source does not have.

        Raises UsageError for an indicator without plain words in the edition's settings.
        """
        fed = [code for code in codes if self._words(code) and code not in self._missing]
        return Several([part for code in fed for part in self._number(self._standing(code))])

    def told(self) -> Several:
        """What children and young people said, in their own words, as far as it may be quoted."""
        found = self._activity(FEEDBACK)
        if found is None or not found.quotations:
            return Several([Text(say.NOTHING_HEARD)])
        shown: list[Shown] = []
        heard = next((int(m.numerator) for m in found.measures if m.label == CHILDREN), 0)
        if heard:
            people = numbers.count_of(heard, "child or young person", "children and young people")
            days = self._context.period
            ends = wording.day(days.start), wording.day(days.end)
            shown.append(Text(say.HEARD.format(people=people, start=ends[0], end=ends[1])))
        return Several([*shown, Text(say.QUOTED), quotations(found.quotations)])

    def advisers(self) -> Several:
        """What young advisers did and found, and what they were answered."""
        found = self._activity(ADVISERS)
        rows = [
            dict(zip([column.name for column in tally.columns], row, strict=True))
            for tally in (found.tallies if found else ())
            for row in tally.rows
        ]
        if not rows:
            return Several([Text(say.NO_ADVISERS)])
        return Several([ItemsCell([_advised(row) for row in rows])])

    def next_steps(self) -> Several:
        """How many promises are open, and what the evidence of the period asks for."""
        whole = self._recorded
        if whole is None:
            return Several([])
        shown: list[Shown] = [Statement(_promised(whole))]
        if whole.recommendations:
            steps = [self._step(each) for each in whole.recommendations]
            shown += [Text(say.WILL_DO), ItemsCell(steps)]
        return Several(shown)

    def have_your_say(self) -> ItemsCell:
        """How to say what one thinks, get help and complain."""
        return ItemsCell(say.SAY)

    def counting(self) -> ItemsCell:
        """How numbers were made simple, and what there is no number of."""
        lacking = [each for each in self._context.plain_words if each.code in self._missing]
        named = numbers.join([letters.within(each.name) for each in lacking])
        return ItemsCell([*say.COUNTING, *([say.LACKING.format(names=named)] if named else [])])

    @property
    def _told(self) -> list[PlainWords]:
        """The plain words of the indicators that the source can feed."""
        return [each for each in self._context.plain_words if each.code not in self._missing]

    def _words(self, code: str) -> PlainWords:
        known = {each.code: each for each in self._context.plain_words}
        if code not in known:
            hint = did_you_mean(code.upper(), known)
            raise UsageError(
                f"This report has no plain words for {code!r}.{hint} It has them for "
                f"{', '.join(known) or 'no indicator'}: plain_words in params/"
                f"{self._context.report}.yml."
            )
        return known[code]

    def _standing(self, code: str) -> Standing:
        declared = next(d for d in self._context.declarations if d.code == code)
        rated = change.rated(declared, self._figures, self._context)
        return Standing(declared, rated, change.on_year(declared, self._figures, self._context))

    def _number(self, stands: Standing) -> list[Shown]:
        declared, figure = stands.declaration, stands.shown
        words = self._words(declared.code)
        means = Text(say.MEANS.format(means=words.means))
        share, why_not = _share(figure, words)
        if share is None:
            return [Statement(f"{words.name}. {why_not}"), means]
        said = sentence(share, words, figure)
        notes = [say.EXACTLY.format(value=wording.value_and_basis(declared, figure)), since(stands)]
        if stands.is_provisional:
            notes.append(say.MAY_CHANGE)
        if (figure.denominator or 0) < FEW:
            notes.append(say.SMALL)
        return [
            Statement(said),
            Text(" ".join(notes)),
            means,
            _chart(share, words, declared, figure),
        ]

    def _row(self, stands: Standing) -> list[Cell]:
        name, share = self._words(stands.declaration.code).name, self._share(stands)
        if share is None:
            return [name, nothing("no number"), nothing("no number")]
        return [name, _label(share), say.THAN_A_YEAR_AGO[stands.judged.word]]

    def _share(self, stands: Standing) -> InTens | None:
        return _share(stands.shown, self._words(stands.declaration.code))[0]

    def _activity(self, key: str) -> Activity | None:
        every = self._recorded.activities if self._recorded else ()
        return next((each for each in every if each.key == key), None)

    def _step(self, each: Recommendation) -> str:
        names = {d.code: d.brief for d in self._context.declarations}
        names |= {words.code: words.name for words in self._context.plain_words}
        about = letters.within(each.title or names.get(each.subject, each.subject))
        return say.NEXT[each.kind].format(about=about, number=each.number)


def sentence(share: InTens, words: PlainWords, figure: Figure) -> str:
    """A share in a sentence: "Out of every 10 children in care, about 9 had a visit on time."."""
    said = say.OF_FEW if share.exactly else say.OF_TEN
    whole = numbers.amount(figure.denominator or 0)
    return said.format(who=words.who, did=words.did, words=share.words, whole=whole)


def since(stands: Standing) -> str:
    """What became of a number since a year ago, with what it was then."""
    before = stands.judged.before
    then = before.value if before else None
    if then is None:
        return say.SINCE[change.CANNOT]
    if stands.judged.gap is not None and stands.judged.gap.way == 0:  # as far as it is printed
        return say.THE_SAME
    return say.SINCE[stands.judged.word].format(then=wording.value(stands.declaration, then))


def _share(figure: Figure, words: PlainWords) -> tuple[InTens | None, str]:
    """The figure as so many of ten, or why there is none."""
    if figure.is_held:
        return None, say.CHECKING
    if figure.value is None or figure.numerator is None or figure.denominator is None:
        return None, say.NO_NUMBER
    found = in_tens(int(figure.numerator), int(figure.denominator))
    return found, say.TOO_FEW.format(who=words.who)


def _label(share: InTens) -> str:
    """A share where there is little room: "about 9 of 10", "all 10", "none of 10"."""
    return share.words if share.words.startswith("all ") else f"{share.words} of {share.of}"


def _chart(share: InTens, words: PlainWords, declared: Declaration, figure: Figure) -> Shown:
    label = _label(share)
    exactly = wording.value_and_basis(declared, figure)
    filled = numbers.count_of(int(share.coloured), "person is", "people are")
    half = " and half of one more" if share.coloured % 1 else ""
    drawn = f"A row of {share.of} people: {filled} filled in{half}."
    return make_chart(
        PeopleRow(share.of, share.coloured, label, exactly),
        title=words.name,
        subtitle=f"{letters.begin(wording.when(declared, figure))}.",
        alt=f"{sentence(share, words, figure)} {drawn}",
        caption="",
        columns=("Who", "Simply", "Exactly"),
        rows=[[letters.begin(words.who), label, wording.with_basis(declared, figure)]],
    )


def _advised(row: Mapping[str, Any]) -> str:
    """What young advisers did, found and were answered: a row of their activity's table."""
    when = f"{date.fromisoformat(str(row['Date'])[:10]):%B %Y}"
    many = row["Young advisers"]
    who = numbers.count_of(int(many), "young adviser") if many else "young advisers"
    parts = [say.ADVISERS.format(when=when, who=who, did=say.DID.get(row["Activity"], say.LOOKED))]
    if row["What they found"]:
        parts.append(say.FOUND.format(found=f"“{row['What they found']}”"))
    answer = row["Response"]
    parts.append(say.ANSWERED.format(answer=f"“{answer}”") if answer else say.NOT_ANSWERED)
    return " ".join(parts)


def _in_short(every: Sequence[Standing]) -> str:
    """How many numbers are better than a year ago, and how many worse."""
    if not every:
        return say.NOTHING_IN_SHORT
    times = Counter(each.judged.word for each in every)
    better, worse = times[change.BETTER], times[change.WORSE]
    return say.IN_SHORT.format(
        numbers=numbers.count_of(len(every), "number"),
        better=say.BETTER_THAN.get(better) or say.MANY_BETTER.format(better=better),
        worse=say.WORSE_THAN.get(worse) or say.MANY_WORSE.format(worse=worse),
    )


def _promised(collation: Collation) -> str:
    """How many actions are outstanding, how many of them are done, and how many late."""
    if not collation.actions:
        return say.NOTHING_PROMISED
    if len(collation.actions) == 1:
        return say.ONE_PROMISED[collation.actions[0].state]
    things = numbers.count_of(len(collation.actions), "thing")
    done = sum(not each.is_open for each in collation.actions)
    late = sum(each.is_overdue for each in collation.actions)
    if done == len(collation.actions):
        return say.ALL_DONE.format(things=things)
    return say.PROMISED.format(
        things=things,
        done=say.DONE.get(done) or say.MANY_DONE.format(done=numbers.whole(done)),
        late=say.LATE.get(late) or say.MANY_LATE.format(late=numbers.whole(late)),
    )
