"""Times that figures are for: many ways to print each, and the ways people ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

MONTHS = "January February March April May June July August September October November December".split()
ORDINALS = ("first", "second", "third", "fourth")
NUMBERS = "zero one two three four five six seven eight nine ten eleven".split()


@dataclass(frozen=True)
class Period:
    """`adverbs` stand in sentences, `label` in headings, tables and brackets, `asks` in questions."""

    grain: str
    year: int
    part: int
    adverbs: tuple[str, ...]
    label: str
    asks: tuple[str, ...]

    @property
    def key(self) -> tuple[str, int, int]:
        return (self.grain, self.year, self.part)


def _year(year: int, _: int) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    return (
        (f"in {year}", f"in {year}", f"over {year} as a whole", f"in the whole of {year}"),
        str(year),
        (
            f"in {year}",
            f"in {year}",
            f"in {year}",
            f"for {year}",
            f"during {year}",
            f"in the year {year}",
        ),
    )


def _half(year: int, part: int) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    months = "January to June" if part == 1 else "July to December"
    word = ("first", "second")[part - 1]
    label = f"H{part} {year}"
    return (
        (f"in the {word} half of {year}", f"in {label}", f"from {months} {year}"),
        label,
        (
            f"in the {word} half of {year}",
            f"in {label}",
            f"from {months} {year}",
            f"in h{part} of {year}",
        ),
    )


def _quarter(year: int, part: int) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    first, last = MONTHS[3 * part - 3], MONTHS[3 * part - 1]
    label = f"Q{part} {year}"
    adverbs = (
        f"in the {ORDINALS[part - 1]} quarter of {year}",
        f"in {label}",
        f"between {first} and {last} {year}",
        f"in the three months to {last} {year}",
        f"in the {ORDINALS[part - 1]} quarter of {year}",
    )
    return adverbs, label, (*adverbs, f"in q{part} of {year}", f"in the three months to the end of {last} {year}")


def _month(year: int, part: int) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    month = MONTHS[part - 1]
    adverbs = (f"in {month} {year}", f"in {month} {year}", f"during {month} {year}")
    short = f"{month[:3]} {year}"
    return adverbs, f"{month} {year}", (*adverbs, f"in {short}", f"for {month} {year}")


def _fiscal(year: int, part: int) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The year that ends in month `part` of `year`."""
    month, last = MONTHS[part - 1], {4: 30, 6: 30, 9: 30}.get(part, 31)
    both = f"{year - 1}/{year % 100:02d}"
    adverbs = (
        f"in the year ended {last} {month} {year}",
        f"in the year to {month} {year}",
        f"in {both}",
        f"in the financial year {both}",
        f"in FY{year % 100:02d}",
        f"in fiscal {year}",
    )
    return (
        adverbs,
        both if part != 9 else f"FY{year % 100:02d}",
        (
            *adverbs,
            f"in FY{year}",
            f"for the {both} year",
            f"in the twelve months to {month} {year}",
        ),
    )


def _fiscal_half(year: int, part: int) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    label, word = f"H{part} FY{year % 100:02d}", ("first", "second")[part - 1]
    adverbs = (f"in {label}", f"in the {word} half of the {year - 1}/{year % 100:02d} financial year")
    return adverbs, label, (*adverbs, f"in the {word} half of FY{year % 100:02d}", f"in {label}")


def _to_date(year: int, part: int) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """From January to month `part`."""
    month = MONTHS[part - 1]
    adverbs = (
        f"from January to {month} {year}",
        f"in the first {NUMBERS[part]} months of {year}",
        f"between January and {month} {year}",
    )
    return (
        adverbs,
        f"Jan–{month[:3]} {year}",
        (
            *adverbs,
            f"in the {NUMBERS[part]} months to {month} {year}",
            f"in {year}",
        ),
    )


_MAKERS = {
    "year": _year,
    "half": _half,
    "quarter": _quarter,
    "month": _month,
    "fiscal": _fiscal,
    "fiscal half": _fiscal_half,
    "to date": _to_date,
}


def make(grain: str, year: int, part: int = 0) -> Period:
    adverbs, label, asks = _MAKERS[grain](year, part)
    return Period(grain, year, part, adverbs, label, asks)


def draw(rng: Random) -> Period:
    grain = rng.choice(
        ("year",) * 6
        + ("half", "quarter", "quarter", "quarter", "month", "month", "fiscal", "fiscal")
        + ("fiscal half", "to date", "to date")
    )
    parts = {
        "year": (0,),
        "half": (1, 2),
        "quarter": (1, 2, 3, 4),
        "month": tuple(range(1, 13)),
        "fiscal": (3, 3, 4, 6, 9),
        "fiscal half": (1, 2),
        "to date": tuple(range(4, 12)),
    }
    return make(grain, rng.randint(1998, 2031), rng.choice(parts[grain]))


def shifted(period: Period, years: int) -> Period:
    return make(period.grain, period.year + years, period.part)


def whole_year(period: Period) -> Period:
    return make("year", period.year)
