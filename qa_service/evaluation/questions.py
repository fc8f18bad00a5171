"""Question sets: JSONL files, one object a line, read strictly (docs/evaluation.md)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Literal

import pydantic
from pydantic import BeforeValidator, ConfigDict, TypeAdapter
from pydantic import Field as Limited

from qa_service.errors import ServiceError

_DAY = r"\d{4}(-\d\d){0,2}"
_STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True)


class QuestionSetError(ServiceError):
    """A question set that cannot be read; names the file, the line and what is wrong there."""


def _decimal(given: object) -> Decimal:
    try:
        return Decimal(str(given).replace("−", "-").replace(",", "").strip())
    except InvalidOperation:
        raise ValueError(f"{given!r} is not a number; write digits, as in 1250.5") from None


Number = Annotated[Decimal, BeforeValidator(_decimal)]
Span = Annotated[str, Limited(pattern=f"^{_DAY}(/{_DAY})?$")]
Words = Annotated[str, Limited(min_length=1)]


@pydantic.dataclasses.dataclass(frozen=True, slots=True, config=_STRICT)
class Figure:
    """A wanted figure, scale applied; without a ``unit`` any will do.

    A ``label`` marks a side of a comparison, which is not graded. ``period`` and ``why`` are for the reader.
    """

    value: Number
    unit: str = ""
    label: str = ""
    period: Span | None = None
    why: str = ""


@pydantic.dataclasses.dataclass(frozen=True, slots=True, config=_STRICT)
class Gold:
    """What a right answer holds.

    ``status`` "not_found_or_corrected" also takes an answer with the caveat premise_differs. ``direction`` "down" takes
    either sign; ``tolerance`` is relative; ``also_ok`` and ``accept`` are other figures that are as good. ``values``
    are to be among the answer's values, all of them. ``any_of``, ``all_of`` and ``must_not`` are pieces of the
    answer's text; ``evidence`` and ``evidence_more`` pieces of the report, of which one is to be cited. ``caveat``
    "period" asks for the caveat period_differs. The fields after it are for the reader.
    """

    status: Literal["answered", "not_found", "not_found_or_corrected"]
    value: Number | None = None
    unit: str = ""
    period: Span | None = None
    direction: Literal["up", "down"] | None = None
    tolerance: Number = Decimal(0)
    also_ok: tuple[Figure, ...] = ()
    accept: tuple[Figure, ...] = ()
    values: tuple[Figure, ...] = ()
    any_of: tuple[Words, ...] = ()
    all_of: tuple[Words, ...] = ()
    must_not: tuple[Words, ...] = ()
    evidence: str = ""
    evidence_more: tuple[Words, ...] = ()
    caveat: Literal["period"] | None = None
    surface: str = ""
    qualifier: str = ""
    asked_period: Span | None = None
    derived: bool = False
    operands: tuple[str, ...] = ()
    formula: str = ""

    def __post_init__(self) -> None:
        """Refuse a gold that no answer could fulfil."""
        checks = (self.value is not None, self.asked_values, self.any_of, self.all_of, self.must_not, self.caveat)
        if self.status == "answered" and not any(checks):
            raise ValueError("an answered question needs a value, values, any_of, all_of, must_not or caveat")

    @property
    def asked_values(self) -> list[Figure]:
        """Those of ``values`` that an answer must hold."""
        return [figure for figure in self.values if not figure.label]

    @property
    def summary(self) -> str:
        """What is wanted, on one line: figure, pieces of text, period, evidence."""
        figures = [Figure(self.value, self.unit)] if self.value is not None else self.asked_values
        parts = [f"{figure.value:f} {figure.unit}".strip() for figure in figures]
        parts += [" or ".join(self.any_of), " and ".join(self.all_of), self.period or "", self.evidence]
        return " · ".join([part for part in parts if part] or [self.status])


@pydantic.dataclasses.dataclass(frozen=True, slots=True, config=_STRICT)
class Item:
    """A question, or the turns of a conversation, with its gold. ``report`` and ``note`` are for the reader.

    Of a conversation the answer to the last turn is graded, and a ``question`` beside the turns is for the reader.
    """

    id: Words
    type: Words
    gold: Gold
    question: str = ""
    turns: tuple[Words, ...] = ()
    report: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse an item that asks nothing."""
        if not self.asked[0]:
            raise ValueError("give a question or turns")

    @property
    def asked(self) -> tuple[str, ...]:
        """What is put to the service, in order."""
        return self.turns or (self.question,)


def read_questions(path: Path) -> list[Item]:
    """Read a question set; blank lines are passed over.

    Raises:
        QuestionSetError: a line is not an item, an id stands twice, or there is no item at all.
        OSError: the file cannot be read.
    """
    reader = TypeAdapter(Item)
    items: dict[str, Item] = {}
    for number, line in _lines(path):
        try:
            item = reader.validate_json(line)
        except pydantic.ValidationError as error:
            raise QuestionSetError(f"{path}, line {number}: {_problems(error)}.") from None
        if item.id in items:
            raise QuestionSetError(f"{path}, line {number}: the id {item.id!r} stands on an earlier line too.")
        items[item.id] = item
    if not items:
        raise QuestionSetError(f"{path} holds no question. Write one JSON object a line.")
    return list(items.values())


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuestionSetError(f"{path} is not UTF-8 text (byte {error.start}). Save it as UTF-8.") from None
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())


def _problems(error: pydantic.ValidationError) -> str:
    """Every problem with its place: "gold.status: Input should be …; type: Field required"."""
    told = []
    for problem in error.errors(include_url=False):
        place = ".".join(str(part) for part in problem["loc"])
        told.append(f"{place}: {problem['msg']}" if place else problem["msg"])
    return "; ".join(told).removesuffix(".")
