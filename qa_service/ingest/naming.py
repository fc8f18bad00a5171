"""Whose figure it is and of what: subject and measure of a figure, from the parse of its sentence."""

from __future__ import annotations

import re

from qa_service.ingest.binding import Bound
from qa_service.ingest.cues import bare
from qa_service.ingest.phrases import (
    clean,
    is_pronoun,
    is_within,
    owner_and_measure,
    phrase,
    subject_of,
    token_at,
    untimed,
    verb_of,
)
from qa_service.ingest.verbless import FINITE
from qa_service.ingest.verbs import (
    CHANGE_NEXT,
    NOUN_OF_CHANGE,
    counts,
    is_change,
    only_states,
    with_adverb,
    with_particle,
)
from qa_service.language.changes import CHANGE, direction_of
from qa_service.language.currencies import is_money
from qa_service.language.parsing import Doc, Token
from qa_service.language.periods import period_spans
from qa_service.records import Quantity

_THERE = re.compile(r"\bthere (?:is|are|was|were|has been|have been)$", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[,;:–—]\s*|\b(?:while|whereas|but|and|that|where|although|when)\s*)$", re.IGNORECASE)
_CLAUSE_END = re.compile(r",\s|;|\s[–—]\s|\((?!\D*\d)")

_DANGLING = re.compile(r"\s*,\s*(?:at|with|of)$", re.IGNORECASE)
_GAPPED = re.compile(r"^\W*(?:(?:and|while|but)\s+)?(\w[^,;]*?)\s+(?:by|to|at|of|from)$", re.IGNORECASE)
_JOINS_FIRST = re.compile(r"^(?:and|or|but|while|with|in|for|among|of|against|versus)\s+", re.IGNORECASE)
_JOINS_ON = re.compile(r"\s*(?:to|on|for|in|at|with|by|from|into|under|towards?|through)\b", re.IGNORECASE)
_CHANGE_IN = re.compile(rf"{CHANGE_NEXT.pattern}\s+(in|of)\s", re.IGNORECASE)
_CHANGE_BEFORE = re.compile(rf"\b{NOUN_OF_CHANGE}\s+(?:of|by)$", re.IGNORECASE)
_IN = re.compile(r"^\s*(in)\s", re.IGNORECASE)
_NOT_CHANGED = frozenset("year quarter month week period half season term time comparison total value number".split())
_NOUN_OF = re.compile(r"^(?:\W*(?:and|but|while)\s)?\W*((?:[\w'’-]+ ){0,5}?([\w-]+)) of$", re.IGNORECASE)
_NO_NOUN_OF = frozenset("total average sum number minimum maximum majority mean median rate record end out all".split())
_PART_OF = re.compile(
    r"\s+(?:out )?of (?:(?:the|its|their|our|all|these|those) )*(?:\d[\d.,]*|[a-z]+teen|[a-z]*t[wy]\w+|"
    r"three|four|five|six|seven|eight|nine|ten|eleven) (?=[a-z])"
)
_OF_WHOLE = re.compile(
    r"Of (?:(?:the|all|an|its|their|our|estimated) )*(?:\d[\d.,]* (?:thousand |million |billion )?)?"
    r"((?:[^,;%]|,(?=\d)){2,60})(?:,|\s(?=\d))"
)
_WHOLE_BEFORE = re.compile(
    r"\b\d{1,3}\s+(?:out of |of (?=\w))(?:(?:the|its|their|our|all|these|those) )*$"
    r"|^Of (?:(?:the|all|its|their|our|some|about) )*$"
)
_BRACKET_OPENING = re.compile(
    r"^\W*(?:than|and|or|while|with|followed by|ahead of|behind)\s+", re.IGNORECASE
)  # of "…, ahead of Elm (12)"
_BRACKET_NEXT = re.compile(r"\s*\([^()]*\)\s*[a-z]")
_LAST_VERB = re.compile(r"\s+(?:\w+ed|was|were|is|are|stood|came|went|ran)(?:\s+(?:to|at|by|from|in))?\s*$")
_GOES_ON = re.compile(r"\)?\s*(?:of\s|(?!(?:since|in|on|at|for|from|by|under|during|until|to)\b)[a-z])")
_BARE_DEFINITE = re.compile(r"(?:its|their|the \w+['’]s) (.+)", re.IGNORECASE)


