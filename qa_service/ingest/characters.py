"""Characters that are no text: what is taken out of every report, whatever its format."""

from __future__ import annotations

import unicodedata

_ZERO_WIDTH = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF])


def without_controls(text: str) -> str:
    """The text without control characters, save line feeds and tabs, and without halves of surrogate pairs."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})


def printed(text: str) -> str:
    """The text without controls, soft hyphens and zero-width characters; every other character as it stands."""
    return without_controls(text).translate(_ZERO_WIDTH)
