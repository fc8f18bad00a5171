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
EXAMS = ROOT / "tests" / "exams"
INVENTED = "shuoning-harbour-parks-2023-02-10"
QUESTIONS = {EXAMS / "reports" / f"{INVENTED}.txt": EXAMS / f"{INVENTED}.jsonl"} | {
    path: EXAMS / "forms" / f"{path.stem}.jsonl" for path in sorted(CORPUS.glob("*.txt"))
}
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


@pytest.fixture(scope="module", params=QUESTIONS, ids=lambda path: path.stem)
def exam(request, tools, tmp_path_factory):
    path = request.param
    return path, graded(tools, tmp_path_factory.mktemp("exam"), path.name, path.read_bytes(), QUESTIONS[path])


def graded(tools, folder, name: str, data: bytes, questions) -> dict[str, str]:
    """The mark of each question, put to an index of one report."""
    generation = built(tools, folder, name, data)
    conversations = ConversationStore(folder / "conversations.sqlite", seconds=600)
    encoder = open_encoder(Settings().encoder, for_questions=True)
    answerer = Answerer(generation, encoder, Parser.load(), conversations)
    return {one.item.id: one.mark for one in evaluate(read_questions(questions), answerer)}


@pytest.mark.model
def test_most_questions_are_answered_rightly_from_the_text(exam):
    _, marks = exam
    right = sum(mark == "right" for mark in marks.values())
    assert right / len(marks) > 0.5, marks


@pytest.mark.model
@pytest.mark.parametrize("form", FORMS)
def test_its_questions_get_the_same_marks_in_every_format(exam, tools, tmp_path, form):
    path, marks = exam
    assert graded(tools, tmp_path, form, FORMS[form](parts_of_file(path)), QUESTIONS[path]) == marks