class Namer:
    """Names the figures of one sentence. ``antecedent`` is what a pronoun stands for, ``heading`` what stands above."""

    def __init__(self, text: str, doc: Doc, antecedent: str, heading: str) -> None:
        self._text = text
        self._doc = doc
        self._plain = re.sub(r"\([^()]*\)", lambda found: " " * len(found[0]), text)
        self._antecedent = antecedent
        self._heading = heading

    def names(self, item: Bound) -> tuple[str, str]:
        """Subject and measure; "" where the sentence does not tell."""
        quantity = item.quantity
        head = bare(self._text[item.segment.start : quantity.start])
        tail = self._text[quantity.end : item.segment.end]
        if _WHOLE_BEFORE.search(self._text[: quantity.start]):
            return re.split(r"\W(?:(?:that|which|who)\b|\d)", self._counted_subject(quantity, tail)[0])[0], "number"
        if _THERE.search(head):
            return self._existing(quantity, tail), "number"
        bracketed = self._bracketed(item, head) or self.changed(quantity, head, tail)
        if bracketed:
            return bracketed
        if _DANGLING.search(head) and not self._has_verb(item):
            return self._from_head(head, tail)
        of_noun = "" if counts(quantity, tail) else self._of_noun(quantity, head)
        if of_noun:
            return owner_and_measure(of_noun)
        if self._counts_its_subject(head, tail, quantity):
            return self._counted_subject(quantity, tail)
        subject, verb = self._subject(item)
        raised = self._raised(verb, quantity)
        if raised:
            return raised
        if subject is None or verb is None:
            return self._from_head(head, tail)
        gapped = self._gapped(item, head, verb)
        if gapped:
            return owner_and_measure(gapped)
        return self._by_verb(self._resolved(subject), verb, quantity, tail)

    def _bracketed(self, item: Bound, head: str) -> tuple[str, str] | None:
        """In "the firm's average order (12)" a figure in brackets is of the words before them."""
        if not self._text[: item.quantity.start].rstrip().endswith("("):
            return None
        words = clean(_BRACKET_OPENING.sub("", head, count=1))
        before = (t for t in self._doc if item.segment.start <= t.idx < item.quantity.start)
        named = any(t.pos_ in ("NOUN", "PROPN") for t in before)
        return owner_and_measure(words) if named and len(words.split()) < 14 else None

    def changed(self, quantity: Quantity, head: str, tail: str) -> tuple[str, str] | None:
        """In "driven by a 4% rise in exports", "an increase of 4% in pay" the figure is of what changed."""
        after = _CHANGE_IN.match(tail) or (_IN.match(tail) if _CHANGE_BEFORE.search(head) else None)
        if after is None:
            return None
        joint = token_at(self._doc, quantity.end + after.start(1), quantity.end + after.end(1))
        noun = next((c for c in joint.children if c.dep_ == "pobj"), None) if joint is not None else None
        if noun is None or noun.pos_ not in ("NOUN", "PROPN") or noun.lemma_ in _NOT_CHANGED:
            return None
        name = untimed(phrase(noun))
        return owner_and_measure(name) if name and not period_spans(f"in {name}") else None

    def _gapped(self, item: Bound, head: str, verb: Token) -> str:
        """The subject of a clause that takes its verb from the one before: "… and prices by 3%"."""
        found = _GAPPED.match(head) if item.cue.kind == "change" and verb.idx < item.segment.start else None
        inside = [t for t in self._doc if item.segment.start <= t.idx < item.quantity.start]
        leads = next((t.pos_ for t in inside if t.pos_ not in ("PUNCT", "CCONJ", "SPACE")), "ADP")
        named = leads != "ADP" and any(t.pos_ in ("NOUN", "PROPN") for t in inside)
        return clean(found.group(1)) if found and named and not direction_of(found.group(1).split()[-1]) else ""

    def _has_verb(self, item: Bound) -> bool:
        before = (t for t in self._doc if item.segment.start <= t.idx < item.quantity.start)
        return any(t.tag_ in FINITE for t in before)

    def subject_text(self, item: Bound) -> str:
        """The subject of the figure's clause with pronouns resolved, or ""."""
        subject, _ = self._subject(item)
        return self._resolved(subject) if subject is not None else ""

    def _subject(self, item: Bound) -> tuple[Token | None, Token | None]:
        token = token_at(self._doc, item.quantity.start, item.quantity.end)
        if token is not None and token.pos_ in ("VERB", "AUX"):  # the "m" of "£183m", say
            token = token.head if token.head != token else None
        verb = verb_of(token) if token is not None else None
        return (subject_of(verb) if verb is not None else None), verb

    def _counts_its_subject(self, head: str, tail: str, quantity: Quantity) -> bool:
        """Whether the figure opens its clause: "19% of adults smoke", "4,500 homes were built", "(22%) gave"."""
        token = token_at(self._doc, quantity.start, quantity.end)
        verb = verb_of(token) if token is not None else None
        subject = subject_of(verb) if verb is not None else None
        if token is not None and subject is not None and is_within(token, subject):
            return True
        after = self._plain[quantity.end :].lstrip() if self._before_bracket(quantity) else tail
        return bool(_OPENS.search(head)) and bool(_GOES_ON.match(after))

    def _before_bracket(self, quantity: Quantity) -> bool:
        """Whether a bracket follows, and its clause goes on behind it: "287 (7.3%) needed"."""
        return bool(_BRACKET_NEXT.match(self._text, quantity.end))

    def _of_noun(self, quantity: Quantity, head: str) -> str:
        """In "compensation of £6 million was paid" the figure is of the noun before it."""
        token = token_at(self._doc, quantity.start, quantity.end)
        noun = _NOUN_OF.search(head)
        if token is None or noun is None or noun.group(2).lower() in _NO_NOUN_OF:
            return ""
        above = next((t for t in token.ancestors if t.pos_ in ("NOUN", "PROPN") and t.idx < quantity.start), None)
        return phrase(above) if above is not None and above.dep_ in ("nsubj", "nsubjpass") else ""

    def _counted_subject(self, quantity: Quantity, tail: str) -> tuple[str, str]:
        part = _PART_OF.match(self._text, quantity.end)
        first = part.end() if part else quantity.end
        further = part is not None or self._before_bracket(quantity) or tail.rstrip().endswith("(")
        end = _CLAUSE_END.search(self._plain[first:] if further else tail, 1)
        stop = first + end.start() if end else len(self._text) if further else quantity.end + len(tail)
        whole = self._whole()
        if whole and part is None and not re.match(r"\)?\s*of\s", self._plain[first:stop]):
            return whole, clean(self._plain[first:stop])
        cut = min(self._predicate(first), stop)
        group = re.sub(r"^\)?\s*(?:share\s+)?of\s+", "", self._plain[first:cut])
        unit = (
            quantity.unit
            if quantity.unit not in ("%", "pp", "count") and not (quantity.unit.isupper() or is_money(quantity.unit))
            else ""
        )
        return clean(group) or whole or unit, clean(self._plain[cut:stop])

    def _whole(self) -> str:
        """What "Of the 30 ships, …", "Of those admitted, …" at the front counts among; "these" are the antecedent."""
        found = _OF_WHOLE.match(self._text)
        if found is None:
            return ""
        return self._antecedent if found.group(1).lower() in ("these", "those", "them") else clean(found.group(1))

    def _predicate(self, start: int) -> int:
        """Where the finite verb of a clause stands that a figure's noun phrase opens; relative clauses are skipped."""
        relative = False
        for token in (t for t in self._doc if t.idx >= start):
            if token.tag_ in ("WP", "WDT", "WP$"):
                relative = True
            elif token.tag_ in FINITE and token.lower_ != "aged":
                if not relative or token.dep_ == "ROOT":
                    return with_adverb(token, start)
                relative = token.dep_ in ("aux", "auxpass")
        return len(self._text)

    def _existing(self, quantity: Quantity, tail: str) -> str:
        """From "There were 3 million former users of e-readers": former users of e-readers."""
        end = _CLAUSE_END.search(tail, 1)
        clause = tail[: end.start() if end else len(tail)]
        return clean(re.split(r"\s(?:in|by|at|during|as)\s", clause)[0]) or quantity.unit

    def _raised(self, verb: Token | None, quantity: Quantity) -> tuple[str, str] | None:
        """Of "Raising the fee from 5 to 7": the fee."""
        if verb is None or verb.tag_ != "VBG" or not is_change(verb):
            return None
        raised = next((c for c in verb.children if c.dep_ == "dobj" and c.idx < quantity.start), None)
        return owner_and_measure(phrase(raised)) if raised is not None and raised.pos_ in ("NOUN", "PROPN") else None

    def _from_head(self, head: str, tail: str) -> tuple[str, str]:
        clause = _DANGLING.sub("", head).rpartition(", ")[2]
        words = clean(_LAST_VERB.sub("", re.sub(rf"\b(?:{CHANGE})\b.*$", "", clause, flags=re.IGNORECASE)))
        after = clean(re.sub(r"^\s*of\s+", "", _CLAUSE_END.split(tail, maxsplit=1)[0]))
        words = re.sub(r"\s+of$", "", words)
        inside = [t for t in self._doc if t.text in words]
        listed = [t for t in inside if t.text == words and t.dep_ in ("compound", "acl", "nmod")]  # ", margin 4%"
        if len(words) > 3 and (listed or any(t.pos_ in ("NOUN", "PROPN") for t in inside)):
            return owner_and_measure(_JOINS_FIRST.sub("", words))
        return "", after

    def _resolved(self, subject: Token) -> str:
        name = phrase(subject)
        done = next((c for c in subject.children if c.dep_ == "dobj"), None) if subject.dep_ == "csubj" else None
        if done is not None:
            return f"{subject.lower_} {phrase(done)}"
        if is_pronoun(subject):
            return self._earlier_subject(subject) or self._antecedent or self._heading
        bare_definite = _BARE_DEFINITE.fullmatch(subject.doc[subject.left_edge.i : subject.i + 1].text)
        if bare_definite:
            owner = self._fuller(subject)
            return f"{owner}'s {bare_definite.group(1)}" if owner else name
        return name

    def _earlier_subject(self, pronoun: Token) -> str:
        """The subject of an earlier clause of the same sentence: "Spending fell by 2% and it is now …"."""
        earlier = [t for t in self._doc[: pronoun.i] if t.dep_ in ("nsubj", "nsubjpass") and not is_pronoun(t)]
        return phrase(earlier[-1]) if earlier and pronoun.lower_ in ("it", "they", "this") else ""

    def _fuller(self, subject: Token) -> str:
        """What "its" or a bare "the sector's" refers to: an earlier noun phrase of the sentence, or the antecedent."""
        possessor = next((c for c in subject.children if c.dep_ == "poss"), None)
        lemma = possessor.lemma_ if possessor is not None and possessor.pos_ == "NOUN" else None
        for token in self._doc[: subject.left_edge.i]:
            if lemma and token.lemma_ == lemma:
                return phrase(token)
            if not lemma and token.dep_ in ("nsubj", "nsubjpass") and not is_pronoun(token):
                owner, measure = owner_and_measure(phrase(token))
                return owner or measure
        return "" if lemma else self._antecedent

    def _by_verb(self, name: str, verb: Token, quantity: Quantity, tail: str) -> tuple[str, str]:
        owner, measure = owner_and_measure(name)
        changed = next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ in ("NOUN", "PROPN")), None)
        if changed is not None and changed.idx + len(changed) < quantity.start and is_change(verb):
            return name, phrase(changed)
        if only_states(verb, quantity, tail):
            return owner, measure
        held = self._object(verb, quantity)
        if held:
            return name, held
        noun = (
            quantity.unit
            if quantity.unit not in ("%", "pp", "count") and not (quantity.unit.isupper() or is_money(quantity.unit))
            else ""
        )
        after = "" if noun else re.sub(r"^\s*of\s+", "", _CLAUSE_END.split(tail, maxsplit=1)[0])
        when = next((start for start, _ in period_spans(after)), len(after))
        after = re.sub(r"\b(?:in|by|since|during|for|on|at)\s*(?:the\s*)?$", "", after[:when])
        words = [noun or clean(after), with_particle(verb)]
        return name, clean(" ".join(reversed(words) if _JOINS_ON.match(after) else words))

    def _object(self, verb: Token, quantity: Quantity) -> str:
        """The object that the figure measures: "a total output value of £3 billion" → total output value."""
        token = token_at(self._doc, quantity.start, quantity.end)
        ancestors = list(token.ancestors) if token is not None else []
        joined = next((i + 1 for i, t in enumerate(ancestors) if t.dep_ == "conj"), len(ancestors))
        nouns = [t for t in ancestors[:joined] if t.pos_ == "NOUN" and t.idx + len(t) <= quantity.start]
        above = [t for t in nouns if verb in t.ancestors and t.dep_ in ("dobj", "attr", "pobj", "conj")]
        return clean(self._doc[above[-1].left_edge.i : above[-1].i + 1].text) if above else ""
