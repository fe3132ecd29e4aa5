"""Charts that a second process draws while the notebook goes on."""

import time
from functools import partial

from litmus.present import wording
from litmus.present.ahead import Ahead
from litmus.present.charts import draw
from litmus.present.line import Line, Point
from present import council


def line(*values: float) -> Line:
    printed = partial(wording.value, council.BY_CODE["ASM02"])
    return Line([Point(n, f"m{n}", v) for n, v in enumerate(values)], printed, ceiling=100.0)


LINES = {"A": line(70, 75, 80), "B": line(60, 50), "C": line(1, 2, 99)}


def test_each_picture_is_the_one_that_would_be_drawn_here():
    ahead = Ahead(LINES)
    assert ahead.png("C") in (draw(LINES["C"]), None)  # None on a machine with one processor
    shown = {name: ahead.png(name) or draw(line) for name, line in LINES.items()}
    assert shown == {name: draw(line) for name, line in LINES.items()}


def test_an_unknown_line_is_left_to_the_caller():
    assert Ahead({}).png("A") is None
    assert Ahead({"A": LINES["A"]}).png("B") is None


def test_it_ends_by_itself_when_all_are_drawn():
    ahead = Ahead({"A": LINES["A"]})
    ahead.png("A")
    _ended(ahead)


def test_it_ends_where_the_caller_meets_it():
    ahead = Ahead(LINES)
    assert ahead.png("C") in (draw(LINES["C"]), None)
    ahead.png("B")
    ahead.png("A")
    _ended(ahead)


def test_what_it_did_not_draw_before_it_was_ended_is_left_to_the_caller():
    ahead = Ahead(LINES)
    if ahead._process.pid:
        ahead._process.kill()
        ahead._process.join(10)
    assert ahead.png("C") is None


def _ended(ahead: Ahead) -> None:
    if ahead._process.pid:
        deadline = time.monotonic() + 20
        while ahead._process.is_alive() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not ahead._process.is_alive()
