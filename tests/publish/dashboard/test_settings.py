"""Which pages there are, by params/live.yml and by the teams of the data."""

import pytest

from litmus.base import paths
from litmus.base.errors import UsageError
from litmus.publish.dashboard import pages
from litmus.publish.dashboard.settings import Live, read_live

SIX = ["CP_SAFEGUARDING", "CIN", "LAC", "EARLY_HELP", "DAS", "LEAVING_CARE"]


def test_the_shipped_dashboard_is_for_the_six_services_of_the_framework():
    live = read_live(paths.project())
    assert live.services == SIX and live.every == 900


def test_pages_are_the_council_its_services_and_their_teams_each_below_another():
    live = read_live(paths.project())
    found = pages.every(
        live, {"C2": "CIN", "C1": "CIN", "L1": "LAC", "X": "OTHER"}, {"C1": "Riverside"}
    )
    assert [each.name for each in found] == [
        "council", "service-CP_SAFEGUARDING", "service-CIN", "team-C1", "team-C2", "service-LAC",
        "team-L1", "service-EARLY_HELP",
    ]  # fmt: skip
    team = found[3]
    assert (team.title, team.service, team.above) == ("Riverside", "CIN", "service-CIN")
    assert [each.name for each in pages.above(found, team)] == ["council", "service-CIN"]


def test_no_team_s_code_makes_an_address_that_is_not_plain_or_that_two_have():
    codes = ["A/B", "A B", "../A B", "A.B", "A-B", "a?b#c", "Ä", "A%2FB"]
    names = [pages.name("team", code) for code in codes]
    assert len(set(names)) == len(codes)
    assert all(name.replace("-", "").isalnum() for name in names)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"every": "5s"}, "at least 30s"),
        ({"every": "2d"}, "at least 30s"),
        ({"services": []}, "services"),
        ({"services": ["CIN", "CIN"]}, "each service once"),
        ({"services": ["HR"]}, "services"),
        ({"own_reports": {"LAC": "daily"}}, "not among the services"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_is_named(tmp_path, change, words):
    import yaml

    entry = {"every": "15m", "report": "dashboard", "services": ["CIN"], **change}
    (tmp_path / "params").mkdir()
    (tmp_path / "params" / "live.yml").write_text(yaml.safe_dump(entry))
    with pytest.raises(UsageError, match=words):
        read_live(tmp_path)


def test_lengths_of_time():
    assert Live(every="1h", report="x", services=["cin"]).every == 3600
