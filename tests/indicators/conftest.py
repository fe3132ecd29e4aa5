from collections.abc import Iterator

import pytest

from indicators.worked import Council


@pytest.fixture(scope="session")
def empty_council() -> Iterator[Council]:
    council = Council()
    yield council
    council.connection.close()


@pytest.fixture
def council(empty_council: Council) -> Council:
    """A council without a row; `council.of(table=text)` fills it."""
    return empty_council.holding({})
