import pytest

from qa_service.ask.aggregates import aggregate_of
from qa_service.ask.interpreting import interpret

READ = [
    # question, kind, nouns, most, lesser, role, terms
    ("which district had the highest jobless rate", "extreme", ("district",), 1, False, "level", ["jobless"]),
    ("In which region was rent lowest in 2020?", "extreme", ("region",), 1, True, "level", ["rent"]),
    ("which region's output grew fastest", "extreme", ("region",), 1, False, "growth", ["output"]),
    ("who sold the most cars", "extreme", (), 1, False, "level", ["sold", "cars"]),
    ("which prices fell most", "extreme", ("prices",), 1, False, "growth", ["prices"]),
    ("which of them grew fastest", "extreme", (), 1, False, "growth", []),
    ("the top three sectors by output", "extreme", ("sectors",), 3, False, "level", ["output"]),
    ("what are the 2 smallest plants by headcount", "extreme", ("plants",), 2, True, "level", ["headcount"]),
    ("rank the sectors by output growth", "rank", ("sectors",), None, False, "growth", ["output"]),
    ("rank the districts by rent, smallest first", "rank", ("districts",), None, True, "level", ["rent", "first"]),
    ("list all growth rates of 2020", "list", (), None, False, "growth", []),
    ("list all percentages", "list", (), None, False, None, []),
    ("list all shares", "list", (), None, False, "share", []),
    ("list the figures for exports", "list", (), None, False, None, ["exports"]),
    ("how many figures of exports are there", "count", (), None, False, None, ["exports"]),
]


@pytest.mark.parametrize(
    ("question", "kind", "nouns", "most", "lesser", "role", "terms"), READ, ids=[case[0] for case in READ]
)
def test_a_question_about_many_figures_is_read(question, kind, nouns, most, lesser, role, terms):
    read = aggregate_of(interpret(question))
    assert read is not None
    assert (read.kind, read.nouns, read.most, read.lesser) == (kind, nouns, most, lesser)
    assert read.figures.role == role
    assert [term.text for term in read.figures.terms] == terms


def test_them_points_back():
    read = aggregate_of(interpret("which of them grew fastest"))
    assert read is not None
    assert read.of_them


@pytest.mark.parametrize(
    "question",
    [
        "what was the highest temperature",
        "how many projects did the council approve",
        "which is higher, imports or exports",
        "did exports reach their highest level",
        "why did exports fall most in May",
        "what was the growth rate of exports",
        "which company built the bridge",
        "how much did output grow",
        "when was the report published",
        "what share of cars was sold abroad",
        "by how much did the largest city grow",
        "which was highest",
    ],
)
def test_any_other_question_is_none(question):
    assert aggregate_of(interpret(question)) is None
