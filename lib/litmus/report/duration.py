"""How long cases took: the distribution of days behind an indicator that counts those in time.

The share in time does not say whether the others were a day late or half a year. The picture shows
the same cases as the figure of its window: those in time are its numerator.
"""

from collections.abc import Sequence

from litmus.base import letters, numbers
from litmus.base.windows import Window
from litmus.figures.days import CountedDays, DaysTaken
from litmus.report import wording
from litmus.report.bundle import ChartCell
from litmus.report.cells import Cell, Value, amount, nothing
from litmus.report.charts.bands import DayBands
from litmus.report.charts.charts import make_chart
from litmus.report.charts.line import ChartPictures
from litmus.report.feed import Context, DaysInWords, Declaration

FEWEST = 5  # cases below which nothing is said of their half
UNIT = "working days"


def plot(declaration: Declaration, context: Context) -> DayBands | None:
    """The distribution of the window in which change is judged; None where there is none."""
    words, found = declaration.days, context.days.get(declaration.code, ())
    if words is None or not found or not found[0].known:
        return None
    now = found[0]
    return DayBands(now.bands, words.limit, now.median or 0.0, words.axis, now.in_time, now.late)


def chart(
    declaration: Declaration,
    context: Context,
    drawn: DayBands,
    pictures: ChartPictures | None = None,
    on_screen: bool = False,
) -> ChartCell:
    """The distribution with its message, its words for who cannot see it, and its numbers.

    `on_screen`: in a PDF its words alone.
    """
    words, found = declaration.days, context.days[declaration.code]
    assert words is not None
    now = found[0]
    before = found[1] if len(found) > 1 and found[1].known else None
    said = message(words, now)
    rest = " ".join(_rest(words, now, before))
    return make_chart(
        drawn,
        title=said,
        subtitle=f"{words.axis}, {_when(declaration, now)}, {context.council}.",
        alt=f"{said}. Bar chart of numbers of {words.cases} by {letters.within(words.axis)}, "
        f"{_when(declaration, now)}. {' '.join([rest, _in_bands(now.bands)]).strip()}",
        caption=rest,
        columns=("Working days", _when(declaration, now), *_titles(declaration, before)),
        rows=_rows(now, before),
        pictures=pictures,
        on_screen=on_screen,
    )


def message(words: DaysInWords, taken: DaysTaken) -> str:
    """Where the middle lies, and how many are beyond the limit.

    "Half of the assessments took 35 working days or fewer; 115 of 705 took more than 45".
    """
    known = numbers.count_of(taken.known, words.one, words.cases)
    middle = numbers.amount(taken.median or 0)
    late = f"{numbers.whole(taken.late) if taken.late else 'none'} of {numbers.whole(taken.known)}"
    beyond = f"{late} {words.did} more than {words.limit}"
    if taken.known < FEWEST:
        return f"{known}, in the middle {middle} {UNIT}; {beyond}"
    return f"Half of the {words.cases} {words.did} {middle} {UNIT} or fewer; {beyond}"


def _rest(words: DaysInWords, now: DaysTaken, before: DaysTaken | None) -> list[str]:
    """What else is to be known: the same a year ago, a crowd at the limit, who is not in it."""
    said = []
    if before:
        share = 100 * before.late / before.known
        said.append(
            f"A year ago the median was {numbers.amount(before.median or 0)}, and "
            f"{numbers.percent(share)} of {numbers.whole(before.known)} were beyond the limit; now "
            f"{numbers.percent(100 * now.late / now.known)}."
        )
    last = next(band for band in now.bands if band.last == words.limit)
    if last.number == max(band.number for band in now.bands) and now.known >= FEWEST:
        said.append(
            f"The largest group comes just before the limit: {numbers.whole(last.number)} within "
            f"its last {numbers.count_of((last.last or 0) - last.first + 1, 'day')}."
        )
    if now.unknown:
        said.append(f"Not drawn: {numbers.whole(now.unknown)} {words.unknown}.")
    return said


def _in_bands(bands: Sequence[CountedDays]) -> str:
    some = [f"{_name(band)}: {numbers.whole(band.number)}" for band in bands if band.number]
    return f"Days and cases: {'; '.join(some)}."


def _name(band: CountedDays) -> str:
    if band.last is None:
        return f"more than {band.first - 1}"
    return f"{band.first} to {band.last}" if band.first < band.last else str(band.first)


def _rows(now: DaysTaken, before: DaysTaken | None) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for place, band in enumerate(now.bands):
        then = [amount(before.bands[place].number)] if before else []
        rows.append([_name(band), amount(band.number), *then])
    ends = [("Not known", "unknown"), ("Median", "median")]
    for name, field in ends:
        pair = [getattr(each, field) for each in (now, before) if each is not None]
        rows.append([name, *(_median(n) for n in pair)])
    return rows


def _median(value: float | None) -> Value:
    return nothing("none") if value is None else amount(value)


def _titles(declaration: Declaration, before: DaysTaken | None) -> list[str]:
    return [_when(declaration, before)] if before else []


def _when(declaration: Declaration, taken: DaysTaken) -> str:
    if wording.at_a_day(declaration):
        return wording.day(taken.end)
    return Window(taken.window, taken.start, taken.end).title
