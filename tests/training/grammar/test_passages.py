from __future__ import annotations

import re
from random import Random

import pytest

from training.grammar import passages
from training.grammar.registry import PATTERNS
from training.grammar.scene import Scene, Skip


def drawn(name: str) -> list[tuple[Scene, str]]:
    """A pattern's text on the stages that it suits, of 200 of each kind at most 40."""
    found = []
    for seed in range(200):
        scene = Scene(Random(seed), PATTERNS[name].kinds[seed % len(PATTERNS[name].kinds)])
        try:
            found.append((scene, PATTERNS[name].draw(scene)))
        except (Skip, IndexError):
            continue
        if len(found) == 40:
            break
    return found


def test_there_are_more_than_seventy_patterns():
    assert len(PATTERNS) > 70


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_every_pattern_marks_each_of_its_facts_once(name):
    cases = drawn(name)
    assert len(cases) >= 5
    for scene, text in cases:
        marks = sorted(int(n) for n in re.findall("\x02(\\d+)\x03", text))
        assert marks == list(range(len(scene.facts)))
        assert len(marks) >= 1
        assert not set(text) & set("<>{}")


def test_a_passage_is_drawn_from_its_chance_alone():
    assert passages.passage(Random(11)) == passages.passage(Random(11))
    assert passages.passage(Random(11)) != passages.passage(Random(12))


def test_an_answer_that_begins_a_sentence_is_cut_out_with_its_capital():
    scene = Scene(Random(1), "C")
    scene.special("part", scene.owners[0], scene.measures[0], "one in five")
    assert passages._placed("\x020\x03 of them did.", scene.facts) == ("One in five of them did.", {0: 0})
