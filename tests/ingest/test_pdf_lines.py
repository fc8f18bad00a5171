from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa_service.ingest.pdf_lines import Line, Word, in_reading_order, segments

PROSE = "sheep in the northern towns"


def word(text: str, x: float, y: float, size: float = 10.0) -> Word:
    return Word(text, x, x + 5 * len(text), y - size, y, size)


def part(text: str, x: float, y: float, width: float = 200.0) -> Line:
    return Line(1, text, x, x + width, y - 10, y, 10.0, cells=(text,))


def column(name: str, x: float, first: float, lines: int) -> list[Line]:
    return [part(f"{name}{number} {PROSE}", x, first + 12 * number) for number in range(lines)]


def order(parts: list[Line]) -> list[str]:
    return [line.text.split()[0] for line in in_reading_order(parts)]


def test_words_are_parted_at_wide_gaps_only():
    words = [word("rose", 130, 100.5), word("Sheep", 100, 100), word("right", 300, 101), word("below", 100, 112)]
    assert [(line.text, line.x0, line.x1) for line in segments(words, 1)] == [
        ("Sheep rose", 100, 150),
        ("right", 300, 325),
        ("below", 100, 125),
    ]


def test_columns_are_read_one_after_the_other():
    assert order([*column("b", 320, 100, 4), *column("a", 100, 103, 5)]) == [
        "a0",
        "a1",
        "a2",
        "a3",
        "a4",
        "b0",
        "b1",
        "b2",
        "b3",
    ]


def test_what_crosses_the_columns_is_read_in_its_place():
    parts = [part("title over both", 150, 80, 300), *column("a", 100, 100, 3), *column("b", 320, 100, 3)]
    parts += [part("box over both", 150, 145, 300), *column("c", 100, 165, 3), *column("d", 320, 165, 3)]
    assert order(parts) == ["title", "a0", "a1", "a2", "b0", "b1", "b2", "box", "c0", "c1", "c2", "d0", "d1", "d2"]


def test_a_column_of_one_line_is_one_all_the_same():
    parts = [*column("a", 100, 100, 6), *column("b", 320, 100, 1), *column("c", 100, 300, 3), *column("d", 320, 300, 3)]
    assert order(parts)[-4:] == ["b0", "d0", "d1", "d2"]


def test_cells_beside_one_another_are_one_row():
    parts = [part(text, x, y, 40) for y in (100, 112, 124) for text, x in (("Oriel", 100), ("5", 300), ("6", 400))]
    lines = in_reading_order(parts)
    assert [line.cells for line in lines] == [("Oriel", "5", "6")] * 3
    assert (lines[0].left, lines[0].right) == (100, 440)


def test_a_table_stands_in_the_order_of_its_column():
    table = Line(1, "", 100, 300, 124, 160, 0.0, rows=(("a", "b"), ("c", "5")))
    parts = [*column("a", 100, 100, 2), table, *column("c", 100, 180, 2), *column("b", 320, 100, 8)]
    assert [line.text.split()[0] if line.text else "table" for line in in_reading_order(parts)][:5] == [
        "a0",
        "a1",
        "table",
        "c0",
        "c1",
    ]


PLACES = st.tuples(st.integers(0, 500), st.integers(0, 700), st.integers(5, 300))


@given(st.lists(PLACES, min_size=1, max_size=25))
def test_no_part_is_lost_or_doubled_wherever_it_stands(places):
    parts = [part(f"w{number}", float(x), float(y), float(width)) for number, (x, y, width) in enumerate(places)]
    words = " ".join(line.text for line in in_reading_order(parts)).split()
    assert sorted(words) == sorted(part.text for part in parts)


def test_a_long_table_in_a_column_does_not_make_one_line_of_both_columns():
    table = [part(f"{name}{row}", x, 100 + 12 * row, 20) for row in range(9) for name, x in (("b", 320), ("c", 400))]
    parts = [*column("a", 100, 100, 12), *table, *column("d", 320, 220, 3)]
    assert order(parts) == [*(f"a{n}" for n in range(12)), *(f"b{n}" for n in range(9)), "d0", "d1", "d2"]
