"""The gate of a build: questions that the current index answers rightly must be so by the new one too."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from qa_service.errors import IndexUnusableError, SettingsError
from qa_service.evaluation.questions import Item, read_questions
from qa_service.evaluation.scores import Answers, Graded, evaluate
from qa_service.ingest import pipeline
from qa_service.ingest.pipeline import Tools, Verdict, open_gate
from qa_service.settings import Settings
from qa_service.store.generations import Generation
from qa_service.store.manifest import generation_folder, read_verified_manifest
from qa_service.store.notes import read_notes

_MOST_TOLD = 10


def gated_tools(settings: Settings) -> Tools:
    """What a build of these settings works with: the models, and the gate of ``question_gate``.

    Raises:
        SettingsError: as ``question_gate``.
        QuestionSetError: as ``question_gate``.
        ModelError: a model is missing or is not the expected one.
    """
    gate = question_gate(settings)
    return replace(pipeline.open_tools(settings), gate=gate)


def question_gate(settings: Settings) -> Callable[[Generation], Verdict]:
    """The gate that the settings ask for; where there is no question set, one that lets every generation pass.

    Raises:
        SettingsError: QA_GATE_QUESTIONS names a file that is not there.
        QuestionSetError: the question set cannot be read.
    """
    path = settings.gate_questions
    if not path.is_file():
        if path != Settings().gate_questions:
            raise SettingsError(f"QA_GATE_QUESTIONS names {path}, which is no file. Put the question set there.")
        return open_gate
    items = read_questions(path)

    def gate(generation: Generation) -> Verdict:
        with tempfile.TemporaryDirectory(prefix="gate-") as folder:
            return _verdict(items, _answers(settings, generation, Path(folder)), settings)

    return gate


def _verdict(items: Sequence[Item], answers: Answers, settings: Settings) -> Verdict:
    graded = list(evaluate(items, answers))
    before = _right_before(settings.index)
    due = [one for one in graded if _key(one.item) in before]
    lost = [one for one in due if one.mark != "right"]
    right = tuple(_key(one.item) for one in graded if one.mark == "right")
    if not lost or (len(due) - len(lost)) * 100 >= settings.gate_percent * len(due):
        return Verdict((), right)
    return Verdict(_reasons(lost, len(due), settings.gate_percent), right)


def _reasons(lost: Sequence[Graded], due: int, percent: int) -> tuple[str, ...]:
    head = (
        f"{len(lost)} of the {due} questions that the current generation answers rightly are not by the new one; "
        f"at least {percent} % must be (QA_GATE_PERCENT)."
    )
    told = [f"{one.item.id} ({one.mark}): {' / '.join(one.item.asked)}" for one in lost[:_MOST_TOLD]]
    return (head, *told, *([f"… and {len(lost) - _MOST_TOLD} more"] if len(lost) > _MOST_TOLD else []))


def _key(item: Item) -> str:
    """The id with a hash of the whole item: a question that was reworded, or its gold, is another one."""
    return f"{item.id}:{hashlib.sha256(repr(item).encode()).hexdigest()[:16]}"


def _right_before(index: Path) -> set[str]:
    """What the current generation was found to answer rightly when it was built."""
    try:
        return set(read_notes(generation_folder(index, read_verified_manifest(index))).right)
    except (IndexUnusableError, OSError, ValueError):
        return set()


def _answers(settings: Settings, generation: Generation, folder: Path) -> Answers:
    from qa_service.ask.answering import Answerer
    from qa_service.ask.judging import open_judge
    from qa_service.language.parsing import Parser
    from qa_service.store.conversations import CONVERSATIONS_FILE, ConversationStore
    from qa_service.store.embedding import open_encoder
    from qa_service.store.reader import open_reader

    encoder = open_encoder(settings.encoder, for_questions=True)
    conversations = ConversationStore(folder / CONVERSATIONS_FILE, settings.conversation_minutes * 60)
    reader = open_reader(settings.reader)
    return Answerer(generation, encoder, Parser.load(), conversations, reader, open_judge())
