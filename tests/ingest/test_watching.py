import threading
import time

import pytest

from qa_service.errors import IndexUnusableError, ReadingError
from qa_service.ingest import watching
from qa_service.ingest.watching import follow, looks
from tests.fakes import settings_with


@pytest.fixture
def corpus(tmp_path):
    return settings_with(tmp_path, {"farms.txt": "Oats."}).corpus


def followed(corpus, steps, build):
    """What is told while ``steps`` happen, one before each look after the first."""
    told = []

    def at():
        yield
        for step in steps:
            step()
            yield

    follow(corpus, build, told.append, at=at())
    return told


def write(corpus, name, text):
    return lambda: (corpus / name).write_text(text)


def test_a_build_follows_each_change_and_no_look_without_one(corpus):
    builds = []
    steps = [lambda: None, write(corpus, "mills.txt", "Looms."), lambda: None, (corpus / "farms.txt").unlink]
    assert followed(corpus, steps, lambda: builds.append(sorted(p.name for p in corpus.iterdir()))) == []
    assert builds == [["farms.txt"], ["farms.txt", "mills.txt"], ["mills.txt"]]


@pytest.mark.parametrize(
    ("error", "builds"),
    [
        pytest.param(ReadingError("no report"), 2, id="the-corpus-is-at-fault"),
        pytest.param(IndexUnusableError("another build"), 3, id="another-build"),
        pytest.param(OSError(28, "No space left on device"), 3, id="disk-full"),
    ],
)
def test_failed_build_is_told_and_tried_again(corpus, error, builds):
    done = []

    def build():
        done.append(1)
        if len(done) == 1:
            raise error

    told = followed(corpus, [lambda: None, write(corpus, "farms.txt", "Rye.")], build)
    assert told == [str(error)]
    assert len(done) == builds


def test_folder_that_cannot_be_listed_is_told_and_looked_at_again(corpus, tmp_path):
    builds = []
    steps = [lambda: corpus.rename(tmp_path / "gone"), lambda: (tmp_path / "gone").rename(corpus)]
    told = followed(corpus, steps, lambda: builds.append(1))
    assert len(told) == 1
    assert "cannot be read" in told[0]
    assert len(builds) == 2


def test_looks_are_taken_at_once_after_changes_and_from_time_to_time(corpus, monkeypatch):
    monkeypatch.setattr(watching, "QUIET", 50)
    taken = looks(corpus, idle=400)
    next(taken)
    began = time.monotonic()
    next(taken)
    assert time.monotonic() - began >= 0.3
    threading.Timer(0.2, write(corpus, "mills.txt", "Looms.")).start()
    slow = looks(corpus, idle=60_000)
    next(slow)
    next(slow)


def test_polling_takes_over_where_the_system_gives_no_notifications(corpus, monkeypatch):
    asked = []

    def watch(path, *, force_polling, **options):
        asked.append(force_polling)
        if not force_polling:
            raise OSError(28, "inotify watch limit reached")
        yield set()

    monkeypatch.setattr(watching, "watch", watch)
    assert len(list(looks(corpus))) == 2
    assert asked == [None, True]


def test_a_change_during_the_first_look_is_seen_soon(corpus):
    at = looks(corpus)
    next(at)
    (corpus / "mills.txt").write_text("Looms.")  # before the watch has begun
    started = time.monotonic()
    next(at)
    assert time.monotonic() - started < watching.IDLE / 1000 / 2
