"""What kind of answer a question wants: a figure, a list, a yes or no, one of two, a date, or words."""

from __future__ import annotations

import re

from qa_service.ask.dimensions import dimension_asked
from qa_service.ask.office_words import asked_office
from qa_service.ask.slots import Kind
from qa_service.ask.wording import COUNT, GROWTH, PERCENT, SHARE, currency_of, has_size
from qa_service.language.periods import find_periods, without

# when the report came out
_PUBLISHED = re.compile(
    r"\b(?:when|what (?:date|day)|date)\b.*\b(?:report|article|bulletin|release|document|page|statement|publication|"
    r"this|it)\b.*\b(?:publish\w*|released|issued|updated|came out|come out|dated|out)\b|"
    r"\b(?:publication|release|issue) date\b|\bhow (?:old|recent) is (?:the|this) \w+",
    re.I,
)
_TO_COME = re.compile(r"\b(?:next|future|upcoming|following)\b", re.I)
# "over what period", "in which months": the time that a figure given in the question is for
_WHEN_FOR = re.compile(
    r"\b(?:(?:over|in|during|for|at|which|what) )*(?:what|which) "
    r"(?:period|time ?frame|time span|months?|years?|quarter|dates?)\b|\bwhat period\b",
    re.I,
)
_DIGIT = re.compile(r"\d")
_YES_NO = re.compile(r"^(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would)\b", re.I)
_COMPARE = re.compile(
    r"\b(?:bigger|larger|higher|greater|more|most|faster|quicker|stronger|lower|less|smaller|slower|weaker|fewer|least|"
    r"likelier|older|younger|longer|shorter|better|worse|cheaper|dearer|fatter|thinner|wider|narrower|steeper|sharper|"
    r"richer|poorer|busier|quieter|heavier|lighter|happier|safer|deeper|milder)\b",
    re.I,
)
# "or" between two things, not "or older"
_OR = re.compile(
    r"\bor\b(?! (?:older|over|more|above|less|under|below|fewer|younger|higher|later|better|so|not|earlier)\b)", re.I
)
# "did it rise or fall": the change is asked, whichever way
_UP_OR_DOWN = re.compile(
    r"\b(?:up|rise|risen|rising|increase[ds]?|increasing|gr[eo]wn?|growing|gone up|go up) or "
    r"(?:down|fall|fallen|falling|decrease[ds]?|decreasing|declin(?:e|ed|ing)|shr[iau]nk|shrinking|"
    r"gone down|go down)\b",
    re.I,
)
# the smaller of two, or of all
LESSER = re.compile(r"\b(?:lower|less|smaller|slower|weaker|fewer|least|shorter|cheaper|smallest|lowest)\b", re.I)
_ALL = re.compile(r"\b(?:list|enumerate|name|what are|give me|show)\b.*\b(?:all|every|each)\b", re.I)
_FIGURES = re.compile(r"\b(?:figures?|numbers?|rates?)\b", re.I)
REASONS = re.compile(
    r"^(?:and |but |so )?(?:why|how come|for what reason|"
    r"what (?:is|was|are|were) (?:the )?(?:[\w-]+ ){0,2}?(?:reasons?|causes?)|"
    r"(?:the )?(?:[\w-]+ )?reasons? (?:[\w-]+ )?(?:for|why|that|behind)|"
    r"what (?:explains?|explained|caused|causes|drove|triggered|(?:is|was|lies|lay) behind|led to|"
    r"(?:brought|pushed|pulled|sent|kept|makes?|made)(?! up\b)))\b",
    re.I,
)
_DATED = re.compile(
    r"^(?:and )?(?:since|until|till|by|from) when\b|^(?:what (?:is|'s|was) )?(?:the )?(?:next )?date (?:of|for)\b", re.I
)

