"""Following the index: when a build has moved the pointer, a worker loads the new generation and switches to it."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path

from qa_service.errors import ServiceError
from qa_service.store.manifest import POINTER_FILE
from qa_service.web.service import ServiceHolder

INTERVAL = 1.0  # seconds between two looks at the pointer: one line of text
RETRY = 60.0  # seconds until a generation that could not be loaded is tried again
_LOG = logging.getLogger(__name__)


class Follower:
    """Keeps a loaded service at the generation that the index names as current, from a thread of its own.

    A generation that cannot be loaded leaves the one in use serving; it is logged once, and tried again after a minute
    or as soon as the pointer names another one.
    """

    def __init__(self, index: Path, holder: ServiceHolder) -> None:
        self._index = index
        self._holder = holder
        self._failed = ""
        self._again_at = 0.0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="follow-index", daemon=True)

    def start(self) -> None:
        """Begin to look at the pointer. Called after a fork, as threads do not survive one."""
        self._thread.start()

    def stop(self) -> None:
        """Stop looking, and wait for a load that is going on."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _follow(self) -> None:
        while not self._stopped.wait(INTERVAL):
            self.look()

    def look(self) -> None:
        """Look at the pointer once, and switch where it names another generation than the one in use."""
        named = _named(self._index)
        if named is None:
            return
        if named == self._holder.get().contents.id:
            self._failed = ""
            self._holder.settle()
        elif named != self._failed or time.monotonic() >= self._again_at:
            self._switch(named)

    def _switch(self, named: str) -> None:
        used = self._holder.get().contents.id
        try:
            self._holder.renew()
        except Exception as error:  # whatever it was, it must not end the serving of the former generation
            if named != self._failed:
                trace = None if isinstance(error, ServiceError) else error
                _LOG.error("generation %s is not taken up, %s goes on: %s", named, used, error, exc_info=trace)
            self._failed, self._again_at = named, time.monotonic() + RETRY
        else:
            _LOG.info("switched from generation %s to %s", used, named)


def _named(index: Path) -> str | None:
    """The id in the pointer, or None where it cannot be read: there is nothing to switch to then."""
    try:
        return (index / POINTER_FILE).read_text(encoding="utf-8", errors="replace").partition(" ")[0].strip()
    except OSError:
        return None
