"""One typed, strict Settings: environment over default; unknown QA_* names and bad values are refused."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from qa_service.errors import SettingsError

PREFIX = "QA_"
ROOT = Path(__file__).resolve().parent.parent
DEFAULT_ENCODER = "all-MiniLM-L6-v2"
PACKAGED_READER = "packaged"
NO_READER = "off"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. Each field is read from ``QA_<FIELD NAME IN CAPITALS>``."""

    corpus: Path = ROOT / "corpus"
    index: Path = ROOT / "index"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    threads: int = 4
    encoder: str = DEFAULT_ENCODER
    reader: str = NO_READER
    max_question: int = 2000
    max_body: int = 65_536
    max_report_bytes: int = 20_000_000
    max_report_pages: int = 500
    max_report_cells: int = 50_000
    max_unpacked_bytes: int = 200_000_000
    reading_seconds: int = 120
    reading_megabytes: int = 1_500
    conversation_minutes: int = 60
    gate_questions: Path = ROOT / "gate-questions.jsonl"
    gate_percent: int = 100
    write_key: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings.

        Raises:
            SettingsError: a QA_* name is unknown or a value is not of its legal form.
        """
        environment = os.environ if environment is None else environment
        known = {PREFIX + one.name.upper(): one.name for one in fields(cls)}
        given: dict[str, Any] = {}
        for key, text in environment.items():
            if not key.startswith(PREFIX):
                continue
            if key not in known:
                close = get_close_matches(key, known, n=1)
                hint = f" Did you mean {close[0]}?" if close else ""
                raise SettingsError(f"{key} is not a setting.{hint} Known settings: {', '.join(sorted(known))}.")
            given[known[key]] = _parsed(key, text, _FORMS[known[key]])
        return cls(**given)


@dataclass(frozen=True, slots=True)
class _Form:
    legal: str
    parse: Callable[[str], Any]


def _folder(text: str) -> Path:
    if not text.strip():
        raise ValueError(text)
    return Path(text).expanduser().resolve()


def _word(text: str) -> str:
    if not text.strip() or text != text.strip() or any(c.isspace() for c in text):
        raise ValueError(text)
    return text


def _whole(low: int, high: int) -> _Form:
    def parse(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise ValueError(text)
        return int(text)

    return _Form(f"a whole number from {low} to {high}", parse)


def _secret(text: str) -> str:
    if not 16 <= len(text) <= 200 or not all("!" <= c <= "~" for c in text):
        raise ValueError(text)
    return text


_FORMS: dict[str, _Form] = {
    "corpus": _Form("the path of a folder", _folder),
    "index": _Form("the path of a folder", _folder),
    "host": _Form("a host name or an IP address, without spaces", _word),
    "port": _whole(1, 65_535),
    "workers": _whole(1, 64),
    "threads": _whole(1, 64),
    "encoder": _Form(f"{DEFAULT_ENCODER}, another model's hub name, or the path of a model folder", _word),
    "reader": _Form(f"{NO_READER}, {PACKAGED_READER}, a model's hub name, or the path of a model folder", _word),
    "max_question": _whole(1, 100_000),
    "max_body": _whole(1_024, 100_000_000),
    "max_report_bytes": _whole(1_024, 1_000_000_000),
    "max_report_pages": _whole(1, 10_000),
    "max_report_cells": _whole(1, 10_000_000),
    "max_unpacked_bytes": _whole(1_024, 10_000_000_000),
    "reading_seconds": _whole(1, 3_600),
    "reading_megabytes": _whole(256, 65_536),
    "conversation_minutes": _whole(1, 10_080),
    "gate_questions": _Form("the path of a file", _folder),
    "gate_percent": _whole(1, 100),
    "write_key": _Form("16 to 200 visible ASCII characters, without spaces", _secret),
}


def _parsed(key: str, text: str, form: _Form) -> Any:  # noqa: ANN401 - each form has its own type
    try:
        return form.parse(text)
    except ValueError:
        raise SettingsError(f"{key}={text!r} is not valid: it takes {form.legal}.") from None
