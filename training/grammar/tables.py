"""Blocks: tables as text in several layouts, bullets and lines of key figures."""

from __future__ import annotations

from dataclasses import replace

from . import periods
from .facts import Fact
from .measures import Measure
from .owners import Owner
from .periods import Period
from .registry import pattern
from .scene import Scene, Skip

Grid = tuple[list[str], list[list[str]]]


def _by_period(s: Scene) -> Grid:
    """Rows are owners, columns are times."""
    owners, measure = s.several(s.rng.randint(3, 4))
    name = s.name(measure)
    times = [periods.shifted(s.period, -n) for n in range(s.rng.randint(1, 2), -1, -1)]
    head = [f"{name.text[:1].upper()}{name.text[1:]}", *(p.label for p in times)]
    return head, [[o.name, *_cells(s, o, measure, times)] for o in owners]


def _cells(s: Scene, owner: Owner, measure: Measure, times: list[Period]) -> list[str]:
    value = s.value(measure)
    return [s.level(owner, measure, value * s.rng.uniform(0.8, 1), p, noun=False) for p in times]


def _by_measure(s: Scene) -> Grid:
    """Rows are owners, columns are a measure, its growth and another measure."""
    owners, one = s.several(s.rng.randint(3, 4), "money", "count", "qty")
    free = [m for m in s.measures if m != one and all((o.name, m.key) not in s.used for o in owners)]
    two = s.rng.choice(free) if free else None
    head = [
        s.rng.choice(("", "Name", "Owner", "Area", "Unit")),
        _head(s, one),
        s.rng.choice(("Change", "Change on year", "Growth")),
    ]
    if two is not None:
        head.append(_head(s, two))
        s.used.update((o.name, two.key) for o in owners)
    rows = []
    for owner in owners:
        row = [owner.name, s.level(owner, one, s.value(one), noun=False), _signed(s, owner, one)]
        if two is not None:
            row.append(s.level(owner, two, s.value(two), noun=False))
        rows.append(row)
    return head, rows


def _head(s: Scene, measure: Measure) -> str:
    text = s.name(measure).text
    return f"{text[:1].upper()}{text[1:]}"


def _bare_figures(s: Scene) -> Grid:
    """Rows are owners, columns measures; units stand in the heads alone, as "Exports ($ million)"."""
    owners, one = s.several(s.rng.randint(3, 4), "money", "qty", "pct", "count")
    free = [m for m in s.measures if m != one and all((o.name, m.key) not in s.used for o in owners)]
    two = s.rng.choice([m for m in free if m.unit in {"money", "qty", "pct", "count", "time"}] or [None])
    measures = [one] if two is None else [one, two]
    if two is not None:
        s.used.update((o.name, two.key) for o in owners)
    units = [_unit(s, m) for m in measures]
    head = ["", *(_head(s, m) + f" ({text})" for m, (text, _) in zip(measures, units, strict=True))]
    rows = []
    for owner in owners:
        cells = [_bare(s, owner, m, scale) for m, (_, scale) in zip(measures, units, strict=True)]
        rows.append([owner.name, *cells])
    return head, rows


def _unit(s: Scene, measure: Measure) -> tuple[str, float]:
    """What the head says, and what the figures below it are divided by."""
    scale, word = (1e6, "million") if measure.low >= 1e6 else (1e3, "thousand") if measure.low >= 2e4 else (1.0, "")
    unit = {
        "money": s.style.prefix.strip() or s.style.suffix,
        "pct": "%",
        "count": "",
        "qty": measure.noun,
        "time": measure.noun.split(",")[0],
    }[measure.unit].replace("_", " ")
    if measure.unit in {"pct", "time"}:
        return unit, 1.0
    return f"{unit} {word}".strip() or "number", scale


def _bare(s: Scene, owner: Owner, measure: Measure, scale: float) -> str:
    value = s.value(measure) / scale
    text = f"{value:.1f}" if value < 100 and measure.unit != "count" else f"{max(1, value):,.0f}"
    return s.mark(Fact(owner, measure, "level", s.period, text.replace(",", s.style.comma)))


def _signed(s: Scene, owner: Owner, measure: Measure) -> str:
    way = s.direction()
    answer = s.percent(s.rate())
    sign = "+" if way > 0 else "-"
    return sign + s.mark(Fact(owner, measure, "growth", s.period, answer, direction=way))


