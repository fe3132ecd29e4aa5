"""The reporting calendar on the dashboard: as the command lists it, for everybody who is known."""

import os
from datetime import date

from litmus.base import paths
from litmus.publish.dashboard import calendar
from litmus.publish.dashboard.calendar import Listing
from litmus.run.reporting_calendar import agenda, as_text
from litmus.run.reporting_calendar.listing import COLUMNS

DAY = date(2016, 4, 15)
ROW = ("14 Apr 2016", "Quarterly", "the board", "1 working day late")
ONE = Listing(DAY, COLUMNS, (("Late", (ROW,)),), 1)


def shown(board, listing):
    calendar.write(board.outputs, listing)
    board.store.refresh()
    return board.ask("/calendar", by="ann")


def test_it_says_what_the_command_says(board):
    found = calendar.find(paths.project(), board.outputs, DAY)
    page = shown(board, found)
    assert page.status == 200 and "15 April 2016" in page.text
    said = " ".join(as_text(agenda(paths.project(), board.outputs, DAY), 10_000).split())
    for heading, rows in found.tables:
        assert heading in said and heading in page.text
        for row in rows:
            assert " ".join(row) in said
    late = next(rows for heading, rows in found.tables if heading.startswith("Late"))
    assert found.late == len(late) > 0


def test_each_page_says_how_many_reports_are_late_and_leads_there(board):
    shown(board, Listing(DAY, COLUMNS, (), 3))
    page = board.ask("/pages/team-CIN-1", by="ann").text
    assert '<a href="/calendar">Reporting calendar (3 late)</a>' in page
    shown(board, Listing(DAY))
    assert ">Reporting calendar</a>" in board.ask("/pages/team-CIN-1", by="ann").text
    assert "Nothing is due" in board.ask("/calendar", by="ann").text


def test_who_is_not_known_sees_none_of_it(board):
    shown(board, ONE)
    assert board.ask("/calendar").status == 401
    assert "Quarterly" in board.ask("/calendar", by="ann").text


def test_before_it_is_made_and_where_its_settings_are_wrong_it_says_so(board, tmp_path):
    assert "not made yet" in board.ask("/calendar", by="ann").text
    project = tmp_path / "project"
    (project / "params").mkdir(parents=True)
    (project / "params" / "calendar.yml").write_text("reports: [{}]")
    found = calendar.find(project, board.outputs, DAY)
    page = shown(board, found)
    assert page.status == 200 and "params/calendar.yml" in page.text


def test_a_damaged_one_is_told_and_the_one_before_is_shown(board):
    shown(board, ONE)
    place = board.outputs / "dashboard" / calendar.NAME
    place.write_text("{")
    os.utime(place, (1, 1))
    board.store.refresh()
    board.store.refresh()
    assert len(board.said) == 1 and "calendar.json" in board.said[0]
    assert "Quarterly" in board.ask("/calendar", by="ann").text
