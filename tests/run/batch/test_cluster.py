"""The same batch by two workers of a real Dask cluster on this computer."""

import pytest

from litmus.base.errors import LitmusError
from litmus.run.batch import crews
from litmus.run.batch.task import pictures_in

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cluster():
    distributed = pytest.importorskip("distributed", reason="no Dask: run make engines")
    dask = pytest.importorskip("dask")
    # Workers that may have children fork warm kernels, in half the time (docs/batches.md).
    forks = dask.config.set({"distributed.worker.daemon": False})
    asked = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with forks, distributed.LocalCluster(**asked) as found:
        yield found


@pytest.mark.usefixtures("warm")
def test_every_pack_has_its_pictures_and_the_same_figures(small, cluster) -> None:
    found = small.batch(scheduler=cluster.scheduler_address)
    assert [each.state for each in found.entries] == ["done"] * 3, found.message
    figures = {each.scope: _content(small, each.scope) for each in found.entries}
    pictures = {each.scope: each.pictures for each in found.entries}
    for scope, folder in ((each.scope, small.folder(each.scope)) for each in found.entries):
        assert pictures[scope] == pictures_in(folder / f"{folder.name}.ipynb") >= 1
    here = small.batch(jobs=1)
    assert [each.state for each in here.entries] == ["unchanged"] * 3
    alone = type(small)(small.project, small.outputs.with_name("alone"))
    one = alone.batch("team:T1", jobs=1)
    assert _content(alone, "team:T1") == figures["team:T1"]
    assert one.entries[0].pictures == pictures["team:T1"]


def test_one_that_fails_on_a_worker_stops_no_other(small, cluster) -> None:
    small.tell("fails", "team:T2")
    found = small.batch(scheduler=cluster.scheduler_address)
    assert [each.state for each in found.entries] == ["done", "failed", "done"]
    assert "no luck" in found.message


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("of_bytes", "have to lie in folders that all computers see"),
        ("library", "has another version of Litmus"),
    ],
)
def test_a_worker_with_other_folders_or_other_code_is_refused(
    small, cluster, monkeypatch, what, says
) -> None:
    marker = small.tell("marker", "here")
    # As this process finds it: the workers find what is there.
    where = crews.digests if what == "of_bytes" else crews.code_digest
    monkeypatch.setattr(where, what, lambda *_: "other")
    with pytest.raises(LitmusError, match=says):
        crews.Cluster(cluster.scheduler_address, marker, small.project)


def test_a_scheduler_that_is_not_there_is_said_plainly(small, monkeypatch) -> None:
    pytest.importorskip("distributed", reason="no Dask: run make engines")
    monkeypatch.setattr(crews, "PATIENCE", 1)
    with pytest.raises(LitmusError, match="No Dask scheduler answers at tcp://127"):
        small.batch(scheduler="tcp://127.0.0.1:9")


def _content(small, scope: str) -> tuple[bytes, bytes]:
    folder = small.folder(scope)
    return (folder / "figures.csv").read_bytes(), (folder / f"{folder.name}.html").read_bytes()
