from datetime import date
from decimal import Decimal

import pytest

from qa_service.records import Changes, Claim, Conflict, Period, Told
from qa_service.store.notes import Notes, read_notes, write_notes

YEAR = Period(date(2020, 1, 1), date(2020, 12, 31), "2020")
CLAIMS = (Claim("a", "f1", Decimal("5.0"), "5.0%"), Claim("b", "f2", Decimal(6), "6 %"))
FULL = Notes(
    Changes(("a.txt",), ("b.txt",), ("c.txt",), {"d.txt": "e.txt"}, (Told("a.txt", "oats · growth", "5%", "4%"),)),
    [Conflict("oats", "harvest", "growth", "%", YEAR, None, CLAIMS)],
    ("q1:abc", "q2:def"),
)


@pytest.mark.parametrize("notes", [FULL, Notes(), Notes(Changes())], ids=["full", "none", "nothing-changed"])
def test_notes_come_back_as_they_were_written(tmp_path, notes):
    write_notes(tmp_path, notes)
    assert read_notes(tmp_path) == notes


def test_what_is_no_notes_is_an_error(tmp_path):
    write_notes(tmp_path, FULL)
    (tmp_path / "changes.json").write_text("[]")
    with pytest.raises(ValueError, match="Changes"):
        read_notes(tmp_path)
