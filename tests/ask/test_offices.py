"""Who holds an office: over small invented reports, with the bag-of-words encoder."""

from __future__ import annotations

import pytest

from qa_service.ask.offices import OfficeFinder
from tests.ask.test_texts import Asking

pytestmark = pytest.mark.model

PORT = """# Port of Osthaven: first half of 2022

Published: 2022-09-02

Freight fell by 4%.
CEO Jan van der Berg fears another fall.
Its former marketing director Axel Mott now works in Brink.
"""
MUSEUMS = """# Museums of Selland in 2021

Published: 2022-03-10

## Glass Museum

The director, Ada Brandt, retires in May.

## Wool Museum

Director Ines Coll wants more room.

The survey was written by Min Tarr.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    asking = Asking(tmp_path_factory.mktemp("offices"), {"port.md": PORT, "museums.md": MUSEUMS})
    finder = OfficeFinder(asking.sentences)
    return lambda question: asking.answer(question, finder)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("who heads the port of Osthaven", "Jan van der Berg — “CEO Jan"),
        ("director of the glass museum", "Ada Brandt — “The director"),
        ("who is the director of the wool museum?", "Ines Coll — “Director"),
        ("who wrote the survey", "Min Tarr — “The survey"),
    ],
)
def test_the_holder_of_the_body_that_is_named(ask, question, begins):
    assert ask(question).answer.startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        "who is the director",
        "who is the deputy director of the wool museum",
        "who heads the port of Marlow",
        "who is the mayor",
        "who designed the survey",
    ],
    ids=["two may be meant", "its deputy", "another body", "another office", "no office"],
)
def test_silence(ask, question):
    assert ask(question) is None
