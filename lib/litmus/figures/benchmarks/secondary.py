"""The few figures of 2015/16 that are in no data file: quoted by others from DfE's releases.

DfE's data files for these begin later (workforce 2016/17, looked-after children 2020/21).
"""

from decimal import Decimal

from litmus.figures.benchmarks.row import Row

SECONDARY = (
    Row("LAC01", "2015/16", "ENGLAND", Decimal(60), None, "B4", "published"),
    Row("ADO02", "2015/16", "ENGLAND", Decimal(15), None, "B3", "published"),
    Row("WFC01", "2015/16", "ENGLAND", Decimal("16.1"), None, "B2", "published"),
    # 5,330 agency workers of 27,700 in post and 5,330 agency, full-time equivalents: 16.1%
    Row("WFC02", "2015/16", "ENGLAND", Decimal("16.1"), None, "B2", "derived"),
    # 5,540 vacancies of 27,700 in post and 5,540 vacancies: 16.7%
    Row("WFC03", "2015/16", "ENGLAND", Decimal("16.7"), None, "B2", "derived"),
)
