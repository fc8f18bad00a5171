"""What a generation says of itself, and the checks that it is still so."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from qa_service.errors import IndexUnusableError
from qa_service.store.embedding import Encoder, EncoderIdentity
from qa_service.store.facts import record_from_line, record_to_line
from qa_service.store.files import files_below, sha256_of

FORMAT = 3
MANIFEST_FILE = "manifest.json"
SEAL_FILE = "manifest.sha256"
POINTER_FILE = "current"
REMEDY = "Run 'make index' or 'flask index build'."
_PACKAGE = Path(__file__).resolve().parent.parent
_BUILDING_CODE = ("records.py", "language", "ingest", "store")


@dataclass(frozen=True, slots=True)
class Origin:
    """Everything that decides what a build gives: another origin means that the index is stale.

    ``corpus`` maps each file's path, relative to the corpus folder, to the sha256 of its bytes, refused files too.
    ``limits`` are the other limits of what is read of a file, by name.
    """

    builder: str
    encoder: str
    weights_sha256: str
    twin_sha256: str | None
    max_report_bytes: int
    corpus: Mapping[str, str]
    limits: Mapping[str, int] = field(default_factory=dict)

    def reads_as(self, other: Origin) -> bool:
        """Whether both read the same out of the same bytes."""
        mine, others = (self.builder, self.max_report_bytes), (other.builder, other.max_report_bytes)
        return mine == others and self.limits == other.limits

    def embeds_as(self, other: Origin) -> bool:
        """Whether both give the same text the same vector."""
        return (self.encoder, self.weights_sha256) == (other.encoder, other.weights_sha256)

    def difference(self, wanted: Origin) -> str | None:
        """Say what has changed, or None where nothing has."""
        if self.encoder != wanted.encoder:
            return f"it was built with the encoder {self.encoder}, the settings name {wanted.encoder}"
        if (self.weights_sha256, self.twin_sha256) != (wanted.weights_sha256, wanted.twin_sha256):
            return f"the weights of the encoder {wanted.encoder} are others now"
        if self.builder != wanted.builder:
            return f"it was built by version {self.builder}, this is {wanted.builder}"
        if self.max_report_bytes != wanted.max_report_bytes:
            return f"the limit of a report was {self.max_report_bytes} bytes, now it is {wanted.max_report_bytes}"
        for name, limit in wanted.limits.items():
            if self.limits.get(name) != limit:
                return f"the limit of {name} was {self.limits.get(name)}, now it is {limit}"
        return _corpus_difference(self.corpus, wanted.corpus)


def _corpus_difference(built: Mapping[str, str], now: Mapping[str, str]) -> str | None:
    changes = (
        ("added", sorted(now.keys() - built.keys())),
        ("removed", sorted(built.keys() - now.keys())),
        ("changed", sorted(path for path in now.keys() & built.keys() if now[path] != built[path])),
    )
    parts = [
        f"{len(paths)} {verb} ({', '.join(paths[:3])}{', …' if paths[3:] else ''})" for verb, paths in changes if paths
    ]
    return f"files of the corpus: {'; '.join(parts)}" if parts else None


@dataclass(frozen=True, slots=True)
class Counts:
    reports: int = 0
    passages: int = 0
    sentences: int = 0
    facts: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is made of.

    ``built_at`` is ISO 8601 in UTC; ``refused`` maps a file's path to why it is not in the index; ``files`` maps each
    file of the generation to its sha256.
    """

    format: int
    id: str
    built_at: str
    dimension: int
    origin: Origin
    counts: Counts
    refused: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


def builder_version() -> str:
    """The package's version and a hash of what decides what a build gives: its code, and the pinned libraries."""
    digest = hashlib.sha256()
    for source in _building_sources():
        digest.update(source.relative_to(_PACKAGE.parent).as_posix().encode() + b"\0" + source.read_bytes())
    try:
        released = version("qa-service")
    except PackageNotFoundError:  # run from the source folder
        released = "source"
    return f"{released}+{digest.hexdigest()[:12]}"


def _building_sources() -> Iterator[Path]:
    for name in _BUILDING_CODE:
        path = _PACKAGE / name
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))
    pins = _PACKAGE.parent / "requirements.txt"
    if pins.is_file():
        yield pins


