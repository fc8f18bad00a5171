"""The command line: ``flask index build``, ``flask index info``, ``flask facts``, ``flask ask`` and ``flask evaluate``.

Exit codes: 0 all went well; 1 it failed and nothing changed; 2 wrong usage; 3 the index is built but some files of the
corpus are not in it. The modules that load models are imported by the commands that need them: the server imports this
file too.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar, get_args

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from qa_service.errors import ServiceError
from qa_service.language.period_reading import read_period
from qa_service.records import Answer, Citation, Period, Report, Role
from qa_service.settings import Settings
from qa_service.store.ledger import SORTS, FactFilter, Ledger, Page, Sort

if TYPE_CHECKING:
    from qa_service.evaluation.scores import Graded
    from qa_service.ingest.pipeline import BuildReport
    from qa_service.store.generations import Generation
    from qa_service.store.manifest import Manifest

SOME_REFUSED = 3
Given = ParamSpec("Given")
Result = TypeVar("Result")


def register(app: Flask) -> None:
    """Add the commands to an app whose settings stand in ``app.extensions["qa_settings"]``."""
    for command in (index, list_facts, ask, evaluate):
        app.cli.add_command(command)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["qa_settings"]
    return settings


def _errors_as_sentences(command: Callable[Given, Result]) -> Callable[Given, Result]:
    """Let an expected error end the command with its sentence and exit code 1, without a trace."""

    @functools.wraps(command)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        try:
            return command(*args, **kwargs)
        except ServiceError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            what = f"{error.filename or 'The disk'}: {error.strerror or error}"
            raise click.ClickException(f"{what}. Check QA_CORPUS and QA_INDEX, permissions and free space.") from error

    return run


index = AppGroup("index", help="Build the index of the corpus, or tell what is in it.")


@index.command("build")
@click.option("--if-stale", is_flag=True, help="Build only where the index is missing, damaged or out of date.")
@_errors_as_sentences
def build(if_stale: bool) -> None:
    """Build the index from the corpus folder and switch to it.

    Exit code 3 means that the index is built but some files are not in it; each is named with its reason.
    """
    from qa_service.ingest.pipeline import build_index, open_tools, why_stale
    from qa_service.ingest.progress import on_terminal
    from qa_service.store.manifest import read_verified_manifest

    settings = _settings()
    if if_stale:
        reason = why_stale(settings)
        if reason is None:
            click.echo(f"The index in {settings.index} is up to date.")
            _end_with_refusals(read_verified_manifest(settings.index).refused)
            return
        click.echo(reason, err=True)
    click.echo("Loading the models …", err=True)
    done = build_index(settings, open_tools(settings), on_terminal)
    _tell_build(done)
    _end_with_refusals(done.refused)


def _tell_build(done: BuildReport) -> None:
    counts = done.counts
    click.echo(
        f"Built generation {done.generation} in {done.seconds:.1f} s: {counts.reports} reports, {counts.passages} "
        f"passages, {counts.sentences} sentences, {counts.facts} facts, {counts.words} words."
    )
    click.echo(f"{done.embedded} texts embedded, {done.carried} carried over from the former generation.")
    for path, first in done.duplicates.items():
        click.echo(f"Duplicate: {path} has the same bytes as {first}, which is in the index.")
    for path in done.undated:
        click.echo(f"No publication date found in {path}: its relative dates (“last year”) stay open.")


def _end_with_refusals(refused: Mapping[str, str]) -> None:
    for reason in refused.values():
        click.echo(f"Not in the index: {reason}", err=True)
    if refused:
        raise click.exceptions.Exit(SOME_REFUSED)


@index.command("info")
@_errors_as_sentences
def info() -> None:
    """Tell what the current index holds, what made it, and whether it is up to date."""
    from qa_service.ingest.pipeline import why_stale
    from qa_service.store.manifest import read_verified_manifest

    settings = _settings()
    manifest = read_verified_manifest(settings.index)
    for name, value in _info_lines(manifest):
        click.echo(f"{name + ':':<12}{value}")
    click.echo(why_stale(settings) or "Up to date with the corpus and the settings.")


def _info_lines(manifest: Manifest) -> list[tuple[str, object]]:
    counts, origin = manifest.counts, manifest.origin
    lines: list[tuple[str, object]] = [
        ("generation", manifest.id),
        ("built at", manifest.built_at),
        ("built by", origin.builder),
        ("encoder", f"{origin.encoder}, {manifest.dimension} dimensions, weights {origin.weights_sha256[:12]}"),
        ("reports", counts.reports),
        ("passages", counts.passages),
        ("sentences", counts.sentences),
        ("facts", counts.facts),
        ("words", counts.words),
    ]
    return lines + [("not read", reason) for reason in manifest.refused.values()]


def _period(context: click.Context, option: click.Parameter, given: str | None) -> Period | None:
    try:
        return read_period(given) if given is not None else None
    except ValueError as error:
        raise click.BadParameter(f"{given!r} {error}.") from error


@click.command("facts")
@click.option("--report", help="Only facts of the report with this id.")
@click.option("--subject", help="Only facts whose subject has these words.")
@click.option("--measure", help="Only facts whose measure has these words.")
@click.option("--role", type=click.Choice(get_args(Role)), help="Only facts of this role.")
@click.option("--unit", help="Only facts in this unit: %, pp, a currency code such as CNY, or a counted noun.")
@click.option("--period", callback=_period, help="Only facts whose period lies within this one, such as 2020-Q3.")
@click.option("--text", help="Only facts whose sentence has these words.")
@click.option("--sort", type=click.Choice(SORTS), default="reading", help="The order; with - from the largest.")
@click.option("--csv", "form", flag_value="csv", help="Print comma-separated values with a header line.")
@click.option("--json", "form", flag_value="json", help="Print one JSON object, as GET /facts does.")
@click.option("--limit", type=click.IntRange(min=1), help="Print at most so many facts; all without it.")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Leave out so many facts first.")
@with_appcontext
@_errors_as_sentences
def list_facts(
    form: str | None, period: Period | None, sort: Sort, limit: int | None, offset: int, **wanted: str | None
) -> None:
    """List the figures found in the reports, in reading order."""
    from qa_service.store.generations import load_current

    settings = _settings()
    generation = load_current(settings.index, encoder_name=settings.encoder)
    ledger = Ledger(generation.facts, generation.reports)
    page = ledger.page(FactFilter(**wanted, period=period), sort, limit=limit, offset=offset)
    if form is None:
        _print_facts(page, generation.reports)
    elif form == "csv":
        _print_csv(page, generation.reports)
    else:
        _print_json(page, generation, offset)


def _print_facts(page: Page, reports: Mapping[str, Report]) -> None:
    for fact in page.facts:
        click.echo(f"{fact.text} · {fact.card}")
        click.echo(f"    “{reports[fact.report].text[fact.start : fact.end]}” ({fact.report}, {fact.start}–{fact.end})")
    click.echo(f"{len(page.facts)} of {page.total} facts.")


def _print_csv(page: Page, reports: Mapping[str, Report]) -> None:
    from qa_service.web.spreadsheet import csv_lines

    for line in csv_lines(page.facts, reports, end="\n"):
        click.echo(line, nl=False)


def _print_json(page: Page, generation: Generation, offset: int) -> None:
    from qa_service.web.payloads import FactPayload, FactsPayload

    rows = [FactPayload.of(fact, generation.reports[fact.report]) for fact in page.facts]
    shown = FactsPayload(facts=rows, total=page.total, limit=len(rows), offset=offset, index_id=generation.id)
    click.echo(shown.model_dump_json(indent=2))


@click.command("ask")
@click.argument("question")
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON, as POST /ask does.")
@with_appcontext
@_errors_as_sentences
def ask(question: str, as_json: bool) -> None:
    """Answer QUESTION from the reports, with the sentences that the answer stands on."""
    answer: Answer = current_app.extensions["qa"].load().answers.ask(question)
    if as_json:
        from qa_service.web.payloads import AnswerPayload

        click.echo(AnswerPayload.of(answer).model_dump_json(indent=2))
        return
    click.echo(answer.answer)
    for caveat in answer.caveats:
        click.echo(f"Note: {caveat.text}")
    for number, citation in enumerate(answer.citations):
        click.echo(f"[{number}] {_cited(citation)}")
    for nearest in answer.nearest:
        click.echo(f"Nearest: {_cited(nearest.citation)}")


def _cited(citation: Citation) -> str:
    dated = f", {citation.published}" if citation.published else ""
    page = f", p. {citation.page}" if citation.page else ""
    return f"“{citation.quote}” ({citation.title}{dated}{page}; {citation.report} {citation.start}–{citation.end})"


@click.command("evaluate")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--show",
    "shown",
    type=click.Choice(("wrong", "silent", "error")),
    multiple=True,
    help="Print also the questions so marked, with what was wanted and what was said; may be given more than once.",
)
@with_appcontext
@_errors_as_sentences
def evaluate(files: tuple[Path, ...], shown: tuple[str, ...]) -> None:
    """Put the question sets FILES to the index, grade the answers, and print the scores by type."""
    from qa_service.evaluation.questions import read_questions
    from qa_service.evaluation.scores import evaluate as graded_answers
    from qa_service.evaluation.scores import table

    sets = [(file, read_questions(file)) for file in files]
    answers = current_app.extensions["qa"].load().answers
    for file, items in sets:
        graded = list(graded_answers(items, answers))
        click.echo(str(file))
        for one in graded:
            if one.mark in shown:
                _tell_miss(one)
        for line in table(graded):
            click.echo(line)


def _tell_miss(graded: Graded) -> None:
    item, answer = graded.item, graded.answer
    click.echo(f"{graded.mark:7}{item.id}  {' / '.join(item.asked)}")
    click.echo(f"       wanted: {item.gold.summary}")
    click.echo(f"       said:   {answer.answer if answer else graded.error}")
