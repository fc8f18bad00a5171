"""The command line: the group ``flask index``, ``flask facts``, ``flask ask`` and ``flask evaluate``.

Exit codes: 0 all went well; 1 it failed and nothing changed; 2 wrong usage; 3 the index is built but some files of the
corpus are not in it; 4 it is built but not in use, since it answers worse than the one before. The modules that load
models are imported by the commands that need them: the server imports this file too.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from qa_service.index_commands import errors_as_sentences, index, settings_of_app
from qa_service.language.period_reading import read_period
from qa_service.records import Answer, Citation, Period, Report, Role
from qa_service.store.ledger import SORTS, FactFilter, Ledger, Page, Sort

if TYPE_CHECKING:
    from qa_service.evaluation.scores import Graded
    from qa_service.store.generations import Generation


def register(app: Flask) -> None:
    """Add the commands to an app whose settings stand in ``app.extensions["qa_settings"]``."""
    for command in (index, list_facts, ask, evaluate):
        app.cli.add_command(command)


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
@errors_as_sentences
def list_facts(
    form: str | None, period: Period | None, sort: Sort, limit: int | None, offset: int, **wanted: str | None
) -> None:
    """List the figures found in the reports, in reading order."""
    from qa_service.store.generations import load_current

    settings = settings_of_app()
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
@errors_as_sentences
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
@errors_as_sentences
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
