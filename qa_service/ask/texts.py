"""Text questions: the sentence that answers, and of it as little as the parse allows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, takewhile

from qa_service.ask.composing import Composer
from qa_service.ask.matching import Match, Matcher
from qa_service.ask.retrieving import Found
from qa_service.ask.slots import Asked
from qa_service.ask.spans import REASON_CUE, can_answer, short_answer, wanted
from qa_service.ask.vocabulary import Vocabulary
from qa_service.language.changes import directions_in
from qa_service.language.parsing import Parser
from qa_service.language.periods import find_periods
from qa_service.language.terms import bag
from qa_service.records import Answer, Caveat, Passage, Report, Sentence
from qa_service.store.generations import Generation

ACCEPTED = 0.50
COVERED = 0.45
TRIED = 5
MOST_DATED = 8
_SUPERLATIVE = re.compile(r"\b(?:most|least|main(?:ly)?|leading|top|first|worst|chief|\w+est)\b", re.I)
# a sentence that says that nothing rose or fell
_NO_CHANGE = re.compile(
    r"\b(?:unchanged|no change|stayed the same|remained (?:the same|stable|at)|held (?:steady|at)|did not change|flat|"
    r"stable)\b",
    re.I,
)
# the noun of "which industry grew", "what three bodies are"
_FOCUS = re.compile(
    r"\b(?:which|what) ((?:[\w-]+ ){0,2}?[\w-]+?)s?\b"
    r"(?= (?:is|are|was|were|did|do|does|has|have|had|gave|give|\w+ed|\w+s)\b)",
    re.I,
)
# the noun right after "which" at the start
_FIRST_NOUN = re.compile(r"(?:and )?which ([a-z-]+)\b", re.I)
# … that need not stand in the sentence: no nouns, and nouns that a name stands for
_ANY_NAME = frozenset("of one is was are were company companies body organisation organization".split())
_SEVERAL = re.compile(r"\b(?:what are|which are|name|list|what were)\b|\bwhich [\w-]+s\b", re.I)


class TextFinder:
    """Finds the sentences of one generation that answer a text question."""

    def __init__(self, generation: Generation, matcher: Matcher, vocabulary: Vocabulary, parser: Parser) -> None:
        self._generation = generation
        self._matcher = matcher
        self._vocabulary = vocabulary
        self._parser = parser
        self._sections = _sections(generation)
        self._by_stem: dict[str, set[int]] = {}
        for number, (_, heading, _) in enumerate(self._sections):
            for one in bag(heading).stems:
                self._by_stem.setdefault(one, set()).add(number)

    def answer(self, asked: Asked, found: Found, composer: Composer) -> Answer | None:
        """The answer to a text question, or None where no sentence holds one."""
        return self._enumerated(asked, composer) or self._quoted(asked, found, composer)

    def _quoted(self, asked: Asked, found: Found, composer: Composer) -> Answer | None:
        kind = wanted(asked.text)
        stems = frozenset(form for term in asked.terms for form in term.stems)
        for sentence, match in self.ranked(asked, found)[:TRIED]:
            if not self._accepts(asked, match):
                return None
            if self.of_another_time(asked, sentence):
                continue
            if asked.why and asked.direction:
                return self._reasoned(asked, sentence, composer)
            if not _has_focus(asked, sentence.text):
                continue
            doc = self._parser.parse(sentence.text, entities=True)
            if can_answer(kind, sentence.text, doc, stems):
                return composer.quoted(asked, short_answer(kind, doc, stems), self._with_items(sentence))
        return None

    def of_another_time(self, asked: Asked, sentence: Sentence) -> bool:
        """Whether a sentence speaks of periods only that the question does not mean."""
        if asked.period is None or asked.carried_period:
            return False
        mentions = find_periods(sentence.text, published=self._generation.reports[sentence.report].published)
        return bool(mentions) and not any(m.period.overlaps(asked.period) for m in mentions)

    def _reasoned(self, asked: Asked, sentence: Sentence, composer: Composer) -> Answer | None:
        """Why something rose or fell: a sentence that says so and why; one that says otherwise corrects it."""
        said = set(directions_in(sentence.text))
        if asked.direction in said:
            return composer.quoted(asked, "", [sentence]) if REASON_CUE.search(sentence.text) else None
        if said or _NO_CHANGE.search(sentence.text):
            way = "a rise" if asked.direction == "up" else "a fall"
            said_so = f"The question takes {way} for granted; the report does not say so."
            return composer.quoted(asked, "", [sentence], [Caveat("premise_differs", said_so)])
        return None

    def ranked(self, asked: Asked, found: Found) -> list[tuple[Sentence, Match]]:
        """Sentences near the question with how well they meet it, best first."""
        scored = []
        for index, fused in found.sentences.items():
            sentence = self._generation.sentences[index]
            nearness = (found.dense.get(index, 0.0) + fused) / 2
            match = self._matcher.sentence_match(asked, self._matcher.place(index), nearness)
            scored.append((sentence, replace(match, score=match.score + _bonus(asked, sentence.text))))
        return sorted(scored, key=lambda item: (-item[1].score, item[0].report, item[0].start))

    def sentence_at(self, passage: Passage, offset: int) -> int | None:
        """The index of the passage's sentence that holds the character at ``offset`` of the report."""
        start = next((start for start, end in passage.sentences if start <= offset < end), None)
        return self._matcher.sentence_at(passage.report, start) if start is not None else None

    def lacks_name(self, asked: Asked, sentence: int) -> bool:
        """Whether a name or a number of the question stands neither in a sentence nor in what leads to it."""
        return self._name_missing(self._matcher.sentence_match(asked, self._matcher.place(sentence), 0.0))

    def _name_missing(self, match: Match) -> bool:
        return any(t.number or t.name or self._vocabulary.is_name(t) for t in match.missing)

    def _accepts(self, asked: Asked, match: Match) -> bool:
        if self._name_missing(match):
            return False
        return bool(asked.terms) and match.score >= ACCEPTED and match.coverage >= COVERED

    def _with_items(self, sentence: Sentence) -> list[Sentence]:
        """A sentence that ends in a colon comes with the list under it."""
        if not sentence.text.endswith(":"):
            return [sentence]
        first = self._matcher.sentence_at(sentence.report, sentence.start) or 0
        later = islice(self._generation.sentences, first, None)
        same = list(takewhile(lambda s: s.passage == sentence.passage, later))
        text = self._generation.reports[sentence.report].text[sentence.start : same[-1].end]
        return [replace(sentence, end=same[-1].end, text=text)]

    def _enumerated(self, asked: Asked, composer: Composer) -> Answer | None:
        """The run-in headings under the heading that names them: "what are the three leads"."""
        if not _SEVERAL.search(asked.text) or not asked.terms:
            return None
        named = (set().union(*(self._by_stem.get(form, ()) for form in term.stems)) for term in asked.terms)
        first = min(set.intersection(*named), default=None)
        if first is None:
            return None
        report, _, parts = self._sections[first]
        spans = [(report, start, end) for _, start, end in parts]
        return composer.listed(asked, [text for text, _, _ in parts], spans)

    def published(self, asked: Asked, composer: Composer) -> Answer:
        """When the report came out that the question names; where it does not tell reports apart, when each did."""
        dated = [r for r in self._generation.reports.values() if r.published]
        if not dated:
            return composer.silent(asked, "No report is dated.", [])
        stems = [form for t in asked.terms for form in t.stems]
        named = [_named(r, stems) for r in dated]
        best = max(named)
        meant = [r for r, count in zip(dated, named, strict=True) if count == best] if best else dated
        meant.sort(key=lambda r: (r.published, r.id), reverse=True)
        return composer.published(asked, meant[:MOST_DATED])


