import math
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.store.keywords import KeywordIndex, is_letters, stem, tokens, words
from qa_service.store.lines import FRESH

TEXTS = ["Barley harvests doubled.", "The harvest of oats fell; oats were scarce.", "Bridges were repaired."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The harvests of the valley", ["harvest", "valley"], id="stemmed-without-stop-words"),
        pytest.param("up 7.5% to 2,214 tonnes", ["7.5", "2214", "tonn"], id="numbers-stay-whole"),
        pytest.param("the mill's and the mill’s output", ["mill", "mill", "output"], id="possessives-dropped"),
        pytest.param("wind-driven", ["wind", "driven"], id="hyphen-parts"),
        pytest.param("", [], id="empty"),
        pytest.param("of the and", [], id="stop-words-only"),
    ],
)
def test_tokens(text, expected):
    assert tokens(text) == expected


def test_words_keep_stop_words_and_endings():
    assert words("The Mills’ 2,000 looms") == ["the", "mills", "2000", "looms"]


@pytest.mark.parametrize(
    ("word", "expected"), [("oats", True), ("2019", False), ("g7", False), ("è", True), ("", False)]
)
def test_is_letters(word, expected):
    assert is_letters(word) is expected


@given(st.text())
def test_any_text_has_lower_cased_tokens_without_blanks(text):
    assert all(token and not any(c.isspace() for c in token) for token in tokens(text))


def test_score_is_that_of_the_lucene_formula():
    scores = KeywordIndex.build(["oats barley", "oats oats", "rye"]).scores("barley")
    idf = math.log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    length = 1.5 * (1 - 0.75 + 0.75 * 2 / (5 / 3))
    assert scores.tolist() == pytest.approx([idf / (1 + length), 0, 0], rel=1e-5)


def test_best_text_comes_first_and_texts_without_a_shared_word_are_left_out():
    ids, scores = KeywordIndex.build(TEXTS).search("oat harvests", 10)
    assert ids.tolist() == [1, 0]
    assert scores[0] > scores[1] > 0


def test_equal_scores_keep_the_order_of_the_texts():
    ids, _ = KeywordIndex.build(["oats", "rye", "oats", "oats"]).search("oats", 2)
    assert ids.tolist() == [0, 2]


def test_only_allowed_texts_are_found():
    ids, _ = KeywordIndex.build(TEXTS).search("harvest", 5, np.array([False, True, True]))
    assert ids.tolist() == [1]


@pytest.mark.parametrize(
    ("texts", "query"),
    [
        pytest.param([], "oats", id="empty-corpus"),
        pytest.param(["", "of the"], "oats", id="corpus-without-words"),
        pytest.param(TEXTS, "zeppelin", id="unknown-word"),
        pytest.param(TEXTS, "what is the", id="stop-words-only"),
        pytest.param(TEXTS, "", id="empty-query"),
    ],
)
def test_nothing_in_common_scores_zero_and_finds_nothing(texts, query, tmp_path):
    KeywordIndex.build(texts).save(tmp_path / "keywords")
    index = KeywordIndex.load(tmp_path / "keywords")
    ids, scores = index.search(query, 3)
    assert (ids.tolist(), scores.tolist()) == ([], [])
    assert index.scores(query).tolist() == [0] * len(texts)
    assert len(index) == len(texts)


def test_saved_index_scores_the_same_and_says_nothing(tmp_path, capfd):
    index = KeywordIndex.build(TEXTS)
    index.save(tmp_path / "keywords")
    again = KeywordIndex.load(tmp_path / "keywords")
    assert again.scores("harvest of oats").tolist() == index.scores("harvest of oats").tolist()
    assert capfd.readouterr() == ("", "")


def test_stems_are_the_same_in_every_thread():
    seen: list[str] = []
    threads = [threading.Thread(target=lambda: seen.append(stem.__wrapped__("harvesting"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == ["harvest"] * 8


@given(
    st.lists(st.sampled_from(["oats oats rye", "rye", "", "barley", "of the"]), max_size=6),
    st.lists(st.sampled_from(["oats", "millet millet", ""]), max_size=3),
    st.randoms(use_true_random=False),
)
def test_texts_that_come_and_go_leave_what_building_anew_gives(texts, fresh, chance):
    kept = [row for row in range(len(texts)) if chance.random() < 0.7]
    source = [*kept, *[FRESH] * len(fresh)]
    chance.shuffle(source)
    news = iter(fresh)
    wanted = [next(news) if row == FRESH else texts[row] for row in source]
    carried, anew = KeywordIndex.build(texts).carried(np.array(source, np.int64), fresh), KeywordIndex.build(wanted)
    for query in ("oats rye", "millet", "barley barley oats"):
        assert carried.scores(query).tolist() == anew.scores(query).tolist()
    assert set(carried._numbers) == set(anew._numbers)


def test_files_that_do_not_fit_each_other_are_refused(tmp_path):
    KeywordIndex.build(TEXTS).save(tmp_path / "keywords")
    np.save(tmp_path / "keywords" / "weights.npy", np.zeros(1, np.float32))
    with pytest.raises(ValueError, match="the files of keywords do not fit each other"):
        KeywordIndex.load(tmp_path / "keywords")
