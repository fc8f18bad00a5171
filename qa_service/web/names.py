"""Names of uploaded files: made safe for every file system before anything is written."""

from __future__ import annotations

import re
import unicodedata

MOST_BYTES = 200
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*%#\x7f]')
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def safe_name(given: str) -> str:
    """The last part of a path as a plain file name, or "" where nothing is left of it.

    Composed Unicode without control, formatting and private characters; no folder, leading dot, device name or
    character that a file system or an address gives a meaning to; at most 200 bytes, the suffix kept.
    """
    last = re.split(r"[/\\]", given)[-1]
    text = unicodedata.normalize("NFC", "".join(c for c in last if unicodedata.category(c) not in _INVISIBLE))
    text = " ".join(_FORBIDDEN.sub("_", text).split())
    text = text.lstrip(". ").rstrip(". ")
    if _RESERVED.match(text):
        text = f"_{text}"
    return _cut(text)


def _cut(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > 10:
        stem, dot, suffix = name, "", ""
    room = MOST_BYTES - len((dot + suffix).encode())
    shortened = stem.encode()[:room].decode("utf-8", "ignore").rstrip(". ")
    return f"{shortened}{dot}{suffix}" if shortened else ""
