"""The words around a sentence: its heading, its title, what stands before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from qa_service.ask.vocabulary import widened
from qa_service.language.terms import EMPTY, Bag, bag
from qa_service.records import Passage, Report


@dataclass(frozen=True)
class Place:
    """The words around a sentence. What stands before it in its passage is read when it is first asked for."""

    sentence: Bag
    heading: Bag
    title: Bag
    acronyms: Mapping[str, Bag]
    previous: str = ""
    earlier: str = ""

    @cached_property
    def before(self) -> Bag:
        """The words of the sentence before it."""
        return widened(bag(self.previous), self.acronyms)

    @cached_property
    def scene(self) -> Bag:
        """The words of all before it in its passage."""
        return widened(bag(self.earlier), self.acronyms)

    @property
    def alone(self) -> Place:
        """The same without the sentence and what stands before it."""
        return Place(EMPTY, self.heading, self.title, self.acronyms)


def heading_words(passage: Passage) -> Bag:
    """The words of a passage's last two headings and its lead-in."""
    return bag(" ".join((*passage.heading[-2:], passage.lead_in)))


def title_words(report: Report) -> Bag:
    """The words of a report's title and source."""
    return bag(f"{report.title} {report.source or ''}")
