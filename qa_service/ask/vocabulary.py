"""What the reports' own words tell about a question's: how rare they are, which are names, what stands for what."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher

import numpy as np

from qa_service.ask.slots import Term
from qa_service.language.terms import EMPTY, Bag, bag, groups_of, opposed, stem
from qa_service.store.embedding import Encoder
from qa_service.store.generations import Generation

NEAR, BAND = 0.55, 0.12
SAME, KIN = 0.75, 0.6
MOST_FOREIGN, MOST_KEPT = 24, 10_000
_SAMPLED = 20_000
_ACRONYM = re.compile(
    r"\b((?:[A-Za-z][\w’'-]*,?\s+(?:and |of |for |the |in )*){1,8}?[A-Za-z][\w’'-]*)\s+\(([A-Z][A-Za-z&]{1,9})\)"
)
_HYPHENATED = re.compile(r"\b[A-Za-z]+(?:-[A-Za-z]+)+\b")
_CASED = re.compile(r"(?<=[a-z,;] )[A-Za-z][A-Za-z'’-]+")


class Vocabulary:
    """Word statistics of one generation, and the words of it that a foreign word of a question may stand for."""

    def __init__(self, generation: Generation, encoder: Encoder) -> None:
        self._encoder = encoder
        self._words = generation.words
        self._sentences = max(1, len(generation.sentences))
        self._frequency: Counter[str] = Counter()
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        for word, count in generation.words.frequency.items():
            self._frequency[stem(word)] += count
            self._by_stem[stem(word)].append(word)
        for compound in _compounds(generation):
            self._by_stem.setdefault(compound, [])
            self._frequency[compound] += 1
        self._stems = list(self._by_stem)
        self._cased = _casing(generation)
        self.acronyms = _acronyms(generation)
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

    def is_name(self, term: Term) -> bool:
        """Whether the reports write a word with a capital inside sentences, mostly."""
        upper, lower = self._cased.get(term.stems[0], (0, 0))
        return upper > 1 and upper > 3 * lower

    def proper(self, word: str) -> bool:
        """Whether the reports write a word inside sentences with a capital only."""
        upper, lower = self._cased.get(stem(word), (0, 0))
        return upper > 0 and lower == 0

    def common(self, term: Term) -> bool:
        """Whether a word that a question writes with a capital is an abbreviation that stands for a measure ("CPI")."""
        return bool(groups_of(term.stems[0])) and not self.is_name(term)

    def neighbours(self, terms: tuple[Term, ...]) -> dict[str, dict[str, float]]:
        """For each term that the reports do not use: stems they use instead, with a likeness from 0 to 1."""
        foreign = [t for t in terms if not t.number and not self.knows(t)][:MOST_FOREIGN]
        if len(self._neighbours) > MOST_KEPT:
            self._neighbours.clear()
        known = {t.stems[0]: self._close(t) for t in terms if not t.number and not t.name and t not in foreign}
        fresh = [t for t in foreign if t.text.lower() not in self._neighbours]
        if fresh:
            vectors = self._encoder.encode([t.text.lower() for t in fresh])
            rows = self._words.similarities(vectors) if len(self._words) else np.zeros((len(fresh), 0), np.float32)
            for term, row in zip(fresh, rows, strict=True):
                self._neighbours[term.text.lower()] = self._near(term, row)
        return known | {t.stems[0]: self._neighbours[t.text.lower()] for t in foreign}

    def _close(self, term: Term) -> dict[str, float]:
        """Words of the reports that come to the same as one of theirs ("tobacco", "smoking")."""
        word = term.text.lower()
        row = self._words.index.get(word)
        if row is None:
            return {}
        if word not in self._kin:
            cosines = self._words.similarities(self._words.vectors[row])[0]
            near = [(stem(self._words.words[i]), float(cosines[i])) for i in np.flatnonzero(cosines >= SAME)]
            self._kin[word] = {
                o: KIN
                for o, _ in near
                if o != term.stems[0] and not opposed(term.stems[0], o) and not contrary(term.stems[0], o)
            }
        return self._kin[word]

    def _near(self, term: Term, row: np.ndarray) -> dict[str, float]:
        near: dict[str, float] = {}
        best = float(row.max()) if row.size else 0.0
        for position in np.argsort(-row)[:12]:
            other, cosine = stem(self._words.words[position]), float(row[position])
            if cosine >= max(NEAR, best - BAND) and not opposed(term.stems[0], other) and not term.name:
                near[other] = max(near.get(other, 0.0), min(0.85, cosine))
        for other in self._stems:
            likeness = spelled_alike(term.stems[0], other)
            if likeness:
                near[other] = max(near.get(other, 0.0), likeness)
        return near


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


def spelled_alike(word: str, other: str) -> float:
    """0.85 for a likely misspelling, 0.8 for a word cut short ("auto", "Scot"), else 0."""
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) >= 4 and longer.startswith(shorter) and len(longer) - len(shorter) <= 8:
        return 0.8
    if len(shorter) == 3 and len(word) == 3 and longer.startswith(shorter):
        return 0.6
    if len(shorter) < 5 or abs(len(word) - len(other)) > 2 or word[0] != other[0]:
        return 0.0
    return 0.85 if SequenceMatcher(None, word, other).ratio() >= 0.85 else 0.0


def _compounds(generation: Generation) -> set[str]:
    """Stems of the hyphenated words, written as one: "e-book" → "ebook"."""
    return {
        stem(word.lower().replace("-", ""))
        for s in generation.sentences[:_SAMPLED]
        for word in _HYPHENATED.findall(s.text)
    }


def _casing(generation: Generation) -> dict[str, tuple[int, int]]:
    upper: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for sentence in generation.sentences[:_SAMPLED]:
        for word in _CASED.findall(sentence.text):
            (upper if word[0].isupper() else lower)[stem(word)] += 1
    return {word: (upper[word], lower[word]) for word in upper.keys() | lower.keys()}


def _acronyms(generation: Generation) -> dict[str, dict[str, Bag]]:
    """By report: acronym stem → the words of its long form, where the report gives both ("gross value added (GVA)")."""
    found: dict[str, dict[str, Bag]] = {}
    for report in generation.reports.values():
        pairs = {}
        for match in _ACRONYM.finditer(report.text):
            long = _long_form(match.group(1), match.group(2))
            if long:
                pairs[stem(match.group(2))] = bag(long)
        if pairs:
            found[report.id] = pairs
    return found


def _long_form(words: str, acronym: str) -> str | None:
    """The last words whose initials spell the acronym, small words passed over."""
    parts = words.split()
    letters = [c.lower() for c in acronym if c.isalpha()]
    for length in range(len(letters), min(len(parts), 2 * len(letters) + 1) + 1):
        tail = parts[-length:]
        initials = [p[0].lower() for p in tail if p.lower() not in ("and", "of", "for", "the", "in")]
        if initials[: len(letters)] == letters or initials == letters:
            return " ".join(tail)
    return None


def widened(words: Bag, acronyms: dict[str, Bag]) -> Bag:
    """``words`` with the long forms of the acronyms among them, and the acronyms of the long forms among them."""
    extra = EMPTY
    for acronym, long in acronyms.items():
        content = frozenset(s for s in long.stems if len(s) > 3)
        if acronym in words.stems:
            extra = extra | long
        elif content and content <= words.stems:
            extra = extra | Bag(frozenset([acronym]), groups_of(acronym))
    return words | extra
