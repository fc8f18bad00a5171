"""The corpus folder as reports: what was read, what is still as the former index has it, and what is refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from qa_service.errors import ReadingError, about
from qa_service.ingest.limits import Limits
from qa_service.ingest.progress import Progress, silent
from qa_service.ingest.reading import SUPPORTED, read_report, report_files, with_distinct_ids
from qa_service.records import Report
from qa_service.settings import Settings
from qa_service.store.files import sha256_of

UNREADABLE = "unreadable"


class KnownReports:
    """The reports of the former generation, by the bytes and by the path they were read from.

    Ids are always taken over, since citations hold them. ``content`` tells whether the rest may be too: whether the
    same code with the same limits would read the same out of the same bytes.
    """

    def __init__(self, reports: Iterable[Report] = (), *, content: bool = False) -> None:
        reports = list(reports)
        self.content = content
        self.by_hash = {report.sha256: report for report in reports}
        self.by_path = {report.path: report for report in reports}

    def id_for(self, path: str, sha256: str) -> str | None:
        """The id of these bytes, wherever they stood; failing that, of what stood at this path."""
        known = self.by_hash.get(sha256) or self.by_path.get(path)
        return known.id if known else None

    def same(self, path: str, sha256: str) -> Report | None:
        """The known report of this path and these bytes."""
        known = self.by_hash.get(sha256)
        return known if known and known.path == path and self.content else None

    def renamed(self, report: Report) -> Report | None:
        """The known report that this one is under another path, unless title, date or form hang on the path."""
        known = self.by_hash.get(report.sha256)
        if known is None or not self.content or replace(report, id=known.id, path=known.path) != known:
            return None
        return replace(known, path=report.path)


@dataclass(frozen=True, slots=True)
class CorpusReading:
    """What was found in the corpus folder, paths relative to it.

    ``carried`` holds the paths of the reports that are as they were known, ``refused`` maps a path to why it cannot be
    read, ``duplicates`` a path to the one with the same bytes that was read, ``hashes`` every path to the sha256 of its
    bytes.
    """

    reports: list[Report] = field(default_factory=list)
    carried: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)
    duplicates: dict[str, str] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)


def corpus_hashes(corpus: Path) -> dict[str, str]:
    """Sha256 of every file of the corpus by its relative path; files that cannot be opened count as such.

    Sizes and times are no proof: a copy may keep both and have other bytes.

    Raises:
        ReadingError: the corpus folder cannot be listed.
    """
    return {_name(path, corpus): _hash(path) for path in report_files(corpus)}


def read_corpus(settings: Settings, known: KnownReports | None = None, progress: Progress = silent) -> CorpusReading:
    """Read every file of the corpus that is not as it was; what cannot be read is named with its reason.

    Of files with the same bytes the one that was a report before is read, or else the first.

    Raises:
        ReadingError: there is no readable report at all.
    """
    known = known or KnownReports()
    files = {_name(path, settings.corpus): path for path in report_files(settings.corpus)}
    found = CorpusReading(hashes={name: _hash(path) for name, path in files.items()})
    read: dict[str, Report] = {}
    for name in progress(sorted(files, key=lambda name: not known.same(name, found.hashes[name])), "Reading"):
        try:
            with about(name):
                report = _report(name, files[name], settings, found, known)
        except ReadingError as error:
            found.refused[name] = str(error)
            continue
        first = read.setdefault(report.sha256, report)
        if first is not report:
            found.duplicates[name] = first.path
            found.carried.discard(name)
    if not read:
        raise ReadingError(_nothing_readable(settings.corpus, found.refused))
    found.reports.extend(_named(sorted(read.values(), key=lambda report: report.path), found.carried, known))
    return found


def _report(name: str, path: Path, settings: Settings, found: CorpusReading, known: KnownReports) -> Report:
    """A report as it is known, or else as it is read now, when its hash is noted as that of the bytes taken."""
    if name != path.relative_to(settings.corpus).as_posix():
        raise ReadingError(f"{name} has a name that is not valid UTF-8. Rename it.")
    report = known.same(name, found.hashes[name])
    if report is None or path.is_symlink():
        fresh = read_report(path, settings.corpus, Limits.of(settings))
        found.hashes[name] = fresh.sha256
        report = known.renamed(fresh)
        if report is None:
            return fresh
    found.carried.add(name)
    return report


def _named(reports: Sequence[Report], carried: Collection[str], known: KnownReports) -> list[Report]:
    """The reports in their order, each under its former id or, where that is taken, under one of its own."""
    named = {report.path: report for report in reports if report.path in carried}
    taken = {report.id for report in named.values()}
    fresh = [report for report in reports if report.path not in carried]
    for report in fresh:
        former = known.id_for(report.path, report.sha256)
        if former and former not in taken:
            taken.add(former)
            named[report.path] = replace(report, id=former)
    others = [report for report in fresh if report.path not in named]
    named |= {report.path: report for report in with_distinct_ids(others, taken)}
    return [named[report.path] for report in reports]


def _name(path: Path, corpus: Path) -> str:
    """The relative path, readable even where the file system's bytes are no text."""
    return path.relative_to(corpus).as_posix().encode("utf-8", "backslashreplace").decode()


def _hash(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError:
        return UNREADABLE


def _nothing_readable(corpus: Path, refused: Mapping[str, str]) -> str:
    if not refused:
        return (
            f"There is no report in {corpus}. Put files there that end in one of {SUPPORTED}, or set QA_CORPUS to"
            " another folder."
        )
    return f"No file in {corpus} can be read as a report. " + " ".join(refused.values())
