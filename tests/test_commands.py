import csv
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from qa_service.ingest import pipeline
from qa_service.records import Answer, Caveat, Citation, Nearest
from qa_service.settings import ROOT
from qa_service.store.files import only_writer
from qa_service.web.app import create_app
from qa_service.web.service import Service
from tests.fakes import fake_tools, settings_with

FARMS = (
    "Farm report\n\nPublished on 3 March 2020\n\nOats rose 5 % on the farms, “sadly, only so”.\n\nRye fell 3 % there.\n"
)
FERRIES = "Ferry report\n\nFerries carried 12 % more passengers to the islands than before.\n"
CITED = Citation("farms", "Farm report", date(2020, 3, 3), "Rye fell 3 % there.", 10, 29, "/reports/farms#s-10")

INDEX_COMMANDS = ("build", "watch", "info", "changes", "list", "rollback")


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "open_tools", lambda settings: fake_tools())
    return settings_with(tmp_path, {"farms.txt": FARMS, "ferries.txt": FERRIES})


@pytest.fixture
def run(settings):
    runner = create_app(settings).test_cli_runner()
    return lambda *words: runner.invoke(args=list(words))


def test_build_names_a_report_with_too_many_numbers_in_a_sentence(run, settings):
    crowd = ", ".join(str(number) for number in range(1, 42))
    (settings.corpus / "sheep.txt").write_text(f"Sheep\n\nLots: {crowd}.\n\nWool rose by 5 %.\n")
    told = "Too many numbers in 1 sentence of sheep.txt: their figures are no facts, though they can be quoted."
    assert told in run("index", "build").stdout


def test_build_tells_what_it_built(run):
    result = run("index", "build")
    assert result.exit_code == 0
    assert "2 reports" in result.stdout
    assert "3 facts" in result.stdout
    assert "No publication date found in ferries.txt" in result.stdout
    assert "2 reports read, 0 carried over unchanged." in result.stdout
    assert "0 carried over from the former generation" in result.stdout
    assert "Embedding passages" in result.stderr


def test_build_names_refused_files_and_duplicates_and_exits_with_3(run, settings):
    (settings.corpus / "empty.txt").write_text("")
    (settings.corpus / "later.txt").write_text(FERRIES)
    result = run("index", "build")
    assert result.exit_code == 3
    assert "Not in the index: empty.txt" in result.stderr
    assert "Duplicate: later.txt has the same bytes as ferries.txt" in result.stdout


def test_build_if_stale_builds_once_until_something_changes(run, settings):
    first = run("index", "build", "--if-stale")
    assert "There is no index in" in first.stderr
    assert "Built generation" in first.stdout
    second = run("index", "build", "--if-stale")
    assert second.exit_code == 0
    assert second.stdout == f"The index in {settings.index} is up to date.\n"
    (settings.corpus / "ferries.txt").unlink()
    third = run("index", "build", "--if-stale")
    assert "1 removed (ferries.txt)" in third.stderr
    assert "Built generation" in third.stdout


def test_build_if_stale_keeps_naming_refused_files(run, settings):
    (settings.corpus / "empty.txt").write_text("")
    run("index", "build")
    result = run("index", "build", "--if-stale")
    assert result.exit_code == 3
    assert "is up to date" in result.stdout
    assert "Not in the index: empty.txt" in result.stderr


def _empty_corpus(settings):
    for path in settings.corpus.iterdir():
        path.unlink()


def _index_is_a_file(settings):
    settings.index.write_text("")


@pytest.mark.parametrize(
    ("words", "spoil", "message"),
    [
        pytest.param(["index", "build"], _empty_corpus, "There is no report in", id="nothing-to-build"),
        pytest.param(["index", "build"], _index_is_a_file, r".*index: File exists\. Check QA_CORPUS", id="no-folder"),
        pytest.param(["index", "info"], lambda settings: None, "There is no index in", id="info-without-index"),
        pytest.param(["facts"], lambda settings: None, "There is no index in", id="facts-without-index"),
        pytest.param(["ask", "how much?"], lambda settings: None, "There is no index in", id="ask-without-index"),
    ],
)
def test_failure_is_a_sentence_and_exit_code_1(run, settings, words, spoil, message):
    spoil(settings)
    result = run(*words)
    assert result.exit_code == 1
    assert re.search(f"^Error: {message}", result.stderr, re.MULTILINE)
    assert "Traceback" not in result.output


