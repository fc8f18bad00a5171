from datetime import date
from decimal import Decimal

from qa_service.index_listings import change_lines, conflict_lines
from qa_service.records import Changes, Claim, Conflict, Period, Told

YEAR = Period(date(2020, 1, 1), date(2020, 12, 31), "2020")
CLAIMS = (Claim("a", "f1", Decimal(5), "5%"), Claim("b", "f2", Decimal(6), "6 per cent"))


def test_conflict_tells_its_slots_and_what_each_report_says():
    conflict = Conflict("oats", "harvest", "change_in_share", "pp", YEAR, "year on year", CLAIMS)
    assert list(conflict_lines([conflict], None)) == [
        "Conflict: oats · harvest · change in share · year on year · 2020: 5% (a), 6 per cent (b)"
    ]


def test_slots_that_are_not_known_leave_no_gap():
    conflict = Conflict("oats", "harvest", "level", "tonnes", None, None, CLAIMS)
    assert list(conflict_lines([conflict], None)) == ["Conflict: oats · harvest · level: 5% (a), 6 per cent (b)"]


def test_long_listings_are_cut_kind_by_kind_saying_how_many_are_left_out():
    told = tuple(Told("a.txt", f"card {n}", "5%") for n in range(4))
    lines = list(change_lines(Changes(("a.txt", "b.txt"), facts_added=told), 2))
    assert lines == [
        "Report added: a.txt",
        "Report added: b.txt",
        "Fact added: card 0: 5% (a.txt)",
        "Fact added: card 1: 5% (a.txt)",
        "… and 2 more of these; 'flask index changes' tells all of the current index.",
    ]
    assert len(list(change_lines(Changes(("a.txt", "b.txt"), facts_added=told), None))) == 6
