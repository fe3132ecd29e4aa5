"""The markup that the server makes itself: the bar around a report, and pages of few words."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from litmus.base.periods import days_in_words
from litmus.base.scope import COUNCIL
from litmus.publish.dashboard import assets, pages, words
from litmus.publish.dashboard.access import Person
from litmus.publish.dashboard.calendar import Listing
from litmus.publish.dashboard.frame import address
from litmus.publish.dashboard.pages import Page
from litmus.publish.dashboard.pageset import About
from litmus.publish.dashboard.store import Store

TEMPLATES = Path(__file__).with_name("templates")


@cache
def _templates() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    found = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    found.filters["address"] = address
    return found


def bar(page: Page, about: About, person: Person, by_proxy: bool, store: Store) -> bytes:
    """The bar of a page for somebody: it leads to no page that they may not see."""
    theirs = person.pages(about.pages)
    return _show(
        "bar.html.j2",
        page=page,
        above=[each for each in pages.above(about.pages, page) if each in theirs],
        below=[each for each in pages.below(about.pages, page) if each in theirs],
        kind="Services" if page.kind == COUNCIL else "Teams",
        several=len(first(theirs)) > 1,
        version=about.version,
        age=words.age(about),
        failure=words.failure(store.failed),
        calendar=words.calendar(store.calendar.listing),
        person=person,
        by_proxy=by_proxy,
    )


def first(theirs: Sequence[Page]) -> list[Page]:
    """Of somebody's pages those that are below none of the others."""
    names = {page.name for page in theirs}
    return [page for page in theirs if page.above not in names]


def plain(said: tuple[str, str], home: bool = False, again: bool = False) -> bytes:
    """A page of a title and a few words. `home`: with the way to the first page; `again`: it asks
    anew by itself."""
    return _plain(title=said[0], words=said[1], home=home, again=again)


def choice(theirs: Sequence[Page]) -> bytes:
    """The pages of somebody who has several."""
    return _plain(title="Your pages", pages=theirs)


def calendar(found: Listing | None) -> bytes:
    """The reporting calendar, or why there is none."""
    if found is None or found.fault:
        said = words.NO_CALENDAR if found is None else words.calendar_fault(found.fault)
        return _plain(title="Reporting calendar", words=said, home=True)
    return _show(
        "calendar.html.j2",
        style=assets.address(assets.PLAIN),
        script=assets.address(assets.SCRIPT),
        calendar=found,
        day=days_in_words(found.day, found.day),
    )


def sign_in(to: str = "", wrong: str = "") -> bytes:
    """The page to sign in; afterwards it leads to the page named `to`."""
    return _plain(title="Sign in", sign_in=True, to=to, wrong=wrong)


def _plain(**given: Any) -> bytes:
    usual = {"words": "", "pages": (), "sign_in": False, "to": "", "wrong": "", "home": False}
    return _show(
        "plain.html.j2", style=assets.address(assets.PLAIN), **{**usual, "again": False, **given}
    )


def _show(template: str, **given: Any) -> bytes:
    text: str = _templates().get_template(template).render(**given)
    return text.encode()
