"""Files into the corpus folder and out of it: whole or not at all, on the disk before anyone is told."""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import IO
from uuid import uuid4

from qa_service.errors import ReadingError
from qa_service.settings import Settings
from qa_service.store.files import sha256_of, sync_names
from qa_service.store.jobs import Action
from qa_service.web.problems import (
    INVALID_FIELDS,
    REPORT_EXISTS,
    REPORT_TOO_LARGE,
    UNSUPPORTED_REPORT,
    FieldError,
    ProblemError,
)

_PART = ".upload-"  # hidden, so no build reads it
_STALE_SECONDS = 24 * 3600
_CHUNK = 65_536
NO_IDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Received:
    """The bytes of a report, complete and on the disk, but not in the corpus yet."""

    path: Path
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a report stands in the corpus; ``action`` is None where it already stood there.

    ``sha256`` is that of its bytes, "" where it was removed.
    """

    name: str
    action: Action | None
    sha256: str = ""


class Corpus:
    """The corpus folder of a service, written by one request at a time, whichever worker it is in."""

    def __init__(self, settings: Settings) -> None:
        self.folder = settings.corpus
        self._index = settings.index
        self._most = settings.max_report_bytes

    @contextmanager
    def receive(self, stream: IO[bytes]) -> Iterator[Received]:
        """Write a stream to a hidden file of the corpus folder, which is gone at the end unless it was kept.

        Raises:
            ProblemError: it has no bytes, or more than a report may have.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self._clear()
        path = self.folder / f"{_PART}{uuid4().hex}"
        try:
            with path.open("xb") as file:
                size, digest = self._copy(stream, file)
                file.flush()
                os.fsync(file.fileno())
            yield Received(path, size, digest)
        finally:
            path.unlink(missing_ok=True)

    def _copy(self, stream: IO[bytes], file: IO[bytes]) -> tuple[int, str]:
        digest, size = hashlib.sha256(), 0
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > self._most:
                raise ProblemError(REPORT_TOO_LARGE, too_large(self._most))
            digest.update(chunk)
            file.write(chunk)
        if not size:
            detail = "The file is empty. Send the report's text."
            raise ProblemError(INVALID_FIELDS, detail, [FieldError(field="file", detail=detail)])
        return size, digest.hexdigest()

    def _clear(self) -> None:
        """Remove what an upload left behind whose worker was killed."""
        for path in self.folder.glob(f"{_PART}*"):
            with suppress(FileNotFoundError):  # its upload has ended in between
                if time.time() - path.stat().st_mtime > _STALE_SECONDS:
                    path.unlink()

    def keep(self, received: Received, name: str, *, replace: bool, ids: Mapping[str, str] = NO_IDS) -> Kept:
        """Give received bytes their name in the corpus, on the disk when this returns.

        Args:
            received: the bytes.
            name: the file's name.
            replace: whether a file of this name may be replaced.
            ids: by name, the ids that reports have which do not follow from their names.

        Raises:
            ProblemError: the name, or the id that follows from it, is taken; the same bytes have another name.
        """
        with self._alone():
            target = self.folder / name
            same = self._with_same_bytes(received)
            if same == name or (same is not None and not target.exists()):
                return Kept(same, None, received.sha256)
            if same is not None:
                detail = f"The report {same} has the very same bytes. Remove {name} with DELETE, if it is not wanted."
                raise ProblemError(REPORT_EXISTS, detail)
            existed = target.exists()
            if existed and not replace:
                detail = f"There is another report of the name {name}. To replace it: PUT /reports/{name}."
                raise ProblemError(REPORT_EXISTS, detail)
            self._refuse_clash(name, ids)
            received.path.chmod(0o644)
            received.path.replace(target)
            sync_names(self.folder)
            return Kept(name, "replaced" if existed else "added", received.sha256)

    def remove(self, name: str) -> bool:
        """Remove a file of the corpus; False where it is not there.

        Raises:
            ProblemError: it is the last one, and an index holds one report at least.
        """
        with self._alone():
            target = self.folder / name
            if not target.is_file() or not target.resolve().is_relative_to(self.folder.resolve()):
                return False
            if [path for path in _files(self.folder) if path != target] == []:
                detail = f"{name} is the last report; the service cannot be without one. Send another one first."
                raise ProblemError(REPORT_EXISTS, detail)
            target.unlink()
            sync_names(target.parent)
            return True

    def with_id(self, report_id: str, ids: Mapping[str, str]) -> str | None:
        """The name of the file that has this id or will have it; ``ids`` as for ``keep``."""
        names = (path.relative_to(self.folder).as_posix() for path in _files(self.folder))
        return next((name for name in names if (ids.get(name) or id_of(name)) == report_id), None)

    def _with_same_bytes(self, received: Received) -> str | None:
        """The name of the first file with these bytes. Only files of this size are read."""
        for path in _files(self.folder):
            if _size(path) == received.size and sha256_of(path) == received.sha256:
                return path.relative_to(self.folder).as_posix()
        return None

    def _refuse_clash(self, name: str, ids: Mapping[str, str]) -> None:
        """Of two files of one id (``a.md``, ``a.txt``) one would get another id than was promised."""
        mine = ids.get(name) or id_of(name)
        for path in _files(self.folder):
            other = path.relative_to(self.folder).as_posix()
            if other != name and (ids.get(other) or id_of(other)) == mine:
                detail = f"Under the name {name} it would have the id of {other}. Choose another name."
                raise ProblemError(REPORT_EXISTS, detail)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._index.mkdir(parents=True, exist_ok=True)
        with (self._index / ".uploads.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def too_large(most: int) -> str:
    return f"The report has more than {most:,} bytes, the most that a report may have. {REPORT_TOO_LARGE.remedy}"


def _beginning(path: Path) -> bytes:
    """All of a small file, the beginning of a large one: of UTF-16 whole characters, else up to a space or a line."""
    with path.open("rb") as file:
        data = file.read(_CHUNK)
    if len(data) < _CHUNK:
        return data
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        last = data[-1] if data.startswith(BOM_UTF16_LE) else data[-2]
        return data[:-2] if 0xD8 <= last <= 0xDB else data  # the first half of a surrogate pair
    return data[: max(data.rfind(b" "), data.rfind(b"\n"), 0)]


def refuse_other_content(received: Received, name: str) -> None:
    """Refuse what holds no report of a kind that can be read, or not of the kind that its name tells.

    Raises:
        ProblemError: the detail says what the bytes are, or are not, and what to do.
    """
    from qa_service.ingest.formats import TAKEN_APART, format_of_file
    from qa_service.ingest.reading import text_of

    try:
        if format_of_file(received.path, PurePath(name).suffix.lower()) not in TAKEN_APART:
            text_of(_beginning(received.path))
    except ReadingError as error:
        raise ProblemError(UNSUPPORTED_REPORT, f"{name} {error}") from error


def id_of(name: str) -> str:
    """The id that a report gets from its file's name."""
    from qa_service.ingest.reading import report_id  # imported here: it takes half a second, and few workers need it

    return report_id(name)


def supported_suffixes() -> str:
    """The suffixes of files that can be read, as a list in words."""
    from qa_service.ingest.reading import SUPPORTED

    return SUPPORTED


def _files(folder: Path) -> list[Path]:
    from qa_service.ingest.reading import report_files

    return report_files(folder)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size if path.is_file() else None
    except OSError:
        return None
