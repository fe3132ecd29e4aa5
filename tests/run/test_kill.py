"""A kill at any moment of a run loses no word."""

import pytest

from disk_faults import killed_apart, needs_fork

pytestmark = pytest.mark.slow


@needs_fork
def test_a_run_killed_at_each_thing_it_does_loses_no_word_and_the_next_ends_well(tmp_path):
    # Notebook, page, figures, record and history are written, linked and renamed one by one.
    assert killed_apart("run/kill_at_every_step.py", tmp_path) > 30
