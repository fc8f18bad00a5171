"""What a sentence of a passage says of one figure, and so what can be asked of it."""

from __future__ import annotations

from dataclasses import dataclass

from .measures import Measure
from .owners import Owner
from .periods import Period


@dataclass(frozen=True)
class Variant:
    """Which of several figures of a measure, as the forecast one; each form stands before or after the measure."""

    key: str
    forms: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Fact:
    """A figure or span with all that tells it from its neighbours.

    `comparator` holds the wordings of what a gap, share or contribution refers to; `rivals` and `rival_comparators` are
    variants and comparators that the passage gives no figure for; `asks` replaces the questions of the role.
    """

    owner: Owner
    measure: Measure
    role: str
    period: Period
    answer: str
    variant: Variant | None = None
    comparator: tuple[str, ...] = ()
    direction: int = 1
    asks: tuple[str, ...] = ()
    rivals: tuple[Variant, ...] = ()
    rival_comparators: tuple[tuple[str, ...], ...] = ()

    @property
    def pair(self) -> tuple[str, str]:
        return (self.owner.name, self.measure.key)


def _forms(text: str) -> tuple[tuple[str, str], ...]:
    """As in "median ~; ~ in the middle" as pairs of before and after."""
    pairs = (form.strip().partition("~") for form in text.split(";"))
    return tuple((before.strip(), after.strip()) for before, _, after in pairs)


def variant(key: str, text: str) -> Variant:
    return Variant(key, _forms(text))


FORECAST = variant("forecast", "forecast ~; projected ~; expected ~; predicted ~; ~ in the forecast")
TARGET = variant("target", "target ~; targeted ~; ~ aimed for; ~ set as the target")
BUDGET = variant("budget", "budgeted ~; ~ allowed for in the budget; ~ in the budget")
FIRST = variant("first", "initially reported ~; preliminary ~; ~ in the first estimate; ~ before the revision")
REVISED = variant("revised", "revised ~; ~ after the revision; ~ in the revised figures")
ADJUSTED = variant("adjusted", "seasonally adjusted ~; ~ after seasonal adjustment; ~ adjusted for the season")
UNADJUSTED = variant("unadjusted", "unadjusted ~; ~ without seasonal adjustment; ~ before seasonal adjustment; raw ~")
MEDIAN = variant("median", "median ~; ~ at the median")
MEAN = variant("mean", "mean ~; average ~")
NET = variant("net", "net ~; ~ net of deductions")
GROSS = variant("gross", "gross ~; ~ before deductions")
TOP = variant("top", "~ of the top tenth; ~ in the highest decile")
COHORTS = (
    (variant("women", "~ among women; ~ for women; female ~"), "women"),
    (variant("men", "~ among men; ~ for men; male ~"), "men"),
    (variant("16-24", "~ among people aged 16 to 24; ~ for 16 to 24 year olds"), "people aged 16 to 24"),
    (variant("25-54", "~ among people aged 25 to 54; ~ for 25 to 54 year olds"), "people aged 25 to 54"),
    (variant("65+", "~ among people aged 65 and over; ~ for the over-65s"), "people aged 65 and over"),
    (variant("rural", "~ among rural residents; ~ for people in the countryside"), "rural residents"),
    (variant("urban", "~ among urban residents; ~ for people in towns"), "urban residents"),
    (variant("migrants", "~ among migrants; ~ for people born abroad"), "migrants"),
    (variant("graduates", "~ among graduates; ~ for people with a degree"), "graduates"),
)
