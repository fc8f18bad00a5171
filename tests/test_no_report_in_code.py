"""No name and no figure of a report of the corpus stands in the code: answers come from the index alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = sorted(p for p in (ROOT / "qa_service").rglob("*") if p.suffix in {".py", ".html", ".js", ".css"})
REPORTS = "\n\n".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "corpus").rglob("*")) if p.is_file())

COMMON = frozenset(
    "january february march april may june july august september october november december"
    " area base center centre committee construction cooperation council demonstration development digital district"
    " energy entrepreneurship factory four fund gdp group industrial information innovation international league"
    " major matrix ministry municipal national new north northeast office optoelectronic overall park party plan"
    " project province public regional satellite service source south east west state statistics town updated"
    " zone".split()
)
"""Words that names are made of and that everybody uses; not they are forbidden, but the names that they are part of."""

WORDS = r"[^\W_]+"
_NAME = r"[A-Z][\w’-]*\w"
_NAMES = re.compile(rf"(?<=[a-z0-9,] )[“(]?{_NAME}(?: {_NAME})*")
_FIGURE = re.compile(r"(?<![\w.,-])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w-]|[.,]\d)")
_GENERIC = re.compile(r"(?:19|20)\d\d|\d[\d,]*00|\d\d?")


def names_in(reports: str) -> set[str]:
    """Runs of capitalised words inside the sentences; titles and headings, which capitalise all words, apart."""
    prose = [line for line in reports.split("\n") if line.rstrip().endswith((".", ".”"))]
    return {run.strip("“(").removesuffix("’s") for line in prose for run in _NAMES.findall(line)}


def peculiar_words(reports: str) -> set[str]:
    """Words of names that stand nowhere in lower case and are no common words."""
    lower = set(re.findall(r"(?<![^\W_])[a-z][^\W_]*", reports))
    words = {word for name in names_in(reports) for word in re.findall(WORDS, name.lower()) if len(word) > 2}
    return {word for word in words if word.isalpha()} - lower - COMMON


def peculiar_names(reports: str) -> set[str]:
    """Names of two and more words."""
    return {name.lower() for name in names_in(reports) if len(name.split()) > 1}


def peculiar_figures(reports: str) -> set[str]:
    """Decimal figures, and whole ones of three and more digits that are neither years nor round."""
    return {figure for figure in _FIGURE.findall(reports.replace("RMB", "")) if not _GENERIC.fullmatch(figure)}


def report_in(code: str, reports: str) -> set[str]:
    """What of the reports stands in a piece of code."""
    words = set(re.findall(r"[^\W\d_]+", code.lower()))
    flat = _flat(code)
    figures = set(re.findall(r"(?<![\w.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\d|\.\d)", code))
    names = {name for name in peculiar_names(reports) if _flat(name) in flat}
    return (words & peculiar_words(reports)) | names | (figures & peculiar_figures(reports))


def _flat(text: str) -> str:
    return f" {' '.join(re.findall(WORDS, text.lower()))} "


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_name_or_figure_of_a_report_stands_in_the_code(path):
    lengths = peculiar_figures(REPORTS) if path.suffix == ".css" else set()  # a style sheet's numbers are sizes
    assert report_in(path.read_text(encoding="utf-8"), REPORTS) - lengths == set()


INVENTED = (
    "Yearbook of Norland\n\nIn 2019 the Norland Steel Works made 3.47 million tonnes of steel, said Ada Brandt.\n"
    "Its works at Osthaven employ 1,234 people, and 500 more in the town.\n"
)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("OWNER = 'Norland'", {"norland"}),
        ('if subject == "osthaven":', {"osthaven"}),
        ("# as in Norland Steel Works", {"norland", "norland steel works"}),
        ("return Decimal('3.47')", {"3.47"}),
        ("STAFF = 1,234", {"1,234"}),
        ("STEEL = 'steel works, 500 people in the town in 2019'", set()),
    ],
)
def test_the_checker_finds_what_is_planted(code, found):
    assert report_in(code, INVENTED) == found


def test_the_first_report_has_names_and_figures_to_look_for():
    assert len(peculiar_words(REPORTS)) >= 8
    assert len(peculiar_names(REPORTS)) >= 8
    assert len(peculiar_figures(REPORTS)) >= 20
