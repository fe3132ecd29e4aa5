"""A council's own end reasons of early help become outcomes through its own map alone."""

from litmus.intake.sources import folders
from litmus.intake.sources.ssd import reader


def test_end_reasons_are_mapped_by_the_council(folder):
    place = folder(
        ssd_person="pers_person_id\nP1",
        ssd_early_help_episodes="""
            earl_episode_id,earl_person_id,earl_episode_end_reason
            1,P1,Plan achieved
            2,P2,needs_met
            3,P3,Needs met by somebody else
            4,P4,MOVED house""",
        ref_code_map="cm_domain,cm_raw,cm_code\nearl_episode_end_reason,plan achieved,NEEDS_MET",
    )
    read = reader.read(place, folders.contents(place).paths)
    reasons = read.tables["ssd_early_help_episodes"]["earl_episode_end_reason"].to_list()
    met = ["NEEDS_MET", "NEEDS_MET"]
    assert reasons == [*met, "Needs met by somebody else", "MOVED house"]
