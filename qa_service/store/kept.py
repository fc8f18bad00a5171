"""The generations that are kept beside the current one, and the way back to one of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qa_service.errors import IndexUnusableError
from qa_service.store.files import replace_file, sha256_of
from qa_service.store.manifest import (
    MANIFEST_FILE,
    POINTER_FILE,
    Manifest,
    current_id,
    read_kept_manifest,
    read_verified_manifest,
)

PIN_FILE = "pinned"


@dataclass(frozen=True, slots=True)
class Kept:
    """A generation in the index folder: its manifest, or where it is not whole, what is wrong with it."""

    id: str
    current: bool
    manifest: Manifest | None
    problem: str = ""


def kept_generations(index: Path) -> list[Kept]:
    """All generations, the newest first, each checked whole."""
    current = current_id(index)
    return [_checked(index, id, current) for id in kept_ids(index)]


def kept_ids(index: Path) -> list[str]:
    """The ids of all generations, the newest first: ids sort by age."""
    return sorted((path.parent.name for path in index.glob(f"[!.]*/{MANIFEST_FILE}")), reverse=True)


def newest_whole(index: Path) -> Manifest | None:
    """The manifest of the newest generation that is whole, whether or not it is the current one."""
    current = current_id(index)
    for id in kept_ids(index):
        manifest = _checked(index, id, current).manifest
        if manifest:
            return manifest
    return None


def earlier_whole(index: Path, id: str | None, encoder: str) -> Manifest | None:
    """The newest whole generation before ``id``, or of all but the current one; of this encoder."""
    now = current_id(index)
    before = [other for other in kept_ids(index) if other != now and (id is None or other < id)]
    for other in before:
        manifest = _checked(index, other, now).manifest
        if manifest and manifest.origin.encoder == encoder:
            return manifest
    return None


def point_to(index: Path, id: str) -> None:
    """Make a generation the current one, in one step."""
    replace_file(index / POINTER_FILE, f"{id} {sha256_of(index / id / MANIFEST_FILE)}\n")


def pin(index: Path, id: str) -> None:
    """Mark a generation as chosen by hand: it stays current until somebody asks for a build."""
    replace_file(index / PIN_FILE, f"{id}\n")


def is_pinned(index: Path) -> bool:
    """Whether the current generation was chosen by hand; a pin that names another one counts for nothing."""
    try:
        pinned = (index / PIN_FILE).read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return False
    return bool(pinned) and pinned == current_id(index)


def _checked(index: Path, id: str, current: str | None) -> Kept:
    try:
        manifest = read_verified_manifest(index) if id == current else read_kept_manifest(index, id)
    except IndexUnusableError as error:
        return Kept(id, id == current, None, str(error))
    return Kept(id, id == current, manifest)
