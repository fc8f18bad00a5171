"""What the verb of a figure tells of its subject."""

from __future__ import annotations

import pytest

from qa_service.ingest.phrases import token_at, verb_of
from qa_service.ingest.verbs import counts, is_change, only_states, with_adverb, with_particle
from qa_service.language.quantities import find_quantities


def _verb(text, parser):
    (quantity,) = find_quantities(text)
    token = token_at(parser.parse(text), quantity.start, quantity.end)
    return verb_of(token), quantity, text[quantity.end :]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Exports were 4%.", True),
        ("Exports rose by 4%.", True),
        ("Inflation slowed to 4%.", True),
        ("Growth was forecast at 4%.", True),
        ("Expectations held at 4%.", True),
        ("Arbor Bank held 4% of deposits.", False),
        ("Women make up 4% of staff.", True),
        ("Saving showed a 4% rise.", True),
        ("The mill made 400 carts.", False),
        ("Police recorded 4% of thefts.", True),
        ("The town raised £4 million.", False),
        ("The town raised fees by 4%.", True),
    ],
)
def test_a_verb_only_states_or_does_what_is_measured(text, states, parser):
    assert only_states(*_verb(text, parser)) is states


@pytest.mark.model
@pytest.mark.parametrize(("text", "changes"), [("Rents fell by 4%.", True), ("Rents were 4%.", False)])
def test_a_verb_of_change_is_told(text, changes, parser):
    assert is_change(_verb(text, parser)[0]) is changes


def test_a_figure_counts_the_noun_behind_it():
    (quantity,) = find_quantities("It sold 40 tonnes of wool.")
    assert (counts(quantity, " tonnes of wool"), counts(quantity, " in May")) == (True, False)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("Councils laid out £4 million.", "laid out", id="particle"),
        pytest.param("Councils spent £4 million.", "spent", id="alone"),
    ],
)
def test_a_verb_is_told_with_its_particle(text, said, parser):
    assert with_particle(_verb(text, parser)[0]) == said


@pytest.mark.model
def test_a_verb_begins_with_its_adverb(parser):
    verb = next(token for token in parser.parse("They still sell 40 boats.") if token.text == "sell")
    assert with_adverb(verb, 0) == 5
