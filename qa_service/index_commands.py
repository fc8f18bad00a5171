"""The commands below ``flask index``: build, watch, info, changes, list, rollback."""

from __future__ import annotations

import functools
import signal
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import FrameType
from typing import TYPE_CHECKING, NoReturn, ParamSpec, TypeVar

import click
from flask import current_app
from flask.cli import AppGroup

from qa_service.errors import IndexUnusableError, ServiceError
from qa_service.index_listings import build_lines, change_lines, conflict_lines, info_lines, kept_lines
from qa_service.settings import Settings

if TYPE_CHECKING:
    from qa_service.ingest.pipeline import Tools

SOME_REFUSED = 3
HELD_BACK = 4
MOST_LINES = 20
Given = ParamSpec("Given")
Result = TypeVar("Result")


def settings_of_app() -> Settings:
    settings: Settings = current_app.extensions["qa_settings"]
    return settings


def errors_as_sentences(command: Callable[Given, Result]) -> Callable[Given, Result]:
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


index = AppGroup("index", help="Build the index of the corpus, follow its changes, or go back to an earlier one.")


@index.command("build")
@click.option("--if-stale", is_flag=True, help="Build only where the index is missing, damaged or out of date.")
@errors_as_sentences
def build(if_stale: bool) -> None:
    """Build the index from the corpus folder and switch to it.

    Exit code 3 means that the index is built but some files are not in it; each is named with its reason. Exit code 4
    means that it is built but not in use, since it answers worse than the one before.
    """
    settings = settings_of_app()
    if if_stale and not _is_due(settings):
        from qa_service.store.manifest import read_verified_manifest

        _end_with_refusals(read_verified_manifest(settings.index).refused)
        return
    _build(settings, _tools(settings))


@index.command("watch")
@errors_as_sentences
def watch() -> None:
    """Follow the corpus folder: build after each change, tell what changed, go on until interrupted.

    A refused file, a failed build or one that answers worse does not end it. SIGINT and SIGTERM do, at any moment.
    """
    from qa_service.ingest.watching import follow

    settings = settings_of_app()
    tools = _tools(settings)

    def build_if_due() -> None:
        try:
            if _is_due(settings):
                _build(settings, tools)
        except click.exceptions.Exit:  # the build has told of refused files and of the gate
            pass

    signal.signal(signal.SIGTERM, _interrupt)
    try:
        click.echo(f"Watching {settings.corpus}.", err=True)
        follow(settings.corpus, build_if_due, lambda sentence: click.echo(f"Error: {sentence}", err=True))
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _tools(settings: Settings) -> Tools:
    from qa_service.evaluation.gate import question_gate
    from qa_service.ingest.pipeline import open_tools

    gate = question_gate(settings)
    click.echo("Loading the models …", err=True)
    return replace(open_tools(settings), gate=gate)


def _is_due(settings: Settings) -> bool:
    """Tell whether a build is due that nobody asked for by name, and why, or why not."""
    from qa_service.ingest.pipeline import why_stale
    from qa_service.store.kept import is_pinned

    reason = why_stale(settings)
    if reason is None:
        click.echo(f"The index in {settings.index} is up to date.")
    elif is_pinned(settings.index) and _is_whole(settings):
        click.echo(f"{reason} It was rolled back by hand and stays so. Run 'flask index build' to build it.", err=True)
        return False
    else:
        click.echo(reason, err=True)
    return reason is not None


def _is_whole(settings: Settings) -> bool:
    from qa_service.store.manifest import read_verified_manifest

    try:
        read_verified_manifest(settings.index)
    except IndexUnusableError:
        return False
    return True


def _build(settings: Settings, tools: Tools) -> None:
    from qa_service.ingest.pipeline import build_index
    from qa_service.ingest.progress import on_terminal

    done = build_index(settings, tools, on_terminal)
    for line in build_lines(done, MOST_LINES):
        click.echo(line)
    for reason in done.held_back:
        click.echo(f"Not in use: {reason}", err=True)
    _end_with_refusals(done.refused, code=HELD_BACK if done.held_back else None)


def _end_with_refusals(refused: Mapping[str, str], *, code: int | None = None) -> None:
    """Tell what was refused, and end with ``code``, else with that of refusals where there are any."""
    for reason in refused.values():
        click.echo(f"Not in the index: {reason}", err=True)
    if code or refused:
        raise click.exceptions.Exit(code or SOME_REFUSED)


@index.command("info")
@errors_as_sentences
def info() -> None:
    """Tell what the current index holds, what made it, and whether it is up to date."""
    from qa_service.ingest.pipeline import why_stale
    from qa_service.store.kept import is_pinned
    from qa_service.store.manifest import read_verified_manifest

    settings = settings_of_app()
    for line in info_lines(read_verified_manifest(settings.index)):
        click.echo(line)
    if is_pinned(settings.index):
        click.echo("Rolled back by hand: it stays current until 'flask index build'.")
    click.echo(why_stale(settings) or "Up to date with the corpus and the settings.")


@index.command("changes")
@errors_as_sentences
def changes() -> None:
    """Tell what the build of the current index changed, and where its reports conflict."""
    from qa_service.store.manifest import generation_folder, read_verified_manifest
    from qa_service.store.notes import read_notes

    settings = settings_of_app()
    manifest = read_verified_manifest(settings.index)
    notes = read_notes(generation_folder(settings.index, manifest))
    click.echo(f"Generation {manifest.id}, built at {manifest.built_at}.")
    for line in [*change_lines(notes.changes, None), *conflict_lines(notes.conflicts, None)]:
        click.echo(line)


@index.command("list")
@errors_as_sentences
def list_kept() -> None:
    """List the generations that are kept, the newest first; the current one is marked with a star."""
    from qa_service.store.kept import is_pinned, kept_generations

    settings = settings_of_app()
    for line in kept_lines(kept_generations(settings.index), pinned=is_pinned(settings.index)):
        click.echo(line)


@index.command("rollback")
@click.argument("generation", required=False)
@errors_as_sentences
def rollback(generation: str | None) -> None:
    """Make the kept GENERATION the current one; without it, the newest whole one before the current one.

    It stays current until 'flask index build': neither --if-stale nor watch builds over it.
    """
    from qa_service.store.files import only_writer
    from qa_service.store.generations import roll_back
    from qa_service.store.kept import is_pinned

    settings = settings_of_app()
    with only_writer(settings.index):
        manifest = roll_back(settings.index, generation, encoder_name=settings.encoder)
    click.echo(f"The current generation is {manifest.id}, built at {manifest.built_at}.")
    if is_pinned(settings.index):
        click.echo("It stays so until 'flask index build'.")
