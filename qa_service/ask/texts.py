"""Text questions: the sentence that answers, and of it as little as the parse allows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, takewhile

from qa_service.ask.categories import category_of, chosen
from qa_service.ask.composing import Composer
from qa_service.ask.deciding import nothing_changed, verdict
from qa_service.ask.events import any_same, tells_when, verbs_of
from qa_service.ask.firsts import FirstFinder
from qa_service.ask.matching import Match, Matcher
from qa_service.ask.notices import asks_next, asks_vote, next_date, vote_in
from qa_service.ask.offices import OfficeFinder
from qa_service.ask.retrieving import Found
from qa_service.ask.sentences import SentenceFinder, spelt, stems_of
from qa_service.ask.slots import Asked
from qa_service.ask.spans import (
    ANY_DAY,
    LOOSE_DATE,
    NO_CHANGE,
    can_answer,
    gives_reason,
    short_answer,
    wanted,
)
from qa_service.ask.superlatives import asked_extreme
from qa_service.ask.vocabulary import Vocabulary
from qa_service.language.changes import directions_in
from qa_service.language.parsing import Doc, Parser
from qa_service.language.periods import find_periods
from qa_service.language.terms import bag
from qa_service.records import Answer, Caveat, Passage, Report, Sentence
from qa_service.store.generations import Generation

ACCEPTED = 0.50
COVERED = 0.45
LOST = 0.3
TRIED = 5
MOST_DATED = 8
_WHICH = re.compile(r"^(?:and |so |but )?(?:(?:in|at|for|by|to|from|on|under|of) )?which\b", re.I)
# what a reason is asked for by
_REASON_WORDS = re.compile(
    r"(?:reasons?|causes?|caused|explain(?:s|ed)?|behind|given|drove|triggered|brought|pushed|pulled|sent|kept|makes?|made|"
    r"main|chief|single|led)",
    re.I,
)
# "since when", "until when", and where the question is for a record: "since when has it not risen so fast"
_EDGE = re.compile(r"^(?:and )?(?P<edge>since|until|till|from|by) when\b", re.I)
_SINCE = re.compile(r"\b(?:since|from|after)\b[^,;.]*$", re.I)
_UNTIL = re.compile(r"\b(?:until|till|to|through|expires?|ends?|matures?|up to|by)\b[^,;.]*$", re.I)
_NOT_SO = re.compile(r"\b(?:not|never|no)\b.*\b(?:so|as|such|that)\b", re.I)
_RECORD = re.compile(r"\b(?:\w+est|most|least|first)\b", re.I)
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
        self._sentences = SentenceFinder(generation, matcher, vocabulary)
        self._firsts = FirstFinder(self._sentences, parser)
        self._offices = OfficeFinder(self._sentences)

    def answer(self, asked: Asked, found: Found, composer: Composer) -> Answer | None:
        """The answer to a text question, or None where no sentence holds one."""
        return (
            self._enumerated(asked, composer)
            or self._announced(asked, found, composer)
            or self._firsts.answer(asked, found, composer)
            or self._offices.answer(asked, found, composer)
            or self._quoted(asked, found, composer)
        )

    def _announced(self, asked: Asked, found: Found, composer: Composer) -> Answer | None:
        """The date of the next release or meeting, or how a body voted, by the set forms of such sentences."""
        near = self._sentences
        if asks_vote(asked.text):
            spans = [(s, vote_in(s.text), m) for s, m in near.ranked(asked, near.around(found))]
        elif asks_next(asked.text) and wanted(asked.text) == "date":
            ranked = near.ranked(asked, near.around(found, whole=True))
            spans = [(s, next_date(asked.text, s.text, near.published(s)), m) for s, m in ranked]
        else:
            return None
        for sentence, span, match in spans:
            if span and not near.lacks_name(near.missing(match, sentence)):
                return composer.quoted(asked, span, [sentence])
        return None

    def _quoted(self, asked: Asked, found: Found, composer: Composer) -> Answer | None:
        terms = tuple(t for t in asked.terms if not (asked.why and _REASON_WORDS.fullmatch(t.text)))
        meant = replace(asked, terms=terms)
        question = self._parser.parse(asked.text)
        if _WHICH.search(asked.text) and asked_extreme(asked.text) and not asked.options:
            return None  # only a superlative answers, and none does
        for sentence, match in self._sentences.ranked(meant, found)[:TRIED]:
            if not self._accepts(meant, match, sentence):
                if wanted(asked.text) == "other" and not _WHICH.search(asked.text):
                    return None
                continue
            if self.of_another_time(asked, sentence):
                continue
            if asked.why and asked.direction:
                reasoned = self._reasoned(asked, sentence, composer)
                if reasoned:
                    return reasoned
                continue
            short = self._short(asked, match, question, sentence)
            if short is not None:
                return composer.quoted(asked, short, self._with_items(sentence))
        return None

    def _short(self, asked: Asked, match: Match, question: Doc, sentence: Sentence) -> str | None:
        """The span of a sentence that answers, "" where the sentence does as a whole, None where it does not."""
        if asked.options:
            return ""
        kind, stems = wanted(asked.text), stems_of(asked)
        doc = self._parser.parse(sentence.text, entities=True)
        if asked.kind == "yesno":
            return verdict(question, doc, asked.terms, self._vocabulary.likeness)
        if kind == "reason":
            return "" if gives_reason(doc) and not self._lacks_known(asked, match) else None
        if kind == "date":
            return self._dated(asked, question, doc, sentence)
        if (kind in ("name", "person") and not self._does(question, doc, match)) or not can_answer(
            kind, sentence.text, doc, stems
        ):
            return None
        short, category = short_answer(kind, doc, stems), category_of(question)
        if short or not category or not category.noun or kind == "number" or not _WHICH.search(asked.text):
            return short
        return chosen(category, doc, stems | bag(asked.text).stems, self._vocabulary.likeness) or None

    def _lacks_known(self, asked: Asked, match: Match) -> bool:
        """Whether a sentence lacks much of the question that the reports tell of elsewhere."""
        return self._sentences.lost(asked, [t for t in match.missing if self._vocabulary.is_thing(t)]) > LOST

    def _does(self, question: Doc, doc: Doc, match: Match) -> bool:
        """Whether a sentence tells of the act, or the office, that "who" is asked for."""
        verbs = verbs_of(question)
        if verbs:
            words = [*verbs_of(doc), *(t.lemma_.lower() for t in doc if t.pos_ in ("VERB", "NOUN", "ADJ"))]
            return any_same(verbs, words, self._vocabulary.likeness)
        said = bag(doc.text)
        office = next((t for t in question if t.dep_ in ("attr", "nsubj") and t.pos_ == "NOUN"), None)
        told = [c for c in office.children if c.dep_ in ("compound", "amod")] if office is not None else []
        nouns = [office, *told] if office is not None else []
        return all(bag(t.text).meets(said) for t in nouns)

    def _dated(self, asked: Asked, question: Doc, doc: Doc, sentence: Sentence) -> str | None:
        """The date of a sentence that is that of the event asked for."""
        published, stems = self._sentences.published(sentence), stems_of(asked)
        mentions = find_periods(doc.text, published=published or ANY_DAY)
        for mention in mentions:
            told = doc.text[mention.start : mention.end]
            if bag(told).stems <= stems or not self._from_or_to(asked, doc.text, mention.start):
                continue
            if _NOT_SO.search(asked.text) or tells_when(question, doc, mention.start, self._vocabulary.likeness):
                return told
        loose = None if mentions else LOOSE_DATE.search(doc.text)
        held = loose and tells_when(question, doc, loose.start(), self._vocabulary.likeness)
        return loose.group() if loose and held else None

    def _from_or_to(self, asked: Asked, text: str, start: int) -> bool:
        """Whether a date stands after "since" or "until", where asked; for "not so fast since", after a record."""
        edge = _EDGE.match(asked.text)
        if edge is None:
            return True
        word = edge.group("edge").lower()
        inside = len(word) if text[start:].lower().startswith(word) else 0  # "since 2016" may be the period itself
        before = text[max(0, start - 60) : start + inside]
        if _NOT_SO.search(asked.text):
            ways = asked.direction is None or asked.direction in directions_in(text)
            return ways and bool(_RECORD.search(text[:start]) and _SINCE.search(before))
        return bool((_SINCE if word in ("since", "from") else _UNTIL).search(before))

    def unchanged(self, asked: Asked, found: Found, composer: Composer) -> Answer | None:
        """A "No" to whether something rose or fell, by a sentence that says that it did neither."""
        for sentence, match in self._sentences.ranked(asked, found)[:TRIED]:
            accepted = self._accepts(asked, match, sentence) and not self.of_another_time(asked, sentence)
            if accepted and nothing_changed(sentence.text, asked.terms):
                return composer.quoted(asked, "No", [sentence])
        return None

    def of_another_time(self, asked: Asked, sentence: Sentence) -> bool:
        """Whether a sentence speaks of periods only that the question does not mean."""
        return self._sentences.of_another_time(asked, sentence)

    def _reasoned(self, asked: Asked, sentence: Sentence, composer: Composer) -> Answer | None:
        """Why something rose or fell: a sentence that says so and why; one that says otherwise corrects it."""
        said = set(directions_in(sentence.text))
        if asked.direction in said:
            return composer.quoted(asked, "", [sentence]) if gives_reason(self._parser.parse(sentence.text)) else None
        if said or NO_CHANGE.search(sentence.text):
            way = "a rise" if asked.direction == "up" else "a fall"
            said_so = f"The question takes {way} for granted; the report does not say so."
            return composer.quoted(asked, "", [sentence], [Caveat("premise_differs", said_so)])
        return None

    def sentence_at(self, passage: Passage, offset: int) -> int | None:
        """The index of the passage's sentence that holds the character at ``offset`` of the report."""
        start = next((start for start, end in passage.sentences if start <= offset < end), None)
        return self._matcher.sentence_at(passage.report, start) if start is not None else None

    def lacks_name(self, asked: Asked, sentence: int) -> bool:
        """Whether a name or a number of the question stands neither in a sentence nor in what leads to it."""
        match = self._matcher.sentence_match(asked, self._matcher.place(sentence), 0.0)
        return self._sentences.lacks_name(list(match.missing))

    def _accepts(self, asked: Asked, match: Match, sentence: Sentence) -> bool:
        if self._sentences.lacks_name([t for t in match.missing if not spelt(t.text, sentence.text)]):
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


def _sections(generation: Generation) -> list[tuple[str, str, list[tuple[str, int, int]]]]:
    """Headings with two run-in headings or more under them: (report, heading, [(run-in heading, start, end)]).

    The spans are those of the sentences that the run-in headings lead into.
    """
    found: dict[tuple[str, str], list[tuple[str, int, int]]] = {}
    for passage in generation.passages:
        if passage.heading and passage.lead_in and passage.sentences:
            found.setdefault((passage.report, passage.heading[-1]), []).append((passage.lead_in, *passage.sentences[0]))
    return [(report, heading, parts) for (report, heading), parts in found.items() if len(parts) > 1]
