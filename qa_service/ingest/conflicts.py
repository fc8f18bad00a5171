"""Reports that contradict each other: different figures for the same thing at the same time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from qa_service.ingest.slots import Slots, slots_of
from qa_service.records import Claim, Conflict, Fact
from qa_service.store.traces import key_of

_PRINTED = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FLOORS, _CEILINGS = {"more_than", "at_least"}, {"less_than", "at_most"}
_ROUGH = Decimal("0.1")  # of the value: "half", "about 40,000"


@dataclass(frozen=True, slots=True)
class _Stated:
    """The values that fit what was said: from ``low`` to ``high``, None for no bound; ``step`` is the last digit's."""

    value: Decimal
    step: Decimal
    low: Decimal | None
    high: Decimal | None


def find_conflicts(facts: Iterable[Fact]) -> list[Conflict]:
    """Where two reports or more give figures for the same slots that cannot all be right, in the order of the facts.

    A figure that is another one rounded does not contradict it, nor does a bound ("more than 5,000") that the other
    keeps. A report that itself gives several figures for the slots contradicts another only where none of them fits:
    two figures of one sentence are two things that were named alike. Facts without a period are left out, since they
    may be of different times, and so are ranges.

    The work is that of sorting: facts are grouped by slots, and in a group only neighbours and extremes are compared.
    """
    groups: dict[Slots, list[Fact]] = defaultdict(list)
    for fact in facts:
        if _is_compared(fact):
            groups[slots_of(fact)].append(fact)
    return [_conflict(group) for group in groups.values() if _contradicts_itself(group)]


def slots_keys(facts: Sequence[Fact]) -> NDArray[np.uint64]:
    """A key of each fact's slots, 0 where it is not compared with others."""
    keys = (key_of(repr(_in_order(slots_of(fact)))) if _is_compared(fact) else 0 for fact in facts)
    return np.fromiter(keys, np.uint64, len(facts))


def _in_order(slots: Slots) -> list[object]:
    return [sorted(slot) if isinstance(slot, frozenset) else slot for slot in slots]


def told_by_several(keys: NDArray[np.uint64], counts: NDArray[np.int64]) -> NDArray[np.intp]:
    """The rows of the facts whose slots are those of a fact of another report too.

    Args:
        keys: of all facts, as ``slots_keys`` gives them.
        counts: how many of them each report has.
    """
    reports = np.repeat(np.arange(len(counts)), counts)
    order = np.lexsort((reports, keys))
    same = keys[order][1:] == keys[order][:-1]
    several = keys[order][1:][same & (reports[order][1:] != reports[order][:-1])]
    return np.flatnonzero(np.isin(keys, several[several != 0]))


def _is_compared(fact: Fact) -> bool:
    return fact.period is not None and bool(fact.subject) and not _is_range(fact)


def _contradicts_itself(group: Sequence[Fact]) -> bool:
    if len({fact.report for fact in group}) < 2 or len({fact.value for fact in group}) < 2:
        return False
    by_report: dict[str, list[_Stated]] = defaultdict(list)
    for fact in group:
        by_report[fact.report].append(_stated(fact))
    said = sorted({frozenset(stated) for stated in by_report.values()}, key=_order)
    return any(not _agree(one, other) for one, other in _pairs(said))


def _order(said: frozenset[_Stated]) -> tuple[Decimal, Decimal]:
    return min(stated.value for stated in said), max(stated.value for stated in said)


def _pairs(said: Sequence[frozenset[_Stated]]) -> Iterator[tuple[frozenset[_Stated], frozenset[_Stated]]]:
    """Neighbours, each with the first and each with the last."""
    yield from pairwise(said)
    yield from ((said[0], other) for other in said[2:])
    yield from ((one, said[-1]) for one in said[1:-2])


def _agree(one: frozenset[_Stated], other: frozenset[_Stated]) -> bool:
    return any(_fits(a, b) for a, b in product(one, other))


def _fits(one: _Stated, other: _Stated) -> bool:
    """Whether both may be right: the rougher one, rounded as it is, leaves room for the finer one."""
    fine, rough = sorted((one, other), key=lambda stated: stated.step)
    if abs(fine.value - rough.value) <= (rough.step / 2 if rough.step > fine.step else 0):
        return True
    return _within(fine.value, rough) or _within(rough.value, fine) or _overlap(fine, rough)


def _within(value: Decimal, bound: _Stated) -> bool:
    if bound.low is None and bound.high is None:
        return False
    return (bound.low is None or bound.low <= value) and (bound.high is None or value <= bound.high)


def _overlap(one: _Stated, other: _Stated) -> bool:
    """Whether both are bounds of the same side, which never contradict each other."""
    return (one.low is not None and other.low is not None) or (one.high is not None and other.high is not None)


def _stated(fact: Fact) -> _Stated:
    value = fact.value
    floor = value if fact.qualifier in _FLOORS else None
    ceiling = value if fact.qualifier in _CEILINGS else None
    return _Stated(value, _step(fact), floor, ceiling)


def _step(fact: Fact) -> Decimal:
    """What one unit of the last printed digit is worth: 10,000 for "2.21 million"."""
    printed = _PRINTED.search(fact.text)
    number = Decimal(printed.group().replace(",", "")) if printed else Decimal(0)
    rough = abs(fact.value) * _ROUGH
    if printed is None or fact.qualifier == "about":
        return rough
    exponent = number.as_tuple().exponent
    last = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
    return abs(fact.value) / number * last if number else last


def _is_range(fact: Fact) -> bool:
    return len(_PRINTED.findall(fact.text)) > 1


def _conflict(group: Sequence[Fact]) -> Conflict:
    first = group[0]
    claims = {(fact.report, fact.value): Claim(fact.report, fact.id, fact.value, fact.text) for fact in group}
    return Conflict(
        subject=first.subject,
        measure=first.measure,
        role=first.role,
        unit=first.unit,
        period=first.period,
        basis=first.basis,
        claims=tuple(claims.values()),
    )
