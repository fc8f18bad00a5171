"""A build that is killed, or that the disk fails: the last good generation serves, and the next build works."""

import errno
import os
import random
import resource
import signal
import time

import faiss
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from qa_service.errors import IndexUnusableError
from qa_service.ingest.pipeline import build_index
from qa_service.store import files, generations
from qa_service.store.generations import load_current
from qa_service.store.manifest import SEAL_FILE, current_id
from qa_service.web.app import create_app
from tests.fakes import FAKE_ENCODER, fake_tools, settings_with

KILLS = 200
FARMS = "Farm {n}\n\nPublished on 3 March 2020\n\nOats rose {n} %.\n\nRye fell 3 %.\n"


@pytest.fixture
def settings(tmp_path):
    settings = settings_with(tmp_path, {f"farm-{n}.txt": FARMS.format(n=n) for n in range(5)})
    build_index(settings, fake_tools())
    return settings


def loaded(settings):
    return load_current(settings.index, encoder_name=FAKE_ENCODER)


def say(settings, value):
    (settings.corpus / "farm-0.txt").write_text(FARMS.format(n=value))


def oats(generation):
    """What the first report says, after a check that each row is that of its record."""
    encoder = fake_tools().encoder
    cards = encoder.encode([fact.card for fact in generation.facts])
    assert generation.fact_vectors.vectors_of(list(range(len(cards)))).tolist() == cards.tolist()
    for sentence in generation.sentences:
        assert generation.reports[sentence.report].text[sentence.start : sentence.end] == sentence.text
    return int(generation.facts[0].value)


def in_child(work):
    """Start ``work`` in a process of its own; it ends with 0, or with 1 where ``work`` raises."""
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
        os._exit(0)
    except BaseException:
        os._exit(1)


def _unhindered(settings, value):
    """Seconds that a build in a process of its own takes when nobody kills it."""
    say(settings, value)
    began = time.monotonic()
    pid = in_child(lambda: build_index(settings, fake_tools()))
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert oats(loaded(settings)) == value
    return time.monotonic() - began


def test_build_killed_at_any_instant_leaves_the_last_good_generation(settings):
    chance = random.Random(7)  # noqa: S311 - no secret hangs on it
    longest = 1.2 * max(_unhindered(settings, value) for value in (98, 99, 100))
    good, switched = 100, 0
    for value in range(101, 101 + KILLS):
        say(settings, value)
        pid = in_child(lambda: build_index(settings, fake_tools()))
        time.sleep(chance.uniform(0, longest))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        said = oats(loaded(settings))
        assert said in (good, value)
        switched += said == value
        good = said
    assert 0 < switched < KILLS  # some were killed before the switch, some after it
    say(settings, 999)
    build_index(settings, fake_tools())
    assert oats(loaded(settings)) == 999
    assert list(settings.index.glob(".building-*")) == list(settings.index.glob(".scratch*")) == []


@pytest.mark.parametrize("limit", [0, 10, 100, 400, 700, 1000, 2000])
def test_full_disk_leaves_the_last_good_generation_and_nothing_unfinished(settings, limit):
    before = current_id(settings.index)
    say(settings, 7)

    def build():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            build_index(settings, fake_tools())
        except OSError:
            os._exit(5)

    assert os.waitstatus_to_exitcode(os.waitpid(in_child(build), 0)[1]) == 5
    assert (current_id(settings.index), oats(loaded(settings))) == (before, 0)
    assert list(settings.index.glob(".building-*")) == list(settings.index.glob(".scratch*")) == []
    build_index(settings, fake_tools())
    assert oats(loaded(settings)) == 7