# "how did sales change" is a figure for all its "how did"
_HOW_DID = re.compile(r"^how (?:did|has|have|had|does|do|is|are|was|were)\b", re.I)
# "how many", "what share": a figure wherever it stands
_HOW_MUCH = re.compile(
    r"\b(?:how (?:many|much|fast|quickly|sharply|big|large|high|far|long)|"
    r"what (?:(?:is|was|are|were) the (?:\w+ ){0,2})?"
    r"(?:share|proportion|percent\w*|number|fraction|rate|amount|value))\b",
    re.I,
)
# "where does it rank": a figure, while "which one ranks first" asks for a name
_OWN_RANK = re.compile(r"^(?:where|how) (?:do|does|did) .*\brank\b|\bwhat (?:place|position|rank)\b", re.I)
# "in which town", "under what law", but not "at what rate"
_IN_WHICH = re.compile(
    r"^(?:at|in|on|for|by|to|from|under) (?:what|which) (?!percent|share|rate|proportion|per cent)", re.I
)
# "what is it made of", "what does it stand for"
_WHAT_IS_IT = re.compile(
    r"^what (?:is|are|was|were|do|does|did)\b.*\b(?:caused|made|used|based|driven|compiled|called|meant|mean|defined|"
    r"responsible|known|due|related|by|about|like|stand for|happening)\W*$",
    re.I,
)
_TEXTUAL = re.compile(
    r"^(?:and |but |so )?(?:who|whom|whose|where|why|when|which|what are the|how come|"
    r"how (?:do|does|did|is|are|was|were)\b)",
    re.I,
)
_WHICH_SHARE = re.compile(r"\bwhich (?:percentage|share|proportion|number)\b", re.I)
_WH = re.compile(r"(?:, |: |- )(?:who|where|why|which|whose)\b", re.I)
_WHAT = re.compile(r"^what\b", re.I)

_BRACKETED = re.compile(r"\([^)]*\)")
_TWO = re.compile(r"^(.*?)\s+or\s+(?:in\s+|for\s+|by\s+|the\s+)*(.+)$", re.I)
# what stands before the first of two things: "Which grew faster, A or B"
_BEFORE_FIRST = re.compile(
    r"[:–—]|,(?!\d)|\b(?:between|in|either|quicker|faster|bigger|larger|higher|more|than|lower|smaller|less|fewer)\b"
    r"(?! or)"
)
_AFTER_SECOND = re.compile(r",(?!\d)|\bin (?:19|20)\d\d")
# what stands around the two in "Are imports or exports higher?"
_VERB_FIRST = re.compile(rf"{_YES_NO.pattern}\s+", re.I)
_COMPARED_LAST = re.compile(rf"\s+{_COMPARE.pattern}$", re.I)


def kind_of(text: str) -> Kind:
    """The kind of answer that a question wants."""
    if _PUBLISHED.search(text) and not _TO_COME.search(text):
        return "published"
    if REASONS.match(text) or _DATED.match(text) or asked_office(text):
        return "text"
    if _UP_OR_DOWN.search(text):
        return "figure"
    if _WHEN_FOR.search(text) and _DIGIT.search(without_periods(text)):
        return "period"
    if _COMPARE.search(text) and _OR.search(text) and not COUNT.search(text):
        return "compare"
    if _YES_NO.match(text):
        return "yesno"
    if _ALL.search(text) and any(p.search(text) for p in (GROWTH, PERCENT, _FIGURES)):
        return "list"
    return "text" if _is_textual(text) else "figure"


def without_periods(text: str) -> str:
    """``text`` with a blank in the place of each period."""
    return without(text, [(m.start, m.end) for m in find_periods(text)])


def _is_textual(text: str) -> bool:
    if (
        (_HOW_DID.match(text) and (GROWTH.search(text) or PERCENT.search(text)))
        or _HOW_MUCH.search(text)
        or _OWN_RANK.search(text)
    ):
        return False
    if _IN_WHICH.match(text) or _WHAT_IS_IT.match(text):
        return True
    if (_TEXTUAL.match(text) and not _WHICH_SHARE.search(text)) or (_WH.search(text) and "?" in text):
        return True
    slots = currency_of(text) or any(p.search(text) for p in (PERCENT, SHARE, COUNT, GROWTH))
    return bool(_WHAT.match(text)) and not slots and not has_size(text) and not dimension_asked(text)


def options_of(text: str) -> tuple[str, ...]:
    """The two things set against each other: "…: energy or manufacturing?" → (energy, manufacturing)."""
    match = _TWO.search(_BRACKETED.sub(" ", text).strip(" ?."))
    if not match:
        return ()
    left = _VERB_FIRST.sub("", _BEFORE_FIRST.split(match.group(1))[-1].strip(" ?'\"“”"))
    right = _COMPARED_LAST.sub("", _AFTER_SECOND.split(match.group(2))[0].strip(" ?'\"“”"))
    return (left, right) if left and right else ()
