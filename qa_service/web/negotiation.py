"""What a client would rather read: the Accept header, weighed."""

from __future__ import annotations

from flask import request

JSON, TEXT, HTML, CSV = "application/json", "text/plain", "text/html", "text/csv"


def prefers_html() -> bool:
    """Whether HTML is wanted more than JSON, as browsers say; ``*/*`` alone does not count."""
    return _prefers(HTML)


def prefers_text() -> bool:
    """Whether plain text is wanted more than JSON; ``*/*`` alone does not count."""
    return _prefers(TEXT)


def prefers_csv() -> bool:
    """Whether comma-separated values are wanted more than JSON; ``*/*`` alone does not count."""
    return _prefers(CSV)


def _prefers(mimetype: str) -> bool:
    accept = request.accept_mimetypes
    return bool(accept[mimetype] > accept[JSON])
