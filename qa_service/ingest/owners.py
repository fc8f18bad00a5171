"""Whose figures a section tells of where its sentences do not say: the heading or the title, but no headline."""

from __future__ import annotations

import re

from qa_service.ingest.phrases import clean, untimed
from qa_service.ingest.verbless import FINITE
from qa_service.language.parsing import Parser
from qa_service.records import Passage, Report

_LONGEST = 7  # words
_NUMBERING = re.compile(r"^(?:[IVX]+|\d+(?:\.\d+)*)[.)]?\s+(?=\S)")
_EDITION = re.compile(  # "Alder plc: half-year results for the six months to June"
    r":\s[^:]*\b(?:results|report|review|statement|bulletin|release|accounts|edition|update)\b[^:]*$", re.IGNORECASE
)
_GENERAL = re.compile(
    r"(?:main points|key (?:points|messages|findings|figures|facts)|highlights|(?:executive )?summary|overview"
    r"|introduction|background|notes?|outlook|conclusions?|about the data|at a glance|headlines|results)",
    re.IGNORECASE,
)


class Owners:
    """The owner that each passage of a report falls back on."""

    def __init__(self, report: Report, parser: Parser) -> None:
        self._parser = parser
        self._read: dict[str, str | None] = {}
        self._title = self._owner(report.title) or report.title

    def of(self, passage: Passage) -> str:
        """The run-in heading or the nearest heading that may own figures, else the title."""
        nearest = passage.lead_in or (passage.heading[-1] if passage.heading else "")
        if not nearest or len(nearest.split()) > _LONGEST or self._says(nearest) is not None:
            return self._title
        return self._title if _GENERAL.fullmatch(clean(nearest)) else clean(nearest)

    def _owner(self, title: str) -> str:
        """What a title is about: of "Elm's harbour grows fast" its subject, of another all but its time."""
        said = self._says(title)
        name = clean(said or untimed(_EDITION.sub("", title)))
        return f"{name})" if name.count("(") > name.count(")") else name

    def _says(self, text: str) -> str | None:
        """What stands before the verb of a text that is a sentence, a headline; None for one that only names."""
        if text not in self._read:
            doc = self._parser.parse(_NUMBERING.sub("", text))
            verb = next((t for t in doc if t.tag_ in FINITE), None)
            subject = any(t.dep_ in ("nsubj", "nsubjpass") for t in doc)
            self._read[text] = doc.text[: verb.idx] if verb is not None and subject else None
        return self._read[text]
