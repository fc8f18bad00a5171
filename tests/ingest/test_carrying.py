from dataclasses import fields, replace

import numpy as np

from qa_service.ingest.carrying import Former, put_together
from qa_service.ingest.gathering import Fresh, Gathering, Parts
from qa_service.store.generations import publish
from qa_service.store.lines import Sentences
from qa_service.store.manifest import origin_of
from qa_service.store.notes import Notes
from qa_service.store.traces import Traces
from tests.fakes import FakeEncoder, extract_percentages, make_generation, make_report, split_lines

TEXTS = {"farms": "Oats rose 5 % and rye fell 3 %.\nBarley is scarce.", "ferries": "Ferries carried 12 % more."}


def origin(**changes):
    return replace(origin_of(FakeEncoder(), max_report_bytes=1000, corpus={}), **changes)


def parts_of(report):
    return Parts(split_lines(report), extract_percentages(report, split_lines(report)))


def fresh_of(folder, *reports):
    gathering = Gathering(folder)
    for report in reports:
        gathering.add(report, parts_of(report))
    return gathering.fresh()


def test_parts_put_together_are_the_content_they_came_from(tmp_path):
    generation = make_generation(TEXTS)
    reports = list(generation.reports.values())
    content = put_together(reports, Fresh(), Former(generation, origin()), tmp_path)
    assert content.reports == reports
    assert (list(content.passages), list(content.facts)) == (generation.passages, generation.facts)
    assert [source.tolist() for source in content.sources] == [[0, 1, 2]] * 3
    assert (content.gone, content.crowded) == ([], {})


def test_passages_of_sentences_are_counted_anew(tmp_path):
    generation = make_generation(TEXTS)
    mills = make_report("mills", "Looms rose 4 %.\nYarn fell.")
    fresh, former = fresh_of(tmp_path, mills), Former(generation, origin())
    content = put_together([mills, *generation.reports.values()], fresh, former, tmp_path)
    reports = {report.id: report for report in content.reports}
    sentences = Sentences(reports, content.passages, 5)
    assert [sentence.passage for sentence in sentences] == [0, 1, 2, 3, 4]
    assert content.passages[sentences[4].passage].text == "Ferries carried 12 % more."
    assert [source.tolist() for source in content.sources] == [[-1, -1, 0, 1, 2]] * 2 + [[-1, 0, 1, 2]]
    assert content.fresh.sentences == ["Looms rose 4 %.", "Yarn fell."]
    assert content.traces.extents.tolist() == [[2, 2, 1, 0], [2, 2, 2, 0], [1, 1, 1, 0]]


def test_sentences_of_a_report_that_changed_or_went_are_told(tmp_path):
    generation = make_generation(TEXTS)
    farms = make_report("farms", "Oats rose 6 %.")
    content = put_together([farms], fresh_of(tmp_path, farms), Former(generation, origin()), tmp_path)
    assert content.gone == [sentence.text for sentence in generation.sentences]
    assert [fact.text for fact in content.facts] == ["6 %"]


def test_crowded_reports_are_told_of_when_they_are_taken_over_too(tmp_path):
    farms, mills = make_report("farms", "Oats rose 5 %."), make_report("mills", "Looms rose 4 %.")
    gathering = Gathering(tmp_path)
    gathering.add(farms, replace(parts_of(farms), crowded=2))
    content = put_together([farms], gathering.fresh(), Former(None, origin()), tmp_path)
    assert content.crowded == {"farms.txt": 2}
    publish(tmp_path, make_generation({"farms": "Oats rose 5 %."}), Notes(traces=content.traces))
    former = Former.load(tmp_path, origin())
    assert put_together([mills, farms], fresh_of(tmp_path, mills), former, tmp_path).crowded == {"farms.txt": 2}


def test_facts_of_some_reports_are_read_alone(tmp_path):
    generation = make_generation(TEXTS)
    content = put_together(list(generation.reports.values()), Fresh(), Former(generation, origin()), tmp_path)
    assert content.facts_of({"ferries"}) == generation.facts[2:]
    assert list(content.facts._parsed) == [2]


def test_traces_kept_are_those_that_the_records_give(tmp_path):
    generation = make_generation(TEXTS)
    made = put_together(list(generation.reports.values()), Fresh(), Former(generation, origin()), tmp_path).traces
    publish(tmp_path, generation, Notes(traces=made))
    kept = Former.load(tmp_path, origin()).traces
    for one in fields(Traces):
        assert np.array_equal(getattr(kept, one.name), getattr(made, one.name))


def test_no_index_and_a_damaged_one_give_nothing(tmp_path):
    assert Former.load(tmp_path, origin()).generation is None
    publish(tmp_path, make_generation(TEXTS))
    assert list(Former.load(tmp_path, origin()).reads.reports) == ["farms", "ferries"]
    next(tmp_path.glob("*/facts.jsonl")).write_text("")
    former = Former.load(tmp_path, origin())
    assert (former.generation, former.embeds, former.reads, former.reports.by_path) == (None, None, None, {})
    assert put_together([], Fresh(), former, tmp_path).traces.extents.shape == (0, 4)


def test_what_is_taken_over_hangs_on_what_made_it():
    generation = make_generation(TEXTS)
    same = Former(generation, origin(corpus={"a": "b"}))
    assert (same.reports.content, same.embeds is generation) == (True, True)
    for change in ({"builder": "newer"}, {"max_report_bytes": 7}):
        other = Former(generation, origin(**change))
        assert (other.reports.content, other.embeds is generation) == (False, True)
    for change in ({"encoder": "others"}, {"weights_sha256": "0"}):
        other = Former(generation, origin(**change))
        assert (other.reports.content, other.embeds) == (True, None)
