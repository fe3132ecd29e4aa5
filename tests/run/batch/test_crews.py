"""Work is given out in turn; what a lost process leaves is done again; nobody stops the others."""

from concurrent.futures import BrokenExecutor, Future

import pytest

from litmus.base.errors import UsageError
from litmus.run.batch import crews
from litmus.run.batch.task import Outcome


class Hands:
    """A crew of two that does as it is told: `ends` are tasks that take their process with them."""

    def __init__(self, ends: dict[str, int]) -> None:
        self.ends = dict(ends)
        self.broken = False
        self.renewed = 0
        self.given: list[str] = []

    def size(self) -> int:
        return 2

    def submit(self, task: str) -> Future[Outcome]:
        if self.broken:
            raise BrokenExecutor
        self.given.append(task)
        future: Future[Outcome] = Future()
        if self.ends.get(task, 0) > 0:
            self.ends[task] -= 1
            self.broken = True
            future.set_exception(BrokenExecutor())
        elif task == "odd":
            future.set_exception(MemoryError())
        else:
            future.set_result(Outcome(seconds=1))
        return future

    def renew(self) -> None:
        self.broken = False
        self.renewed += 1


def made(hands: Hands, *tasks: str, **more) -> dict[str, str]:
    return {task: outcome.error for task, outcome in crews.make_all(tasks, hands, **more)}


def test_every_task_is_made_once() -> None:
    hands = Hands({})
    assert made(hands, "a", "b", "c", "d", "e") == dict.fromkeys("abcde", "")
    assert hands.given == ["a", "b", "c", "d", "e"]


def test_a_process_that_ends_once_costs_nobody_a_report() -> None:
    hands = Hands({"b": 1})
    assert made(hands, "a", "b", "c", "d") == dict.fromkeys("abcd", "")
    assert hands.renewed == 1


def test_a_task_that_ends_every_process_is_told_and_the_others_are_made() -> None:
    found = made(Hands({"b": 9}), "a", "b", "c", "d")
    assert found.pop("b").startswith("The process that made it ended before it was done")
    assert found == dict.fromkeys("acd", "")


def test_what_a_cluster_gives_up_is_told() -> None:
    found = made(Hands({}), "a", "odd", "b")
    assert "(MemoryError)" in found.pop("odd")
    assert found == {"a": "", "b": ""}


def test_once_stopped_no_more_are_begun() -> None:
    hands, done = Hands({}), []
    for task, _ in crews.make_all("abcdef", hands, lambda: bool(done)):
        done.append(task)
    assert sorted(done) == ["a", "b"] == hands.given


@pytest.mark.parametrize("address", ["", "host", "tcp://host", "http://host:80", "tcp://host:80/x"])
def test_what_is_no_address_is_refused(address) -> None:
    with pytest.raises(UsageError, match="expected such as tcp://host:8786"):
        crews.check_address(address)
