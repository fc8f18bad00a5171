"""What the reports' own words tell about a question's: how rare they are, which are names, what stands for what."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from qa_service.ask.slots import Term
from qa_service.ask.spelling import ALIKE, Spellings
from qa_service.language.terms import EMPTY, LIGHT_WORDS, SLOT_WORDS, STOP, Bag, bag, groups_of, opposed, stem
from qa_service.records import Sentence
from qa_service.store.embedding import Encoder
from qa_service.store.generations import Generation

NEAR, BAND = 0.55, 0.12
SAME, KIN = 0.75, 0.6
MOST_FOREIGN, MOST_KEPT = 24, 10_000
MOST_KIN, MOST_NEAR = 200, 12
_SAMPLED = 20_000
_ACRONYM = re.compile(r"\s\(([A-Z][A-Za-z&]{1,9})\)")
_WORD_AT_END = re.compile(r"\b[A-Za-z][\w’'-]*,?\Z")
_BEFORE_ACRONYM = 200  # characters
_HYPHENATED = re.compile(r"\b[A-Za-z]+(?:-[A-Za-z]+)+\b")
_STEERING = Spellings(word for word in STOP | SLOT_WORDS if len(word) > 4)
_CASED = re.compile(r"(?<=[a-z,;] )[A-Za-z][A-Za-z'’-]+")


class Vocabulary:
    """Word statistics of one generation, and the words of it that a foreign word of a question may stand for."""

    def __init__(self, generation: Generation, encoder: Encoder) -> None:
        self._encoder = encoder
        self._words = generation.words
        self._sentences = max(1, len(generation.sentences))
        self._frequency: Counter[str] = Counter()
        for word, count in generation.words.frequency.items():
            self._frequency[stem(word)] += count
        for compound in _compounds(generation):
            self._frequency[compound] += 1
        self._spellings = Spellings(self._frequency)
        self._spelled = Spellings({word.lower() for word in generation.words.frequency})
        self._cased = _casing(generation)
        self.acronyms = _acronyms(generation)
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self._neighbours: dict[str, dict[str, float]] = {}
        self._kin: dict[str, dict[str, float]] = {}

    def knows(self, term: Term) -> bool:
        return any(form in self._frequency for form in term.stems) or any(form in self._cased for form in term.stems)

    def weight(self, term: Term) -> float:
        """Inverse document frequency over sentences, 1 for the rarest; names and numbers count at least 0.6."""
        count = max((self._frequency.get(form, 0) for form in term.stems), default=0)
        weight = (
            math.log((self._sentences + 1) / (count + 1)) / math.log(self._sentences + 1)
            if self._sentences > 1
            else 1.0
        )
        return max(weight, 0.6 if term.name or self.is_name(term) else 0.25)

    def light(self, term: Term) -> bool:
        """Whether a term says little of what is asked: a light word, or a misspelt one of those that only steer."""
        if term.name or term.number:
            return False
        word = term.text.lower()
        return word in LIGHT_WORDS or (not self.knows(term) and _steers_misspelt(word))

    def is_thing(self, term: Term) -> bool:
        """Whether a term tells what is asked by a word that the reports use, so that they may tell of it elsewhere."""
        return term.solid and not self.light(term) and self.knows(term)

    def is_name_or_number(self, term: Term) -> bool:
        """Whether a term is a number, or a name as it is written or as the reports write it."""
        return term.number or term.name or self.is_name(term)

    def is_name(self, term: Term) -> bool:
        """Whether the reports write a word with a capital inside sentences, mostly."""
        upper, lower = self._cased.get(term.stems[0], (0, 0))
        return upper > 1 and upper > 3 * lower

    def proper(self, word: str, *, at_front: bool = False) -> bool:
        """Whether the reports write a word inside sentences with a capital only.

        ``at_front`` takes one that stands at the front of sentences only too, where it is no plain word.
        """
        upper, lower = self._cased.get(stem(word), (0, 0))
        plain = word.lower() in STOP or groups_of(stem(word)) or stem(word) not in self._frequency
        return lower == 0 and (upper > 0 or (at_front and not plain))

    def common(self, term: Term) -> bool:
        """Whether a word that a question writes with a capital is an abbreviation that stands for a measure ("CPI")."""
        return bool(groups_of(term.stems[0])) and not self.is_name(term)

    def likeness(self, one: str, other: str) -> float:
        """The cosine of two words or phrases."""
        return float(self._vector(one.lower()) @ self._vector(other.lower()))

    def _vector(self, words: str) -> NDArray[np.float32]:
        if words in self._words.index:
            row: NDArray[np.float32] = self._words.vectors_of([self._words.index[words]])[0]
            return row
        if words not in self._vectors:
            if len(self._vectors) > MOST_KEPT:
                self._vectors.clear()
            self._vectors[words] = self._encoder.encode([words])[0]
        return self._vectors[words]

    def neighbours(self, terms: tuple[Term, ...]) -> dict[str, dict[str, float]]:
        """For each term that the reports do not use: stems they use instead, with a likeness from 0 to 1."""
        foreign = [t for t in terms if not t.number and not self.knows(t)][:MOST_FOREIGN]
        own = [t for t in terms if not t.number and not t.name and t not in foreign]
        for kept in (self._neighbours, self._kin):
            if len(kept) > MOST_KEPT:
                kept.clear()
        self._find_kin([t for t in own if t.text.lower() not in self._kin])
        self._find_near([t for t in foreign if t.text.lower() not in self._neighbours])
        known = {t.stems[0]: self._kin.get(t.text.lower(), {}) for t in own}
        return known | {t.stems[0]: self._neighbours.get(t.text.lower(), {}) for t in foreign}

    def _find_kin(self, terms: list[Term]) -> None:
        """Words of the reports that come to the same as one of theirs ("tobacco", "smoking")."""
        terms = [t for t in terms if t.text.lower() in self._words.index]
        if not terms:
            return
        rows = [self._words.index[t.text.lower()] for t in terms]
        for term, near in zip(terms, self._words.nearest(self._words.vectors_of(rows), MOST_KIN), strict=True):
            stems = (stem(word) for word, cosine in near if cosine >= SAME)
            self._kin[term.text.lower()] = {
                o: KIN
                for o in stems
                if o != term.stems[0] and not opposed(term.stems[0], o) and not contrary(term.stems[0], o)
            }

    def _find_near(self, terms: list[Term]) -> None:
        if not terms:
            return
        vectors = self._encoder.encode([t.text.lower() for t in terms])
        for term, words in zip(terms, self._words.nearest(vectors, MOST_NEAR), strict=True):
            self._neighbours[term.text.lower()] = self._near(term, words)

    def _near(self, term: Term, words: list[tuple[str, float]]) -> dict[str, float]:
        near: dict[str, float] = {}
        best = words[0][1] if words else 0.0
        for word, cosine in words:
            other = stem(word)
            if cosine >= max(NEAR, best - BAND) and not opposed(term.stems[0], other) and not term.name:
                near[other] = max(near.get(other, 0.0), min(0.85, cosine))
        for other, likeness in self._spellings.alike(term.stems[0]).items():
            near[other] = max(near.get(other, 0.0), likeness)
        for word in misspelt(term.text.lower(), self._spelled):
            near[stem(word)] = max(near.get(stem(word), 0.0), ALIKE)
        return near


def misspelt(word: str, spellings: Spellings) -> list[str]:
    """The words of which one may be a misspelling; its own other forms are not among them."""
    alike = spellings.alike(word).items()
    return [other for other, likeness in alike if likeness == ALIKE and stem(other) != stem(word)]


@lru_cache(maxsize=MOST_KEPT)
def _steers_misspelt(word: str) -> bool:
    """Whether a word may be a misspelling of one that only steers a question ("beofre")."""
    return bool(misspelt(word, _STEERING))


def contrary(one: str, other: str) -> bool:
    """Whether one word is the other with a prefix that turns it round ("employment", "unemployment")."""
    shorter, longer = sorted((one, other), key=len)
    return longer.endswith(shorter) and longer[: -len(shorter)] in (
        "un",
        "non",
        "dis",
        "in",
        "im",
        "de",
        "under",
        "over",
        "anti",
        "ex",
    )


def _sampled(generation: Generation) -> Iterator[Sentence]:
    """Every sentence, or where there are many, one in so many from the first report to the last."""
    return islice(generation.sentences, 0, None, math.ceil(len(generation.sentences) / _SAMPLED) or 1)


def _compounds(generation: Generation) -> set[str]:
    """Stems of the hyphenated words, written as one: "e-book" → "ebook"."""
    return {stem(word.lower().replace("-", "")) for s in _sampled(generation) for word in _HYPHENATED.findall(s.text)}


def _casing(generation: Generation) -> dict[str, tuple[int, int]]:
    upper: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for sentence in _sampled(generation):
        for word in _CASED.findall(sentence.text):
            (upper if word[0].isupper() else lower)[stem(word)] += 1
    return {word: (upper[word], lower[word]) for word in upper.keys() | lower.keys()}


def _acronyms(generation: Generation) -> dict[str, dict[str, Bag]]:
    """By report: acronym stem → the words of its long form, where the report gives both ("gross value added (GVA)")."""
    found: dict[str, dict[str, Bag]] = {}
    for report in generation.reports.values():
        pairs = {}
        for match in _ACRONYM.finditer(report.text):
            words = _words_before(report.text[max(0, match.start() - _BEFORE_ACRONYM) : match.start()])
            long = _long_form(words, match.group(1))
            if long:
                pairs[stem(match.group(1))] = bag(long)
        if pairs:
            found[report.id] = pairs
    return found


def _words_before(text: str) -> list[str]:
    """The run of words that ``text`` ends in; a comma may stand inside it."""
    run: list[str] = []
    for part in reversed(text.split()):
        word = _WORD_AT_END.search(part)
        if word is None or (not run and part.endswith(",")):
            break
        run.insert(0, word.group())
        if word.group() != part:
            break
    return run


def _long_form(parts: list[str], acronym: str) -> str | None:
    """The last words whose initials spell the acronym, small words passed over."""
    letters = [c.lower() for c in acronym if c.isalpha()]
    for length in range(len(letters), min(len(parts), 2 * len(letters) + 1) + 1):
        tail = parts[-length:]
        initials = [p[0].lower() for p in tail if p.lower() not in ("and", "of", "for", "the", "in")]
        if initials[: len(letters)] == letters or initials == letters:
            return " ".join(tail)
    return None


def widened(words: Bag, acronyms: Mapping[str, Bag]) -> Bag:
    """``words`` with the long forms of the acronyms among them, and the acronyms of the long forms among them."""
    extra = EMPTY
    for acronym, long in acronyms.items():
        content = frozenset(s for s in long.stems if len(s) > 3)
        if acronym in words.stems:
            extra = extra | long
        elif content and content <= words.stems:
            extra = extra | Bag(frozenset([acronym]), groups_of(acronym))
    return words if extra is EMPTY else words | extra
