import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from qa_service.ingest import pipeline
from qa_service.ingest.pipeline import Verdict
from qa_service.settings import ROOT
from qa_service.store.jobs import Change, JobStore
from qa_service.store.kept import is_pinned, kept_ids
from qa_service.store.manifest import current_id
from qa_service.web.app import create_app
from qa_service.web.building import VANISHED
from tests.fakes import fake_tools, settings_with

FARMS = "Farm report\n\nPublished on 3 March 2020\n\nOats rose 5 % on the farms.\n"
FERRIES = "Ferry report\n\nPublished on 3 March 2020\n\nFerries carried 12 % more passengers.\n"
CARD = "Oats · harvest · growth · year on year"


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "open_tools", lambda settings: fake_tools())
    return settings_with(tmp_path, {"farms.txt": FARMS, "ferries.txt": FERRIES})


@pytest.fixture
def run(settings):
    runner = create_app(settings).test_cli_runner()
    return lambda *words: runner.invoke(args=["index", *words])


def say(settings, value):
    (settings.corpus / "farms.txt").write_text(FARMS.replace("5", str(value)))


def test_build_tells_what_changed(run, settings):
    assert "Nothing was there before: everything is new." in run("build").stdout
    say(settings, 6)
    (settings.corpus / "ferries.txt").rename(settings.corpus / "boats.txt")
    (settings.corpus / "mills.txt").write_text("Mills\n\nLooms rose 7 %.\n")
    lines = run("build").stdout.splitlines()
    assert "1 reports read" not in lines
    for line in (
        "Report added: mills.txt",
        "Report altered: farms.txt",
        "Report renamed: ferries.txt → boats.txt",
        f"Fact added: {CARD.replace('Oats', 'Looms')}: 7 % (mills.txt)",
        f"Fact altered: {CARD}: 5 % → 6 % (farms.txt)",
    ):
        assert line in lines
    assert "Nothing changed in reports and facts." in run("build").stdout


def test_changes_tells_what_the_last_build_told(run, settings):
    run("build")
    say(settings, 6)
    built = run("build").stdout.splitlines()
    lines = run("changes").stdout.splitlines()
    assert lines[0].startswith(f"Generation {current_id(settings.index)}, built at ")
    assert lines[1:] == built[-2:]


def test_list_marks_the_current_generation(run, settings):
    assert run("list").stdout == "No generation is kept yet.\n"
    run("build")
    run("build")
    newest, older = kept_ids(settings.index)
    (settings.index / older / "facts.jsonl").unlink()
    lines = run("list").stdout.splitlines()
    assert lines[0].startswith(f"* {newest}  built at ")
    assert lines[0].endswith(" 2 reports, 2 facts")
    assert lines[1].startswith(f"  {older}  damaged: ")


def test_rollback_serves_the_former_generation_until_a_build_is_asked_for(run, settings):
    run("build")
    say(settings, 6)
    run("build")
    newest, older = kept_ids(settings.index)
    result = run("rollback")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"The current generation is {older}, built at ")
    assert "It stays so until 'flask index build'." in result.stdout
    assert "rolled back to by hand" in run("list").stdout
    assert "Rolled back by hand" in run("info").stdout

    result = run("build", "--if-stale")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 changed (farms.txt). It was rolled back by hand and stays so. Run 'flask index build'" in result.stderr
    assert current_id(settings.index) == older

    built = run("build")
    assert "0 reports read, 2 carried over" in built.stdout
    assert f"Fact altered: {CARD}: 5 % → 6 % (farms.txt)" in built.stdout
    assert current_id(settings.index) not in (newest, older)
    assert not is_pinned(settings.index)


def test_rollback_takes_the_generation_that_is_named(run, settings):
    for _ in range(3):
        run("build")
    oldest = kept_ids(settings.index)[-1]
    assert run("rollback", oldest).exit_code == 0
    assert current_id(settings.index) == oldest
    result = run("rollback", "none")
    assert (result.exit_code, "There is no generation none" in result.stderr) == (1, True)


