"""Words that bound a figure: "more than", "nearly", "up to", "or more"."""

from __future__ import annotations

import re

_SHADE = r"(?:just\s+|well\s+|slightly\s+|a\s+little\s+|far\s+)?"
_BEFORE = {
    "at_least": r"at\s+least|no\s+(?:less|fewer)\s+than|not\s+less\s+than|(?:a\s+)?minimum\s+of",
    "at_most": r"at\s+most|no\s+more\s+than|not\s+more\s+than|(?:a\s+)?maximum\s+of|up\s+to",
    "more_than": rf"{_SHADE}(?:more|greater|higher)\s+than|{_SHADE}(?:over|above)|in\s+excess\s+of"
    r"|exceed(?:s|ed|ing)?|upwards\s+of|surpass(?:es|ed|ing)?|topp(?:ed|ing)|tops",
    "less_than": rf"{_SHADE}(?:less|fewer|lower)\s+than|{_SHADE}(?:under|below)|nearly|almost|close\s+to|short\s+of"
    r"|just\s+shy\s+of|approaching",
    "about": r"about|around|approximately|approx\.?|roughly|some|an?\s+estimated|circa|ca?\.|broadly"
    r"|estimated(?:\s+(?:at|to\s+be)|(?!\s+an?\s))|in\s+the\s+(?:region|order)\s+of",
}
_AFTER = {
    "at_least": r"or\s+(?:more|over|above|higher)|and\s+(?:over|above|more)",
    "at_most": r"or\s+(?:less|fewer|under|below)|and\s+(?:under|below)",
    "about": r"or\s+so|or\s+thereabouts",
}
_QUALIFIER = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _BEFORE.items())})\s+(?:an?\s+|the\s+)?$"
    rf"|(?P<tilde>[~≈])\s?$",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    rf"\s+(?:[a-z]+\s+)?(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _AFTER.items())})\b", re.IGNORECASE
)


def qualifier(text: str, start: int, end: int) -> str | None:
    """What the words around the figure at ``start``:``end`` say of it; see ``Quantity.qualifier``."""
    match = _QUALIFIER.search(text[max(0, start - 30) : start]) or _AFTERWARDS.match(text, end)
    if match is None:
        return None
    name = next(name for name, found in match.groupdict().items() if found)
    return "about" if name == "tilde" else name
