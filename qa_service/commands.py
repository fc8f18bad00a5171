"""The command line: the group ``flask index``, ``flask facts``, ``flask ask`` and ``flask evaluate``.

Exit codes: 0 all went well; 1 it failed and nothing changed; 2 wrong usage; 3 the index is built but some files of the
corpus are not in it; 4 it is built but not in use, since it answers worse than the one before. The modules that load
models are imported by the commands that need them: the server imports this file too.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from qa_service.index_commands import errors_as_sentences, index, settings_of_app
from qa_service.records import Answer, Citation, Fact, Report, Role

if TYPE_CHECKING:
    from qa_service.evaluation.scores import Graded
    from qa_service.web.payloads import FactPayload


def register(app: Flask) -> None:
    """Add the commands to an app whose settings stand in ``app.extensions["qa_settings"]``."""
    for command in (index, list_facts, ask, evaluate):
        app.cli.add_command(command)


@click.command("facts")
@click.option("--report", help="Only facts of the report with this id.")
@click.option("--subject", help="Only facts whose subject has these words.")
@click.option("--measure", help="Only facts whose measure has these words.")
@click.option("--role", type=click.Choice(get_args(Role)), help="Only facts of this role.")
@click.option("--unit", help="Only facts in this unit: %, pp, a currency code such as CNY, or a counted noun.")
@click.option("--text", help="Only facts whose sentence has these words.")
@click.option("--csv", "form", flag_value="csv", help="Print comma-separated values with a header line.")
@click.option("--json", "form", flag_value="json", help="Print one JSON object, as GET /facts does.")
@click.option("--limit", type=click.IntRange(min=1), help="Print at most so many facts; all without it.")
@with_appcontext
@errors_as_sentences
def list_facts(form: str | None, limit: int | None, **wanted: str | None) -> None:
    """List the figures found in the reports, in reading order."""
    from qa_service.store.facts import FactFilter, FactTable
    from qa_service.store.generations import load_current

    settings = settings_of_app()
    generation = load_current(settings.index, encoder_name=settings.encoder)
    found = FactTable(generation.facts, generation.reports).filter(FactFilter(**wanted))
    shown = found[:limit]
    if form is None:
        _print_facts(shown, generation.reports, total=len(found))
        return
    from qa_service.web.payloads import FactPayload, FactsPayload

    rows = [FactPayload.of(fact, generation.reports[fact.report]) for fact in shown]
    if form == "csv":
        _print_csv(rows)
    else:
        page = FactsPayload(facts=rows, total=len(found), limit=len(rows), offset=0, index_id=generation.id)
        click.echo(page.model_dump_json(indent=2))


def _print_facts(facts: list[Fact], reports: Mapping[str, Report], *, total: int) -> None:
    for fact in facts:
        click.echo(f"{fact.text} · {fact.card}")
        click.echo(f"    “{reports[fact.report].text[fact.start : fact.end]}” ({fact.report}, {fact.start}–{fact.end})")
    click.echo(f"{len(facts)} of {total} facts.")


def _print_csv(rows: list[FactPayload]) -> None:
    from qa_service.web.payloads import FactPayload

    columns = [name for name in FactPayload.model_fields if name != "period"]
    writer = csv.DictWriter(sys.stdout, [*columns, "period_start", "period_end", "period_text"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(_flat(row) for row in rows)


def _flat(row: FactPayload) -> dict[str, object]:
    """The fact as columns: its period becomes period_start, period_end and period_text."""
    columns = row.model_dump(mode="json", exclude={"period"})
    for part in ("start", "end", "text"):
        columns[f"period_{part}"] = getattr(row.period, part) if row.period else None
    return columns


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
    return f"“{citation.quote}” ({citation.title}{dated}; {citation.report} {citation.start}–{citation.end})"


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
