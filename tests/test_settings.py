from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from qa_service.errors import SettingsError
from qa_service.settings import Settings

GOOD = [
    ("QA_CORPUS", "/srv/reports", "corpus", Path("/srv/reports").resolve()),
    ("QA_INDEX", "/srv/generations", "index", Path("/srv/generations").resolve()),
    ("QA_HOST", "0.0.0.0", "host", "0.0.0.0"),  # noqa: S104 - a value to be parsed, nothing is bound
    ("QA_PORT", "9000", "port", 9000),
    ("QA_WORKERS", "2", "workers", 2),
    ("QA_THREADS", "8", "threads", 8),
    ("QA_ENCODER", "some-team/some-model", "encoder", "some-team/some-model"),
    ("QA_READER", "packaged", "reader", "packaged"),
    ("QA_MAX_QUESTION", "500", "max_question", 500),
    ("QA_MAX_BODY", "2048", "max_body", 2048),
    ("QA_MAX_REPORT_BYTES", "4096", "max_report_bytes", 4096),
    ("QA_MAX_REPORT_PAGES", "20", "max_report_pages", 20),
    ("QA_MAX_REPORT_CELLS", "300", "max_report_cells", 300),
    ("QA_MAX_UNPACKED_BYTES", "5000", "max_unpacked_bytes", 5000),
    ("QA_READING_SECONDS", "7", "reading_seconds", 7),
    ("QA_READING_MEGABYTES", "512", "reading_megabytes", 512),
    ("QA_CONVERSATION_MINUTES", "15", "conversation_minutes", 15),
    ("QA_GATE_QUESTIONS", "/tmp/set.jsonl", "gate_questions", Path("/tmp/set.jsonl")),  # noqa: S108 - nothing is written
    ("QA_GATE_PERCENT", "95", "gate_percent", 95),
    ("QA_WRITE_KEY", "a-Key_of/16+signs", "write_key", "a-Key_of/16+signs"),
]
BAD = [
    ("QA_CORPUS", "", "the path of a folder"),
    ("QA_INDEX", "  ", "the path of a folder"),
    ("QA_HOST", "two words", "a host name or an IP address, without spaces"),
    ("QA_HOST", "", "a host name or an IP address, without spaces"),
    ("QA_PORT", "0", "a whole number from 1 to 65535"),
    ("QA_PORT", "65536", "a whole number from 1 to 65535"),
    ("QA_PORT", "80.5", "a whole number from 1 to 65535"),
    ("QA_PORT", "-1", "a whole number from 1 to 65535"),
    ("QA_PORT", "٨٠٨٠", "a whole number from 1 to 65535"),
    ("QA_WORKERS", "many", "a whole number from 1 to 64"),
    ("QA_THREADS", "65", "a whole number from 1 to 64"),
    ("QA_READER", "", "off, packaged, a model's hub name, or the path of a model folder"),
    ("QA_ENCODER", " padded", "another model's hub name, or the path of a model folder"),
    ("QA_MAX_QUESTION", "0", "a whole number from 1 to 100000"),
    ("QA_MAX_BODY", "10", "a whole number from 1024 to 100000000"),
    ("QA_MAX_REPORT_BYTES", "1", "a whole number from 1024 to 1000000000"),
    ("QA_MAX_REPORT_PAGES", "0", "a whole number from 1 to 10000"),
    ("QA_MAX_REPORT_CELLS", "all", "a whole number from 1 to 10000000"),
    ("QA_MAX_UNPACKED_BYTES", "1023", "a whole number from 1024 to 10000000000"),
    ("QA_READING_SECONDS", "0.5", "a whole number from 1 to 3600"),
    ("QA_READING_MEGABYTES", "255", "a whole number from 256 to 65536"),
    ("QA_CONVERSATION_MINUTES", "", "a whole number from 1 to 10080"),
    ("QA_GATE_QUESTIONS", " ", "the path of a file"),
    ("QA_GATE_PERCENT", "0", "a whole number from 1 to 100"),
    ("QA_WRITE_KEY", "", "16 to 200 visible ASCII characters, without spaces"),
    ("QA_WRITE_KEY", "fifteen-signs--", "16 to 200 visible ASCII characters, without spaces"),
    ("QA_WRITE_KEY", "a key with spaces", "16 to 200 visible ASCII characters, without spaces"),
    ("QA_WRITE_KEY", "ein-Schlüssel-für-alles", "16 to 200 visible ASCII characters, without spaces"),
]


def test_nothing_set_gives_the_defaults():
    settings = Settings.from_environment({})
    assert (settings.host, settings.port, settings.encoder) == ("127.0.0.1", 8000, "all-MiniLM-L6-v2")
    assert (settings.corpus.name, settings.index.name) == ("corpus", "index")


def test_other_variables_are_ignored():
    assert Settings.from_environment({"PATH": "/bin", "QAX": "1", "qa_port": "1"}) == Settings()


@pytest.mark.parametrize(("key", "text", "name", "value"), GOOD, ids=[case[0] for case in GOOD])
def test_a_variable_sets_its_field_and_no_other(key, text, name, value):
    settings = Settings.from_environment({key: text})
    changed = {f.name: getattr(settings, f.name) for f in fields(Settings) if f.name == name}
    unchanged = [f.name for f in fields(Settings) if getattr(settings, f.name) == getattr(Settings(), f.name)]
    assert changed == {name: value}
    assert sorted([*unchanged, name]) == sorted(f.name for f in fields(Settings))


def test_the_table_above_has_every_setting():
    assert {case[2] for case in GOOD} == {case[0].removeprefix("QA_").lower() for case in BAD}
    assert {case[2] for case in GOOD} == {f.name for f in fields(Settings)}


def test_a_relative_folder_is_taken_from_the_working_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert Settings.from_environment({"QA_CORPUS": "reports"}).corpus == tmp_path / "reports"


@pytest.mark.parametrize(("key", "text", "legal"), BAD, ids=[f"{case[0]}={case[1]}" for case in BAD])
def test_a_bad_value_is_refused_with_key_value_and_legal_form(key, text, legal):
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({key: text})
    assert str(caught.value).startswith(f"{key}={text!r} is not valid: it takes ")
    assert str(caught.value).endswith(f"{legal}.")


def test_an_unknown_name_is_refused_with_the_nearest_known_one():
    with pytest.raises(SettingsError, match=r"^QA_CORPOS is not a setting\. Did you mean QA_CORPUS\?"):
        Settings.from_environment({"QA_CORPOS": "x"})


def test_an_unknown_name_like_no_other_is_refused_with_all_known_ones():
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({"QA_ZZZZZZ": "x"})
    assert str(caught.value).startswith("QA_ZZZZZZ is not a setting. Known settings: QA_CONVERSATION_MINUTES,")
    assert all(f"QA_{f.name.upper()}" in str(caught.value) for f in fields(Settings))


def test_the_write_key_is_not_shown_with_the_settings():
    assert "a-Key_of/16+signs" not in repr(Settings(write_key="a-Key_of/16+signs"))


def test_settings_come_from_the_process_when_no_environment_is_given(monkeypatch):
    monkeypatch.setenv("QA_PORT", "8123")
    assert Settings.from_environment().port == 8123
