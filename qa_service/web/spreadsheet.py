"""Facts as comma-separated values that a spreadsheet can open without harm."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from qa_service.records import Fact, Report
from qa_service.web.payloads import FactPayload, FactPeriodPayload, decimal_text, sentence_url

_PERIOD = tuple(f"period_{name}" for name in FactPeriodPayload.model_fields)
COLUMNS = (*(name for name in FactPayload.model_fields if name != "period"), *_PERIOD)
MARK = "\ufeff"  # without it, spreadsheets take UTF-8 for the machine's old code page
# what a spreadsheet takes for the start of a formula, in either width
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[-+]?\d[\d.,]*%?")


def csv_lines(facts: Iterable[Fact], reports: Mapping[str, Report], *, end: str = "\r\n") -> Iterator[str]:
    """The header and one line a fact; text that would be run as a formula gets an apostrophe before it."""
    line = _Line()
    writer = csv.writer(line, lineterminator=end)
    writer.writerow(COLUMNS)
    yield line.text
    for fact in facts:
        cells = _cells(fact, reports[fact.report])
        writer.writerow([_cell(cells[name]) for name in COLUMNS])
        yield line.text


class _Line:
    """Keeps the last line that was written."""

    text = ""

    def write(self, text: str) -> int:
        self.text = text
        return len(text)


def _cells(fact: Fact, report: Report) -> dict[str, object]:
    names = (name for name in FactPayload.model_fields if hasattr(fact, name))
    cells: dict[str, object] = {name: getattr(fact, name) for name in names}
    cells |= {"title": report.title, "published": report.published, "url": sentence_url(report.id, fact.start)}
    cells |= {"sentence": report.text[fact.start : fact.end], "page": report.page_at(fact.start)}
    for name in FactPeriodPayload.model_fields:
        cells[f"period_{name}"] = getattr(fact.period, name) if fact.period else None
    return cells


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | date):
        return str(value)
    return harmless(str(value))


def harmless(text: str) -> str:
    """``text`` as no spreadsheet runs it; plain numbers stay as they are."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