def test_build_beside_another_is_refused(run, settings):
    with only_writer(settings.index):
        result = run("index", "build")
    assert result.exit_code == 1
    assert "Another build is writing" in result.stderr


def test_info_tells_of_the_index_and_whether_it_is_up_to_date(run, settings):
    (settings.corpus / "empty.txt").write_text("")
    run("index", "build")
    result = run("index", "info")
    assert result.exit_code == 0
    lines = dict(line.split(":", 1) for line in result.stdout.splitlines()[:-1])
    assert lines["encoder"].strip() == "fake-words, 16 dimensions, weights hub:fake-wor"
    assert {name: lines[name].strip() for name in ("reports", "facts")} == {"reports": "2", "facts": "3"}
    assert "empty.txt" in lines["not read"]
    assert result.stdout.endswith("Up to date with the corpus and the settings.\n")
    (settings.corpus / "farms.txt").unlink()
    assert "1 removed (farms.txt)" in run("index", "info").stdout


@pytest.mark.parametrize(
    ("options", "figures"),
    [
        pytest.param([], ["5 %", "3 %", "12 %"], id="all"),
        pytest.param(["--limit", "1"], ["5 %"], id="limit"),
        pytest.param(["--report", "ferries"], ["12 %"], id="report"),
        pytest.param(["--subject", "rye", "--role", "growth"], ["3 %"], id="subject-and-role"),
        pytest.param(["--unit", "pp"], [], id="unit"),
        pytest.param(["--text", "12"], ["12 %"], id="text"),
        pytest.param(["--measure", "harv"], ["5 %", "3 %", "12 %"], id="measure"),
        pytest.param(["--period", "2020"], [], id="none-has-a-period"),
        pytest.param(["--sort", "-value"], ["12 %", "5 %", "3 %"], id="from-the-largest"),
        pytest.param(["--sort", "value", "--offset", "1", "--limit", "1"], ["5 %"], id="a-page"),
    ],
)
def test_facts_are_those_asked_for(run, options, figures):
    run("index", "build")
    listed = json.loads(run("facts", "--json", *options).stdout)
    assert [fact["text"] for fact in listed["facts"]] == figures


def test_facts_are_printed_with_their_sentence(run):
    run("index", "build")
    lines = run("facts", "--subject", "Rye").stdout.splitlines()
    assert lines[0] == "3 % · Rye · harvest · growth · year on year"
    assert lines[1].startswith("    “Rye fell 3 % there.” (farms, ")
    assert lines[2] == "1 of 1 facts."


def test_facts_as_csv_keep_commas_and_quotes(run):
    run("index", "build")
    rows = list(csv.DictReader(io.StringIO(run("facts", "--csv").stdout)))
    assert [row["value"] for row in rows] == ["5", "3", "12"]
    assert rows[0]["sentence"] == "Oats rose 5 % on the farms, “sadly, only so”."
    assert rows[0]["period_start"] == ""


def test_facts_as_csv_have_a_header_even_without_facts(run):
    run("index", "build")
    assert run("facts", "--csv", "--unit", "EUR").stdout.startswith("id,subject,measure,role,value,unit,text,")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["facts", "--role", "size"], "'size' is not one of 'level', 'growth'", id="unknown-role"),
        pytest.param(["facts", "--limit", "0"], "0 is not in the range x>=1", id="limit-0"),
        pytest.param(["facts", "--period", "soon"], "'soon' must be a year (2020), a quarter", id="unreadable-period"),
        pytest.param(["facts", "--sort", "size"], "'size' is not one of 'reading', 'value'", id="unknown-order"),
        pytest.param(["ask"], "Missing argument 'QUESTION'", id="no-question"),
        pytest.param(["evaluate"], "Missing argument 'FILES", id="no-question-set"),
        pytest.param(["evaluate", "none.jsonl"], "File 'none.jsonl' does not exist", id="unknown-question-set"),
    ],
)
def test_wrong_usage_is_exit_code_2(run, words, message):
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.stderr


class FixedAnswers:
    def __init__(self, answer):
        self.answer = answer

    def ask(self, question, *, conversation_id=None, reports=None):
        return replace(self.answer, answer=f"{question} {self.answer.answer}")


def asked(settings, answer, *words):
    app = create_app(settings, service=Service(None, FixedAnswers(answer)))
    return app.test_cli_runner().invoke(args=["ask", *words])


ANSWERED = Answer("By 3 %.", "answered", citations=(CITED,), caveats=(Caveat("derived", "Worked out."),))
NOT_FOUND = Answer("Nothing.", "not_found", nearest=(Nearest("Rye fell.", CITED),))


