"""What invented reports measure, in many wordings: one line each, read into records."""

from __future__ import annotations

from dataclasses import dataclass

from .measure_table import TABLE


@dataclass(frozen=True)
class Name:
    """One wording of a measure; `article` says that it needs "the" where no owner's genitive precedes."""

    text: str
    plural: bool
    article: bool

    @property
    def bare(self) -> str:
        return f"the {self.text}" if self.article else self.text

    @property
    def was(self) -> str:
        return "were" if self.plural else "was"


@dataclass(frozen=True)
class Verb:
    """As in "spent ~ on roads": the figure stands at the tilde."""

    past: str
    base: str
    rest: str


@dataclass(frozen=True)
class Measure:
    """`suits` holds p (places), o (organisations) and s (sectors); `unit` is one of the sorts in numbers.py."""

    key: str
    kinds: str
    suits: str
    unit: str
    noun: str
    low: float
    high: float
    names: tuple[Name, ...]
    verbs: tuple[Verb, ...]
    asks: tuple[str, ...]


def _name(text: str) -> Name:
    text = text.strip()
    plural, article = text.endswith("+"), text.startswith("the ")
    return Name(text.removesuffix("+").removeprefix("the "), plural, article)


def _verb(text: str) -> Verb:
    verb, _, rest = text.partition("~")
    past, _, base = verb.strip().partition("/")
    return Verb(past, base, rest.strip())


def _measure(line: str) -> Measure:
    key, kinds, suits, unit, names, verbs, asks = (part.strip() for part in line.split("|"))
    sort, *noun, low, high = unit.split()
    return Measure(
        key,
        kinds,
        suits,
        sort,
        " ".join(noun),
        float(low),
        float(high),
        tuple(_name(n) for n in names.split(";")),
        tuple(_verb(v) for v in verbs.split(";") if v.strip()),
        tuple(a.strip() for a in asks.split(";") if a.strip()),
    )


def own(key: str, unit: str, low: float, high: float, *names: str) -> Measure:
    """A measure of one pattern, whose wordings have no word of average of their own."""
    wordings = tuple(
        Name(n.removesuffix("+").removeprefix("the "), n.endswith("+"), n.startswith("the ")) for n in names
    )
    sort, _, noun = unit.partition(" ")
    return Measure(key, "", "", sort, noun, low, high, wordings, (), ())


MEASURES = tuple(_measure(line) for line in TABLE.strip().splitlines())
