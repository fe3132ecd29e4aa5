"""What people write in a working notebook: harvested, laid into a fresh template, kept true.

`harvest` takes out of a working notebook everything that a person wrote in it. `review` compares
the figures that were there when the words were written with those of now. `lay` puts the words,
byte for byte, into a fresh copy of the template and marks those that may no longer hold.
"""

from litmus.commentary.harvest import Harvest, harvest
from litmus.commentary.lay import lay, restore, tick
from litmus.commentary.places import START, slots_of
from litmus.commentary.staleness import Review, review

__all__ = ["START", "Harvest", "Review", "harvest", "lay", "restore", "review", "slots_of", "tick"]
