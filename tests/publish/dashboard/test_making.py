"""Pages made of real reports, a set per scope: where something changed, or the last good ones."""

import io
import shutil
import stat
import zipfile
from datetime import date

import openpyxl
import pytest

from litmus.base.errors import LitmusError
from litmus.publish.dashboard import making, pageset
from litmus.publish.dashboard.frame import BAR
from publish.dashboard import council

pytestmark = pytest.mark.slow
PAGES = ["council", "service-DAS", "team-T1", "team-T2"]


@pytest.fixture(scope="session")
def made_once(once):
    return once("council of a dashboard", council.laid_and_made)


@pytest.fixture
def project(made_once, tmp_path, monkeypatch):
    """A copy of the project with its pages, to be changed."""
    folder = tmp_path / "project"
    shutil.copytree(made_once, folder, symlinks=True)
    monkeypatch.setenv("LITMUS_HOME", str(folder))
    return folder


@pytest.fixture
def counted(monkeypatch):
    """How many reports are made; none is."""
    found = []

    def carry_out(plan, stages):
        found.append(str(plan.scope))
        raise LitmusError("Not now.")

    monkeypatch.setattr(making, "carry_out", carry_out)
    return found


def content_of(folder):
    about, content = pageset.read(folder / "outputs")
    return about, {name: each.page.decode() for name, each in content.items()}


def test_each_scope_has_a_page_with_its_own_cases_and_no_others(made_once):
    about, pages = content_of(made_once)
    assert [each.name for each in about.pages] == list(pages) == PAGES
    assert about.day == date(2016, 3, 29) and about.council == "Testshire"
    for name, first, second in (
        ("council", True, True), ("service-DAS", True, True),
        ("team-T1", True, False), ("team-T2", False, True),
    ):  # fmt: skip
        assert ("CHILD-101" in pages[name], "CHILD-201" in pages[name]) == (first, second), name
        assert pages[name].count(BAR) == 1


def test_a_workbook_has_the_cases_of_its_page_and_no_others(made_once):
    _, content = pageset.read(made_once / "outputs")
    said = {}
    for name, each in content.items():
        book = openpyxl.load_workbook(io.BytesIO(each.workbook), read_only=True)
        cells = {str(value) for sheet in book for row in sheet.values for value in row}
        said[name] = ("CHILD-101" in cells, "CHILD-201" in cells)
    both = (True, True)
    assert said == dict(zip(PAGES, [both, both, (True, False), (False, True)], strict=True))


def test_names_of_what_is_below_lead_there_and_others_nowhere(made_once):
    _, pages = content_of(made_once)
    assert 'href="/pages/service-DAS"' in pages["council"]
    assert 'href="/pages/team-T1"' in pages["service-DAS"]
    assert "/pages/" not in pages["team-T1"]


def test_a_page_holds_no_script_of_its_own_and_asks_nobody_else(made_once):
    _, pages = content_of(made_once)
    for page in pages.values():
        assert page.count("<script") == page.count('<script src="/assets/') == 1
        assert "Content-Security-Policy" not in page  # the server says it
        assert 'src="http' not in page and "url(http" not in page


def test_what_is_made_is_the_owner_s_alone_and_nothing_else_is_left(made_once):
    folder = pageset.folder(made_once / "outputs")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    left = {each.name for each in folder.iterdir()}
    assert left == {".lock", "pages.zip", "calendar.json", "snapshots.json"}
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}
    with zipfile.ZipFile(folder / "pages.zip") as archive:
        assert {each.external_attr >> 16 & 0o777 for each in archive.infolist()} == {0o600}


def test_where_nothing_has_changed_nothing_is_made(project, counted):
    before = pageset.mark(project / "outputs")
    outcome = making.make(council.SOURCE, project / "outputs")
    assert not outcome.fresh and counted == [] and pageset.mark(project / "outputs") == before


