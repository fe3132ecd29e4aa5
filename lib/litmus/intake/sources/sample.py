"""The sample council, which `sample_council` builds in the cache: SSD tables as any other."""

from dataclasses import replace

from litmus.intake.sources import folders, ssd
from litmus.intake.sources.base import Place, SourceReading, Surroundings

NAME = "sample"


def find(name: str, around: Surroundings) -> Place | None:
    """The sample's files, built if need be; None for any other name."""
    if name != NAME:
        return None
    import sample_council

    if not (around.cache / NAME).is_dir():
        around.say("Building the sample council (once)")
    folder = sample_council.build(around.cache / NAME / sample_council.VERSION)
    paths = folders.contents(folder).paths
    return Place(NAME, folder, paths, version=sample_council.VERSION)  # its days are in its code


def read(place: Place) -> SourceReading:
    """Its tables, and the days from and to which they speak."""
    from sample_council import EXTRACT_DATE, FIGURES_FROM

    return replace(ssd.read(place), extract_date=EXTRACT_DATE, data_from=FIGURES_FROM)
