"""Who a sentence itself puts first or last, for "which station is the busiest": no figures need be compared."""

from __future__ import annotations

import re
from dataclasses import replace

from qa_service.ask.categories import Category, category_of, is_one
from qa_service.ask.composing import Composer
from qa_service.ask.matching import Match
from qa_service.ask.retrieving import Found
from qa_service.ask.sentences import SentenceFinder, stems_of
from qa_service.ask.slots import Asked, Term
from qa_service.ask.superlatives import Extreme, asked_extreme, holder, modified, says
from qa_service.language.parsing import Parser
from qa_service.language.terms import SLOT_WORDS, STOP, bag, stem, tokens
from qa_service.records import Answer, Sentence

_OWNER = re.compile(r"^([^’']+)['’]s\b")  # "Selland" in "Selland's average of 511"
LOST, SAID, NEAR = 0.6, 0.36, 0.4
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+) (?:most|least|\w+est)\b|\btop \w+\b", re.I
)
_ONE = re.compile(r"^(?:and |so |but )?(?:(?:in|at|for|by|to|from|on|among|of) )?(?:which|what|who|where)\b", re.I)
# verbs and nouns that only set the scene
_SCENE = frozenset(
    "sees saw see had has have having made make makes recorded showed show shows registered enjoyed experienced pulled "
    "pull pulls push pushes pushed dragged drags drag drove drives carries carry carried contributed contributes keeps "
    "kept keep suffered suffer network hit goes go got did does weighed time times often likely main".split()
)
# what a superlative may stand before, whatever it is of
_SIZES = (SLOT_WORDS - {"division", "divisions", "people"}) | frozenset(
    "contribution contributor driver drag reason cause effect impact factor gain loss drop fall rise increase decrease "
    "decline growth stay wait".split()
)


class FirstFinder:
    """Finds what sentences of one generation put first or last."""

    def __init__(self, sentences: SentenceFinder, parser: Parser) -> None:
        self._sentences = sentences
        self._parser = parser

    def answer(self, asked: Asked, found: Found, composer: Composer) -> Answer | None:
        """The one that a sentence names as the first, or None where no sentence does or several are asked for."""
        extreme = asked_extreme(asked.text)
        if extreme is None or not _ONE.search(asked.text) or _SEVERAL.search(asked.text):
            return None
        category = category_of(self._parser.parse(asked.text))
        if category is None:
            return None
        meant = replace(asked, terms=tuple(t for t in asked.terms if not _steers(t, category)))
        for sentence, match in self._sentences.ranked(meant, self._sentences.around(found)):
            said = says(sentence.text, extreme)
            if said is None or not self._is_of(meant, extreme, match, sentence):
                continue
            who = self._who(asked, category, said, sentence)
            if who:
                return composer.quoted(asked, who, [sentence])
        return None

    def _is_of(self, asked: Asked, extreme: Extreme, match: Match, sentence: Sentence) -> bool:
        """Whether a superlative is of what the question measures: its noun is met, and most of the other words."""
        if match.score < SAID or self._sentences.of_another_time(asked, sentence):
            return False
        missing = self._sentences.missing(match, sentence)
        measured = _measured(asked, extreme)
        if self._sentences.lacks_name(missing) or (measured is not None and measured in missing):
            return False
        return self._sentences.lost(asked, missing) <= LOST

    def _who(self, asked: Asked, category: Category, said: Extreme, sentence: Sentence) -> str:
        doc = self._parser.parse(sentence.text, entities=True)
        extreme = asked_extreme(asked.text) or said
        plain = extreme.scale == "size"
        if plain and not self._fits(asked, category, _measured(asked, extreme), modified(doc, said)):
            return ""
        around = f"{' '.join(self._sentences.passage_of(sentence).heading)} {sentence.text}"
        held = holder(doc, said)
        owner = _OWNER.match(held)
        names = [owner.group(1), held] if owner and category.named else [held, owner.group(1) if owner else ""]
        for who in names:
            new = who and not who[0].isdigit() and not bag(who).stems <= stems_of(asked)
            if new and is_one(category, who, doc, around, self._sentences.likeness):
                return who
        return ""

    def _fits(self, asked: Asked, category: Category, measured: Term | None, of: str) -> bool:
        """Whether the word that a superlative stands before is what the question measures."""
        if not of or of.lower() in _SIZES:
            return True
        if stem(of) in category.stems:
            return measured is None
        return any(self._like(t, of) for t in asked.terms)

    def _like(self, term: Term, word: str) -> bool:
        own, other = bag(term.text), bag(word)
        return own.meets(other) or self._sentences.likeness(term.text, word) >= NEAR


def _steers(term: Term, category: Category) -> bool:
    """Whether a term only says what kind of thing is first, or that it is."""
    word = term.text.lower()
    return bool(asked_extreme(word)) or word in _SCENE or (not term.name and bool(set(term.stems) & category.stems))


def _measured(asked: Asked, extreme: Extreme) -> Term | None:
    """The noun that a superlative of a question is of: "crime" of "the lowest crime rate in"."""
    after = re.split(r"\b(?:of|in|for|among|at|on|by|with|from|to|per|than)\b|[,?]", asked.text[extreme.end :])[0]
    words = [w.lower() for w in tokens(after)[:4] if w.lower() not in STOP]
    return next((t for t in reversed(asked.terms) if t.text.lower() in words and not t.name), None)
