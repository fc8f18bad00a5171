"""Following the corpus folder: a build after each change, whatever became of the one before."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from watchfiles import watch

from qa_service.errors import ReadingError, ServiceError
from qa_service.ingest.corpus import corpus_hashes

QUIET = 500  # milliseconds without a change before a look, so that a file being copied is not read half
LONGEST = 5_000  # milliseconds of changes without a pause before a look is taken nevertheless
IDLE = 60_000  # milliseconds without a change before a look is taken nevertheless: not every folder tells of changes
SOON = 1_000  # milliseconds from the beginning of the watch to a second look


def looks(corpus: Path, *, idle: int = IDLE) -> Iterator[None]:
    """When to look at the corpus folder: now, after changes once they pause, and each minute.

    Raises:
        OSError: the folder cannot be watched.
    """
    yield
    try:
        yield from _events(corpus, idle, polling=None)
    except OSError:  # the system gives no more notifications, or this file system none
        yield from _events(corpus, idle, polling=True)


def _events(corpus: Path, idle: int, *, polling: bool | None) -> Iterator[None]:
    """A first one soon after the watch begins: what changed during the look before, no notification tells of."""
    told = watch(
        corpus, debounce=LONGEST, step=QUIET, rust_timeout=min(idle, SOON), yield_on_timeout=True, force_polling=polling
    )
    due = time.monotonic()
    for changes in told:
        if changes or time.monotonic() >= due:
            yield
            due = time.monotonic() + idle / 1000


def follow(
    corpus: Path, build: Callable[[], None], tell: Callable[[str], None], *, at: Iterable[object] | None = None
) -> None:
    """Build whenever the bytes of the corpus are other than at the last build; ends with ``at``, or by an interrupt.

    A build that failed is told of and tried again: after the next change where the corpus was at fault, else at the
    next look.

    Args:
        corpus: the folder of reports.
        build: builds the index if that is stale.
        tell: shows a sentence to the operator.
        at: when to look; None takes ``looks``.
    """
    built: dict[str, str] | None = None
    for _ in looks(corpus) if at is None else at:
        now: dict[str, str] | None = None
        try:
            now = corpus_hashes(corpus)
            if now != built:
                build()
            built = now
        except (ServiceError, OSError) as error:
            tell(str(error))
            built = now if isinstance(error, ReadingError) else None
