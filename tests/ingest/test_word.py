from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from qa_service.errors import ReadingError
from qa_service.ingest import word
from qa_service.ingest.limits import Limits
from qa_service.ingest.word import draft_of_word
from qa_service.settings import Settings
from tests.documents import Part, saved, word_of

LIMITS = Limits.of(Settings())


def told(data: bytes) -> list[tuple[str, str, int]]:
    return [(piece.kind, piece.text, piece.level) for piece in draft_of_word(data, LIMITS).pieces]


def with_xml(*parts: str) -> bytes:
    document = Document()
    for part in parts:
        document.element.body.insert(-1, parse_xml(part.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))
    return saved(document)


def test_styles_tell_title_headings_and_items():
    parts = [
        Part("title", "Sheep"),
        Part("heading", "North"),
        Part("paragraph", "It rose."),
        Part("item", "Ewes fell."),
    ]
    assert told(word_of(parts)) == [
        ("title", "Sheep", 0),
        ("heading", "North", 1),
        ("paragraph", "It rose.", 0),
        ("item", "Ewes fell.", 0),
    ]


def test_without_a_title_the_first_heading_is_it_then_the_property_then_the_first_line():
    heading = [Part("heading", "North"), Part("paragraph", "It rose.")]
    assert told(word_of(heading, title="Sheep"))[0] == ("title", "North", 0)
    line = [Part("paragraph", "Sheep in the north"), Part("paragraph", "It rose.")]
    assert told(word_of(line, title="Sheep"))[0] == ("title", "Sheep", 0)
    assert told(word_of(line))[0] == ("title", "Sheep in the north", 0)


def test_the_day_of_the_last_change_is_kept_and_that_of_the_template_is_not():
    assert draft_of_word(word_of([Part("paragraph", "It rose.")]), LIMITS).saved == date(2021, 2, 3)
    document = Document()
    document.add_paragraph("It rose.")
    assert draft_of_word(saved(document), LIMITS).saved is None


def test_outline_levels_and_numbering_count_as_styles_do():
    document = Document()
    style = document.styles.add_style("Chapter", 1)
    style.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="2"/>'))
    document.add_paragraph("North", "Chapter")
    listed = document.add_paragraph("Ewes fell.")
    listed._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'))
    document.add_paragraph("It rose.")
    assert told(saved(document)) == [("title", "North", 0), ("item", "Ewes fell.", 0), ("paragraph", "It rose.", 0)]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:p><w:r><w:t>It rose </w:t></w:r><w:ins><w:r><w:t>by 5%.</w:t></w:r></w:ins></w:p>", "It rose by 5%."),
        ("<w:p><w:r><w:t>It rose.</w:t></w:r><w:del><w:r><w:delText> Not.</w:delText></w:r></w:del></w:p>", "It rose."),
        ("<w:p><w:hyperlink><w:r><w:t>It rose.</w:t></w:r></w:hyperlink></w:p>", "It rose."),
        ("<w:p><w:r><w:t>year</w:t><w:noBreakHyphen/><w:t>on</w:t><w:tab/><w:t>year</w:t></w:r></w:p>", "year-on year"),
        ("<w:p><w:r><w:instrText>PAGE 9</w:instrText><w:t>It rose.</w:t></w:r></w:p>", "It rose."),
        ("<w:p><w:r><w:t>It rose</w:t><w:br/><w:t>by 5%.</w:t></w:r></w:p>", "It rose by 5%."),
    ],
    ids=["inserted", "deleted", "link", "signs", "field", "soft-break"],
)
def test_the_text_is_what_is_printed(xml, text):
    assert told(with_xml(xml))[-1][1] == text


def test_content_controls_and_text_boxes_are_read_once():
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Sheep rose.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    boxed = "<w:txbxContent><w:p><w:r><w:t>Goats fell.</w:t></w:r></w:p></w:txbxContent>"
    box = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w="'
        'http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:t>It rained.</w:t></w:r><w:r>'
        f"<mc:AlternateContent><mc:Choice>{boxed}</mc:Choice><mc:Fallback>{boxed}</mc:Fallback></mc:AlternateContent>"
        "</w:r></w:p>"
    )
    assert [text for _, text, _ in told(with_xml(control, box))] == ["Sheep rose.", "It rained.", "Goats fell."]


@pytest.fixture
def tables(monkeypatch):
    """Takes the place of table_pieces and keeps what it was given."""
    given_to: list[tuple[list[list[str]], str]] = []
    monkeypatch.setattr(word, "table_pieces", lambda rows, caption="": given_to.append((rows, caption)) or [])
    return given_to


def test_a_table_has_its_caption_and_merged_cells_in_all_their_places(tables):
    document = Document()
    document.add_paragraph("Table 1: Sheep, thousands", "Caption")
    table = document.add_table(4, 3)
    for row, texts in zip(
        table.rows, (["Town", "Sheep", ""], ["", "2020", "2021"], ["Oriel", "5", "6"], ["Porth", "7", ""]), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    assert told(saved(document)) == [("paragraph", "Table 1: Sheep, thousands", 0)]
    heads = [["Town", "Sheep", "Sheep"], ["Town", "2020", "2021"]]
    rows = [*heads, ["Oriel", "5", "6"], ["Porth", "7", ""]]
    assert tables == [(rows, "Table 1: Sheep, thousands")]


def test_the_rows_of_a_table_are_items():
    rows = (("Town", "Sheep"), ("Oriel", "5"), ("Porth", "6"))
    assert told(word_of([Part("table", rows=rows)])) == [
        ("item", "Oriel — Sheep: 5", 0),
        ("item", "Porth — Sheep: 6", 0),
    ]


def test_what_unpacks_to_too_much_is_refused():
    with pytest.raises(ReadingError, match=r"^unpacks to [\d,]+ bytes, over the limit of 2,000"):
        draft_of_word(word_of([Part("paragraph", "It rose.")]), replace(LIMITS, unpacked=2000))
