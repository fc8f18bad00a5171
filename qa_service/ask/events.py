"""Whether a sentence tells of the event that a question asks about: its start is not its end, a plan no past."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from qa_service.language.parsing import Doc, Token
from qa_service.language.terms import groups_of, opposed, stem

Likeness = Callable[[str, str], float]

SAME = 0.55
# acts that come to the same; words of different lines are different acts
_ACTS = """
begin start commence launch onset kick break
open reopen inaugurate
resume restart reopen
end finish complete conclude completion completed ready
close shut closure cease discontinue wind
expire lapse mature end run last
suspend interrupt pause halt
publish release issue appear out due come publication
meet hold convene gather sit take place meeting
build construct erect
rebuild renovate restore
design plan
lower cut reduce
raise increase lift
join appoint succeed replace become take
leave retire resign depart step
hit meet reach achieve attain
introduce come begin start
supply provide deliver
conduct carry undertake perform run
found establish set create
approve adopt pass
change amend revise alter modify
""".strip().splitlines()
_CLASSES: dict[str, frozenset[int]] = {}
for _number, _line in enumerate(_ACTS):
    for _word in _line.split():
        _CLASSES[stem(_word)] = _CLASSES.get(stem(_word), frozenset()) | {_number}
# verbs that tell of no event by themselves
_LIGHT = frozenset(
    stem(word)
    for word in "be have do get go say think expect plan believe forecast see happen remain become schedule intend "
    "aim hope take will would likely set make occur tell know".split()
)
_PARTICLES = frozenset("out up down off over together on in".split())
_TO_COME = re.compile(
    r"\b(?:will|going to|is due|are due|due|next|upcoming|to be|expected to|planned|scheduled)\b", re.I
)
_PAST = re.compile(r"\b(?:did|was|were|had)\b", re.I)
_NEXT = re.compile(r"\b(?:will|going to|next|upcoming)\b|\bare .*\bdue\b|\bis .*\bdue\b|['’]s .*\b(?:next|out)\b", re.I)


def verbs_of(doc: Doc) -> list[str]:
    """The verbs of a question that name what happens; [] where it has only "is" and the like."""
    found = []
    for token in doc:
        if token.pos_ == "VERB":
            after = [c.lower_ for c in token.children if c.lower_ in _PARTICLES and c.i > token.i]
            found.append("-".join([token.lemma_.lower(), *after]))
    found += [t.lower_ for t in doc if t.lower_ in ("due", "ready", "out") and t.pos_ in ("ADJ", "ADV")]
    verbs = [word for word in found if stem(word) not in _LIGHT]
    last = next((t for t in reversed(doc) if t.is_alpha), None)
    if verbs or last is None or doc[0].lower_ != "when" or last.pos_ != "ADJ":
        return verbs
    return [last.lower_] if stem(last.lower_) in _CLASSES else []  # "when will it close?", taken for an adjective


def same_act(one: str, other: str, likeness: Likeness) -> bool:
    """Whether two verbs tell of the same act."""
    mine, its = stem(one), stem(other)
    if mine == its:
        return True
    if "-" in mine and not groups_of(mine):
        return same_act(one.split("-")[0], other, likeness)
    if opposed(mine, its):
        return False
    known, told = _CLASSES.get(mine), _CLASSES.get(its)
    if known and told:
        return bool(known & told)
    return bool(groups_of(mine) & groups_of(its)) or likeness(one.lower(), other.lower()) >= SAME


def any_same(verbs: Iterable[str], others: Iterable[str], likeness: Likeness) -> bool:
    others = list(others)
    return any(same_act(verb, other, likeness) for verb in verbs for other in others)


def governors(doc: Doc, start: int) -> list[Token]:
    """The verb that the words at ``start`` hang on, with what it is a light verb for; [] in a fragment."""
    token = next((t for t in doc if t.idx <= start < t.idx + len(t.text_with_ws)), None)
    while token is not None and token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    if token is None or token.pos_ not in ("VERB", "AUX"):
        return []
    found = [token, *(c for c in token.children if c.dep_ in ("xcomp", "ccomp"))]
    if stem(token.lemma_) in _LIGHT or token.pos_ == "AUX":
        found += [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "acomp")]
    return found


def tells_when(question: Doc, sentence: Doc, start: int, likeness: Likeness) -> bool:
    """Whether the date at ``start`` of a sentence is that of what a "when" question asks about."""
    held = governors(sentence, start)
    if not _fits_in_time(question.text, sentence, held):
        return False
    verbs = verbs_of(question)
    return not held or not verbs or any_same(verbs, (t.lemma_ for t in held), likeness)


def _fits_in_time(question: str, sentence: Doc, held: list[Token]) -> bool:
    """A question about the time to come is not answered by the past, nor the other way round."""
    if not held:
        return True
    verb = held[0]
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    past = verb.tag_ == "VBD" or bool(helpers & {"was", "were", "had"})
    if _NEXT.search(question):
        return not past
    return not (_PAST.search(question) and helpers & {"will"} and not _TO_COME.search(question))
