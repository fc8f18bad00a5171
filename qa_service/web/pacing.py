"""A least speed for requests, so that clients who send slowly cannot hold the threads of a worker."""

from __future__ import annotations

import errno
import time
from socket import socket
from typing import Protocol

GRACE = 5.0  # seconds that any request may take to arrive
LEAST_SPEED = 16_384  # bytes a second that count towards more


class Unreader(Protocol):
    """What gunicorn reads a connection through."""

    sock: socket

    def chunk(self, size_hint: int | None = None) -> bytes: ...


class Pace:
    """Bounds how long the requests of one connection may take to arrive; ``begin`` is called before each.

    Put over an unreader by ``unreader.chunk = Pace(unreader).chunk``.
    """

    def __init__(self, unreader: Unreader) -> None:
        self._sock = unreader.sock
        self._chunk = unreader.chunk
        self.begin()

    def begin(self) -> None:
        """Start the clock of the next request."""
        self._began = time.monotonic()
        self._received = 0

    def chunk(self, size_hint: int | None = None) -> bytes:
        """The next bytes of the connection.

        Raises:
            ConnectionResetError: they did not come in time. It reads as if the client had gone, which ends a request.
        """
        left = self._began + GRACE + self._received / LEAST_SPEED - time.monotonic()
        if left <= 0:
            raise _too_slow()
        before = self._sock.gettimeout()
        self._sock.settimeout(left if before is None else min(before, left))
        try:
            data = self._chunk(size_hint)
        except TimeoutError:
            raise _too_slow() from None
        finally:
            self._sock.settimeout(before)
        self._received += len(data)
        return data


def _too_slow() -> ConnectionResetError:
    return ConnectionResetError(errno.ECONNRESET, "the request came too slowly")
