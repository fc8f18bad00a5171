"""Questions to begin with, made from the facts of the index and kept only where they find their fact."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from qa_service.ask.phrasing import name_of
from qa_service.language.periods import describe
from qa_service.records import Fact

WANTED = 5
TRIED = 60
MOST_WORDS = 9


def suggested(facts: Sequence[Fact], answers_with: Callable[[str, Fact], bool]) -> list[str]:
    """Up to five questions of different subjects and roles; ``answers_with`` tells whether one finds its fact."""
    found: list[str] = []
    told: set[tuple[str, str]] = set()
    roles: dict[str, int] = {}
    for fact in [f for f in facts if _is_plain(f)][:TRIED]:
        if (fact.subject, fact.measure) in told or roles.get(fact.role, 0) >= 2:
            continue
        question = next((q for q in _wordings(fact) if answers_with(q, fact)), None)
        if question:
            found.append(question)
            told.add((fact.subject, fact.measure))
            roles[fact.role] = roles.get(fact.role, 0) + 1
        if len(found) == WANTED:
            break
    return found


def _is_plain(fact: Fact) -> bool:
    """Whether subject and measure read well in a question."""
    return (
        fact.role != "rank"
        and fact.subject != fact.measure
        and len(f"{fact.subject} {fact.measure}".split()) <= MOST_WORDS
        and bool(name_of(fact.subject, fact.measure))
    )


def _wordings(fact: Fact) -> Iterator[str]:
    when = f" in {describe(fact.period)}" if fact.period and not fact.period.inherited else ""
    owner = f"{fact.subject}’s" if not fact.subject.endswith("s") else f"{fact.subject}’"
    if fact.role in ("growth", "change_in_share"):
        way = "fall" if fact.value < 0 else "grow"
        yield f"How much did {owner} {fact.measure} {way}{when}?"
    elif fact.role == "gap":
        side = "below" if fact.value < 0 else "above"
        yield f"How far is {owner} {fact.measure} {side} {fact.comparator or 'the others'}{when}?"
    elif fact.role == "share":
        yield f"What share of {fact.measure} did {fact.subject} have{when}?"
        yield f"What percentage of {fact.subject} {fact.measure}{when}?"
    elif fact.role == "count":
        yield f"How many {fact.measure} for {fact.subject}{when}?"
        if fact.unit not in ("count", "") and fact.unit not in fact.measure:
            yield f"How many {fact.unit} {fact.measure}{when}?"
    else:
        yield f"What was {owner} {fact.measure}{when}?"
