"""What the web edge asks of the core: a loaded generation and something that answers from it, replaced as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from qa_service.errors import IndexUnusableError, ServiceError
from qa_service.records import Answer, Fact, Hit, Passage, Report, Sentence
from qa_service.settings import Settings
from qa_service.store.ledger import Ledger
from qa_service.web.problems import INDEX_UNUSABLE, NOT_LOADED, ProblemError

if TYPE_CHECKING:
    from qa_service.language.parsing import Parser
    from qa_service.store.conversations import ConversationStore
    from qa_service.store.embedding import Encoder
    from qa_service.store.judge import Judge
    from qa_service.store.manifest import Origin
    from qa_service.store.reader import Reader


UNEXPECTED = "The newest generation of the index met an error that was not expected while loading; see the log."


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
    """A generation and its answerer: what one request uses from its beginning to its end."""

    contents: Contents
    answers: Answers

    @cached_property
    def ledger(self) -> Ledger:
        """The facts of the generation, to be filtered and listed."""
        return Ledger(self.contents.facts, self.contents.reports)


class ServiceHolder:
    """Holds the service of one process; nothing is loaded until ``load`` is called.

    The service is one reference, so that a switch is one assignment: a request that has taken it keeps its generation,
    and a generation is freed with the last request that uses it.
    """

    def __init__(
        self, settings: Settings, service: Service | None = None, opener: Callable[[], Service] | None = None
    ) -> None:
        self._open = opener or Opener(settings)
        self._service = service
        self._failure = ""

    @property
    def failure(self) -> str:
        """Why the index could not be loaded at the last try, or ""."""
        return self._failure

    def load(self) -> Service:
        """Load the current generation and the models, once.

        Raises:
            IndexUnusableError: the index is missing, damaged or of another configuration.
            ModelError: a model is missing or is not the expected one.
        """
        if self._service is None:
            try:
                self._service = self._open()
            except IndexUnusableError as error:
                self._failure = str(error)
                raise
        return self._service

    def renew(self) -> Service:
        """Load the current generation while the one in use goes on answering, then switch to it.

        Raises:
            Exception: whatever went wrong; the one in use stays and ``failure`` says why.
        """
        try:
            fresh = self._open()
            fresh.answers.suggestions()  # worked out here, so that no request waits for it
        except Exception as error:
            self._failure = str(error) if isinstance(error, ServiceError) else UNEXPECTED
            raise
        self._service, self._failure = fresh, ""
        return fresh

    def settle(self) -> None:
        """Forget a failure: the service in use is the current one after all."""
        self._failure = ""

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


class Opener:
    """Opens the current generation; models and conversations are opened once and shared by all generations."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._encoder: Encoder | None = None
        self._parser: Parser | None = None
        self._reader: Reader | None = None
        self._judge: Judge | None = None
        self._conversations: ConversationStore | None = None

    def __call__(self) -> Service:
        # Imported here: the command line creates the app too and must not wait for the models.
        from qa_service.ask.answering import Answerer
        from qa_service.store.generations import load_current

        generation = load_current(self._settings.index, encoder_name=self._settings.encoder)
        encoder = self._encoder_of(generation.manifest.origin)
        shared = self._shared_parser(), self._shared_conversations(), self._shared_reader(), self._shared_judge()
        return Service(generation, Answerer(generation, encoder, *shared))

    def _encoder_of(self, origin: Origin) -> Encoder:
        """The encoder in use, or one opened anew where a model folder has got other weights in the meantime."""
        from qa_service.store.embedding import open_encoder

        if self._encoder is None or _weights(self._encoder) != _weights(origin):
            self._encoder = open_encoder(self._settings.encoder, for_questions=True)
        return self._encoder

    def _shared_parser(self) -> Parser:
        from qa_service.language.parsing import Parser

        self._parser = self._parser or Parser.load()
        return self._parser

    def _shared_reader(self) -> Reader | None:
        from qa_service.store.reader import open_reader

        self._reader = self._reader or open_reader(self._settings.reader)
        return self._reader

    def _shared_judge(self) -> Judge:
        from qa_service.ask.judging import open_judge

        self._judge = self._judge or open_judge()
        return self._judge

    def _shared_conversations(self) -> ConversationStore:
        from qa_service.store.conversations import CONVERSATIONS_FILE, ConversationStore

        if self._conversations is None:
            path = self._settings.index / CONVERSATIONS_FILE
            self._conversations = ConversationStore(path, self._settings.conversation_minutes * 60)
        return self._conversations


def _weights(named: Encoder | Origin) -> tuple[str, str | None]:
    return named.weights_sha256, named.twin_sha256