def _named(report: Report, stems: Sequence[str]) -> int:
    words = bag(f"{report.title} {report.source or ''}")
    return sum(form in words.stems for form in stems)


def _has_focus(asked: Asked, text: str) -> bool:
    """Whether a sentence holds the noun of "which industry …"."""
    focus = _FIRST_NOUN.match(asked.text)
    if not focus or focus.group(1) in _ANY_NAME:
        return True
    words = bag(focus.group(1))
    return bool(words.stems & bag(text).stems or words.groups & bag(text).groups)


def _bonus(asked: Asked, text: str) -> float:
    """What speaks for a sentence beyond its words: a reason for "why", the noun of "which …", a superlative for one."""
    bonus = 0.0
    if wanted(asked.text) == "reason" and REASON_CUE.search(text):
        bonus += 0.15
    focus = _FOCUS.search(asked.text)
    if focus and bag(focus.group(1)).stems & bag(text).stems:
        bonus += 0.08
    if _SUPERLATIVE.search(asked.text) and _SUPERLATIVE.search(text):
        bonus += 0.08
    return bonus


def _sections(generation: Generation) -> list[tuple[str, str, list[tuple[str, int, int]]]]:
    """Headings with two run-in headings or more under them: (report, heading, [(run-in heading, start, end)]).

    The spans are those of the sentences that the run-in headings lead into.
    """
    found: dict[tuple[str, str], list[tuple[str, int, int]]] = {}
    for passage in generation.passages:
        if passage.heading and passage.lead_in and passage.sentences:
            found.setdefault((passage.report, passage.heading[-1]), []).append((passage.lead_in, *passage.sentences[0]))
    return [(report, heading, parts) for (report, heading), parts in found.items() if len(parts) > 1]
