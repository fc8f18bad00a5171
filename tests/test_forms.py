"""One report in every format: the same facts and the same marks for its questions, whatever it was written to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa_service.ask.answering import Answerer
from qa_service.evaluation.questions import read_questions
from qa_service.evaluation.scores import evaluate
from qa_service.ingest.pipeline import build_index, open_tools
from qa_service.language.parsing import Parser
from qa_service.settings import ROOT, Settings
from qa_service.store.conversations import ConversationStore
from qa_service.store.embedding import open_encoder
from qa_service.store.generations import load_current
from tests.documents import Part, page_of, parts_of, pdf_of, word_of

CORPUS = ROOT / "corpus"
EXAM = ROOT / "tests" / "exams" / "reports" / "shuoning-harbour-parks-2023-02-10.txt"
FORMS = {
    "one-column.pdf": lambda parts: pdf_of(parts, header="Monthly bulletin", numbered=True),
    "two-columns.pdf": lambda parts: pdf_of(parts, columns=2, header="Monthly bulletin", numbered=True),
    "styled.docx": word_of,
    "page.html": page_of,
}


@pytest.fixture(scope="module")
def tools():
    return open_tools(Settings())


def parts_of_file(path) -> list[Part]:
    """A report's lines as parts; its navigation, which no author would print, left out."""
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if "【" not in line]
    headings = [line for line in lines if line.strip() and line[-1] not in ".”:" and "Updated" not in line]
    return parts_of("\n".join(lines), headings)


def built(tools, folder, name: str, data: bytes):
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / name).write_bytes(data)
    settings = replace(Settings(), corpus=corpus, index=folder / "index")
    assert build_index(settings, tools).refused == {}
    return load_current(settings.index, encoder_name=settings.encoder)


def told(fact) -> tuple[object, ...]:
    """What a fact says, without where it stands."""
    period = (fact.period.start, fact.period.end) if fact.period else None
    return (
        fact.text,
        fact.value,
        fact.unit,
        fact.role,
        fact.subject,
        fact.measure,
        period,
        fact.basis,
        fact.comparator,
    )


@pytest.fixture(scope="module", params=sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def plain(request, tools, tmp_path_factory):
    path = request.param
    return path, built(tools, tmp_path_factory.mktemp("plain"), path.name, path.read_bytes())


@pytest.mark.model
@pytest.mark.parametrize("form", FORMS)
def test_a_report_gives_the_same_facts_in_every_format(plain, tools, tmp_path, form):
    path, expected = plain
    found = built(tools, tmp_path, form, FORMS[form](parts_of_file(path)))
    (before,), (after,) = expected.reports.values(), found.reports.values()
    assert (after.title, after.published, after.source) == (before.title, before.published, before.source)
    assert [told(fact) for fact in found.facts] == [told(fact) for fact in expected.facts]
    pages = {after.page_at(fact.start) for fact in found.facts}
    assert pages == (set(range(1, len(after.pages) + 1)) if form.endswith(".pdf") else {None})


@pytest.fixture(scope="module")
def marks(tools, tmp_path_factory):
    return graded(tools, tmp_path_factory.mktemp("exam"), EXAM.name, EXAM.read_bytes())


def graded(tools, folder, name: str, data: bytes) -> dict[str, str]:
    generation = built(tools, folder, name, data)
    conversations = ConversationStore(folder / "conversations.sqlite", seconds=600)
    encoder = open_encoder(Settings().encoder, for_questions=True)
    answerer = Answerer(generation, encoder, Parser.load(), conversations)
    items = read_questions(EXAM.parent.parent / f"{EXAM.stem}.jsonl")
    return {one.item.id: one.mark for one in evaluate(items, answerer)}


@pytest.mark.model
@pytest.mark.parametrize("form", FORMS)
def test_its_questions_are_answered_as_well_in_every_format(tools, tmp_path, marks, form):
    assert "right" in marks.values()
    assert graded(tools, tmp_path, form, FORMS[form](parts_of_file(EXAM))) == marks
