"""The live dashboard as a person uses it: by keyboard alone, on a desk, on a phone, in the dark."""

import shutil
import time
from dataclasses import replace

import pytest

from browser.axe import needs_axe, violations
from browser.browser import CHROMIUM, chromium
from browser.test_page import CONTRAST
from litmus.publish.dashboard import pageset, tokens
from publish.dashboard import council
from publish.dashboard.served import serving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
TOKENS = {"dee": "token-of-dee", "ann": "token-of-ann"}
USERS = {
    "dee": {"role": "DIV_DIRECTOR", "token": tokens.digest(TOKENS["dee"])},
    "ann": {"role": "TM", "team": "T1", "token": tokens.digest(TOKENS["ann"])},
}
TAB, ENTER, ESCAPE, SPACE = ("Tab", 9), ("Enter", 13), ("Escape", 27), (" ", 32)
PAGES = ["/pages/council", "/pages/service-DAS", "/pages/team-T1", "/calendar"]
# The list of single assessments, and what is seen of it.
LIST = "[...document.querySelectorAll('main table')].find(t => t.rows.length > 12 &&\
    t.textContent.includes('CHILD-1') && t.querySelector('button.sort'))"
SEEN = f"[...({LIST}).tBodies[0].rows].filter(r => r.checkVisibility())\
    .map(r => r.textContent.match(/CHILD-\\d+/)[0])"
FIRST_OF_T1 = [f"CHILD-{100 + n}" for n in range(1, council.FIRST + 1)]


@pytest.fixture(scope="module")
def server(once, tmp_path_factory):
    made = once("council of a dashboard", council.laid_and_made)
    folder = tmp_path_factory.mktemp("dashboard")
    shutil.copytree(made / "outputs" / "dashboard", folder / "dashboard")
    with serving(folder, order="", every=600, users=USERS) as found:
        yield found


@pytest.fixture(scope="module")
def tab(tmp_path_factory):
    with chromium(tmp_path_factory.mktemp("chromium")) as found:
        yield found


@pytest.fixture
def page(tab):
    tab.call("Network.clearBrowserCookies")
    tab.emulate()
    yield tab
    tab.emulate()


def go(page, server, path, width=1280):
    page.visit(f"http://127.0.0.1:{server.port}{path}", width)


def sign_in(page, server, user, path="/", width=1280):
    """Type a token and press Enter."""
    go(page, server, path, width)
    write_token(page, TOKENS[user])


def write_token(page, token):
    """Type a token where it is asked for, and press Enter."""
    page.wait("document.activeElement?.id === 'token'")  # a busy browser puts it there late
    page.write(token)
    press_and_wait(page, *ENTER)


def press_and_wait(page, key, code, **more):
    page.events.clear()
    page.act(key, code, **more)
    page.wait_for_load()


def tab_to(page, what, most=400):
    """Press Tab until the focus is on what this script says of it (`e`)."""
    for _ in range(most):
        page.act(*TAB)
        if page.ask(f"(e => !!({what}))(document.activeElement)"):
            return
    raise AssertionError(f"no Tab leads to {what}")


def where(page):
    return page.ask("location.pathname")


def test_signing_in_needs_no_mouse_and_leaves_no_token_anywhere(page, server):
    go(page, server, "/pages/team-T1")
    write_token(page, "wrong")
    assert "That token is not known here" in page.ask("document.body.innerText")
    write_token(page, TOKENS["ann"])
    assert where(page) == "/pages/team-T1"
    assert page.ask("location.href.includes('token')") is False
    assert page.ask("document.cookie + JSON.stringify(localStorage)") == "{}"
    sent = [e["params"]["request"] for e in page.events if e["method"].endswith("WillBeSent")]
    assert sent and not any(TOKENS["ann"] in each["url"] for each in sent)


def test_down_to_the_worklist_and_back_by_keyboard(page, server):
    sign_in(page, server, "dee")
    assert where(page) == "/pages/council"
    for name in ("service-DAS", "team-T1"):
        tab_to(page, f"e.closest('main') && e.getAttribute('href') === '/pages/{name}'")
        press_and_wait(page, *ENTER)
        assert where(page) == f"/pages/{name}"
    assert page.ask(SEEN) == FIRST_OF_T1
    for name in ("service-DAS", "council"):
        page.events.clear()
        page.ask("history.back()")
        settle(page, f"location.pathname === '/pages/{name}'")
        below = "team-T1" if name == "service-DAS" else "service-DAS"
        settle(page, f"document.activeElement.getAttribute('href') === '/pages/{below}'")


def settle(page, what, seconds=10):
    """Wait until a script says true."""
    ends = time.monotonic() + seconds
    while not page.ask(f"!!({what})"):
        assert time.monotonic() < ends, what
        time.sleep(0.05)


def test_the_way_up_is_a_link_on_each_page(page, server):
    sign_in(page, server, "dee", "/pages/team-T1")
    tab_to(page, "e.closest('.where') && e.getAttribute('href') === '/pages/service-DAS'")
    press_and_wait(page, *ENTER)
    assert where(page) == "/pages/service-DAS"


