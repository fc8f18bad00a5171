"""How much of a file is read at most."""

from __future__ import annotations

from dataclasses import dataclass

from qa_service.settings import Settings


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of a file and characters of its text; of a PDF the pages; of a workbook or a CSV file the filled cells.

    ``unpacked`` bounds the bytes that a DOCX or XLSX file holds once unpacked. ``seconds`` and ``megabytes`` bound the
    process that takes a PDF, DOCX or XLSX file apart.
    """

    size: int
    pages: int
    cells: int
    unpacked: int
    seconds: int
    megabytes: int

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        return cls(
            size=settings.max_report_bytes,
            pages=settings.max_report_pages,
            cells=settings.max_report_cells,
            unpacked=settings.max_unpacked_bytes,
            seconds=settings.reading_seconds,
            megabytes=settings.reading_megabytes,
        )
