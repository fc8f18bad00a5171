"""A whole passage with its questions: heading, lead-in, sentences of several patterns and filler."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from . import comparisons, courses, events, levels, lists, plans, surveys, tables  # noqa: F401 - their patterns register themselves
from .facts import Fact
from .filler import filler, heading, lead_in
from .negatives import negative
from .owners import KINDS
from .questions import query, word
from .registry import PATTERNS, Pattern
from .scene import Scene, Skip

FEWEST_WORDS, MOST_WORDS, IMPOSSIBLE = 60, 220, 0.31
_MARK = re.compile("\x02(\\d+)\x03")


@dataclass(frozen=True)
class Asked:
    """A question with its span, or, where `swap` names the slot that was exchanged, without one."""

    question: str
    answer: str
    start: int
    pattern: str
    swap: str = ""


@dataclass(frozen=True)
class Passage:
    kind: str
    text: str
    asked: tuple[Asked, ...]


def passage(rng: Random) -> Passage:
    """Draws until a passage of the right length comes out."""
    while True:
        kind = rng.choice("CNBFHETSACNBFH")
        scene = Scene(rng, kind)
        if len(scene.measures) < 3:
            continue
        text, patterns = _composed(scene)
        final, starts = _placed(text, scene.facts)
        if FEWEST_WORDS <= len(final.split()) <= MOST_WORDS:
            asked = _questions(scene, final, starts, patterns)
            if len(asked) >= 2:
                return Passage(KINDS[kind], final, tuple(asked))


def _composed(scene: Scene) -> tuple[str, list[str]]:
    """The marked text, and the pattern of each fact in the order of the facts."""
    rng = scene.rng
    patterns: list[str] = []
    blocks: list[str] = [heading(scene)] if rng.random() < 0.45 else []
    prose = [lead_in(scene)] if rng.random() < 0.5 else []
    used: set[str] = set()
    wanted = rng.choice((2, 3, 3, 4, 4, 4, 5, 5, 5, 6))
    for _ in range(wanted):
        pattern, text = _sentence(scene, used, blocks_left="block" not in used)
        used |= {pattern.name, "block"} if pattern.block else {pattern.name}
        patterns += [pattern.name] * (len(scene.facts) - len(patterns))
        if pattern.block:
            blocks += [" ".join(prose), text]
            prose = []
        else:
            prose.append(text)
            if rng.random() < 0.27:
                prose.append(filler(scene))
    while len(" ".join([*blocks, *prose]).split()) < FEWEST_WORDS + 4 and len(prose) < 9:
        prose.append(filler(scene))
    return "\n\n".join(b for b in [*blocks, " ".join(dict.fromkeys(prose))] if b), patterns


def _sentence(scene: Scene, used: set[str], *, blocks_left: bool) -> tuple[Pattern, str]:
    """A sentence of a pattern not yet used; what a pattern that does not suit has begun is undone."""
    fitting = [
        p for p in PATTERNS.values() if scene.kind in p.kinds and p.name not in used and (blocks_left or not p.block)
    ]
    while True:
        pattern = scene.rng.choices(fitting, [p.weight for p in fitting])[0]
        state = (len(scene.facts), set(scene.used), scene.last, scene.period_said)
        try:
            return pattern, pattern.draw(scene)
        except Skip:
            del scene.facts[state[0] :]
            scene.used, scene.last, scene.period_said, scene.next = state[1], state[2], state[3], None
            fitting.remove(pattern)


def _placed(text: str, facts: list[Fact]) -> tuple[str, dict[int, int]]:
    """The text with the figures in place of their marks, and where each begins."""
    parts, starts, at, length = [], {}, 0, 0
    for mark in _MARK.finditer(text):
        before, answer = text[at : mark.start()], facts[int(mark[1])].answer
        if mark.start() == 0 or text[mark.start() - 2 : mark.start()] in {". ", "\n\n"}:
            answer = answer[:1].upper() + answer[1:]
        starts[int(mark[1])] = length + len(before)
        parts += [before, answer]
        length += len(before) + len(answer)
        at = mark.end()
    return "".join([*parts, text[at:]]), starts


def _questions(scene: Scene, text: str, starts: dict[int, int], patterns: list[str]) -> list[Asked]:
    rng, asked = scene.rng, list[Asked]()
    numbers = list(starts)
    rng.shuffle(numbers)
    for number in numbers[: rng.randint(2, 6)]:
        fact = scene.facts[number]
        if rng.random() < IMPOSSIBLE and (swapped := negative(fact, scene)):
            asked.append(Asked(word(swapped[0], rng), "", 0, patterns[number], swapped[1]))
        else:
            start = starts[number]
            answer = text[start : start + len(fact.answer)]
            asked.append(Asked(word(query(fact, scene), rng), answer, start, patterns[number]))
    return asked
