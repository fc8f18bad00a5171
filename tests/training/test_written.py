"""Written passages by hand: places of answers, silence, variants."""

import json

import pytest
from squad import Example
from written import read_written

TEXT = "The mill made 4,012 looms. The forge made 4,012 nails."


def read(tmp_path, *questions, variants=0):
    path = tmp_path / "mills.jsonl"
    path.write_text(json.dumps({"heading": ["Year 1", "Works", "Output"], "text": TEXT, "questions": questions}))
    return list(read_written(path, variants))


def question(answer, piece):
    return {"q": " How many? ", "a": answer, "in": piece}


def test_an_answer_is_where_its_piece_has_it(tmp_path):
    (found,) = read(tmp_path, question("4,012", "forge made 4,012"))
    shown = f"Works\nOutput\n\n{TEXT}"
    assert found == Example("mills-0-0", "How many?", shown, ("4,012",), shown.rindex("4,012"))


def test_what_the_passage_does_not_say_has_no_answer(tmp_path):
    (found,) = read(tmp_path, {"q": "When?", "a": None})
    assert (found.answers, found.start) == ((), -1)


@pytest.mark.parametrize("piece", ["4,012", "the forge made", "The mill made"])
def test_an_answer_without_one_place_is_an_error(tmp_path, piece):
    with pytest.raises(ValueError, match=r"mills-0-0: '4,012' has no one place in its text"):
        read(tmp_path, question("4,012", piece))


def test_a_variant_asks_the_same_of_other_numbers(tmp_path):
    plain, varied = read(tmp_path, question("4,012", "mill made 4,012"), variants=1)
    assert (plain.start, len(plain.context)) == (varied.start, len(varied.context))
    assert plain.answers != varied.answers
    assert varied.context.startswith(varied.answers[0], varied.start)
    assert varied.context.count(varied.answers[0]) == 2
