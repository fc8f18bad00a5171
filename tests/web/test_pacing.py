from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from qa_service.web import pacing
from qa_service.web.pacing import Pace


class Unreader:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def chunk(self, size_hint: int | None = None) -> bytes:
        return self.sock.recv(size_hint or 8192)


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    client, server = socket.socketpair()
    with client, server:
        yield client, server


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Now, as the pace sees it."""
    now = [100.0]
    monkeypatch.setattr(pacing.time, "monotonic", lambda: now[0])
    return now


def test_what_is_there_is_read_and_the_socket_left_as_it_was(ends) -> None:
    client, server = ends
    client.sendall(b"hello")
    server.settimeout(7)
    assert Pace(Unreader(server)).chunk(5) == b"hello"
    assert server.gettimeout() == 7


def test_nothing_within_the_grace_ends_the_request(ends, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "GRACE", 0.05)
    with pytest.raises(ConnectionResetError, match="came too slowly"):
        Pace(Unreader(ends[1])).chunk()
    assert ends[1].gettimeout() is None


def test_drops_do_not_win_time(ends, clock: list[float]) -> None:
    client, server = ends
    pace = Pace(Unreader(server))
    for _ in range(2):
        client.sendall(b"x")
        assert pace.chunk() == b"x"
        clock[0] += 2.6
    client.sendall(b"x")
    with pytest.raises(ConnectionResetError, match="came too slowly"):
        pace.chunk()


def test_a_large_body_has_the_time_that_its_bytes_take(ends, clock: list[float]) -> None:
    client, server = ends
    pace = Pace(Unreader(server))
    client.sendall(b"x" * 32_768)
    received = 0
    while received < 32_768:
        received += len(pace.chunk(32_768))
    clock[0] += 6.9  # 5 s of grace and 2 s for 32 KB
    client.sendall(b"y")
    assert pace.chunk() == b"y"
    clock[0] += 0.2
    with pytest.raises(ConnectionResetError, match="came too slowly"):
        pace.chunk()


def test_each_request_has_its_own_clock(ends, clock: list[float]) -> None:
    client, server = ends
    pace = Pace(Unreader(server))
    clock[0] += 60
    pace.begin()
    client.sendall(b"x")
    assert pace.chunk() == b"x"
