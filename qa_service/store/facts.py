"""Records as JSON lines, with an exact way back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

Record = TypeVar("Record")
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}  # making one takes milliseconds


def record_to_line(record: object) -> bytes:
    """One JSON object without a line break: decimals as strings, dates as ISO 8601."""
    return _adapter(type(record)).dump_json(record)


def record_from_line(kind: type[Record], line: bytes) -> Record:
    """The way back from ``record_to_line``.

    Raises:
        ValueError: the line is not a record of this kind.
    """
    return _adapter(kind).validate_json(line)


def write_records(path: Path, records: Iterable[object]) -> None:
    with path.open("wb") as file:
        for record in records:
            file.write(record_to_line(record) + b"\n")


def read_records(kind: type[Record], path: Path) -> list[Record]:
    """Read what ``write_records`` wrote.

    Raises:
        ValueError: a line is not a record of this kind.
    """
    with path.open("rb") as file:
        return [record_from_line(kind, line) for line in file]


def _adapter(kind: type[Record]) -> TypeAdapter[Record]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
