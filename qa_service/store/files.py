"""Writing so that a crash at any instant leaves the old or the new, never half: fsync, rename, one writer at a time."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qa_service.errors import IndexUnusableError

SCRATCH = ".scratch"


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def sync_tree(folder: Path) -> None:
    """Make sure that a folder and all files in it are on the disk."""
    for path in files_below(folder):
        _sync(path)
    for path in [*(path for path in folder.rglob("*") if path.is_dir()), folder]:
        _sync(path)


def replace_file(path: Path, text: str) -> None:
    """Replace a small file in one step: readers see the old text or the new one."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    _sync(fresh)
    fresh.replace(path)
    _sync(path.parent)


def link(path: Path, target: Path) -> None:
    """Give a file that is never written to again a second name; a copy where the file system has none."""
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)


def move_into_place(folder: Path, target: Path) -> None:
    """Give a finished folder its final name, and make sure that the name is on the disk."""
    sync_tree(folder)
    folder.rename(target)
    _sync(target.parent)


@contextmanager
def scratch_folder(index: Path) -> Iterator[Path]:
    """An empty folder on the index's disk, removed at the end; what a crash left of the last one is removed first.

    The caller holds the lock of ``only_writer``.
    """
    folder = index / SCRATCH
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sync_names(folder: Path) -> None:
    """Make sure that the names of a folder, new, changed and gone, are on the disk."""
    _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def only_writer(index: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the index folder's lock. The system releases it when the process ends, however it ends.

    Raises:
        IndexUnusableError: another build holds it, and ``wait`` does not ask to wait until it has ended.
    """
    index.mkdir(parents=True, exist_ok=True)
    with (index / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise IndexUnusableError(
                f"Another build is writing to {index}. Wait until it has ended, then run the command again."
            ) from None
        yield