def origin_of(
    encoder: Encoder | EncoderIdentity,
    *,
    max_report_bytes: int,
    corpus: Mapping[str, str],
    limits: Mapping[str, int] | None = None,
) -> Origin:
    """The origin of a build made now, by this code, with this encoder, of these files."""
    return Origin(
        builder=builder_version(),
        encoder=encoder.name,
        weights_sha256=encoder.weights_sha256,
        twin_sha256=encoder.twin_sha256,
        max_report_bytes=max_report_bytes,
        corpus=dict(corpus),
        limits=dict(limits or {}),
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest and, beside it, its own sha256, which vouches for it where the pointer names another one."""
    (folder / MANIFEST_FILE).write_bytes(record_to_line(manifest))
    (folder / SEAL_FILE).write_text(sha256_of(folder / MANIFEST_FILE), encoding="utf-8")


def hashes_of(folder: Path, former: Manifest | None = None) -> dict[str, str]:
    """Sha256 of every file of a generation but its manifest and seal, by path relative to its folder.

    A file that is the very one of the ``former`` generation, verified before, is not read again.
    """
    known = {} if former is None else former.files
    hashes = {}
    for path in files_below(folder):
        name = path.relative_to(folder).as_posix()
        if former is not None and name in known and _same_file(path, folder.parent / former.id / name):
            hashes[name] = known[name]
        elif path.name not in {MANIFEST_FILE, SEAL_FILE}:
            hashes[name] = sha256_of(path)
    return hashes


def _same_file(path: Path, other: Path) -> bool:
    return other.is_file() and path.samefile(other)


def read_verified_manifest(index: Path) -> Manifest:
    """Read the current generation's manifest and check every file against it.

    Raises:
        IndexUnusableError: no generation, or one that is incomplete, changed or of another format.
    """
    folder, expected = _follow_pointer(index)
    return _verified(index, folder, expected, POINTER_FILE)


def read_kept_manifest(index: Path, id: str) -> Manifest:
    """Read the manifest of a generation that need not be the current one, and check every file against it.

    Raises:
        IndexUnusableError: it is missing, incomplete, changed or of another format.
    """
    seal = index / id / SEAL_FILE
    if not seal.is_file():
        raise unusable(index, f"there is no whole generation {id}")
    return _verified(index, seal.parent, seal.read_text(encoding="utf-8", errors="replace"), SEAL_FILE)


def current_id(index: Path) -> str | None:
    """The id in the pointer; None where there is none that can be read."""
    try:
        return _follow_pointer(index)[0].name
    except IndexUnusableError:
        return None


def _verified(index: Path, folder: Path, expected: str, voucher: str) -> Manifest:
    path = folder / MANIFEST_FILE
    if not path.is_file():
        raise unusable(index, f"{path.relative_to(index)} is missing")
    if sha256_of(path) != expected:
        raise unusable(index, f"{path.relative_to(index)} is damaged: its sha256 is not the one in {voucher!r}")
    manifest = _parse(index, path)
    _verify_files(index, folder, manifest)
    return manifest


def generation_folder(index: Path, manifest: Manifest) -> Path:
    return index / manifest.id


def unusable(index: Path, what: str) -> IndexUnusableError:
    return IndexUnusableError(f"The index in {index} cannot be used: {what}. {REMEDY}")


def _follow_pointer(index: Path) -> tuple[Path, str]:
    pointer = index / POINTER_FILE
    if not pointer.is_file():
        raise IndexUnusableError(f"There is no index in {index} yet. {REMEDY}")
    generation, _, expected = pointer.read_text(encoding="utf-8", errors="replace").strip().partition(" ")
    folder = index / generation
    if not generation or not expected or folder.parent != index:
        raise unusable(index, f"the file {POINTER_FILE!r} is damaged")
    if not folder.is_dir():
        raise unusable(index, f"the file {POINTER_FILE!r} names the generation {generation}, which is missing")
    return folder, expected


def _parse(index: Path, path: Path) -> Manifest:
    try:
        manifest = record_from_line(Manifest, path.read_bytes())
    except ValueError:
        raise unusable(index, f"{path.relative_to(index)} is not a manifest of format {FORMAT}") from None
    if manifest.format != FORMAT:
        raise unusable(index, f"it has format {manifest.format}, this version reads format {FORMAT}")
    if path.parent.name != manifest.id:
        raise unusable(index, f"the folder {path.parent.name} holds the generation {manifest.id}")
    return manifest


def _verify_files(index: Path, folder: Path, manifest: Manifest) -> None:
    paths = {folder / name: expected for name, expected in manifest.files.items()}
    for path in paths:
        if not path.is_file():
            raise unusable(index, f"{path.relative_to(index)} is missing")
    with ThreadPoolExecutor() as pool:  # hashing leaves the interpreter to other threads
        hashes = list(pool.map(sha256_of, paths))
    for (path, expected), found in zip(paths.items(), hashes, strict=True):
        if found != expected:
            raise unusable(index, f"{path.relative_to(index)} is damaged: its sha256 is not the one in the manifest")
