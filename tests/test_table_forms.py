"""One table in every format: the same facts, or none where a page does not tell its cells apart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa_service.ingest.facts import extract_facts
from qa_service.ingest.limits import Limits
from qa_service.ingest.reading import read_report
from qa_service.ingest.splitting import split_report
from qa_service.language.parsing import Parser
from qa_service.settings import Settings
from tests.documents import Part, markdown_of, page_of, pdf_of, ruled, unruled, word_of, workbook_of

pytestmark = pytest.mark.model

CAPTION = "Table 1: Exports by region, £ million"
HEADS = ("Region", "2019", "2020", "Growth (%)")
WIDE_HEADS = ("Region of Norland", "Exports in 2019 (£ million)", "Exports in 2020 (£ million)", "Growth (%)")
REGIONS = [f"Region{chr(ord('A') + number)}" for number in range(26)]
ROWS = tuple(
    (region, f"{1000 + number}", f"{1100 + number}", f"{10 - number / 10:.1f}") for number, region in enumerate(REGIONS)
)
LEVEL, GROWTH = "level GBP", "growth %"
EXPECTED = [
    (region, "Exports", *said)
    for region, before, after, growth in ROWS
    for said in (
        (LEVEL, Decimal(before) * 10**6, 2019),
        (LEVEL, Decimal(after) * 10**6, 2020),
        (GROWTH, Decimal(growth), 2020),
    )
]


def parts(table):
    """A report with prose enough to fill columns and pages around its table."""
    prose = "The office told at length what is traded in the regions and in which of the harbours. "
    return [
        Part("title", "Trade of Norland"),
        *[Part("paragraph", prose * 8)] * 5,
        Part("paragraph", CAPTION),
        table,
        Part("heading", "Notes"),
        *[Part("paragraph", prose * 6)] * 8,
    ]


TABLE = Part("table", rows=(HEADS, *ROWS))
FORMS = {
    "ruled.pdf": pdf_of(parts(ruled(TABLE.rows)), header="Bulletin", numbered=True),
    "ruled-in-a-column.pdf": pdf_of(parts(ruled(TABLE.rows)), columns=2, header="Bulletin", numbered=True),
    "unruled.pdf": pdf_of(parts(unruled(TABLE.rows)), header="Bulletin", numbered=True),
    "unruled-in-a-column.pdf": pdf_of(parts(unruled(TABLE.rows)), columns=2, header="Bulletin", numbered=True),
    "styled.docx": word_of(parts(TABLE)),
    "page.html": page_of(parts(TABLE)),
    "marked.md": markdown_of(parts(TABLE)),
    "sheet.xlsx": workbook_of([[CAPTION], [], HEADS, *([row[0], *map(float, row[1:])] for row in ROWS)]),
    "delimited.csv": f'"{CAPTION}"\n\n'.encode() + "\n".join(",".join(row) for row in TABLE.rows).encode(),
}


@pytest.fixture(scope="module")
def parser():
    return Parser.load()


def facts_of(parser, folder, name: str, data: bytes):
    (folder / name).write_bytes(data)
    report = read_report(folder / name, folder, Limits.of(Settings()))
    return report, extract_facts(report, split_report(report), parser)


@pytest.mark.parametrize("name", FORMS)
def test_a_table_gives_the_same_facts_in_every_format(parser, tmp_path, name):
    report, facts = facts_of(parser, tmp_path, name, FORMS[name])
    assert [(f.subject, f.measure, f"{f.role} {f.unit}", f.value, f.period.start.year) for f in facts] == EXPECTED
    assert all(fact.period.end.year == fact.period.start.year for fact in facts)
    assert [report.text[fact.number_start : fact.number_end] for fact in facts] == [fact.text for fact in facts]
    assert {fact.method for fact in facts} == {"table"}


def test_a_table_that_runs_into_the_column_beside_it_gives_no_facts(parser, tmp_path):
    data = pdf_of(parts(ruled((WIDE_HEADS, *ROWS))), columns=2)
    report, facts = facts_of(parser, tmp_path, "wide.pdf", data)
    assert facts == []
    assert "Trade of Norland" in report.text
    assert "RegionA" not in report.text
