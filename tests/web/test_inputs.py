"""What requests may carry, and what is said of what they may not."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ValidationError

from qa_service.web.inputs import AskBody, FactsQuery, PassagesQuery, refuse
from qa_service.web.problems import ProblemError

BAD = [
    pytest.param(AskBody, {}, "question", "'question' is missing: it has to be sent.", id="no question"),
    pytest.param(AskBody, {"question": 7}, "question", "'question' must be a string, not 7.", id="a number"),
    pytest.param(
        AskBody,
        {"question": "How many?", "top": 3},
        "top",
        "'top' is not known here: leave it out or correct its name.",
        id="an unknown field",
    ),
    pytest.param(
        AskBody,
        {"question": "How many?", "reports": []},
        "reports",
        "'reports' must hold at least one report id, or be left out, not [].",
        id="no report",
    ),
    pytest.param(PassagesQuery, {"q": "boats", "k": 0}, "k", "'k' must be 1 or more, not 0.", id="no passage"),
    pytest.param(PassagesQuery, {"q": "boats", "k": "x"}, "k", "'k' must be a whole number, not 'x'.", id="no number"),
    pytest.param(FactsQuery, {"limit": 1001}, "limit", "'limit' must be 1000 or less, not 1001.", id="too many"),
]


def refused(model: type[BaseModel], fields: dict[str, object]) -> ProblemError:
    with pytest.raises(ValidationError) as invalid:
        model.model_validate(fields)
    with pytest.raises(ProblemError) as problem:
        refuse(invalid.value)
    return problem.value


@pytest.mark.parametrize(("model", "fields", "field", "detail"), BAD)
def test_a_field_at_fault_is_named_with_what_to_send(model, fields, field, detail):
    problem = refused(model, fields)
    assert str(problem) == detail
    assert [(e.field, e.detail) for e in problem.errors] == [(field, detail)]


def test_every_field_at_fault_is_named():
    assert [e.field for e in refused(AskBody, {"question": None, "reports": "a"}).errors] == ["question", "reports"]


def test_what_may_be_left_out_has_a_default():
    assert (AskBody(question="How many?").reports, PassagesQuery(q="boats").k, FactsQuery().limit) == (None, 5, 100)