def test_damaged_rolled_back_generation_is_built_over(run, settings):
    run("build")
    run("build")
    run("rollback")
    (settings.index / current_id(settings.index) / "facts.jsonl").unlink()
    assert "Built generation" in run("build", "--if-stale").stdout
    assert not is_pinned(settings.index)


def test_build_that_does_not_pass_the_gate_is_kept_and_not_used(run, settings, monkeypatch):
    run("build")
    before = current_id(settings.index)
    say(settings, 6)
    strict = replace(fake_tools(), gate=lambda generation: Verdict(("oats are wrong",)))
    monkeypatch.setattr(pipeline, "open_tools", lambda settings: strict)
    monkeypatch.setattr("qa_service.evaluation.gate.question_gate", lambda settings: strict.gate)
    result = run("build")
    assert result.exit_code == 4
    assert "Not in use: oats are wrong" in result.stderr
    assert f"Fact altered: {CARD}: 5 % → 6 % (farms.txt)" in result.stdout
    assert current_id(settings.index) == before
    assert len(kept_ids(settings.index)) == 2
    again = run("build", "--if-stale")
    assert again.exit_code == 4
    assert "0 reports read, 2 carried over" in again.stdout


def test_jobs_are_listed_and_one_without_its_process_has_failed(run, settings):
    assert run("jobs").stdout == "No report was sent over HTTP yet.\n"
    jobs = JobStore(settings.index)
    for name in ("oats.txt", "rye.txt"):
        jobs.submit(Change("added", name))
        jobs.claim()
    newest, reason = run("jobs", "--limit", "1").stdout.splitlines()
    assert newest.endswith("  failed: added rye.txt")
    assert reason == "    " + VANISHED.format(how="")


def test_missing_question_set_of_the_gate_is_told_before_anything_is_built(settings):
    wrong = replace(settings, gate_questions=settings.corpus / "none.jsonl")
    result = create_app(wrong).test_cli_runner().invoke(args=["index", "build"])
    assert result.exit_code == 1
    assert "QA_GATE_QUESTIONS names" in result.stderr


# Watching: a process of its own, with fake tools


WATCHING = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # shells start background jobs that ignore it
from qa_service.ingest import pipeline, watching
from qa_service.web.app import create_app
from qa_service.settings import Settings
from tests.fakes import fake_tools
pipeline.open_tools = lambda settings: fake_tools()
watching.QUIET = 50
sys.exit(create_app(Settings.from_environment()).cli.main(["index", "watch"], standalone_mode=False))
"""


class Watcher:
    """A process that watches; ``wait_for`` reads on until a line holds the words."""

    def __init__(self, settings, log):
        environment = os.environ | {
            "QA_CORPUS": str(settings.corpus), "QA_INDEX": str(settings.index), "QA_ENCODER": settings.encoder,
            "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        self.log = log
        with log.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-u", "-c", WATCHING], env=environment, stdout=out, stderr=out, cwd=ROOT
            )

    def wait_for(self, words, times=1):
        until = time.monotonic() + 60
        while self.log.read_text().count(words) < times:
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.05)


@pytest.fixture
def watcher(settings, tmp_path):
    one = Watcher(settings, tmp_path / "log")
    yield one
    if one.process.poll() is None:
        one.process.kill()
        one.process.wait()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_watch_builds_after_each_change_and_stops_when_told(watcher, settings, number):
    watcher.wait_for("Nothing was there before")
    (settings.corpus / "empty.txt").write_text("")
    watcher.wait_for("Not in the index: empty.txt")
    say(settings, 6)
    watcher.wait_for(f"Fact altered: {CARD}: 5 % → 6 % (farms.txt)")
    watcher.process.send_signal(number)
    assert watcher.process.wait(30) == 0
    assert watcher.log.read_text().endswith("Stopped.\n")
    assert json.loads((settings.index / current_id(settings.index) / "manifest.json").read_bytes())


def test_watch_goes_on_after_a_build_that_failed(watcher, settings):
    watcher.wait_for("Nothing was there before")
    for path in list(settings.corpus.iterdir()):
        path.unlink()
    watcher.wait_for("Error: There is no report in")
    (settings.corpus / "mills.txt").write_text("Mills\n\nLooms rose 7 %.\n")
    watcher.wait_for("Report added: mills.txt")
