from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from qa_service.errors import ReadingError
from qa_service.ingest import sheet_blocks
from qa_service.ingest.limits import Limits
from qa_service.ingest.sheets import draft_of_workbook
from qa_service.settings import Settings
from tests.documents import archive_with, saved, workbook_of

LIMITS = Limits.of(Settings())


def told(data: bytes) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in draft_of_workbook(data, LIMITS).pieces]


def test_each_sheet_is_a_heading_with_its_tables():
    book = Workbook()
    book.active.title = "Sheep"
    for row in (["Sheep by town"], [], ["Town", 2020, 2021], ["Oriel", 5, 6], [], [], ["Port", "Ships"], ["Porth", 7]):
        book.active.append(row)
    book.create_sheet("Empty")
    goats = book.create_sheet("Goats")
    goats["C4"], goats["D4"], goats["C5"], goats["D5"] = "Town", "Goats", "Oriel", 8
    assert told(saved(book)) == [
        ("heading", "Sheep"),
        ("paragraph", "Sheep by town"),
        ("item", "Oriel — 2020: 5; 2021: 6"),
        ("item", "Porth — Ships: 7"),
        ("heading", "Goats"),
        ("item", "Oriel — Goats: 8"),
    ]


def cells(book: Workbook) -> list[tuple[str, str, tuple[str, ...]]]:
    """The caption and the text of each figure, and the headings above it."""
    found, path = [], {}
    for piece in draft_of_workbook(saved(book), LIMITS).pieces:
        if piece.kind == "heading":
            path = {level: text for level, text in path.items() if level < piece.level} | {piece.level: piece.text}
        found += [(cell.caption, piece.text[cell.start : cell.end], tuple(path.values())) for cell in piece.cells]
    return found


@pytest.mark.parametrize("merged", [False, True], ids=["one-cell", "merged"])
def test_a_title_in_the_sheet_is_caption_and_heading_of_its_figures_and_without_one_the_name_is(merged):
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheep (heads)"
    for row in (["Town", "2020"], ["Oriel", 5], [], ["Ships that called"], ["Port", "2021"], ["Porth", 7]):
        sheet.append(row)
    if merged:
        sheet.merge_cells("A4:B4")
    assert cells(book) == [
        ("Sheep (heads)", "5", ("Sheep (heads)",)),
        ("Ships that called", "7", ("Sheep (heads)", "Ships that called")),
    ]


def test_a_sheet_that_nobody_named_gives_no_caption():
    book = Workbook()
    for row in (["Town", "2020"], ["Oriel", 5]):
        book.active.append(row)
    assert cells(book) == [("", "5", ())]


def test_cells_are_written_as_they_are_shown_and_formulas_as_their_last_values():
    book = Workbook()
    sheet = book.active
    for row in (["Day", "Rate", "Sum"], [datetime(2021, 1, 8), 0.077, 1234.5]):
        sheet.append(row)
    sheet["A2"].number_format, sheet["B2"].number_format, sheet["C2"].number_format = "dd/mm/yyyy", "0.0%", "#,##0"
    assert told(saved(book)) == [("item", "8 January 2021 — Rate: 7.7%; Sum: 1,235")]


def test_of_a_formula_the_value_that_was_last_worked_out_is_read():
    part = "xl/worksheets/sheet1.xml"
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>Town</t></is></c>'
        b'<c r="B1" t="inlineStr"><is><t>Sheep</t></is></c></row>'
        b'<row r="2"><c r="A2" t="inlineStr"><is><t>Oriel</t></is></c><c r="B2"><f>2+3</f><v>5</v></c></row>'
        b"</sheetData></worksheet>"
    )
    assert told(archive_with(workbook_of([["x"]]), part, sheet)) == [("item", "Oriel — Sheep: 5")]


def test_merged_cells_stand_in_all_the_places_that_they_cover(monkeypatch):
    given_to: list[list[list[str]]] = []
    monkeypatch.setattr(sheet_blocks, "table_pieces", lambda rows, caption="": given_to.append(rows) or [])
    book = Workbook()
    for row in (["Town", "Sheep", None], [None, 2020, 2021], ["Oriel", 5, 6]):
        book.active.append(row)
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:C1")
    told(saved(book))
    assert given_to == [[["Town", "Sheep", "Sheep"], ["Town", "2020", "2021"], ["Oriel", "5", "6"]]]


def test_what_is_hidden_is_left_out():
    book = Workbook()
    for row in (["Town", "Code", "Sheep"], ["Oriel", "O1", 5], ["Porth", "P1", 6]):
        book.active.append(row)
    book.active.column_dimensions["B"].hidden = True
    book.active.row_dimensions[3].hidden = True
    book.create_sheet("Notes").append(["Secret", 9])
    book["Notes"].sheet_state = "hidden"
    assert told(saved(book)) == [("item", "Oriel — Sheep: 5")]


def test_the_title_and_the_day_of_the_last_change_come_from_the_properties():
    book = Workbook()
    book.active.append(["Town", "Sheep"])
    book.active.append(["Oriel", 5])
    book.properties.title = "Sheep  of 2020"
    book.properties.modified = datetime(2021, 2, 3)
    data = saved(book)
    draft = draft_of_workbook(data, LIMITS)
    assert (draft.pieces[0].kind, draft.pieces[0].text) == ("title", "Sheep of 2020")
    assert isinstance(draft.saved, date)
    bare = archive_with(
        data,
        "docProps/core.xml",
        b'<x xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    )
    assert draft_of_workbook(bare, LIMITS).saved is None


def test_a_cell_at_the_far_end_costs_nothing():
    book = Workbook()
    for row in (["Town", "Sheep"], ["Oriel", 5]):
        book.active.append(row)
    book.active["XFD1048576"] = "end"
    assert told(saved(book)) == [("item", "Oriel — Sheep: 5"), ("paragraph", "end")]


def test_too_many_cells_are_refused():
    with pytest.raises(ReadingError, match=r"^has more than 3 filled cells\. Keep the tables"):
        draft_of_workbook(workbook_of([["a", "b"], [1, 2]]), replace(LIMITS, cells=3))


def test_what_unpacks_to_too_much_is_refused():
    with pytest.raises(ReadingError, match=r"^unpacks to [\d,]+ bytes, over the limit of 2,000"):
        draft_of_workbook(workbook_of([["a", "b"], [1, 2]]), replace(LIMITS, unpacked=2000))
