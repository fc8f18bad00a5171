from __future__ import annotations

import re
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from training.grammar import owners
from training.grammar.owners import KINDS, Owner

ROOT = Path(__file__).resolve().parent.parent.parent.parent
REPORTS = [
    p
    for folder in ("corpus", "tests/exams")
    for p in (ROOT / folder).rglob("*")
    if p.suffix in {".txt", ".md", ".html"}
]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_name_is_part_of_another(kind):
    for seed in range(60):
        names = [owner.name.lower() for owner in owners.draw(Random(seed), kind, 8)]
        assert [(a, b) for a, b in permutations(names, 2) if a in b] == []


def test_a_genitive_is_spelt_as_it_is_said():
    assert Owner("Corex", "the firm", "o", "at").genitive == "Corex's"
    assert Owner("Torus", "the firm", "o", "at").genitive == "Torus'"


def test_invented_names_stand_in_no_report_of_the_project():
    text = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in REPORTS)
    known = set(re.findall(r"[A-Z][\w&]+(?: [A-Z][\w&]+)*", text))
    drawn = {
        o.name for kind in KINDS for seed in range(300) for o in owners.draw(Random(seed), kind, 8) if not o.common
    }
    assert len(REPORTS) > 1
    assert len(drawn) > 5000
    assert drawn & known == set()