def test_filter_by_keyboard_and_escape(page, server):
    sign_in(page, server, "ann")
    tab_to(page, f"e.type === 'search' && e.closest('.tools').nextElementSibling === {LIST}")
    page.write("child-11")
    assert page.ask(SEEN) == ["CHILD-110", "CHILD-111", "CHILD-112", "CHILD-113", "CHILD-114"]
    status = f"({LIST}).previousElementSibling.querySelector('[role=status]').textContent"
    assert page.ask(status) == "5 of 14 rows"
    page.write(" nowhere")
    assert page.ask(SEEN) == [] and page.ask(status) == "0 of 14 rows"
    page.act(*ESCAPE)
    assert page.ask(SEEN) == FIRST_OF_T1 and page.ask(status) == ""


def test_sort_by_keyboard_and_find_it_again_after_going_and_coming_back(page, server):
    sign_in(page, server, "dee", "/pages/team-T1")
    tab_to(page, f"e.matches('button.sort') && e.closest('table') === {LIST}")
    page.act(*ENTER)
    head = "document.activeElement.closest('th').getAttribute('aria-sort')"
    assert page.ask(head) == "ascending" and page.ask(SEEN) == FIRST_OF_T1
    page.act(*SPACE)
    assert page.ask(head) == "descending" and page.ask(SEEN) == FIRST_OF_T1[::-1]
    tab_to(page, "e.closest('.where')", most=500)
    press_and_wait(page, *ENTER)
    page.ask("history.back()")
    settle(page, "location.pathname === '/pages/team-T1'")
    settle(page, LIST)
    assert page.ask(SEEN) == FIRST_OF_T1[::-1]
    assert page.ask("location.search + location.hash") == ""


def test_days_and_numbers_are_sorted_as_such(page, server):
    sign_in(page, server, "ann")
    choice = f"({LIST}).previousElementSibling.querySelector('select')"
    columns = page.ask(f"[...({choice}).options].map(o => o.textContent)")
    due = next(each for each in columns if each.lower().startswith("due") and "down" in each)
    page.ask(
        f"(s => {{ s.value = [...s.options].find(o => o.textContent === {due!r}).value;\
        s.dispatchEvent(new Event('change')) }})({choice})"
    )
    assert page.ask(SEEN) == FIRST_OF_T1[::-1]


def test_a_manager_gets_no_page_of_another_team(page, server):
    sign_in(page, server, "ann")
    assert "CHILD-2" not in page.ask("document.body.innerText")
    for path in ("/pages/team-T2", "/pages/council", "/pages/service-DAS"):
        go(page, server, path)
        said = page.ask("document.body.innerText")
        assert "There is no such page" in said and "CHILD" not in said


def test_signing_out_by_keyboard_ends_it_and_the_way_back_shows_nothing(page, server):
    sign_in(page, server, "ann")
    tab_to(page, "e.matches('.who button')")
    press_and_wait(page, *ENTER)
    assert where(page) == "/sign-in"
    page.ask("history.back()")
    settle(page, "document.querySelector('#token') && location.pathname !== '/sign-in'")
    assert "CHILD" not in page.ask("document.body.innerText")


def test_a_newer_page_is_offered_and_does_not_come_by_itself(page, server):
    sign_in(page, server, "ann")
    about, content = pageset.read(server.folder)
    pageset.write(server.folder, replace(about, version="newer"), content)
    time.sleep(2.5)
    page.ask("document.dispatchEvent(new Event('visibilitychange'))")
    settle(page, "document.querySelector('#live-news button')")
    assert "Newer pages are there" in page.ask("document.querySelector('#live-news').innerText")
    tab_to(page, "e.closest('#live-news')")
    press_and_wait(page, *ENTER)
    assert page.ask("document.querySelector('#live-age').dataset.version") == "newer"


def test_without_script_all_of_it_is_there(page, server):
    sign_in(page, server, "ann")
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        go(page, server, "/pages/team-T1")
        text = page.ask("document.querySelector('main').textContent")
        assert "CHILD-114" in text and page.ask("document.querySelector('button.sort')") is None
    finally:
        page.call("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_comes_from_elsewhere_and_nothing_is_refused_by_the_policy(page, server, path):
    sign_in(page, server, "dee")
    go(page, server, path)
    asked = page.requests()
    assert all(each.startswith(f"http://127.0.0.1:{server.port}/assets/") for each in asked), asked
    wrong = [e for e in page.events if e["method"] == "Log.entryAdded"]
    assert [e["params"]["entry"]["text"] for e in wrong if "favicon" not in str(e)] == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("path", [*PAGES, "/none", "/sign-in"])
def test_nothing_runs_off_the_side(page, server, path, width):
    sign_in(page, server, "dee")
    go(page, server, path, width)
    page.ask("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.ask("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", [*PAGES, "/none", "/sign-in"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_are_dark_or_light_enough(page, server, path, scheme):
    sign_in(page, server, "dee")
    page.emulate(prefers_color_scheme=scheme)
    go(page, server, path)
    page.ask("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.ask(CONTRAST) == []


@pytest.mark.parametrize("path", PAGES)
def test_nobody_reads_a_code_of_ours(page, server, path):
    sign_in(page, server, "dee")
    go(page, server, path)
    said = page.ask("document.body.innerText")
    found = [w for w in ("nan", "NaN", "undefined", "null", "ASM03", "CP_SAFE", "DIV_DIR")
             if w in said.split()]  # fmt: skip
    assert found == []


@needs_axe
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*PAGES, "/none", "/sign-in"])
def test_axe_finds_nothing(page, server, path, scheme, width):
    sign_in(page, server, "dee")
    page.emulate(prefers_color_scheme=scheme)
    go(page, server, path, width)
    assert violations(page) == []
    page.ask("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert violations(page) == []
