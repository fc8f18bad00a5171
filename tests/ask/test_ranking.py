"""Each question is ranked once."""

from qa_service.ask.ranking import Ranking
from qa_service.ask.slots import Asked


class Finder:
    def __init__(self):
        self.calls = []

    def ranked(self, asked, found, vector, prefer):
        self.calls.append((asked.text, found, vector, prefer))
        return [asked.text, *prefer]


def test_a_question_is_ranked_once_for_each_preference():
    finder = Finder()
    ranking = Ranking(finder, "found", "vector")
    one, other = Asked("sales", "figure", ()), Asked("output", "figure", ())
    assert [ranking.of(one), ranking.of(other), ranking.of(one), ranking.of(one, ["f1"])] == [
        ["sales"], ["output"], ["sales"], ["sales", "f1"],
    ]  # fmt: skip
    assert [(text, prefer) for text, _, _, prefer in finder.calls] == [("sales", ()), ("output", ()), ("sales", ["f1"])]
    assert finder.calls[0][1:3] == ("found", "vector")
