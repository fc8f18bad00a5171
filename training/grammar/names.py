"""Invented names: places, companies, hospitals and people, put together from syllables in several manners of speech."""

from __future__ import annotations

from random import Random

_HEADS = (
    "Bar Bel Bran Brin Cal Cor Cres Dar Del Dor Dun El Fal Fen Fir Gal Gor Gren Hal Har Hes Hol Ib Isk Jor Kal "
    "Kes Kir Kor Lam "
    "Lor Mal Mer Mol Mur Nar Nor Ol Or Pel Per Pol Quil Ral Ren Ros Rud Sal Sel Sker Sor Stan Tal Tar Tev Tor Ul "
    "Um Val "
    "Var Vel Vin Vor Wen Wil Wyn Yar Zan Zel Zor Ash Ald Bex Cald Drum Eck Frod Hux Ketter Lind Marsh Oak Pem "
    "Rath Thorn"
).split()
_MIDS = ("", "", "", "a", "e", "i", "o", "an", "en", "in", "on", "ar", "er", "al", "el", "il", "um", "is", "av", "ov")
_TOWN = (
    "ton ford mouth bury field burg stad wick holm dale haven by ham ley cester bridge worth grad ov ino ava ice "
    "pur abad "
    "kot garh vik nes fors au heim ingen ona illa ero osa iana eville court ac oux"
).split()
_LAND = ("ia", "avia", "onia", "istan", "mark", "eria", "land", "ora", "una", "esh", "uay", "ambia", "anda", "ovia")
_EAST = (
    "bao chen dai fang gui hao jing kang lian mei nan ping qiao rong shan tai wei xin yun zhou luo tong he an".split()
)
_SOUTH = "ka ma na ri to shi yo ha mi ku ra no sa ki ta ya mo ha ru".split()
_FIRST = (
    "Ada Bram Clio Dario Edda Farid Greta Hiro Ines Jonas Kemi Lars Mina Nadia Oskar Petra Rafi Sanna Tomas Uma Viktor "
    "Wanda Yusuf Zora Amara Bela Cyril Dunya Emeka Freya Goran Hana"
).split()
_TRADES = (
    "Group|Holdings|Industries|Foods|Steel|Motors|Chemicals|Logistics|Retail|Textiles|Electronics|Energy|Pharma|Marine|"
    "Media|Software|Paper|Glass|Mills|Breweries|Optics|Tools|Robotics|Airways|Ceramics|Interiors|Batteries|"
    "Machines|plc|AG|Ltd|Inc"
).split("|")
_QUARTERS = "North South East West Upper Lower Old New Great Little Central Outer Inner".split()
_FEATURES = "Vale Coast Valley Highlands Plains Delta Isles Lakes Heath Hills Peninsula Basin Uplands Marches".split()


def place(rng: Random) -> str:
    """A town, region or district."""
    way = rng.random()
    if way < 0.16:
        return (rng.choice(_EAST) + rng.choice(_EAST)).capitalize()
    if way < 0.28:
        return "".join(rng.choice(_SOUTH) for _ in range(rng.randint(3, 4))).capitalize()
    name = rng.choice(_HEADS) + rng.choice(_MIDS) + rng.choice(_TOWN)
    if way < 0.40:
        return f"{rng.choice(_QUARTERS)} {name}"
    if way < 0.46:
        return f"{rng.choice(('San', 'Santa', 'St', 'Port', 'Fort', 'Lake', 'Mount'))} {name}"
    if way < 0.56:
        return f"{rng.choice(_HEADS)}{rng.choice(_MIDS)} {rng.choice(_FEATURES)}"
    return name


def country(rng: Random) -> str:
    name = rng.choice(_HEADS) + rng.choice(_MIDS) + rng.choice(_LAND)
    return f"{rng.choice(('North', 'South', 'East', 'West', 'New'))} {name}" if rng.random() < 0.12 else name


def stem(rng: Random) -> str:
    return (
        rng.choice(_HEADS)
        + rng.choice(_MIDS)
        + rng.choice(("a", "o", "ex", "is", "on", "us", "ix", "en", "y", "um", "or"))
    )


def surname(rng: Random) -> str:
    return (
        rng.choice(_HEADS)
        + rng.choice(_MIDS)
        + rng.choice(("sen", "ski", "er", "ez", "ini", "ov", "man", "ard", "ides"))
    )


def person(rng: Random) -> str:
    return f"{rng.choice(_FIRST)} {surname(rng)}"


def company(rng: Random) -> str:
    way = rng.random()
    if way < 0.14:
        return "".join(rng.choice("ABCDEFGHJKLMNPRSTVWXZ") for _ in range(3))
    if way < 0.28:
        return f"{surname(rng)} & {surname(rng)}"
    if way < 0.42:
        return stem(rng)
    return f"{stem(rng) if rng.random() < 0.7 else place(rng)} {rng.choice(_TRADES)}"


def hospital(rng: Random) -> str:
    way = rng.random()
    if way < 0.3:
        return f"St {surname(rng)}'s Hospital"
    kinds = (
        "Hospital",
        "General Hospital",
        "University Hospital",
        "Clinic",
        "Infirmary",
        "Medical Centre",
        "Health Trust",
        "Care Network",
        "Children's Hospital",
    )
    return f"{place(rng)} {rng.choice(kinds)}"


def body(rng: Random, kinds: tuple[str, ...]) -> str:
    return f"{place(rng)} {rng.choice(kinds)}"
