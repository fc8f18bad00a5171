from __future__ import annotations

from qa_service.ingest.limits import Limits
from qa_service.settings import Settings


def test_the_limits_are_those_of_the_settings():
    settings = Settings(
        max_report_bytes=1, max_report_pages=2, max_report_cells=3, max_unpacked_bytes=4, reading_seconds=5,
        reading_megabytes=6,
    )  # fmt: skip
    assert Limits.of(settings) == Limits(size=1, pages=2, cells=3, unpacked=4, seconds=5, megabytes=6)
