import logging
import multiprocessing
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from qa_service.store import conversations, databases
from qa_service.store.conversations import ConversationStore, StoredTurn

OATS = StoredTurn("How much did oats grow in 2019?", ("f1", "f2"))
RYE = StoredTurn("And rye – “the other”?", ("f3",))
WHY = StoredTurn("Why?", ())
HOUR = 3600.0


@pytest.fixture
def clock(monkeypatch):
    """The store's clock, set by hand; a list of one number of seconds."""
    now = [1_000_000.0]
    monkeypatch.setattr(conversations.time, "time", lambda: now[0])
    return now


@pytest.fixture
def path(tmp_path):
    return tmp_path / conversations.CONVERSATIONS_FILE


@pytest.fixture
def store(path):
    return ConversationStore(path, HOUR)


def rows(path):
    with sqlite3.connect(path) as file:
        found = file.execute("SELECT id FROM conversations ORDER BY id").fetchall()
    file.close()
    return [name for (name,) in found]


def warnings(caplog):
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def test_turns_come_back_oldest_first(store):
    name = store.keep(None, OATS, topic_starts=True)
    assert store.keep(name, RYE, topic_starts=False) == name
    store.keep(name, WHY, topic_starts=False)
    assert store.last(name) == [OATS, RYE, WHY]


def test_an_unknown_conversation_has_no_turns(store):
    store.keep("a", OATS, topic_starts=True)
    assert store.last("b") == []
    assert store.last("") == []


def test_a_new_conversation_gets_an_id_of_its_own(store):
    one, other = (store.keep(None, turn, topic_starts=False) for turn in (OATS, RYE))
    assert one != other
    assert len(one) == len(bytes.fromhex(one)) * 2 == 32
    assert (store.last(one), store.last(other)) == ([OATS], [RYE])


def test_an_id_that_a_client_made_up_is_kept(store):
    name = "my-bot'; DROP TABLE conversations"
    assert store.keep(name, OATS, topic_starts=False) == name
    assert store.last(name) == [OATS]


def test_a_new_topic_drops_the_turns_before_it(store):
    store.keep("a", OATS, topic_starts=True)
    store.keep("a", RYE, topic_starts=True)
    assert store.last("a") == [RYE]


def test_six_turns_are_kept_at_most(store):
    turns = [StoredTurn(f"question {n}", (f"f{n}",)) for n in range(8)]
    for turn in turns:
        store.keep("a", turn, topic_starts=False)
    assert store.last("a") == turns[2:]


@pytest.mark.parametrize(("later", "turns"), [(HOUR, [OATS]), (HOUR + 1, [])], ids=["just in time", "too late"])
def test_turns_are_forgotten_after_the_set_time(store, clock, later, turns):
    store.keep("a", OATS, topic_starts=False)
    clock[0] += later
    assert store.last("a") == turns


def test_each_turn_prolongs_its_conversation_and_an_old_one_begins_anew(store, clock):
    store.keep("a", OATS, topic_starts=False)
    clock[0] += HOUR - 1
    store.keep("a", RYE, topic_starts=False)
    clock[0] += HOUR - 1
    assert store.last("a") == [OATS, RYE]
    clock[0] += 2
    store.keep("a", WHY, topic_starts=False)
    assert store.last("a") == [WHY]


def test_expired_rows_are_deleted(store, clock, path):
    store.keep("old", OATS, topic_starts=False)
    clock[0] += HOUR + 1
    store.keep("new", RYE, topic_starts=False)
    assert rows(path) == ["new"]


def test_only_the_newest_conversations_are_kept(store, clock, path, monkeypatch):
    monkeypatch.setattr(conversations, "MOST_CONVERSATIONS", 3)
    for name in ("a", "b", "c", "a", "d"):
        clock[0] += 1
        store.keep(name, OATS, topic_starts=False)
    assert rows(path) == ["a", "c", "d"]


def test_a_restart_keeps_conversations(store, path):
    store.keep("a", OATS, topic_starts=False)
    assert ConversationStore(path, HOUR).last("a") == [OATS]


def test_two_stores_on_one_file_see_each_other_at_once(store, path):
    other = ConversationStore(path, HOUR)
    store.keep("a", OATS, topic_starts=True)
    other.keep("a", RYE, topic_starts=False)
    assert store.last("a") == other.last("a") == [OATS, RYE]


def test_readers_do_not_wait_for_a_writer(store, path):
    store.keep("a", OATS, topic_starts=False)
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert store.last("a") == [OATS]
    writer.close()


def test_the_file_is_private(store, path):
    store.keep("a", OATS, topic_starts=False)
    modes = {file.name: oct(file.stat().st_mode & 0o777) for file in path.parent.iterdir()}
    assert modes == {path.name + end: "0o600" for end in ("", "-wal", "-shm")}


