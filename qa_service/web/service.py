"""What the web edge asks of the core: a loaded generation and something that answers from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from qa_service.errors import IndexUnusableError
from qa_service.records import Answer, Fact, Hit, Passage, Report, Sentence
from qa_service.settings import Settings
from qa_service.store.ledger import Ledger
from qa_service.web.problems import INDEX_UNUSABLE, NOT_LOADED, ProblemError


class Contents(Protocol):
    """The part of a generation that the pages and listings show."""

    @property
    def id(self) -> str: ...
    @property
    def reports(self) -> Mapping[str, Report]: ...
    @property
    def passages(self) -> Sequence[Passage]: ...
    @property
    def sentences(self) -> Sequence[Sentence]: ...
    @property
    def facts(self) -> Sequence[Fact]: ...


class Answers(Protocol):
    """The core's answerer."""

    def ask(
        self, question: str, *, conversation_id: str | None = None, reports: Sequence[str] | None = None
    ) -> Answer: ...
    def passages(self, question: str, *, k: int, reports: Sequence[str] | None = None) -> list[Hit]: ...
    def suggestions(self) -> list[str]: ...


@dataclass(frozen=True)
class Service:
    """A generation and its answerer."""

    contents: Contents
    answers: Answers

    @cached_property
    def ledger(self) -> Ledger:
        """The facts of the generation, to be filtered and listed."""
        return Ledger(self.contents.facts, self.contents.reports)


class ServiceHolder:
    """Holds the service of one process; nothing is loaded until ``load`` is called."""

    def __init__(self, settings: Settings, service: Service | None = None) -> None:
        self._settings = settings
        self._service = service
        self._failure = ""

    def load(self) -> Service:
        """Load the current generation and the models, once.

        Raises:
            IndexUnusableError: the index is missing, damaged or of another configuration.
            ModelError: a model is missing or is not the expected one.
        """
        if self._service is None:
            try:
                self._service = _open(self._settings)
            except IndexUnusableError as error:
                self._failure = str(error)
                raise
        return self._service

    def get(self) -> Service:
        """Return the service.

        Raises:
            ProblemError: it is not loaded (yet), or could not be.
        """
        if self._service is not None:
            return self._service
        if self._failure:
            raise ProblemError(INDEX_UNUSABLE, self._failure)
        raise ProblemError(NOT_LOADED, f"No index is loaded yet. {NOT_LOADED.remedy}")


def _open(settings: Settings) -> Service:
    # Imported here: the command line creates the app too and must not wait for the models.
    from qa_service.ask.answering import Answerer
    from qa_service.language.parsing import Parser
    from qa_service.store.conversations import CONVERSATIONS_FILE, ConversationStore
    from qa_service.store.embedding import open_encoder
    from qa_service.store.generations import load_current

    generation = load_current(settings.index, encoder_name=settings.encoder)
    encoder = open_encoder(settings.encoder, for_questions=True)
    conversations = ConversationStore(settings.index / CONVERSATIONS_FILE, settings.conversation_minutes * 60)
    return Service(generation, Answerer(generation, encoder, Parser.load(), conversations))
