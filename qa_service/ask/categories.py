"""What "which borough", "what kind of loan" asks for by its noun, and the words of a sentence that are one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa_service.ask.events import Likeness
from qa_service.ask.superlatives import phrase
from qa_service.language.parsing import Doc, Token
from qa_service.language.terms import bag, stem

ALIKE, SURE = 0.25, 0.3
# what has a name of its own, written with a capital
_NAMED = frozenset(
    stem(word)
    for word in "borough city town village country region province state county district area place island hospital "
    "school university museum station airport port harbour plant site company firm bank person player body agency "
    "ministry department institution organisation authority council university site location line centre "
    "municipality parish ward board trust club team".split()
)
_VAGUE = frozenset("kind type sort category group part one".split())


@dataclass(frozen=True, slots=True)
class Category:
    """The noun asked for, "" where the question has only "who" or "where", and the stems of its phrase."""

    noun: str
    stems: frozenset[str]

    @property
    def named(self) -> bool:
        return stem(self.noun) in _NAMED

    @property
    def vague(self) -> bool:
        return not self.noun or self.noun in _VAGUE


def category_of(question: Doc) -> Category | None:
    """The noun of "which …", "what kind of …", "in which …"; None where the question has none."""
    for token in question:
        if token.lower_ in ("which", "what") and token.dep_ == "det" and token.head.pos_ in ("NOUN", "PROPN"):
            return _category(token, token.head)
    for token in question[:2]:
        if token.lower_ == "which":
            after = next((t for t in question[token.i + 1 : token.i + 4] if t.pos_ != "NUM"), None)
            return _category(token, after) if after is not None and after.pos_ in ("NOUN", "PROPN") else None
    first = question[0].lower_ if len(question) else ""
    return Category("", frozenset()) if first in ("who", "where", "what", "which") else None


def _category(which: Token, noun: Token) -> Category:
    inner = next(
        (c for prep in noun.children if prep.dep_ == "prep" and prep.lower_ == "of" for c in prep.children), None
    )
    words = [t for t in which.doc[which.i + 1 : noun.i + 1] if t.pos_ != "PROPN" or t is noun]
    if noun.lemma_.lower() in _VAGUE and inner is not None and inner.pos_ == "NOUN":
        words, noun = [*words, inner], inner
    return Category(noun.lemma_.lower(), frozenset(form for t in words for form in bag(t.text).stems))


def is_one(category: Category, words: str, doc: Doc, around: str, likeness: Likeness) -> bool:
    """Whether words of a sentence can be the name of one of a category; ``around`` is the sentence with its heading."""
    noun = bag(category.noun)
    if category.vague or noun.meets(bag(words)):
        return True
    if category.named:
        inside = {t.text for t in doc if t.pos_ == "PROPN"}
        return any(word.strip("’'s,") in inside or word in inside for word in words.split())
    return bool(noun.stems & bag(around).stems) or likeness(category.noun, words) >= ALIKE


def chosen(category: Category, doc: Doc, asked: frozenset[str], likeness: Likeness) -> str:
    """The words of a sentence that are one of a category and that the question does not name, or ""."""
    narrowed = next(_narrowed(category, doc, asked), "")
    if narrowed:
        return narrowed
    chunks = [c for c in doc.noun_chunks if not bag(c.text).stems <= asked and c.root.pos_ in ("NOUN", "PROPN")]
    chunks = [c for c in chunks if not bag(category.noun).stems & bag(c.text).stems]
    if category.named:
        return next((phrase(c.root) for c in chunks if c.root.pos_ == "PROPN" and c.root.ent_type_ != "DATE"), "")
    scored = [(likeness(category.noun, c.text), -c.start, c) for c in chunks if c.root.ent_type_ != "DATE"]
    best = max(scored, default=None, key=lambda item: item[:2])
    return phrase(best[2].root) if best is not None and best[0] >= SURE else ""


def _narrowed(category: Category, doc: Doc, asked: frozenset[str]) -> Iterator[str]:
    """The category's noun narrowed by words that the question lacks: "consumer loans", "the site in Selm"."""
    for token in doc:
        if stem(token.lemma_) != stem(category.noun) or token.dep_ == "compound":
            continue
        own = [c for c in token.children if c.dep_ in ("compound", "amod", "poss", "appos", "acl", "prep")]
        new = [c for c in own if c.pos_ in ("NOUN", "PROPN", "ADJ", "ADP", "VERB") and not bag(c.text).stems <= asked]
        if any(c.dep_ in ("compound", "amod", "poss", "appos") for c in new) or any(
            t.pos_ == "PROPN" and not bag(t.text).stems <= asked for c in new for t in c.subtree
        ):
            yield phrase(token)