def _grid(s: Scene) -> tuple[str, Grid]:
    """A caption and a table; the caption has the time where no column has."""
    s.style = replace(s.style, words=False)
    if s.rng.random() < 0.5:
        return "", _by_period(s)
    grid = _by_measure(s) if s.rng.random() < 0.6 else _bare_figures(s)
    s.period_said = True
    return f"<Table {s.rng.randint(1, 9)}: results|Key figures|Overview|Results at a glance>, {s.period.label}", grid


def _done(s: Scene, caption: str, lines: list[str]) -> str:
    s.last = None
    return s.choose("\n".join([caption, *lines] if caption else lines))


@pattern(weight=1.5, block=True)
def markdown_table(s: Scene) -> str:
    caption, (head, rows) = _grid(s)
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"] + [f"| {' | '.join(row)} |" for row in rows]
    return _done(s, f"{caption}\n" if caption else "", lines)


@pattern(weight=1.5, block=True)
def aligned_table(s: Scene) -> str:
    caption, (head, rows) = _grid(s)
    widths = [max(len(_shown(s, row[n])) for row in [head, *rows]) + s.rng.randint(2, 5) for n in range(len(head))]
    lines = []
    for row in [head, *rows]:
        lines.append(
            "".join(cell + " " * (w - len(_shown(s, cell))) for cell, w in zip(row, widths, strict=True)).rstrip()
        )
    return _done(s, caption, lines)


def _shown(s: Scene, cell: str) -> str:
    for number, fact in enumerate(s.facts):
        cell = cell.replace(f"\x02{number}\x03", fact.answer)
    return cell


@pattern(block=True)
def separated_rows(s: Scene) -> str:
    caption, (head, rows) = _grid(s)
    mark = s.rng.choice((",", ";", "\t", " ; "))
    if mark == ",":
        rows = [[f'"{c}"' if "," in _shown(s, c) else c for c in row] for row in rows]
    return _done(s, caption, [mark.join(row) for row in [head, *rows]])


@pattern(weight=1.5, block=True)
def labelled_rows(s: Scene) -> str:
    """Rows with the head before each cell: "North: 2019: 4.1%; 2020: 5.0%"."""
    caption, (head, rows) = _grid(s)
    title = f"{head[0]}: " if head[0] else ""
    join = s.rng.choice((": ", " — "))
    return _done(
        s,
        caption,
        [
            f"{title}{row[0]}{join}" + "; ".join(f"{h}: {cell}" for h, cell in zip(head[1:], row[1:], strict=True))
            for row in rows
        ],
    )


@pattern(weight=1.5, block=True)
def bullets_of_owners(s: Scene) -> str:
    owners, measure = s.several(s.rng.randint(3, 4), "money", "count", "qty", "pct")
    name, dot = s.name(measure), s.rng.choice(("- ", "* ", "• ", "– "))
    lines, way = [], s.rng.random() < 0.5
    for owner in owners:
        line = f"{dot}{owner.name}: {s.level(owner, measure, s.value(measure))}"
        if way:
            move = s.direction()
            line += f" ({'up' if move > 0 else 'down'} {s.growth(owner, measure, move)})"
        lines.append(line)
    s.period_said = True
    return _done(s, f"{name.text[:1].upper()}{name.text[1:]} {s.adverb()}:", lines)


@pattern(weight=1.5, block=True)
def bullets_of_measures(s: Scene) -> str:
    owner, first = s.pair()
    rest = [s.more(owner), s.more(owner)]
    dot, lines = s.rng.choice(("- ", "* ", "• ", "")), []
    for measure in (first, *rest):
        name = s.name(measure)
        join = s.rng.choice((": ", " – ", ": "))
        line = f"{dot}{name.text[:1].upper()}{name.text[1:]}{join}{s.level(owner, measure, s.value(measure))}"
        if measure.unit in {"money", "count", "qty"} and s.rng.random() < 0.6:
            way = s.direction()
            line += f", {'up' if way > 0 else 'down'} {s.growth(owner, measure, way)}"
        lines.append(line)
    if len({line.split(":")[0] for line in lines}) < len(lines):
        raise Skip
    s.period_said = True
    return _done(s, f"{owner.name}, {s.period.label}", lines)
