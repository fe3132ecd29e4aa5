"""A dashboard of a few pages, and somebody who signs in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from publish.dashboard.board import TOKENS, Board, post, put_pages


@pytest.fixture
def empty(tmp_path: Path) -> Board:
    """A dashboard before its first making has ended."""
    return Board(tmp_path, tmp_path / "access.yml")


@pytest.fixture
def board(empty: Board) -> Board:
    put_pages(empty.outputs)
    assert empty.store.refresh()
    return empty


@pytest.fixture
def sign_in(board: Board) -> Callable[[str], str]:
    """Signs somebody in and returns the cookie that the browser then sends."""

    def of(user: str) -> str:
        found = post(board, "/sign-in", f"token={TOKENS[user]}")
        assert found.status == 303
        return found.cookies[0].partition(";")[0]

    return of
