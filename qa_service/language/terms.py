"""Words as the two roads compare them: stems, synonyms, abbreviations, numbers."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import Stemmer

_STEMMERS = threading.local()  # a PyStemmer stemmer must not be shared between threads
_TOKEN = re.compile(r"[A-Za-zÀ-ÿ](?:[A-Za-zÀ-ÿ\d&]|['’.\-‑](?=[A-Za-zÀ-ÿ\d]))*|\d+(?:[.,]\d+)*[kKmM]?\b|\d+")
_RUN = re.compile(r"\w+")
_DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
_IRREGULAR = {
    "sold": "sell", "made": "make", "grew": "grow", "grown": "grow", "rose": "rise", "risen": "rise", "fell": "fall",
    "fallen": "fall", "bought": "buy", "built": "build", "spent": "spend", "led": "lead", "won": "win", "men": "man",
    "women": "woman", "children": "child", "people": "person", "babies": "baby", "lost": "lose", "paid": "pay",
    "held": "hold", "brought": "bring", "taught": "teach", "drove": "drive", "driven": "drive", "gave": "give",
    "given": "give", "took": "take", "taken": "take", "died": "die", "dying": "die", "deaths": "death", "saw": "see",
    "seen": "see", "ran": "run", "wrote": "write", "written": "write", "began": "begin", "begun": "begin",
    "lives": "life",
}  # fmt: skip
STOP = frozenset(
    "a an the of in on at to for from by with and or but as is are was were be been being am do does did done has "
    "have had having it its this that these those there here he she they them their his her our we you your i me my "
    "who whom whose which what when where why how if then than so such not no nor can could would should will shall "
    "may might must about into over under up down out off again also just only very too more most much many any some "
    "each every both all per vs via s t d ll re ve m please pls tell give show me say says said report reports "
    "according query get got like one ones us let ever get gets getting got give gives gave come comes came coming go "
    "goes went put puts take takes took happen happened happens who'd who've they'd plus sharply quickly still "
    "various around using based located place kind type leave thing things everything anything something after i'd "
    "i'll i'm know want wants like liked ago now avg incl ppl plc wk whole full adj against without before rather "
    "anyone anybody does doing go-up went-up gone-up go-down went-down come-down came-down pick-up picked-up describe "
    "describes described mention mentions mentioned already through i.e e.g out reach reached stand stood current "
    "latest recent following overall back end said main mainly between during while among within across "
    "compared".split()
)
SLOT_WORDS = frozenset(
    "percent percentage pct share proportion fraction number amount level rate value figure figures total quantity "
    "volume count point points growth increase decrease rise fall change year yoy quarter month half period average "
    "mean many much fast roughly approximately exact exactly annual annually people pp ppt yearly currency implied "
    "combined together times sum overall size statistics stats data estimate months days weeks years range divisions "
    "division above below less more fewer higher lower estimated long big high far basis likely likelier likeliest "
    "name names named "
    "bigger larger greater faster quicker slower stronger weaker smaller better worse longer shorter cheaper dearer "
    "fastest slowest".split()
)

# words of a question that say little of what is asked: a fact that lacks them may still be it
LIGHT_WORDS = frozenset(
    "money actual actually altogether received receive held hold made make taken take seen see set given give found "
    "find ran run achieve achieved provide provided look looked became become involve involved part portion large "
    "because due hand going reported recorded record kept keep supposed possible possibly well enough problem problems "
    "respective respectively use used carry carried handle handled occur occurred took-place take-place carried-out "
    "carry-out undertaken undertake show showed shown account-for accounted-for make-up made-up newly sent bring "
    "brought counting currently presently happen ended resulting last lasted lie lay".split()
)


@lru_cache(maxsize=100_000)
def snowball(word: str) -> str:
    """The English stem (Snowball) of a lower-cased word."""
    if not hasattr(_STEMMERS, "english"):
        _STEMMERS.english = Stemmer.Stemmer("english")
    return str(_STEMMERS.english.stemWord(word))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a word in lower case, British and American spellings alike."""
    word = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    word = _IRREGULAR.get(word, word)
    word = re.sub(r"is(e[sd]?|ing|ation|ations)$", r"iz\1", word)
    word = re.sub(r"(?<=[a-z]{3})our(s|ed|ing|able)?$", r"or\1", word)
    return snowball(word)


@dataclass(frozen=True, slots=True)
class _Thesaurus:
    groups: dict[str, frozenset[int]]
    opposites: dict[str, frozenset[tuple[int, int]]]
    phrases: dict[str, tuple[tuple[int, str, re.Pattern[str]], ...]]
    """By first word: rank, the phrase in plain words, and its pattern. A longer phrase has a lower rank."""
    named: frozenset[str]
    """Phrases whose parts do not count."""


