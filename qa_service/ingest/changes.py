"""What a build changed: reports and facts that came, went, or say something else now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from qa_service.ingest.carrying import Content
from qa_service.ingest.slots import Slots, slots_of
from qa_service.records import Changes, Fact, Report, Told


def find_changes(old: Content, new: Content) -> Changes:
    """What became of ``old``; only the facts of reports that came, went or have other bytes now are compared."""
    before, after = ({report.id: report for report in content.reports} for content in (old, new))
    touched = {id for id in before.keys() | after.keys() if _bytes(before, id) != _bytes(after, id)}
    added, removed, altered = _compared(old.facts_of(touched), new.facts_of(touched))
    return Changes(
        reports_added=tuple(after[id].path for id in after if id not in before),
        reports_removed=tuple(before[id].path for id in before if id not in after),
        reports_altered=tuple(after[id].path for id in after if id in before and id in touched),
        reports_renamed={
            before[id].path: after[id].path for id in after if id in before and before[id].path != after[id].path
        },
        facts_added=tuple(_told(fact, after) for fact in added),
        facts_removed=tuple(_told(fact, before) for fact in removed),
        facts_altered=tuple(replace(_told(fact, after), former=known.text) for known, fact in altered),
    )


def _told(fact: Fact, reports: Mapping[str, Report]) -> Told:
    return Told(reports[fact.report].path, fact.card, fact.text)


def _bytes(reports: Mapping[str, Report], id: str) -> str | None:
    return reports[id].sha256 if id in reports else None


def _compared(before: Iterable[Fact], after: Iterable[Fact]) -> tuple[list[Fact], list[Fact], list[tuple[Fact, Fact]]]:
    """Facts added, removed, altered; of those with the same slots, equal values are paired first, others in order."""
    old: dict[tuple[str, Slots], list[Fact]] = defaultdict(list)
    for fact in before:
        old[fact.report, slots_of(fact)].append(fact)
    fresh = [fact for fact in after if not _take_equal(old, fact)]
    added, altered = [], []
    for fact in fresh:
        known = old.get((fact.report, slots_of(fact)))
        if known:
            altered.append((known.pop(0), fact))
        else:
            added.append(fact)
    return added, [fact for left in old.values() for fact in left], altered


def _take_equal(old: dict[tuple[str, Slots], list[Fact]], fact: Fact) -> bool:
    """Take the first fact of the same slots and value out of ``old``; tell whether there was one."""
    known = old.get((fact.report, slots_of(fact)), [])
    equal = next((one for one in known if one.value == fact.value), None)
    if equal is not None:
        known.remove(equal)
    return equal is not None
