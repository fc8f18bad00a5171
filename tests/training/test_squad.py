"""Question sets by hand: spans, what is left out, what is drawn."""

import json

from squad import Example, read_squad, sample, without_paragraphs

MILL = "The mill made 40 looms. The forge made 40 nails in May."


def written(tmp_path, content):
    path = tmp_path / "set.json"
    path.write_text(json.dumps(content))
    return list(read_squad(path))


def paragraph(*questions):
    return {"data": [{"paragraphs": [{"context": MILL, "qas": list(questions)}]}]}


def question(id, *answers, **more):
    return {"id": id, "question": f" {id}? ", "answers": [{"text": t, "answer_start": at} for t, at in answers], **more}


def test_questions_are_read_with_their_spans(tmp_path):
    (found,) = written(tmp_path, paragraph(question("a", ("40 looms", 14), ("40", 14), kind="city")))
    assert found == Example("a", "a?", MILL, ("40 looms", "40"), 14, "city")
    assert found.context[found.start : found.end] == "40 looms"


def test_impossible_questions_have_no_answer(tmp_path):
    (found,) = written(tmp_path, paragraph(question("a", ("40", 14), is_impossible=True)))
    assert (found.answers, found.start) == ((), -1)


def test_an_answer_that_does_not_stand_there_is_left_out(tmp_path):
    found = written(tmp_path, paragraph(question("a", ("40", 3)), question("b", ("40", 14))))
    assert [one.id for one in found] == ["b"]


def test_in_rows_the_answer_is_of_the_sentence_nearest_to_the_question(tmp_path):
    row = {"context": MILL, "question": "How many nails did the forge make?", "answer": "40"}
    (found,) = written(tmp_path, [row])
    assert found.start == MILL.index("40 nails")


def test_paragraphs_of_other_sets_are_left_out_whatever_their_spaces():
    examples = [Example("a", "?", "One  two.", (), -1), Example("b", "?", "Three.", (), -1)]
    assert [one.id for one in without_paragraphs(examples, [Example("c", "?", "One two.", (), -1)])] == ["b"]


def test_a_sample_is_the_same_for_the_same_seed_and_keeps_the_share():
    examples = [Example(str(i), "?", MILL, ("40",) if i % 2 else (), 14 if i % 2 else -1) for i in range(40)]
    drawn = sample(examples, 100, 0.2, seed=1)
    assert drawn == sample(list(reversed(examples)), 100, 0.2, seed=1)
    assert sum(not one.answers for one in drawn) == 5
    assert len(drawn) == 25
    assert sample(examples, 7, 0.2, seed=1) == drawn[:7]
