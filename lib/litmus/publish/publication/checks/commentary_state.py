"""Whether the commentary is there that has to be, and still goes with what stands beside it."""

from collections.abc import Iterator, Mapping

from litmus.publish.publication.faults import Fault, Found
from litmus.publish.publication.made import Made
from litmus.run import messages
from litmus.run.commentary import AFTER

CHECK, EMPTY = "check", "empty"


def check(made: Made, unwritten: Mapping[str, str]) -> Found:
    """What is not written yet, what was written beside other figures, and what has no place any
    more. `unwritten` are the required slots without words, each with its printed heading."""
    return Found(tuple(_faults(made, unwritten)))


def _faults(made: Made, unwritten: Mapping[str, str]) -> Iterator[Fault]:
    lab = messages.lab_command(made.plan)
    for slot, heading in unwritten.items():
        yield Fault(
            "Commentary that the report has to have is not written yet.",
            f"commentary {slot} (under “{heading}”)",
            f"write it ({lab}), save, then run the report again: {made.again}",
        )
    for holder, status in made.record.get("commentary", {}).items():
        if status == CHECK:
            yield Fault(
                "The figures beside these words have changed since they were written, and nobody "
                "has said that they still hold.",
                _place(made, holder),
                f"read the mark above them ({lab}); edit the words or tick its box, save, then "
                f"run the report again: {made.again}",
            )
    for slot in made.record.get("set_aside", []):
        yield Fault(
            "The report has no place any more for these words: they are printed nowhere.",
            f"commentary {slot} (under “Set aside”, at the end of the notebook)",
            f"move them to another commentary or delete them ({lab}), save, then run the report "
            f"again: {made.again}",
        )


def _place(made: Made, holder: str) -> str:
    where = messages.place(made.plan, holder)
    return where if holder.startswith(AFTER) else f"commentary {holder} ({where})"
