from __future__ import annotations

import hashlib
import io
import os
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from qa_service.settings import Settings
from qa_service.web.problems import ProblemError
from qa_service.web.uploads import Corpus, Received, refuse_other_content


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", max_report_bytes=100))


def keep(corpus: Corpus, name: str, data: bytes, *, replace: bool = False) -> tuple[str, str | None]:
    with corpus.receive(io.BytesIO(data)) as received:
        kept = corpus.keep(received, name, replace=replace)
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    return kept.name, kept.action


def test_the_folder_is_made_where_it_is_missing(corpus: Corpus) -> None:
    assert keep(corpus, "a.txt", b"text") == ("a.txt", "added")
    assert [path.name for path in corpus.folder.iterdir()] == ["a.txt"]
    assert (corpus.folder / "a.txt").stat().st_mode & 0o777 == 0o644


def test_of_many_at_once_under_one_name_one_is_kept(corpus: Corpus) -> None:
    together = threading.Barrier(8)

    def send(number: int) -> str:
        with corpus.receive(io.BytesIO(b"text %d" % number)) as received:
            together.wait()
            try:
                return str(corpus.keep(received, "a.txt", replace=False).action)
            except ProblemError as error:
                return error.kind.slug

    with ThreadPoolExecutor(8) as pool:
        outcomes = sorted(pool.map(send, range(8)))
    assert outcomes == ["added", *["report-exists"] * 7]
    assert len(list(corpus.folder.iterdir())) == 1


def test_of_the_same_bytes_at_once_one_is_kept(corpus: Corpus) -> None:
    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(lambda n: keep(corpus, f"{n}.txt", b"the same"), range(8)))
    assert sorted(action or "" for _, action in kept) == [*[""] * 7, "added"]
    assert len({name for name, _ in kept}) == len(list(corpus.folder.iterdir())) == 1


def test_a_report_is_on_the_disk_before_it_is_kept(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its bytes before it gets its name, and its name before anybody is told."""
    steps: list[tuple[str, list[str]]] = []
    fsync = os.fsync

    def noted(descriptor: int) -> None:
        fsync(descriptor)
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "bytes"
        steps.append((kind, [path.name for path in corpus.folder.glob("[!.]*")]))

    monkeypatch.setattr(os, "fsync", noted)
    keep(corpus, "a.txt", b"text")
    assert steps == [("bytes", []), ("folder", ["a.txt"])]


def test_an_id_that_a_renamed_report_keeps_is_not_given_again(corpus: Corpus) -> None:
    keep(corpus, "new.txt", b"text")
    with (
        corpus.receive(io.BytesIO(b"other")) as received,
        pytest.raises(ProblemError, match=r"the id of new\.txt"),
    ):
        corpus.keep(received, "old.txt", replace=False, ids={"new.txt": "old"})


def test_an_upload_that_ends_while_another_looks_for_old_ones_is_no_error(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.folder.mkdir()
    listed = Path.glob
    gone = corpus.folder / ".upload-gone"
    monkeypatch.setattr(Path, "glob", lambda folder, pattern: [gone, *listed(folder, pattern)])
    assert keep(corpus, "a.txt", b"text") == ("a.txt", "added")


def test_a_stream_that_breaks_off_leaves_nothing(corpus: Corpus) -> None:
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError), corpus.receive(Broken()):  # type: ignore[arg-type]
        pass
    assert list(corpus.folder.iterdir()) == []


def test_reading_stops_at_the_limit(corpus: Corpus) -> None:
    stream = io.BytesIO(b"x" * 1_000_000)
    with pytest.raises(ProblemError, match="more than 100 bytes"), corpus.receive(stream):
        pass
    assert stream.tell() == 65_536
    assert list(corpus.folder.iterdir()) == []


def test_a_file_below_a_folder_is_found_and_removed(corpus: Corpus) -> None:
    (corpus.folder / "2031").mkdir(parents=True)
    (corpus.folder / "2031" / "a.txt").write_bytes(b"text")
    assert keep(corpus, "b.txt", b"text") == ("2031/a.txt", None)
    keep(corpus, "b.txt", b"other")
    assert corpus.remove("2031/a.txt")
    assert not corpus.remove("2031/a.txt")


def test_a_link_out_of_the_corpus_is_not_followed(corpus: Corpus, tmp_path: Path) -> None:
    keep(corpus, "a.txt", b"text")
    (tmp_path / "outside.txt").write_bytes(b"outside")
    (corpus.folder / "b.txt").symlink_to(tmp_path / "outside.txt")
    assert not corpus.remove("b.txt")
    assert not corpus.remove("../outside.txt")
    assert (tmp_path / "outside.txt").read_bytes() == b"outside"


def test_a_link_is_replaced_and_not_written_through(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_bytes(b"outside")
    corpus.folder.mkdir()
    (corpus.folder / "b.txt").symlink_to(tmp_path / "outside.txt")
    assert keep(corpus, "b.txt", b"new text", replace=True) == ("b.txt", "replaced")
    assert (tmp_path / "outside.txt").read_bytes() == b"outside"
    assert (corpus.folder / "b.txt").read_bytes() == b"new text"


def received_of(tmp_path: Path, data: bytes) -> Received:
    (tmp_path / "sent").write_bytes(data)
    return Received(tmp_path / "sent", len(data), "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("shift", range(3))
def test_the_beginning_of_a_large_text_is_taken_for_text(tmp_path: Path, encoding: str, shift: int) -> None:
    text = "\ufeff" * (encoding == "utf-16-le") + "x" * shift + " größer wird es nach 2020 für 長春" * 9000
    refuse_other_content(received_of(tmp_path, text.encode(encoding)), "a.txt")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("shift", range(2))
def test_a_pair_of_surrogates_is_not_cut(tmp_path: Path, encoding: str, shift: int) -> None:
    text = "\ufeff" + "x " + "x" * shift + "\U0001f620" * 40_000
    refuse_other_content(received_of(tmp_path, text.encode(encoding)), "a.txt")


def test_large_data_that_is_no_text_is_refused_by_its_beginning(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="not text but binary data"):
        refuse_other_content(received_of(tmp_path, b"\x01\x02\x00 wool" * 20_000), "a.txt")


def test_of_a_large_text_only_the_beginning_is_read(tmp_path: Path) -> None:
    refuse_other_content(received_of(tmp_path, b"wool rose " * 20_000 + b"\0"), "a.txt")