def test_ask_prints_answer_caveats_and_citations(settings):
    result = asked(settings, ANSWERED, "How far?")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "How far? By 3 %.",
        "Note: Worked out.",
        "[0] “Rye fell 3 % there.” (Farm report, 2020-03-03; farms 10–29)",
    ]


def test_ask_prints_the_nearest_where_there_is_no_answer(settings):
    lines = asked(settings, NOT_FOUND, "Why?").stdout.splitlines()
    assert lines == ["Why? Nothing.", "Nearest: “Rye fell 3 % there.” (Farm report, 2020-03-03; farms 10–29)"]


def test_ask_prints_the_page_of_a_citation(settings):
    paged = replace(ANSWERED, citations=(replace(CITED, page=7),))
    assert asked(settings, paged, "How far?").stdout.splitlines()[-1] == (
        "[0] “Rye fell 3 % there.” (Farm report, 2020-03-03, p. 7; farms 10–29)"
    )


def test_ask_as_json_is_the_answer_contract(settings):
    printed = json.loads(asked(settings, ANSWERED, "How far?", "--json").stdout)
    assert printed["status"] == "answered"
    assert printed["citations"][0]["quote"] == "Rye fell 3 % there."
    assert printed["caveats"] == [{"code": "derived", "text": "Worked out."}]


QUESTION_SET = (
    '{"id": "q1", "type": "text", "question": "Which?", "gold": {"status": "answered", "any_of": ["3 %"]}}\n'
    '{"id": "q2", "type": "text", "question": "Who?", "gold": {"status": "answered", "any_of": ["oats"]}}\n'
)


def evaluated(settings, folder, content, *words):
    questions = folder / "set.jsonl"
    questions.write_text(content)
    app = create_app(settings, service=Service(None, FixedAnswers(ANSWERED)))
    return app.test_cli_runner().invoke(args=["evaluate", str(questions), *words])


def test_evaluate_prints_the_table_of_each_file(settings, tmp_path):
    lines = evaluated(settings, tmp_path, QUESTION_SET, str(tmp_path / "set.jsonl")).stdout.splitlines()
    assert lines.count(str(tmp_path / "set.jsonl")) == 2
    assert lines[-1] == "score: 50.0 % of 2"
    assert "q2" not in " ".join(lines)


def test_evaluate_shows_the_misses_asked_for(settings, tmp_path):
    lines = evaluated(settings, tmp_path, QUESTION_SET, "--show", "wrong", "--show", "silent").stdout.splitlines()
    assert lines[1:4] == ["wrong  q2  Who?", "       wanted: oats", "       said:   Who? By 3 %."]


def test_evaluate_refuses_a_bad_line_before_anything_is_asked(settings, tmp_path):
    result = evaluated(settings, tmp_path, QUESTION_SET + "{}\n")
    assert result.exit_code == 1
    assert "set.jsonl, line 3: id: Field required" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "words",
    [*(["index", name] for name in INDEX_COMMANDS), ["facts"], ["ask"], ["evaluate"]],
    ids=" ".join,
)
def test_every_command_and_option_has_help(run, settings, words):
    command = create_app(settings).cli
    for word in words:
        command = command.commands[word]
    assert command.help
    for option in command.params:
        assert option.param_type_name == "argument" or option.help, option.name
    assert run(*words, "--help").exit_code == 0


def test_no_model_library_is_loaded_to_see_that_the_index_is_up_to_date(settings):
    code = (
        "import sys\n"
        "from qa_service.ingest.pipeline import why_stale\n"
        "from qa_service.settings import Settings\n"
        "why_stale(Settings.from_environment())\n"
        "sys.exit(str([name for name in ('torch', 'spacy', 'onnxruntime') if name in sys.modules]))\n"
    )
    environment = {"QA_CORPUS": str(settings.corpus), "QA_INDEX": str(settings.index)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == "[]\n"


@pytest.mark.parametrize(
    "words",
    [*(["index", name] for name in INDEX_COMMANDS), ["facts"], ["ask"], ["evaluate"]],
    ids=" ".join,
)
def test_every_command_and_option_is_documented(settings, words):
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert f"## `flask {' '.join(words)}" in page
    command = create_app(settings).cli
    for word in words:
        command = command.commands[word]
    for option in command.params:
        for name in option.opts if option.param_type_name == "option" else ():
            assert f"`{name}" in page, name
