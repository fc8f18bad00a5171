from __future__ import annotations

from datetime import date

import pytest

from qa_service.ask.notices import asks_next, asks_vote, next_date, vote_in

PUBLISHED = date(2023, 8, 17)


@pytest.mark.parametrize(
    ("question", "sentence", "when"),
    [
        ("When's the next bulletin out?", "Next release: 8 June 2024", "8 June 2024"),
        ("when is the next edition published", "The next edition is due on 12 May 2024.", "12 May 2024"),
        ("date of the next rate decision", "The Board will next meet on 4 October 2023.", "4 October 2023"),
        ("When is the next meeting?", "Minutes appear on 5 June; the next meeting is on 16 July 2024.", "16 July 2024"),
        ("when is the next AGM", "The annual general meeting will be held on 11 May 2024.", "11 May 2024"),
        ("When is the next bulletin out?", "The next meeting is on 16 July 2024.", ""),
        ("When is the next meeting?", "Next release: 8 June 2024", ""),
        ("When is the next bulletin out?", "The next release will be announced.", ""),
    ],
)
def test_the_date_of_what_comes_next(question, sentence, when):
    assert asks_next(question)
    assert next_date(question, sentence, PUBLISHED) == when


@pytest.mark.parametrize("question", ["When was the bulletin published?", "When did the Board meet?"])
def test_what_came_is_not_next(question):
    assert not asks_next(question)


@pytest.mark.parametrize(
    ("sentence", "vote"),
    [
        ("The Board voted by five to three to raise the rate.", "five to three"),
        ("The council approved the plan by 31 votes to 18.", "31 votes to 18"),
        ("The Committee decided, 7-2, to wait.", "7-2"),
        ("The decision was carried unanimously.", "unanimously"),
        ("It takes five to ten days.", ""),
        ("The board approved a rise of 5 to 7%.", ""),
    ],
)
def test_how_a_body_voted(sentence, vote):
    assert vote_in(sentence) == vote


@pytest.mark.parametrize(
    ("question", "asks"),
    [("How did the members vote?", True), ("by what majority was it passed", True), ("How did sales develop?", False)],
)
def test_a_question_for_a_vote(question, asks):
    assert asks_vote(question) is asks
