"""Clauses without a verb and the noun phrase that they are about."""

from __future__ import annotations

import pytest

from qa_service.ingest.verbless import lacks_verb, verbless_name


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "lacks"),
    [("and rail for", True), ("and imports", True), ("and prices were up", False), ("with nurses at", True)],
)
def test_a_clause_lacks_a_verb_where_none_is_finite(text, lacks, parser):
    assert lacks_verb(parser.parse(text), 0, len(text)) is lacks


@pytest.mark.model
@pytest.mark.parametrize(
    ("before", "head", "name"),
    [
        pytest.param("Road had 61%", ", and rail for ", "rail", id="preposition at the end"),
        pytest.param("Exports made 4", " and imports ", "imports", id="one word"),
        pytest.param("Rain caused 4%", ", a lack of parts ", "lack of parts", id="a phrase"),
        pytest.param("Rain caused 4%", ", representing ", "", id="participle"),
        pytest.param("Rain caused 4%", ", within a range of ", "", id="preposition first"),
        pytest.param("Rain caused 4%", ", the highest share ", "", id="superlative"),
        pytest.param("The talar won 4%", ", a gain of ", "", id="what the figure comes to"),
        pytest.param("Rain caused 4%", ", which took ", "", id="relative clause"),
        pytest.param("Rain caused 4%", ", and prices fell by ", "", id="a verb of its own"),
    ],
)
def test_the_name_is_a_noun_phrase_alone(before, head, name, parser):
    doc = parser.parse(f"{before}{head}17%.")
    assert verbless_name(doc, len(before), len(before) + len(head)) == name
