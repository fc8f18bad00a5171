import errno
import multiprocessing
import os
import threading
from pathlib import Path

import pytest

from qa_service.errors import IndexUnusableError
from qa_service.store import files
from qa_service.store.files import (
    files_below,
    link,
    move_into_place,
    only_writer,
    replace_file,
    scratch_folder,
    sha256_of,
)


def test_replaced_file_holds_the_new_text_and_leaves_nothing_beside_it(tmp_path):
    replace_file(tmp_path / "current", "one\n")
    replace_file(tmp_path / "current", "two\n")
    assert (tmp_path / "current").read_text() == "two\n"
    assert files_below(tmp_path) == [tmp_path / "current"]


def test_crash_before_the_rename_leaves_the_old_text(tmp_path, monkeypatch):
    replace_file(tmp_path / "current", "one\n")
    monkeypatch.setattr(Path, "replace", lambda *args: (_ for _ in ()).throw(OSError("power cut")))
    with pytest.raises(OSError, match="power cut"):
        replace_file(tmp_path / "current", "two\n")
    assert (tmp_path / "current").read_text() == "one\n"


def test_folder_is_on_the_disk_before_it_gets_its_name(tmp_path, monkeypatch):
    (tmp_path / "new" / "below").mkdir(parents=True)
    (tmp_path / "new" / "below" / "a").write_text("x")
    seen = []
    monkeypatch.setattr(files, "_sync", lambda path: seen.append((path.name, (tmp_path / "final").exists())))
    move_into_place(tmp_path / "new", tmp_path / "final")
    assert seen == [("a", False), ("below", False), ("new", False), (tmp_path.name, True)]
    assert (tmp_path / "final" / "below" / "a").read_text() == "x"


def test_scratch_folder_is_empty_and_goes_whatever_happens(tmp_path):
    index = tmp_path / "index"
    (index / files.SCRATCH).mkdir(parents=True)
    (index / files.SCRATCH / "left").write_text("of a crash")
    with scratch_folder(index) as folder:
        assert (folder.parent, list(folder.iterdir())) == (index, [])
        (folder / "rows").write_text("1")
    assert list(index.iterdir()) == []
    with pytest.raises(FileNotFoundError), scratch_folder(index) as folder:
        (folder / "missing" / "rows").write_text("1")
    assert list(index.iterdir()) == []


def test_sha256_of_a_file(tmp_path):
    (tmp_path / "empty").write_bytes(b"")
    assert sha256_of(tmp_path / "empty") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_second_writer_is_refused_and_the_lock_ends_with_the_first(tmp_path):
    with (
        only_writer(tmp_path / "index"),
        pytest.raises(IndexUnusableError, match=r"Another build is writing to .*index\. Wait until"),
        only_writer(tmp_path / "index"),
    ):
        pass
    with only_writer(tmp_path / "index"):
        assert (tmp_path / "index").is_dir()


def test_a_writer_that_waits_comes_after_the_first(tmp_path):
    order = []

    def second():
        with only_writer(tmp_path, wait=True):
            order.append("second")

    thread = threading.Thread(target=second)
    with only_writer(tmp_path):
        thread.start()
        thread.join(0.2)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]


def _die_with_the_lock(index):
    with only_writer(index):
        os._exit(7)


def test_lock_of_a_process_that_died_is_free(tmp_path):
    process = multiprocessing.get_context("spawn").Process(target=_die_with_the_lock, args=(tmp_path,))
    process.start()
    process.join()
    assert process.exitcode == 7
    with only_writer(tmp_path):
        assert (tmp_path / ".lock").is_file()


def test_linked_file_is_the_same_file(tmp_path):
    (tmp_path / "a").write_text("rows")
    link(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").samefile(tmp_path / "a")


def test_where_no_link_can_be_made_the_file_is_copied(tmp_path, monkeypatch):
    def no_links(*args):
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    (tmp_path / "a").write_text("rows")
    monkeypatch.setattr(os, "link", no_links)
    link(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_text() == "rows"
    assert not (tmp_path / "b").samefile(tmp_path / "a")