@lru_cache(maxsize=1)
def _thesaurus() -> _Thesaurus:
    groups: dict[str, set[int]] = {}
    opposites: dict[str, set[tuple[int, int]]] = {}
    phrases: list[str] = []
    compounds: list[str] = []
    text = files("qa_service.language").joinpath("thesaurus.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    for number, line in enumerate(lines):
        if line.startswith("!"):
            for side, words in enumerate(line[1:].split("|")):
                for word in words.split():
                    opposites.setdefault(stem(word), set()).add((number, side))
            continue
        for word in line.split():
            joined = word.replace("+", "-")
            groups.setdefault(stem(joined), set()).add(number)
            if "+" in word:
                compounds += [joined, f"{joined}s"]
            elif "-" in word:
                phrases.append(word)
    return _Thesaurus(
        {key: frozenset(value) for key, value in groups.items()},
        {key: frozenset(value) for key, value in opposites.items()},
        _by_first_word([*phrases, *compounds]),
        frozenset(phrases),
    )


def _by_first_word(phrases: list[str]) -> dict[str, tuple[tuple[int, str, re.Pattern[str]], ...]]:
    found: dict[str, tuple[tuple[int, str, re.Pattern[str]], ...]] = {}
    for rank, phrase in enumerate(sorted(phrases, key=len, reverse=True)):
        pattern = re.compile(rf"\b{phrase.replace('-', '[ -]')}\b", re.IGNORECASE)
        first = phrase.split("-")[0]
        found[first] = (*found.get(first, ()), (rank, phrase.replace("-", " "), pattern))
    return found


@lru_cache(maxsize=50_000)
def groups_of(stemmed: str) -> frozenset[int]:
    return _thesaurus().groups.get(stemmed, frozenset())


def opposed(one: str, other: str) -> bool:
    """Whether two stems are opposites, or members of one family such as the cardinal points."""
    sides = _thesaurus().opposites
    return any(a[0] == b[0] and a[1] != b[1] for a in sides.get(one, ()) for b in sides.get(other, ()))


def is_phrase(word: str) -> bool:
    """Whether a hyphenated word is a phrase of the thesaurus."""
    return word.lower() in _thesaurus().named


def join_phrases(text: str) -> str:
    """Phrases of the thesaurus joined by hyphens, so that they count as one word ("gave up" → "gave-up")."""
    plain = text.lower().replace("-", " ")
    phrases = _thesaurus().phrases
    begun = phrases.keys() & _RUN.findall(plain)  # and the plain words after that: patterns take ten times as long
    possible = [one for first in begun for one in phrases[first] if one[1] in plain]
    for _, _, pattern in sorted(possible, key=lambda one: one[0]) if possible else ():
        text = pattern.sub(_hyphened, text)
    return text


def _hyphened(match: re.Match[str]) -> str:
    return match.group().replace(" ", "-")


def tokens(text: str) -> list[str]:
    """Words and numbers as they stand."""
    return _TOKEN.findall(text)


def number_of(token: str) -> str | None:
    """A number in one form: "40k" and "40,000" → "40000"; None for a word."""
    if not token[0].isdigit():
        return None
    plain = token.lower().replace(",", "")
    scale = {"k": 1_000, "m": 1_000_000}.get(plain[-1], 1)
    if scale > 1 and plain[:-1].replace(".", "", 1).isdigit():
        return str(int(float(plain[:-1]) * scale))
    return plain


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of a piece of text: stems, the thesaurus groups they fall in, and its numbers."""

    stems: frozenset[str]
    groups: frozenset[int]

    def __or__(self, other: Bag) -> Bag:
        return Bag(self.stems | other.stems, self.groups | other.groups)

    def meets(self, other: Bag) -> bool:
        """Whether a word of one is a word of the other, or of its thesaurus group."""
        return bool(self.stems & other.stems or self.groups & other.groups)


_SIGNS = {"£": "pound", "€": "euro", "$": "dollar", "RMB": "yuan", "¥": "yuan", "₹": "rupe"}
EMPTY = Bag(frozenset(), frozenset())


@lru_cache(maxsize=50_000)
def bag(text: str) -> Bag:
    """The bag of ``text``; hyphenated words count whole and in parts."""
    stems = {one for word in tokens(join_phrases(text)) for one in _stems(word)}
    stems.update(name for sign, name in _SIGNS.items() if sign in text)
    groups = frozenset(group for one in stems for group in groups_of(one))
    return Bag(frozenset(stems), groups)


@lru_cache(maxsize=100_000)
def _stems(word: str) -> tuple[str, ...]:
    """What a word or number counts as: its stem, a hyphenated one's parts too."""
    number = number_of(word)
    if number is not None:
        return (number,)
    lower = word.lower()
    stems = [stem(lower)]
    parts = re.split(r"[-‑.]", lower)
    if len(parts) > 1 and not is_phrase(lower):
        stems += [stem("".join(parts)), *(stem(part) for part in parts if len(part) > 1)]
    if lower in _DECADES:
        stems.append(str(_DECADES[lower]))
    return tuple(stems)


def decade(word: str) -> str | None:
    """Turn "fifties" into "50"."""
    found = _DECADES.get(word.lower())
    return str(found) if found else None
