"""Which pages there are: of the council, of each service, of each team, each below another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from litmus.base.code_words import SERVICES
from litmus.base.scope import COUNCIL, COUNCIL_WIDE, SERVICE, TEAM, Scope
from litmus.publish.dashboard.settings import Live
from litmus.run.file_names import distinct


@dataclass(frozen=True)
class Page:
    """One page.

    name: as its address has it, letters, digits and hyphens alone. kind and group: whom it is
    about. title: as it is called where others lead to it. service: the service that it is of, ""
    for the council's. above: the page that it is below, "" for none. report: the report that it is,
    of the whole council's data where `whole`.
    """

    name: str
    kind: str
    group: str
    title: str
    service: str = ""
    above: str = ""
    report: str = ""
    whole: bool = True

    @property
    def about(self) -> Scope:
        """Whom it is about."""
        return Scope(self.kind, self.group)

    @property
    def scope(self) -> Scope:
        """Whom its report is asked of."""
        return COUNCIL_WIDE if self.whole else self.about


def every(live: Live, services: Mapping[str, str], names: Mapping[str, str]) -> list[Page]:
    """The pages in their order: the council, and each service followed by its teams.

    `services` is the service of each team of the day, `names` what teams are called, both by the
    team's code. A service without a team in the data has no page, unless it has a report of its
    own.
    """
    found = [Page(COUNCIL, COUNCIL, "", "The council", report=live.report)]
    for service in live.services:
        own = live.own_reports.get(service, "")
        teams = sorted(team for team, of in services.items() if of == service)
        if not own and not teams:
            continue
        of_service = Page(
            name(SERVICE, service),
            SERVICE,
            service,
            SERVICES[service],
            service,
            COUNCIL,
            own or live.report,
            whole=bool(own),
        )
        found.append(of_service)
        found += [] if own else [_of_team(each, names, of_service) for each in teams]
    return found


def _of_team(team: str, names: Mapping[str, str], above: Page) -> Page:
    title = names.get(team) or team
    place = name(TEAM, team)
    return Page(place, TEAM, team, title, above.service, above.name, above.report, whole=False)


def name(kind: str, group: str) -> str:
    """The name of a page in its address: no two have the same.

    >>> name("team", "CIN-1"), name("team", "../CIN 1")
    ('team-CIN-1', 'team-CIN-1-ca7e')
    """
    return f"{kind.replace('_', '-')}-{distinct(group)}"


def below(pages: Sequence[Page], page: Page) -> list[Page]:
    """The pages right below one."""
    return [each for each in pages if each.above == page.name]


def above(pages: Sequence[Page], page: Page) -> list[Page]:
    """The pages that one is below, the highest first."""
    known = {each.name: each for each in pages}
    found = []
    while page.above:
        page = known[page.above]
        found.append(page)
    return found[::-1]
