import pytest

from publish.evidence.made_up import make_snapshot, publish_one
from publish.evidence.people import make_people


@pytest.fixture
def people(tmp_path):
    return make_people(tmp_path / "publications" / "trust.json")


@pytest.fixture
def snapshot(tmp_path):
    return make_snapshot(tmp_path / "snapshot")


@pytest.fixture
def published(people, snapshot):
    """The folder of a small publication."""
    return publish_one(people, snapshot)
