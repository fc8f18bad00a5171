"""Rules that no single module can test of itself: who may import what, tests beside modules, small functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "qa_service"
MODULES = sorted(PACKAGE.rglob("*.py"))

LAYERS = {
    "records": 0, "errors": 0, "settings": 0,
    "language": 1,
    "store": 2,
    "ingest": 3, "ask": 3,
    "web": 4, "commands": 4, "evaluation": 4, "index_commands": 4, "index_listings": 4,
}  # fmt: skip
OWNERS = {
    "flask": ("web/", "commands.py", "index_commands.py"),
    "flask_openapi3": ("web/",),
    "werkzeug": ("web/",),
    "faiss": ("store/vectors.py",),
    "sentence_transformers": ("store/embedding.py",),
    "torch": ("store/embedding.py",),
    "spacy": ("language/parsing.py",),
    "trafilatura": ("ingest/",),
    "lxml": ("ingest/",),
    "pdfplumber": ("ingest/pdf.py",),
    "pdfminer": ("ingest/pdf.py",),
    "docx": ("ingest/word.py",),
    "openpyxl": ("ingest/sheets.py",),
}
MOST_LINES, MOST_PARAMETERS, MOST_FUNCTION_LINES = 300, 6, 50


def imports(source: str) -> Iterator[str]:
    """Dotted names of everything imported, at the top or inside a function."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def broken_import_rules(name: str, source: str) -> set[str]:
    """What a module, named by its path below qa_service, imports against the rule."""
    part = name.split("/")[0].removesuffix(".py")
    broken = set()
    for imported in imports(source):
        top, *below = imported.split(".")
        if top in OWNERS and not name.startswith(OWNERS[top]):
            broken.add(top)
        elif top == "":
            broken.add(imported)
        elif top == "qa_service" and below and not _allowed(part, below[0]):
            broken.add(f"qa_service.{below[0]}")
    return broken


def _allowed(part: str, imported: str) -> bool:
    if part == imported or part == "__init__":
        return True
    mine, other = LAYERS[part], LAYERS[imported]
    return other < mine or (other == mine and mine in {0, 4})


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_imports_only_what_its_layer_may(path):
    assert broken_import_rules(_name(path), path.read_text()) == set()


@pytest.mark.parametrize(
    ("name", "source", "broken"),
    [
        ("ask/answering.py", "from qa_service.ingest.reading import read_report", {"qa_service.ingest"}),
        ("ingest/pipeline.py", "def f():\n    import qa_service.ask.composing", {"qa_service.ask"}),
        ("language/periods.py", "from qa_service import store", {"qa_service.store"}),
        ("store/facts.py", "import faiss", {"faiss"}),
        ("ask/answering.py", "from flask import current_app", {"flask"}),
        ("ingest/facts.py", "from spacy.tokens import Doc", {"spacy"}),
        ("ask/answering.py", "from ..ingest import reading", {"..ingest", "..ingest.reading"}),
        ("ask/answering.py", "from qa_service.store import vectors\nfrom qa_service.records import Fact", set()),
        ("commands.py", "import flask\nfrom qa_service.web import app\nfrom qa_service import ask, ingest", set()),
    ],
)
def test_the_import_checker_sees_what_breaks_the_rule(name, source, broken):
    assert broken_import_rules(name, source) == broken


def test_every_module_has_its_tests_at_the_same_place():
    wanted = [
        _name(path.parent / f"test_{path.name}") for path in MODULES if path.name != "__init__.py" and _has_code(path)
    ]
    assert [name for name in wanted if not (ROOT / "tests" / name).is_file()] == []


def _has_code(path: Path) -> bool:
    """Whether a module does something: records and error classes are tested where they are used."""
    tree = ast.parse(path.read_text())
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return bool(functions) and path.name != "records.py"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_files_and_functions_stay_small(path):
    source = path.read_text()
    too_long = [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= MOST_FUNCTION_LINES
    ]
    assert len(source.splitlines()) <= MOST_LINES
    assert too_long == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_functions_take_few_parameters(path):
    tree = ast.parse(path.read_text())
    counts = {
        node.name: len([a for a in (*node.args.posonlyargs, *node.args.args) if a.arg not in {"self", "cls"}])
        + len(node.args.kwonlyargs)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }
    assert {name: count for name, count in counts.items() if count > MOST_PARAMETERS} == {}
