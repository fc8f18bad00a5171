"""Who holds an office, by the sentences of one generation."""

from __future__ import annotations

import re
from dataclasses import replace

from qa_service.ask.composing import Composer
from qa_service.ask.matching import Match
from qa_service.ask.office_words import Office, asked_office, holders, lesser, only_office
from qa_service.ask.retrieving import Found
from qa_service.ask.sentences import SentenceFinder, spelt
from qa_service.ask.slots import Asked
from qa_service.records import Answer, Sentence

CLEARLY = 0.05
"""By how much of the question one holder must meet more than another of the same office."""


class OfficeFinder:
    """Finds who holds an office by the sentences of one generation."""

    def __init__(self, sentences: SentenceFinder) -> None:
        self._sentences = sentences

    def answer(self, asked: Asked, found: Found, composer: Composer) -> Answer | None:
        """The holder that a report names, or None where none does or two may be meant."""
        office = asked_office(asked.text)
        if office is None:
            return None
        meant = replace(asked, terms=tuple(t for t in asked.terms if not only_office(t.stems, office)))
        near = self._sentences
        held: list[tuple[float, str, Sentence]] = []
        for sentence, match in near.ranked(meant, near.around(found, whole=True)):
            name = self._holder(meant, office, match, sentence)
            if name:
                held.append((match.coverage if meant.terms else 1.0, name, sentence))
        held.sort(key=lambda one: -one[0])
        rivals = [cover for cover, name, _ in held if not _same_person(name, held[0][1])]
        if not held or (rivals and rivals[0] > held[0][0] - CLEARLY):
            return None
        return composer.quoted(asked, held[0][1], [held[0][2]])

    def _holder(self, asked: Asked, office: Office, match: Match, sentence: Sentence) -> str:
        """The name that a sentence gives, "" where it is of another body or office."""
        words = {word.lower() for word in re.findall(r"[\w-]+", asked.text)}
        told = lesser(" ".join(words))
        held = [(name, lesser(before)) for name, before in holders(sentence.text, office)]
        names = [name for name, before in held if before <= words and told <= before]
        lacking = [t for t in match.missing if not spelt(t.text, sentence.text)]
        one = names and all(_same_person(name, names[0]) for name in names)
        return names[0] if one and not lacking else ""


def _same_person(one: str, other: str) -> bool:
    shorter, longer = sorted((one.split(), other.split()), key=len)
    return shorter[-1] in longer and (len(shorter) < 2 or shorter[0][0] in {word[0] for word in longer[:-1]})
