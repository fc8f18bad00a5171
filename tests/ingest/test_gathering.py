import numpy as np

from qa_service.ingest.conflicts import slots_keys
from qa_service.ingest.gathering import Gathering, Parts
from tests.fakes import extract_percentages, make_report, split_lines


def test_parts_come_out_as_records_and_texts_in_the_order_they_were_added(tmp_path):
    gathering, passages, facts = Gathering(tmp_path), [], []
    for report in (make_report("farms", "Oats rose 5 %.\nRye fell."), make_report("mills", "Looms rose 4 % and 3 %.")):
        own = split_lines(report)
        gathering.add(report, Parts(own, extract_percentages(report, own), crowded=len(facts)))
        passages, facts = [*passages, *own], [*facts, *extract_percentages(report, own)]
    fresh = gathering.fresh()
    assert (list(fresh.passages), list(fresh.facts)) == (passages, facts)
    assert fresh.extents == {"farms": (2, 2, 1, 0), "mills": (1, 1, 2, 1)}
    assert fresh.contexts == ["Farms: Oats rose 5 %.", "Farms: Rye fell.", "Mills: Looms rose 4 % and 3 %."]
    assert fresh.sentences == ["Oats rose 5 %.", "Rye fell.", "Looms rose 4 % and 3 %."]
    assert fresh.cards == [fact.card for fact in facts]
    assert np.array_equal(fresh.slots, slots_keys(facts))


def test_nothing_gathered_is_nothing(tmp_path):
    fresh = Gathering(tmp_path).fresh()
    assert (list(fresh.passages), list(fresh.facts), fresh.slots.tolist()) == ([], [], [])