def test_threads_lose_no_turn(store):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: store.keep(f"c{n % 40}", StoredTurn(f"q{n}", ()), topic_starts=False), range(200)))
    found = {int(turn.question[1:]) for n in range(40) for turn in store.last(f"c{n}")}
    assert found == set(range(200))


def _keep_some(path, start, first):
    store = ConversationStore(path, HOUR)
    start.wait()  # both open the new file at the same moment
    for n in range(first, first + 30):
        store.keep(f"c{n % 30}", StoredTurn(f"q{n}", (f"f{n}",)), topic_starts=False)


def test_two_processes_lose_no_turn(path):
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(2)
    processes = [context.Process(target=_keep_some, args=(path, start, first)) for first in (0, 30)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    store = ConversationStore(path, HOUR)
    for n in range(30):
        assert {turn.question for turn in store.last(f"c{n}")} == {f"q{n}", f"q{n + 30}"}


def spoil_folder(path):
    path.parent.joinpath("file").write_text("")
    return path.parent / "file" / "conversations.sqlite"


def spoil_file(path):
    path.write_bytes(b"no database at all" * 100)
    return path


def spoil_table(path):
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE conversations (name TEXT, at REAL)")
    file.close()
    return path


@pytest.mark.parametrize("spoil", [spoil_folder, spoil_file, spoil_table])
def test_without_a_usable_file_turns_stay_in_memory_and_the_log_says_so_once(path, spoil, caplog):
    store = ConversationStore(spoil(path), HOUR)
    name = store.keep(None, OATS, topic_starts=True)
    store.keep(name, RYE, topic_starts=False)
    assert store.last(name) == [OATS, RYE]
    assert store.last("b") == []
    assert len(warnings(caplog)) == 1
    assert "conversations.sqlite cannot be used (" in warnings(caplog)[0]
    assert "See that the folder is writable and the disk not full, or delete the file." in warnings(caplog)[0]


def test_a_read_only_file_is_read_and_new_turns_stay_in_memory(store, path, caplog):
    store.keep("a", OATS, topic_starts=True)
    store._file().execute("PRAGMA query_only = ON")
    store.keep("a", RYE, topic_starts=False)
    assert store.last("a") == [OATS, RYE]
    assert "readonly" in warnings(caplog)[0]


def test_a_full_disk_fails_no_question_and_is_forgotten_once_there_is_room(store, path, caplog):
    store.keep("a", OATS, topic_starts=True)
    file = store._file()
    pages = file.execute("PRAGMA page_count").fetchone()[0]
    file.execute(f"PRAGMA max_page_count = {pages}")
    long = StoredTurn("x" * 100_000, ("f9",))
    store.keep("a", long, topic_starts=True)
    assert store.last("a") == [long]
    assert "full" in warnings(caplog)[0]
    file.execute("PRAGMA max_page_count = 1000000")
    store.keep("a", WHY, topic_starts=False)
    assert ConversationStore(path, HOUR).last("a") == [long, WHY]


def test_a_file_that_stays_locked_does_not_hold_a_question_up_for_long(path, monkeypatch, caplog):
    monkeypatch.setattr(databases, "_BUSY_SECONDS", 0.05)
    store = ConversationStore(path, HOUR)
    store.keep("a", OATS, topic_starts=True)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store.keep("a", RYE, topic_starts=True)
    assert store.last("a") == [RYE]
    assert "locked" in warnings(caplog)[0]
    other.close()
    store.keep("a", WHY, topic_starts=False)
    assert ConversationStore(path, HOUR).last("a") == [RYE, WHY]


@pytest.mark.parametrize("turns", ["no JSON", "7", "[[1]]", '{"a": 1}'])
def test_a_row_that_another_program_wrote_is_no_conversation(store, path, turns, caplog):
    store.keep("a", OATS, topic_starts=True)
    store._file().execute("UPDATE conversations SET turns = ?", (turns,))
    assert store.last("a") == []
    store.keep("a", RYE, topic_starts=False)
    assert store.last("a") == [RYE]
    assert len(warnings(caplog)) == 1


def test_memory_is_limited_and_expires_too(tmp_path, clock, monkeypatch):
    monkeypatch.setattr(conversations, "MOST_CONVERSATIONS", 2)
    store = ConversationStore(tmp_path / "missing" / "conversations.sqlite", HOUR)
    for name in ("a", "b", "c"):
        store.keep(name, OATS, topic_starts=False)
    assert [store.last(name) for name in ("a", "b", "c")] == [[], [OATS], [OATS]]
    clock[0] += HOUR + 1
    assert store.last("c") == []
