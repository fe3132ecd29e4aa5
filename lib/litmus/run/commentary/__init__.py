"""What people write in a working notebook: harvested, laid into a fresh template, kept true.

`harvest` takes out of a working notebook everything that a person wrote in it. `review` compares
what stood beside the words when they were written with what stands there now (`cells_of` an
executed notebook). `lay` puts the words, byte for byte, into a fresh copy of the template and marks
those that may no longer hold.
"""

from litmus.run.commentary.harvest import Harvest, harvest
from litmus.run.commentary.insertion import lay, restore, tick
from litmus.run.commentary.merging import BOTH, FIRST, SECOND, Conflict, Merged, merge
from litmus.run.commentary.places import AFTER, SET_ASIDE, START, kinship, marks_of, slots_of
from litmus.run.commentary.shown_values import Beside, cells_of
from litmus.run.commentary.staleness import Review, names_of, review, words

__all__ = [
    "AFTER",
    "BOTH",
    "FIRST",
    "SECOND",
    "SET_ASIDE",
    "START",
    "Beside",
    "Conflict",
    "Harvest",
    "Merged",
    "Review",
    "cells_of",
    "harvest",
    "kinship",
    "lay",
    "marks_of",
    "merge",
    "names_of",
    "restore",
    "review",
    "slots_of",
    "tick",
    "words",
]