@pytest.mark.parametrize("what", ["data/ssd_person.csv", "params/targets.yml", "params/live.yml"])
def test_where_something_has_changed_pages_are_made_and_a_failure_leaves_them(
    project, counted, what
):
    place = project / what
    if what.startswith("data"):
        place.write_text(place.read_text().replace("2010-05-01", "2010-05-02", 1))
    else:
        place.write_text(place.read_text().replace("every: 15m", "every: 20m") + "# changed\n")
    before = pageset.mark(project / "outputs")
    with pytest.raises(LitmusError):
        making.make(council.SOURCE, project / "outputs")
    assert len(counted) == 1 and pageset.mark(project / "outputs") == before
    left = {each.name for each in pageset.folder(project / "outputs").iterdir()}
    assert left == {".lock", "pages.zip", "calendar.json", "snapshots.json"}


@pytest.mark.parametrize("what", ["params/access.yml", "params/delivery.yml", "params/book.yml"])
def test_settings_of_which_no_page_says_anything_change_nothing(project, counted, what):
    place = project / what
    place.write_text(place.read_text() + "# changed\n")
    assert not making.make(council.SOURCE, project / "outputs").fresh and not counted


def test_the_next_day_pages_are_made_only_where_the_data_go_on(project, counted):
    outputs = project / "outputs"
    later = making.make(council.SOURCE, outputs, today=lambda: date(2030, 1, 1))
    assert not later.fresh
    with pytest.raises(LitmusError):  # while the data go beyond today, each day has its own
        making.make(council.SOURCE, outputs, today=lambda: date(2016, 3, 28))
    assert counted == ["council"]


def test_pages_are_made_anew_where_the_same_data_go_by_another_name(project, counted):
    with pytest.raises(LitmusError):
        making.make(f"ssd:{project / 'data'}", project / "outputs")
    assert counted == ["council"]


def test_settings_that_change_during_a_making_are_made_the_next_time(project, monkeypatch):
    place = project / "params" / "targets.yml"
    place.write_text(place.read_text() + "# changed before\n")
    made = []

    def page(page, _among, _task):
        if not made:
            place.write_text(place.read_text() + "# changed meanwhile\n")
        made.append(page.name)
        return pageset.Made(b"page", b"workbook")

    monkeypatch.setattr(making, "_page", page)
    for expected in (True, True, False):
        assert making.make(council.SOURCE, project / "outputs").fresh == expected
    assert made == [*PAGES, *PAGES]


def test_a_making_past_midnight_is_of_the_day_on_which_it_began(project, monkeypatch):
    monkeypatch.setattr(making, "_page", lambda *_: pageset.Made(b"page", b"workbook"))
    nights = iter([date(2016, 3, 27), date(2016, 3, 28), date(2016, 3, 28)])
    outputs = project / "outputs"
    first = making.make(council.SOURCE, outputs, today=lambda: next(nights))
    second = making.make(council.SOURCE, outputs, today=lambda: next(nights))
    assert (first.about.day, second.about.day) == (date(2016, 3, 27), date(2016, 3, 28))
    assert first.fresh and second.fresh


def test_data_that_are_gone_leave_the_pages(project):
    before = content_of(project)[0]
    shutil.rmtree(project / "data")
    with pytest.raises(LitmusError):
        making.make(council.SOURCE, project / "outputs")
    assert content_of(project)[0] == before


def test_two_do_not_make_them_at_once(project):
    from litmus.base import locks

    held = locks.hold(pageset.lock(project / "outputs"), "busy")
    with held, pytest.raises(LitmusError, match="being made at this moment"):
        making.make(council.SOURCE, project / "outputs")


def test_what_a_killed_making_left_is_removed_by_the_next(project):
    folder = pageset.folder(project / "outputs")
    (folder / ".reports-x.tmp").mkdir()
    (folder / ".reports-x.tmp" / "worklists.json").write_text("CHILD-101")
    (folder / ".pages.zip.tmp").write_text("half")
    making.make(council.SOURCE, project / "outputs")
    assert not list(folder.glob(".*.tmp"))
