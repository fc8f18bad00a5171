"""The same passage with other numbers, so that a reader learns the sentences rather than the numbers in them."""

import random
import re

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d)")
_NUMBER = re.compile(
    r"(?<![\w.,])\d(?:[\d,]*\d)?(?:\.\d+)?(?!\w|[.,]\d)"
    r"(?=(\s?%|\s(?:per cent|percent|million|billion|points?)\b)?)"
)
_NEAREST, _FARTHEST = 1980, 2060


def varied(text: str, questions: list[str], seed: int) -> tuple[str, list[str]]:
    """A passage and its questions with other numbers of the same length, the same ones in both.

    Years all move by as many; of the others only those that are surely figures change: with a decimal, a separator,
    three digits or a unit. Every character that is no digit stays where it is.
    """
    chance = random.Random(seed)
    moved = _moved_years(text, chance)
    drawn = dict(moved)
    for match in _NUMBER.finditer(text):
        number = match[0]
        plain = number.isdigit() and len(number) < 3 and match[1] is None
        if number in drawn or plain or _YEAR.fullmatch(number):
            continue
        drawn[number] = _other(number, set(drawn.values()), chance)
    return _replaced(text, drawn), [_replaced(question, drawn) for question in questions]


def _moved_years(text: str, chance: random.Random) -> dict[str, str]:
    years = {int(match[0]) for match in _YEAR.finditer(text)}
    by = chance.randint(-4, 4)
    if not years or min(years) + by < _NEAREST or max(years) + by > _FARTHEST:
        by = 0
    return {str(year): str(year + by) for year in range(_NEAREST, _FARTHEST)} if by else {}


def _other(number: str, taken: set[str], chance: random.Random) -> str:
    for _ in range(20):
        digits = [str(chance.randint(0, 9)) if one.isdigit() else one for one in number]
        digits[0] = str(chance.randint(1, 9)) if number[0] != "0" else "0"
        other = "".join(digits)
        if other not in taken:
            return other
    return number


def _replaced(text: str, drawn: dict[str, str]) -> str:
    text = _YEAR.sub(lambda match: drawn.get(match[0], match[0]), text)
    return _NUMBER.sub(lambda match: match[0] if _YEAR.fullmatch(match[0]) else drawn.get(match[0], match[0]), text)
