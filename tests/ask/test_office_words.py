"""Offices and those who hold them, as questions and reports write them."""

from __future__ import annotations

import pytest

from qa_service.ask.office_words import asked_office, holders, lesser, only_office


@pytest.mark.parametrize(
    "question",
    [
        "who is the charity's chief",
        "who heads the harbour",
        "director of the museum",
        "leader of North Selland Council",
        "new chair of the pilots",
        "chief exec",
        "what is the name of Marlow's mayor",
        "who wrote the study",
        "Who is Brinkmoor's managing director?",
        "who led the talks",
        "who is in charge of the yard",
    ],
)
def test_a_question_for_an_office(question):
    assert asked_office(question) is not None


@pytest.mark.parametrize(
    "question",
    [
        "head of cattle in Selland",
        "director pay",
        "number of directors",
        "who designed it",
        "the mayor's budget",
        "who appointed the mayor",
    ],
)
def test_a_question_for_something_else(question):
    assert asked_office(question) is None


@pytest.mark.parametrize(
    ("question", "sentence", "name"),
    [
        ("who is the charity's chief", "Its chief executive, Polly Quell-Adeyemi, wants more.", "Polly Quell-Adeyemi"),
        ("who heads the port", "CEO Jan van der Berg fears a fall.", "Jan van der Berg"),
        ("director of the museum", "Ada Brandt, the director, retires in May.", "Ada Brandt"),
        ("director of the museum", "Ada Brandt is the acting director.", "Ada Brandt"),
        ("who led the talks", "Professor Ian Moss directed the talks.", "Professor Ian Moss"),
        ("new chair of the pilots", "Theresa Dunn took the chair in June.", "Theresa Dunn"),
        ("who chairs the board", "The board, chaired by Des Holm, met twice.", "Des Holm"),
        ("who wrote the survey", "The survey's author, Min Gwi-ok, calls it possible.", "Min Gwi-ok"),
        ("who wrote the study", "Author: Sara Lie.", "Sara Lie"),
        ("who is the mayor", "Mayor Lily Wu was sworn in.", "Lily Wu"),
    ],
)
def test_the_holder_is_read_from_the_forms_that_reports_use(question, sentence, name):
    assert holders(sentence, asked_office(question))[0][0] == name


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("who heads the bank", "The head of the Bank of Selland spoke."),
        ("who led the study", "Chair Bernard Low rules it out."),
        ("who chairs the board", "Chief executive Frances Amon reports."),
        ("who is the mayor", "In March the mayor resigned."),
        ("who is the mayor", "Maria Gomez met the mayor of Brink."),
        ("who is the ceo", "Ana Ruiz stepped down as CEO in May."),
        ("who is the director", "Ann Lee, who is not director, spoke."),
    ],
    ids=["a body", "an office is no act", "another office", "no name", "who met one", "who was one", "who is none"],
)
def test_no_holder(question, sentence):
    assert holders(sentence, asked_office(question)) == []


def test_the_office_of_a_part_or_of_another_time_is_told_by_its_words():
    [(_, before)] = holders("Its former marketing director Axel Mott left.", asked_office("who is the director"))
    assert lesser(before) == {"former", "marketing"}


def test_words_that_only_name_the_office():
    mayor, author = asked_office("who is the mayor of Marlow"), asked_office("who wrote the study")
    assert only_office(("mayor",), mayor)
    assert not only_office(("marlow",), mayor)
    assert only_office(("studi",), author)
    assert not only_office(("studi",), mayor)
