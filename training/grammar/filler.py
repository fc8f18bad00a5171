"""Headings, lead-ins and sentences that hold no answer, some with years or names whose figures are missing."""

from __future__ import annotations

from collections.abc import Callable

from . import names, periods
from .owners import KINDS
from .scene import Scene

BODIES = {
    "C": "the city's planning office|the municipal statistics unit|the town hall",
    "N": "the national statistics institute|the census bureau",
    "B": "the central bank|the monetary authority",
    "F": "the board|the management",
    "H": "the health ministry|the health authority",
    "E": "the energy regulator|the grid agency",
    "T": "the transport ministry|the transport authority",
    "S": "the education ministry|the schools inspectorate",
    "A": "the farm ministry|the rural affairs office",
}
PLAIN = (
    "The figures are based on returns from all units and have been checked twice.|The method has not changed.|"
    "Comparisons with other sources should be made with care.|Officials said the outlook remained uncertain.|"
    "Work on a new way of counting has begun and will take some time.|Not all of the change can be explained.|"
    "The report does not cover part-time arrangements.|Detailed tables are in the annex.|The trend is expected "
    "to continue.|"
    "Local managers pointed to the weather and to holidays.|Small differences may be due to rounding.|"
    "Several measures to improve matters were agreed.|The mood among those asked was one of cautious confidence.|"
    "Costs remain under close watch.|The next issue will look at the causes in more detail.|Demand held up "
    "better than many had feared.|"
    "A public hearing on the matter is planned.|Critics say that more could have been done.|There were few surprises.|"
    "This was in line with what most observers had thought.|The picture differs from place to place.|"
    "Staff were thanked for their efforts.|Talks with the unions are still under way.|A review by outside "
    "experts is in hand."
).split("|")
TITLES = (
    "Summary|Key results|Main findings|Overview|Recent developments|Results|Performance|Highlights|Review of the "
    "period|At a glance"
).split("|")


def heading(s: Scene) -> str:
    title = s.rng.choice(TITLES)
    way = s.rng.random()
    mark = s.rng.choice(("", "", "## ", "# "))
    if way < 0.55:
        s.period_said = True
        return mark + s.rng.choice(
            (
                f"{title}, {s.period.label}",
                f"{KINDS[s.kind].capitalize()} report: {s.period.label}",
                f"{s.name(s.measures[0]).text.capitalize()} {s.period.adverbs[0]}",
                f"{s.period.label}: {title.lower()}",
            )
        )
    return mark + s.rng.choice((title, f"{s.name(s.measures[0]).text.capitalize()}", f"{title} and outlook"))


def lead_in(s: Scene) -> str:
    body = s.rng.choice(BODIES[s.kind].split("|"))
    body = body[:1].upper() + body[1:]
    topic = s.name(s.measures[0]).bare
    if s.rng.random() < 0.5:
        s.period_said = True
        return s.choose(
            s.rng.choice(
                (
                    f"{body} has published its figures for {s.period.label}.",
                    f"This section reviews the results for {s.period.label}.",
                    f"The following refers to {s.period.label} <unless stated otherwise|throughout>.",
                    f"{body} <today|this week> released data on {topic} for {s.period.label}.",
                )
            )
        )
    return s.choose(
        s.rng.choice(
            (
                f"{body} <today|this week> released new data on {topic}.",
                "The results were mixed.",
                f"{body} sees signs of change.",
                "The picture was <brighter|darker> than many had expected.",
                f"Much of the attention was on {topic}.",
            )
        )
    )


def filler(s: Scene) -> str:
    makers: tuple[Callable[[Scene], str], ...] = (_plain, _plain, _missing, _with_year, _quote, _moved_without_figure)
    text = s.rng.choice(makers)(s)
    s.last = None
    return text


def _plain(s: Scene) -> str:
    return s.rng.choice(PLAIN)


def _missing(s: Scene) -> str:
    owner, name = s.rng.choice(s.spares), s.name(s.rng.choice(s.measures))
    return s.rng.choice(
        (
            f"No figures on {name.bare} were available for {owner.name}.",
            f"Data on {name.bare} {owner.link} {owner.name} will be published in {s.rng.choice(periods.MONTHS)}.",
            f"The report says nothing about {name.bare} {owner.link} {owner.name}.",
        )
    )


def _with_year(s: Scene) -> str:
    year = s.period.year - s.rng.randint(2, 20)
    return s.rng.choice(
        (
            f"The series began in {year}.",
            f"The present method has been in use since {year}.",
            f"The law was last changed in {year}.",
            f"A similar review was carried out in {year}.",
            f"The current plan runs until {s.period.year + s.rng.randint(2, 9)}.",
            f"The definitions were last revised in {year} after a public consultation.",
        )
    )


def _quote(s: Scene) -> str:
    said = s.rng.choice(
        (
            "We have come a long way",
            "This is a solid base",
            "There is still much to do",
            "These are difficult times",
            "The numbers speak for themselves",
            "We are not where we want to be",
            "Our people have worked hard",
        )
    )
    speaker = s.rng.choice(("a spokesperson", "an analyst", "who leads the unit", "the chair"))
    return f"“{said},” said {names.person(s.rng)}, {speaker}."


def _moved_without_figure(s: Scene) -> str:
    owner, measure = s.rng.choice(s.spares), s.rng.choice(s.spare_measures or s.measures)
    name = s.name(measure)
    way = s.verb(s.direction())
    return s.choose(
        f"{name.bare[:1].upper()}{name.bare[1:]} {owner.link} {owner.name} also {way} <slightly|a little|somewhat>."
    )
