"""The ledger as people read it: figures in words, a filter to fill in, the pages before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from qa_service.language.periods import describe
from qa_service.records import Fact, Report
from qa_service.store.ledger import Page
from qa_service.web.inputs import FactsFilter
from qa_service.web.payloads import decimal_text, sentence_url
from qa_service.web.service import Service

ADDRESS = "/ledger"
ROWS = 50
UNITS = 60
ROLES = {
    "level": "level", "growth": "growth", "share": "share", "change_in_share": "change in share", "gap": "gap",
    "rank": "rank", "count": "count",
}  # fmt: skip
ORDERS = {
    "reading": "as reported",
    "-value": "largest first",
    "value": "smallest first",
    "-period": "latest period first",
    "period": "earliest period first",
}
FILTERS = {
    "text": "the words in the sentence", "subject": "whose figure", "measure": "of what", "period": "the period",
    "role": "the kind", "unit": "the unit", "report": "the report",
}  # fmt: skip
_SIGNED = frozenset({"growth", "change_in_share", "gap"})
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. ``exact`` is "" where it tells no more than ``text``; the sentence is cut around the figure."""

    text: str
    exact: str
    qualifier: str
    subject: str
    measure: str
    kind: str
    period: str
    inherited: bool
    sentence: tuple[str, str, str]
    report: Report
    url: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the ledger; ``first`` and ``last`` count from 1. ``looser`` are (filter left out, address, count)."""

    rows: list[Row]
    total: int
    first: int
    last: int
    earlier: str | None
    later: str | None
    csv: str
    looser: list[tuple[str, str, int]]


def sheet(query: FactsFilter, service: Service) -> Sheet:
    """The figures that pass the filters, from the page that holds ``query.offset``; past the end the last page."""
    offset = query.offset - query.offset % ROWS
    page = service.ledger.page(query.wanted(), query.sort, limit=ROWS, offset=offset)
    if page.total and not page.facts:
        offset = (page.total - 1) // ROWS * ROWS
        page = service.ledger.page(query.wanted(), query.sort, limit=ROWS, offset=offset)
    return _sheet(query, service, page, offset)


def _sheet(query: FactsFilter, service: Service, page: Page, offset: int) -> Sheet:
    reports, last = service.contents.reports, offset + len(page.facts)
    return Sheet(
        rows=[row_of(fact, reports[fact.report]) for fact in page.facts],
        total=page.total,
        first=offset + 1,
        last=last,
        earlier=address(query, offset=offset - ROWS) if offset else None,
        later=address(query, offset=last) if last < page.total else None,
        csv=address(query, path="/facts", offset=0, format="csv"),
        looser=[] if page.total else list(_looser(query, service)),
    )


def _looser(query: FactsFilter, service: Service) -> Iterator[tuple[str, str, int]]:
    """What would be found with one filter less; only for two filters or more."""
    given = [name for name in FILTERS if getattr(query, name) is not None]
    for name in given if len(given) > 1 else ():
        less = query.model_copy(update={name: None})
        total = service.ledger.page(less.wanted(), limit=0).total
        if total:
            yield FILTERS[name], address(less, offset=0), total


def address(query: FactsFilter, *, path: str = ADDRESS, **changed: str | int) -> str:
    """The address of a listing by this query; what is at its default is left out."""
    shown = query.model_dump(exclude_defaults=True) | changed
    return f"{path}?{urlencode(shown)}" if (shown := {k: v for k, v in shown.items() if v}) else path


def filters_of(arguments: Mapping[str, str]) -> dict[str, str]:
    """What of an address's parameters is a filter; others, such as a mailing's, are not looked at."""
    return {name: arguments[name] for name in FactsFilter.model_fields if name in arguments}


def row_of(fact: Fact, report: Report) -> Row:
    exact = _exact(fact)
    return Row(
        text=fact.text,
        exact="" if _core(exact) == _core(fact.text) else exact,
        qualifier=(fact.qualifier or "").replace("_", " "),
        subject=fact.subject,
        measure=fact.measure,
        kind=_kind(fact),
        period=describe(fact.period) if fact.period else "",
        inherited=fact.period is not None and fact.period.inherited,
        sentence=_around(fact, report.text),
        report=report,
        url=sentence_url(report.id, fact.start),
    )


def _around(fact: Fact, text: str) -> tuple[str, str, str]:
    """The sentence before the figure, the figure, and the rest."""
    start, end = fact.number_start, fact.number_end
    return text[fact.start : start], text[start:end], text[end : fact.end]


def _kind(fact: Fact) -> str:
    if fact.role == "gap" and fact.comparator:
        return f"gap to {fact.comparator}"
    if fact.role == "share" and fact.comparator:
        return f"share of {fact.comparator}"
    return ", ".join(part for part in (ROLES[fact.role], fact.basis, fact.comparator) if part)


def _exact(fact: Fact) -> str:
    """"−12.5%", "2,214,000 cars", "EUR 40,000,000"."""
    number = _grouped(fact.value)
    if fact.role in _SIGNED and fact.value > 0:
        number = f"+{number}"
    if fact.unit == "%":
        return f"{number}%"
    if fact.unit == "pp":
        return f"{number} percentage points"
    if _CURRENCY.fullmatch(fact.unit):
        return f"{fact.unit} {number}"
    return f"{number} {fact.unit}".strip()


def _grouped(value: Decimal) -> str:
    whole, _, fraction = decimal_text(abs(value)).partition(".")
    return ("−" if value < 0 else "") + f"{int(whole):,}" + (f".{fraction}" if fraction else "")


def _core(text: str) -> str:
    """A figure without what two ways of writing it may differ in: a plus sign, blanks, "per cent" for "%"."""
    text = re.sub(r"\bper ?cent\b", "%", text.lower()).replace("-", "−")
    return re.sub(r"[\s,+]", "", text)
