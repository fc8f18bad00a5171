"""Text questions: the sentence that answers, and of it as little as the parse allows."""

from __future__ import annotations

import re

from qa_service.ask.composing import Composer
from qa_service.ask.interpreting import Asked
from qa_service.ask.matching import Match, Matcher
from qa_service.ask.retrieving import Found
from qa_service.ask.vocabulary import Vocabulary
from qa_service.language.parsing import Parser
from qa_service.records import Answer, Sentence
from qa_service.store.generations import Generation

ACCEPTED = 0.50
COVERED = 0.50
_REASON = re.compile(r"\b(?:because|due to|owing to|since|as a result|reason|caused by|in order to|so as to|reflect\w*|based on|therefore|led to|thanks to)\b", re.I)


class TextFinder:
    """Finds the sentences of one generation that answer a text question."""

    def __init__(self, generation: Generation, matcher: Matcher, vocabulary: Vocabulary, parser: Parser) -> None:
        self._generation = generation
        self._matcher = matcher
        self._vocabulary = vocabulary
        self._parser = parser

    def answer(self, asked: Asked, found: Found, composer: Composer) -> Answer | None:
        ranked = self.ranked(asked, found)
        if not ranked or not self._accepts(asked, ranked[0][1]):
            return None
        return composer.quoted(asked, "", [ranked[0][0]])

    def ranked(self, asked: Asked, found: Found) -> list[tuple[Sentence, Match]]:
        scored = []
        for index, fused in found.sentences.items():
            sentence = self._generation.sentences[index]
            nearness = (found.dense.get(index, 0.0) + fused) / 2
            scored.append((sentence, self._matcher.sentence_match(asked, self._matcher.place(index), nearness)))
        return sorted(scored, key=lambda item: (-item[1].score, item[0].report, item[0].start))

    def _accepts(self, asked: Asked, match: Match) -> bool:
        if any(t.number or t.name or self._vocabulary.is_name(t) for t in match.missing):
            return False
        return match.score >= ACCEPTED and match.coverage >= COVERED

    def published(self, asked: Asked, composer: Composer) -> Answer:
        reports = [r for r in self._generation.reports.values() if r.published]
        report = reports[0]
        assert report.published
        day = report.published
        for block in report.blocks:
            if block.kind == "furniture":
                return composer.listed(asked, [f"{report.title}: {day.isoformat()}"], [(report.id, block.start, block.end)])
        return composer.silent(asked, "", [])