@pytest.mark.parametrize("step", ["_write", "write_notes", "write_manifest", "move_into_place", "point_to"])
def test_full_disk_in_any_step_is_a_sentence_and_exit_code_1(settings, monkeypatch, step):
    def full(*args):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(settings.index))

    say(settings, 7)
    monkeypatch.setattr("qa_service.ingest.pipeline.open_tools", lambda settings: fake_tools())
    with monkeypatch.context() as patch:
        patch.setattr(generations, step, full)
        result = create_app(settings).test_cli_runner().invoke(args=["index", "build"])
    assert result.exit_code == 1
    assert f"Error: {settings.index}: No space left on device. Check QA_CORPUS and QA_INDEX" in result.stderr
    assert oats(loaded(settings)) == 0
    assert list(settings.index.glob(".building-*")) == list(settings.index.glob(".scratch*")) == []


def test_what_faiss_makes_of_a_full_disk_is_told_as_the_disk(settings, monkeypatch):
    write = faiss.write_index

    def full(index, target, *flags):
        if str(target).endswith(".faiss"):
            raise RuntimeError("write error in sentences.faiss: No space left on device")
        return write(index, target, *flags)

    monkeypatch.setattr("qa_service.store.vectors.faiss.write_index", full)
    with pytest.raises(OSError, match="No space left on device"):
        build_index(settings, fake_tools())
    assert list(settings.index.glob(".building-*")) == list(settings.index.glob(".scratch*")) == []


def test_index_folder_that_cannot_be_written_to_is_told_and_goes_on_serving(settings, monkeypatch):
    def read_only(*args):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(settings.index / ".lock"))

    monkeypatch.setattr("qa_service.ingest.pipeline.open_tools", lambda settings: fake_tools())
    monkeypatch.setattr(files.fcntl, "flock", read_only)
    result = create_app(settings).test_cli_runner().invoke(args=["index", "build"])
    assert result.exit_code == 1
    assert "Read-only file system. Check QA_CORPUS and QA_INDEX, permissions and free space." in result.stderr
    assert oats(loaded(settings)) == 0


def test_report_that_can_no_longer_be_opened_is_refused_and_stops_answering(settings):
    path = settings.corpus / "farm-0.txt"
    path.unlink()
    path.symlink_to("nowhere.txt")
    done = build_index(settings, fake_tools())
    assert list(done.refused) == ["farm-0.txt"]
    assert "farm-0" not in loaded(settings).reports


# Damage to any byte of any file


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    settings = settings_with(tmp_path_factory.mktemp("whole"), {"farm.txt": FARMS.format(n=5)})
    build_index(settings, fake_tools())
    folder = settings.index / current_id(settings.index)
    names = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SEAL_FILE)
    assert len(names) > 15
    return settings, [path for path in names if path.stat().st_size]


@examples(max_examples=300)
@given(data=st.data())
def test_any_byte_that_is_flipped_or_cut_off_is_found_at_the_start(whole, data):
    settings, paths = whole
    path = data.draw(st.sampled_from(paths))
    content = path.read_bytes()
    place = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        damaged = content[:place]
    else:
        flipped = content[place] ^ (1 << data.draw(st.integers(0, 7)))
        damaged = content[:place] + bytes([flipped]) + content[place + 1 :]
    path.write_bytes(damaged)
    try:
        with pytest.raises(IndexUnusableError, match=r"damaged.*Run 'make index' or 'flask index build'\.$"):
            loaded(settings)
    finally:
        path.write_bytes(content)
    assert loaded(settings).counts.reports == 1


@given(data=st.data())
def test_damaged_pointer_never_leads_to_another_generation(whole, data):
    settings, _ = whole
    path = settings.index / "current"
    content = path.read_bytes()
    place = data.draw(st.integers(0, len(content) - 1))
    flipped = content[place] ^ (1 << data.draw(st.integers(0, 7)))
    path.write_bytes(content[:place] + bytes([flipped]) + content[place + 1 :])
    try:
        assert loaded(settings).id == content.decode().split()[0]  # white space for white space at the end
    except IndexUnusableError:
        pass  # refused is as good
    finally:
        path.write_bytes(content)
