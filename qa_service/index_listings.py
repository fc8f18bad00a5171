"""What the index commands print, as lines."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qa_service.records import Changes, Conflict, Told

if TYPE_CHECKING:
    from qa_service.ingest.pipeline import BuildReport
    from qa_service.store.jobs import Job
    from qa_service.store.kept import Kept
    from qa_service.store.manifest import Manifest


def build_lines(done: BuildReport, most: int) -> Iterator[str]:
    """What a build did; of each kind of change and of conflicts ``most`` at most."""
    counts = done.counts
    yield (
        f"Built generation {done.generation} in {done.seconds:.1f} s: {counts.reports} reports, {counts.passages} "
        f"passages, {counts.sentences} sentences, {counts.facts} facts, {counts.words} words."
    )
    yield f"{done.reports_read} reports read, {done.reports_carried} carried over unchanged."
    yield f"{done.embedded} texts embedded, {done.carried} carried over from the former generation."
    for path, first in done.duplicates.items():
        yield f"Duplicate: {path} has the same bytes as {first}, which is in the index."
    for path in done.undated:
        yield f"No publication date found in {path}: its relative dates (“last year”) stay open."
    for path, count in done.crowded.items():
        sentences = "1 sentence" if count == 1 else f"{count} sentences"
        yield f"Too many numbers in {sentences} of {path}: their figures are no facts, though they can be quoted."
    yield from change_lines(done.changes, most)
    yield from conflict_lines(done.conflicts, most)


def change_lines(changes: Changes | None, most: int | None) -> Iterator[str]:
    """What changed; None for ``most`` gives all."""
    if changes is None:
        yield "Nothing was there before: everything is new."
        return
    if changes == Changes():
        yield "Nothing changed in reports and facts."
    reports = (
        ("Report added", changes.reports_added),
        ("Report removed", changes.reports_removed),
        ("Report altered", changes.reports_altered),
        ("Report renamed", [f"{old} → {new}" for old, new in changes.reports_renamed.items()]),
    )
    facts = (
        ("Fact added", changes.facts_added),
        ("Fact removed", changes.facts_removed),
        ("Fact altered", changes.facts_altered),
    )
    for name, paths in reports:
        yield from _cut([f"{name}: {path}" for path in paths], most)
    for name, told in facts:
        yield from _cut([f"{name}: {_figure(one)}" for one in told], most)


def _figure(told: Told) -> str:
    former = f"{told.former} → " if told.former else ""
    return f"{told.card}: {former}{told.text} ({told.report})"


def conflict_lines(conflicts: Sequence[Conflict], most: int | None) -> Iterator[str]:
    """Where reports conflict, with what each says; None for ``most`` gives all."""
    yield from _cut([f"Conflict: {_conflict(one)}" for one in conflicts], most)


def _conflict(conflict: Conflict) -> str:
    period = conflict.period.text if conflict.period else ""
    slots = (conflict.subject, conflict.measure, conflict.role.replace("_", " "), conflict.basis or "", period)
    claims = ", ".join(f"{claim.text} ({claim.report})" for claim in conflict.claims)
    return f"{' · '.join(slot for slot in slots if slot)}: {claims}"


def _cut(lines: Sequence[str], most: int | None) -> Iterator[str]:
    yield from lines[:most]
    if most is not None and len(lines) > most:
        yield f"… and {len(lines) - most} more of these; 'flask index changes' tells all of the current index."


def info_lines(manifest: Manifest) -> Iterator[str]:
    counts, origin = manifest.counts, manifest.origin
    lines: list[tuple[str, object]] = [
        ("generation", manifest.id),
        ("built at", manifest.built_at),
        ("built by", origin.builder),
        ("encoder", f"{origin.encoder}, {manifest.dimension} dimensions, weights {origin.weights_sha256[:12]}"),
        ("reports", counts.reports),
        ("passages", counts.passages),
        ("sentences", counts.sentences),
        ("facts", counts.facts),
        ("words", counts.words),
        *(("not read", reason) for reason in manifest.refused.values()),
    ]
    return (f"{name + ':':<12}{value}" for name, value in lines)


def kept_lines(kept: Sequence[Kept], *, pinned: bool) -> Iterator[str]:
    """One line a generation; the current one with a star."""
    for one in kept:
        mark = "*" if one.current else " "
        if one.manifest is None:
            yield f"{mark} {one.id}  damaged: {one.problem}"
            continue
        note = "  rolled back to by hand" if one.current and pinned else ""
        counts = one.manifest.counts
        yield f"{mark} {one.id}  built at {one.manifest.built_at}, {counts.reports} reports, {counts.facts} facts{note}"
    if not kept:
        yield "No generation is kept yet."


def job_lines(jobs: Sequence[Job], now: float) -> Iterator[str]:
    """One line a job: when it was asked for, how far it is, and its files; below it why it or a file of it failed."""
    for job in jobs:
        asked = datetime.fromtimestamp(job.created, UTC).isoformat(timespec="seconds")
        files = ", ".join(f"{change.action} {change.name}" for change in job.changes)
        yield f"{asked}  {job.state}{_progress(job, now)}: {files}"
        problems = [change.problem for change in job.changes if change.problem]
        yield from (f"    {reason}" for reason in ([job.error] if job.error else problems))
    if not jobs:
        yield "No report was sent over HTTP yet."


def _progress(job: Job, now: float) -> str:
    if job.state != "running" or not job.stage:
        return ""
    left = job.remaining(now)
    estimate = "" if left is None else f", about {math.ceil(left)} s left"
    return f", {job.stage.lower()}{f' {job.done} of {job.total}' if job.total else ''}{estimate}"
