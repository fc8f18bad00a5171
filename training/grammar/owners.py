"""Whose figures a passage gives: some owners of one sort, told apart from siblings that it does not name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from . import names


@dataclass(frozen=True)
class Owner:
    """`nick` is what a later sentence calls it ("the group"); a common noun has no genitive."""

    name: str
    nick: str
    suits: str
    link: str
    common: bool = False

    @property
    def genitive(self) -> str:
        return f"{self.name}'" if self.name.endswith("s") else f"{self.name}'s"


SECTORS = (
    "manufacturing",
    "construction",
    "retail trade",
    "mining",
    "hospitality",
    "farming",
    "transport",
    "finance",
    "forestry",
    "textiles",
    "food processing",
    "car making",
    "information technology",
    "wholesale trade",
    "chemicals",
    "metalworking",
    "fisheries",
    "business services",
    "education",
    "health care",
    "shipbuilding",
    "paper making",
    "electronics",
    "tourism",
    "publishing",
    "machine building",
    "furniture making",
    "the arts",
    "waste management",
    "real estate",
)

_CITY_BODIES = ("City Council", "Borough Council", "District Council", "County Council", "Municipality")
_POWER = ("Power", "Energy", "Electric", "Grid", "Hydro", "Renewables", "Utilities")
_CARRIERS = ("Airport", "Port", "Airlines", "Rail", "Metro", "Ferries", "Transit", "Buses", "Tramways")
_SCHOOLS = ("University", "College", "Institute of Technology", "Technical College", "Academy", "School District")
_FARMERS = ("Growers", "Dairy Cooperative", "Farmers' Union", "Fisheries", "Estates", "Agricultural Cooperative")
_BANKS = ("Bank", "Savings Bank", "Credit Union", "Mutual", "Bancorp", "Commercial Bank")


def _place(nick: str) -> Callable[[Random], Owner]:
    return lambda rng: Owner(names.place(rng), nick, "p", "in")


def _country(rng: Random) -> Owner:
    return Owner(names.country(rng), "the country", "p", "in")


def _bodies(kinds: tuple[str, ...], nick: str) -> Callable[[Random], Owner]:
    return lambda rng: Owner(names.body(rng, kinds), nick, "o", "at")


def _company(rng: Random) -> Owner:
    return Owner(names.company(rng), rng.choice(("the group", "the company", "the firm")), "o", "at")


def _hospital(rng: Random) -> Owner:
    return Owner(names.hospital(rng), "the hospital", "o", "at")


def _sector(rng: Random) -> Owner:
    return Owner(rng.choice(SECTORS), "the sector", "s", "in", common=True)


SORTS: dict[str, tuple[Callable[[Random], Owner], ...]] = {
    "C": (_place("the city"), _place("the district"), _place("the borough"), _bodies(_CITY_BODIES, "the council")),
    "N": (_country, _place("the region"), _place("the province"), _sector),
    "B": (_country, _country, _bodies(_BANKS, "the bank"), _sector),
    "F": (_company,),
    "H": (_hospital, _hospital, _place("the region"), _country),
    "E": (_bodies(_POWER, "the utility"), _country, _place("the region")),
    "T": (_bodies(_CARRIERS, "the operator"), _place("the city")),
    "S": (_bodies(_SCHOOLS, "the institution"), _place("the region")),
    "A": (_place("the province"), _country, _bodies(_FARMERS, "the cooperative")),
}
KINDS = {
    "C": "city",
    "N": "national statistics",
    "B": "central bank",
    "F": "company",
    "H": "health",
    "E": "energy",
    "T": "transport",
    "S": "education",
    "A": "farming",
}


def draw(rng: Random, kind: str, number: int) -> list[Owner]:
    """Owners of one sort, none of whose names is part of another's."""
    maker = rng.choice(SORTS[kind])
    owners: list[Owner] = []
    while len(owners) < number:
        owner = maker(rng)
        name = owner.name.lower()
        if not any(name in other.name.lower() or other.name.lower() in name for other in owners):
            owners.append(owner)
    return owners
