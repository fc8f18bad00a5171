from dataclasses import replace

from qa_service.ingest.carrying import Former, Parts, put_together
from qa_service.store.generations import publish
from qa_service.store.manifest import origin_of
from tests.fakes import FakeEncoder, extract_percentages, make_generation, make_report, split_lines

TEXTS = {"farms": "Oats rose 5 % and rye fell 3 %.\nBarley is scarce.", "ferries": "Ferries carried 12 % more."}


def origin(**changes):
    return replace(origin_of(FakeEncoder(), max_report_bytes=1000, corpus={}), **changes)


def parts_of(report):
    return Parts(split_lines(report), extract_percentages(report, split_lines(report)))


def test_parts_put_together_are_the_content_they_came_from():
    generation = make_generation(TEXTS)
    reports = list(generation.reports.values())
    content = put_together(reports, Former(generation, origin()).parts())
    assert content.reports == reports
    assert (content.passages, content.sentences, content.facts) == (
        generation.passages,
        generation.sentences,
        generation.facts,
    )


def test_passages_of_sentences_are_counted_anew():
    generation = make_generation(TEXTS)
    mills = make_report("mills", "Looms rose 4 %.\nYarn fell.")
    parts = Former(generation, origin()).parts() | {"mills": parts_of(mills)}
    content = put_together([mills, *generation.reports.values()], parts)
    assert [sentence.passage for sentence in content.sentences] == [0, 1, 2, 3, 4]
    assert content.passages[content.sentences[4].passage].text == "Ferries carried 12 % more."


def test_no_index_and_a_damaged_one_give_nothing(tmp_path):
    assert Former.load(tmp_path, origin()).generation is None
    publish(tmp_path, make_generation(TEXTS))
    assert list(Former.load(tmp_path, origin()).parts()) == ["farms", "ferries"]
    next(tmp_path.glob("*/facts.jsonl")).write_text("")
    former = Former.load(tmp_path, origin())
    assert (former.generation, former.embeds, former.parts(), former.reports.by_path) == (None, None, {}, {})


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
