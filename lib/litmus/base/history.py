"""How far back the figures of a report go."""

from pydantic import Field

from litmus.base.params import Setting


class History(Setting):
    """How many months and quarters of figures a report has; the last of each ends with it.

    `weeks` and `days` beside them: where nothing is said, 13 weeks in a report of a week, 14 days
    in one of a day, else none. `groups`: whether groups have them all, too, or just the windows
    that are compared. `rolling`: in a month that ends no quarter as many stretches of three months
    that end with it, one after the other, beside the quarters.
    """

    months: int = Field(default=13, ge=1, le=600)
    quarters: int = Field(default=8, ge=1, le=200)
    weeks: int = Field(default=0, ge=0, le=520)
    days: int = Field(default=0, ge=0, le=366)
    groups: bool = True
    rolling: bool = False
