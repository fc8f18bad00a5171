"""What all tests share: no setting of the machine reaches them, no model is looked for on the network."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from qa_service.settings import PREFIX

os.environ["HF_HUB_OFFLINE"] = "1"
for name in [name for name in os.environ if name.startswith(PREFIX)]:
    del os.environ[name]

# The same examples on every run, so that a tree is green or not; no deadline, since machines differ in speed.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

MakeCorpus = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def make_corpus(tmp_path: Path) -> MakeCorpus:
    """Writes files, given as relative path and content, into a fresh corpus folder and returns the folder."""
    root = tmp_path / "corpus"

    def make(files: Mapping[str, str | bytes]) -> Path:
        root.mkdir(exist_ok=True)
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return make
