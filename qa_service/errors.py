"""The few errors that the service raises on purpose. Each message says what was given, what is allowed, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class ServiceError(Exception):
    """Base of every error raised on purpose; ``str(error)`` is fit for a person to read."""


class SettingsError(ServiceError):
    """A setting that is unknown or has a bad value."""


class ReadingError(ServiceError):
    """A file that cannot be read as a report."""


class ModelError(ServiceError):
    """A model that is missing or whose weights are not the expected ones."""


class IndexUnusableError(ServiceError):
    """An index that is missing, damaged or made by another configuration; says what to run."""


class QuestionError(ServiceError):
    """A question or a request parameter that cannot be answered as it stands."""


class NotFoundError(ServiceError):
    """A report or a page that does not exist."""


@contextmanager
def about(path: str) -> Iterator[None]:
    """Note on an error that nobody expected which file of the corpus it came from."""
    try:
        yield
    except Exception as error:
        if not isinstance(error, ServiceError):
            error.add_note(path)
        raise


def file_at_fault(error: Exception) -> str | None:
    """The file that ``about`` has noted, or None."""
    return next(iter(getattr(error, "__notes__", ())), None)
