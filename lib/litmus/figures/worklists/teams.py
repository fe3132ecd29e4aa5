"""Which teams there are on a day, and the service that each is of, as far as the data say it."""

from collections.abc import Collection
from datetime import date
from typing import Any

# Of several rows of a team the latest holds.
SERVICES = """
SELECT rts_team_id, rts_service FROM ref_team_service
WHERE rts_valid_from <= ? AND (rts_valid_to IS NULL OR rts_valid_to > ?)
    AND rts_team_id IS NOT NULL AND rts_service IS NOT NULL
ORDER BY rts_valid_from, rts_team_id"""


def services(connection: Any, provided: Collection[str], day: date) -> dict[str, str]:
    """The service of each team on `day`, by the team's code; empty where the data name none."""
    if "ref_team_service" not in provided:
        return {}
    rows = connection.execute(SERVICES, [day, day]).fetchall()
    return {str(team): str(service) for team, service in rows}
