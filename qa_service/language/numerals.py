"""Numbers as written, in digits or in words, and their scale words, to exact decimals."""

from __future__ import annotations

import re
from decimal import Decimal

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: i for i, word in enumerate(_UNITS)} | {word: 10 * i for i, word in enumerate(_TENS, 2)}
_ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        range(1, 13),
        strict=True,
    )
)
_PARTS = dict(
    zip(
        "half third quarter fourth fifth sixth seventh eighth ninth tenth".split(),
        (2, 3, 4, *range(4, 11)),
        strict=True,
    )
)

_ONES = "|".join(_UNITS[1:10])
_TEENS = "|".join(reversed(_UNITS[10:]))
NUMBER_WORD = rf"\b(?=[efnostzEFNOSTZ])(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{_ONES}))?|{_TEENS}|{_ONES}|zero)\b"
_WORD_SCALE = r"(?:thousand|million|billion|trillion|lakh|crore)"
_HUNDREDS = rf"(?:(?:{NUMBER_WORD}|an?)[\s-]+hundred\b(?:\s+(?:and\s+)?{NUMBER_WORD})?|{NUMBER_WORD})"
WORD_NUMBER = (
    rf"\b(?=[aefhnostzAEFHNOSTZ])(?:half\s+an?\s+(?:dozen|{_WORD_SCALE})\b|an?\s+(?:half[-\s])?(?:dozen"
    rf"|{_WORD_SCALE})\b(?!s)"
    rf"|(?:{NUMBER_WORD}\s+|an?\s+)?and\s+a\s+half\s+{_WORD_SCALE}\b|{NUMBER_WORD}\s+dozen\b"
    rf"|{NUMBER_WORD}\s+and\s+a\s+half(?:\s+{_WORD_SCALE})?\b"
    rf"|{_HUNDREDS}(?:[\s-]+{_WORD_SCALE}\b(?:,?\s+(?:and\s+)?{_HUNDREDS}(?!\s*\d))?)*)"
)
DIGITS = (
    r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,3}(?:\s\d{3})*\s000(?!\d)|\d{1,3}(?:[\u2009\u202f\u00a0]\d{3})+(?!\d)|\d+)"
    r"(?:\.\d+)?|\.\d+"
)

SCALES = {
    "hundred": 2, "thousand": 3, "k": 3, "wan": 4, "lakh": 5, "lakhs": 5, "lac": 5, "million": 6, "millions": 6,
    "mn": 6, "mln": 6, "mio": 6, "m": 6, "mm": 6, "crore": 7, "crores": 7, "yi": 8, "billion": 9, "billions": 9,
    "bn": 9, "bln": 9, "b": 9, "trillion": 12, "trillions": 12, "tn": 12, "trn": 12, "tr": 12,
}  # fmt: skip


def plain(value: Decimal) -> Decimal:
    """The same value without exponent and without trailing zeros after the point."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Decimal("0") if text in ("-0", "") else Decimal(text)


def scaled(value: Decimal, power: int) -> Decimal:
    """``value`` times ten to the ``power``, exactly, whatever the number of digits."""
    sign, digits, exponent = value.as_tuple()
    return plain(Decimal((sign, digits, int(exponent) + power)))


def scale_power(text: str) -> int:
    """The power of ten that "million", "bn", "lakh crore" or "" stands for."""
    return sum(SCALES.get(word.rstrip(".").lower(), 0) for word in re.split(r"[\s-]+", text) if word)


def from_digits(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", text))


def small_number(text: str) -> int:
    """0 to 99 in digits or words, and the ordinals to twelfth.

    Raises:
        ValueError: ``text`` is none of these.
    """
    words = re.split(r"[-\s]+", text.strip().lower())
    if words[0].isdecimal():
        return int(words[0])
    if words[0] in _ORDINALS:
        return _ORDINALS[words[0]]
    if any(word not in _SMALL for word in words):
        raise ValueError(f"{text!r} is not a number from zero to ninety-nine in words or digits")
    return sum(_SMALL[word] for word in words)


def from_words(text: str) -> Decimal:
    """The value of a ``WORD_NUMBER``: "two hundred and five thousand", "half a million", "a dozen"."""
    words = re.split(r"[-\s,]+", text.strip().lower())
    half = Decimal("0.5") if "half" in words else Decimal(0)
    total, group = Decimal(0), Decimal(0)
    for word in words:
        if word in _SMALL:
            group += _SMALL[word]
        elif word == "hundred":
            group = (group or Decimal(1)) * 100
        elif word == "dozen":
            group = (group + half if "and" in words else group or half or Decimal(1)) * 12
        elif word in SCALES:
            factor = group + half if "and" in words and half else group or half or Decimal(1)
            total += factor.scaleb(SCALES[word])
            group, half = Decimal(0), Decimal(0)
    if half and "dozen" not in words:
        group += half
    return plain(total + group)


def part_of_whole(text: str) -> Decimal | None:
    """A fraction in words as a percentage to four significant digits ("two-thirds" is 66.67); None if it is none."""
    words = [w for w in re.split(r"[-\s]+", text.strip().lower()) if w not in ("of", "a", "an", "the")]
    below = _PARTS.get(words[-1].rstrip("s") if words[-1] != "halves" else "half") if words else None
    if below is None:
        return None
    above = _SMALL.get(words[0], 1) if len(words) > 1 else 1
    return percentage(Decimal(above), Decimal(below))


def percentage(above: Decimal, below: Decimal) -> Decimal:
    """``above`` in ``below`` as a percentage, four significant digits."""
    share = above * 100 / below
    return plain(share.quantize(Decimal(1).scaleb(share.adjusted() - 3))) if share else Decimal(0)
