"""The documents against the code: every setting, route and command is told, and every link and name leads somewhere."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

from qa_service import settings as settings_module
from qa_service.errors import SettingsError
from qa_service.settings import PREFIX, ROOT, Settings
from qa_service.web.app import create_app

DOCS = ROOT / "docs"
README = ROOT / "README.md"
PAGES = [README, *sorted(DOCS.rglob("*.md"))]
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
CODE = [path for folder in ("qa_service", "benchmarks") for path in sorted((ROOT / folder).rglob("*.py"))]
README_LINES = 95

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_MAKE = re.compile(r"^(?:[\w~/=.-]+ )*make ([a-z]+)", re.MULTILINE)
_MODULE = re.compile(r"`((?:language|ingest|store|ask|web|evaluation)/[\w/]+\.py|\w+\.py)`")
_NAME_IN_MODULE = re.compile(r"`([A-Za-z_.]+)` \(`([\w/]+\.py)`\)")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _rows(page: str) -> dict[str, list[str]]:
    """Rows of a page's tables by their first cell; backticks taken off."""
    lines = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    rows = [[cell.strip("` ") for cell in line] for line in lines]
    return {row[0]: row for row in rows}


def _anchors(page: str) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(path: Path, page: str) -> list[str]:
    """Relative links of a page that lead nowhere."""
    broken = []
    for link in _LINK.findall(page):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        file = (path.parent / target).resolve() if target else path
        if not file.exists() or (anchor and anchor not in _anchors(_text(file))):
            broken.append(link)
    return broken


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_links_between_documents_lead_somewhere(path):
    assert broken_links(path, _text(path)) == []


def test_the_link_checker_sees_a_missing_file_and_a_missing_heading():
    page = "[a](docs/api.md#post-ask) [b](https://example.org) [c](docs) [d](docs/none.md) ![e](docs/api.md#none)"
    assert broken_links(README, page) == ["docs/none.md", "docs/api.md#none"]


@pytest.mark.parametrize("path", CODE, ids=_name)
def test_documents_that_the_code_points_to_are_there(path):
    named = re.findall(r"\(docs/(\w[\w/.-]+?)\.?\)", _text(path))
    assert [name for name in named if not list(DOCS.glob(f"{name.removesuffix('.md')}*.md"))] == []


@pytest.mark.parametrize("field", fields(Settings), ids=lambda field: field.name)
def test_every_setting_is_documented_with_its_default_and_legal_form(field):
    key = PREFIX + field.name.upper()
    row = _rows(_text(DOCS / "settings.md"))[key]
    default = field.default.relative_to(ROOT) if isinstance(field.default, Path) else field.default
    assert row[1:3] == [str(default), settings_module._FORMS[field.name].legal]


def test_no_other_setting_is_documented():
    known = {PREFIX + field.name.upper() for field in fields(Settings)}
    documented = {key for page in PAGES for key in re.findall(rf"\b{PREFIX}[A-Z_]+\b", _text(page))}
    assert documented == known


@pytest.mark.parametrize(
    ("key", "low", "high"),
    [
        (key, *re.findall(r"\d+", row[2]))
        for key, row in _rows(_text(DOCS / "settings.md")).items()
        if "whole number" in row[2]
    ],
)
def test_documented_limits_of_settings_hold(key, low, high):
    name = key.removeprefix(PREFIX).lower()
    for legal in (low, high):
        assert getattr(Settings.from_environment({key: legal}), name) == int(legal)
    for illegal in (str(int(low) - 1), str(int(high) + 1)):
        with pytest.raises(SettingsError, match=f"a whole number from {low} to {high}"):
            Settings.from_environment({key: illegal})


def _routes() -> list[str]:
    """Method and path of every route that is part of the interface for programs."""
    rules = create_app(Settings()).url_map.iter_rules()
    shown = [rule for rule in rules if not re.match(r"/(?:static|problems|openapi)\b|/$", rule.rule)]
    methods = {"GET", "POST", "PUT", "DELETE"}
    return sorted(f"{method} {_path(r.rule)}" for r in shown for method in (r.methods or set()) & methods)


def _path(rule: str) -> str:
    return re.sub(r"<(?:\w+:)?\w+>", "<id>", rule)


def test_every_route_has_its_heading_and_every_heading_its_route():
    headings = re.findall(r"^## ((?:GET|POST|PUT|DELETE) \S+)$", _text(DOCS / "api.md"), re.MULTILINE)
    assert sorted(headings) == _routes()


@pytest.mark.parametrize("path", DECISIONS, ids=_name)
def test_a_decision_note_tells_what_was_decided_its_drawbacks_and_what_else_there_was(path):
    page, number = _text(path), int(path.name[:4])
    assert page.startswith(f"# {number}. ")
    assert "**Decided.** " in page or page.count("\n## ") >= 2
    assert re.search(r"\bDrawbacks?\b[.:]", page)
    assert re.search(r"\b(?:Instead|Alternatives)\b[.:]", page)
    assert len(page.splitlines()) <= 60


def test_decision_notes_are_numbered_without_gap():
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_the_readme_fits_two_screens_and_shows_the_page():
    assert len(_text(README).splitlines()) <= README_LINES
    assert "](docs/page.png)" in _text(README)
    assert (DOCS / "page.png").read_bytes().startswith(b"\x89PNG")
    assert (DOCS / "page.png").stat().st_size < 200_000


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_make_targets_that_are_told_exist(path):
    fenced = "\n".join(body for _, body in _FENCE.findall(_text(path)))
    told = {*_MAKE.findall(fenced), *re.findall(r"`make ([a-z]+)`", _text(path))}
    targets = set(re.findall(r"^([a-z]+):", _text(ROOT / "Makefile"), re.MULTILINE))
    assert told <= targets


def test_the_readme_opens_with_the_two_commands():
    commands = next(body for language, body in _FENCE.findall(_text(README)) if language == "sh")
    assert re.findall(r"^make \w+", commands, re.MULTILINE) == ["make serve", "make test"]


def test_the_torch_of_the_readme_is_the_one_required():
    (version,) = re.findall(r"torch==([\d.]+)", _text(README))
    assert f"torch=={version}\n" in _text(ROOT / "requirements.txt")


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_modules_that_are_told_exist(path):
    places = (ROOT / "qa_service", ROOT, ROOT / "benchmarks")
    told = set(_MODULE.findall(_text(path)))
    assert {name for name in told if not any((place / name).is_file() for place in places)} == set()


def test_functions_and_classes_of_the_lifecycle_are_where_it_says():
    told = _NAME_IN_MODULE.findall(_text(DOCS / "lifecycle.md"))
    assert len(told) >= 15
    for name, module in told:
        assert name.split(".")[-1] in _defined(ROOT / "qa_service" / module), name


def _defined(path: Path) -> set[str]:
    kinds = (ast.FunctionDef, ast.ClassDef)
    return {node.name for node in ast.walk(ast.parse(_text(path))) if isinstance(node, kinds)}
