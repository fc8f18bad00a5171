"""How people ask, by role of the figure.

{om} owner with measure, {o} owner, {m} measure, {was} its verb, {p} period with a blank before it, or nothing, {P} its
label,
{c} what it is compared with, {rise} {increase} {higher} {above} words of the direction, {noun} what is counted.
"""

from __future__ import annotations

LEVEL = (
    "What {was} {om}{p}?",
    "What {was} {om}{p}?",
    "What {was} {om}{p}?",
    "How high {was} {om}{p}?",
    "What did {om} come to{p}?",
    "What did {om} stand at{p}?",
    "{om}{p}?",
    "{om}{p}",
    "{o} {m}{p}?",
    "{o} {m} {P}",
    "{m} {o}{p}",
    "{m} in {P}, {o}?",
    "{m} of {o}, {P}?",
    "What figure is given for {om}{p}?",
    "Tell me {om}{p}",
    "Could you tell me what {om} {was}{p}, please?",
    "According to the report, what {was} {om}{p}?",
    "I would like to know {om}{p}.",
    "What level did {om} reach{p}?",
    "How large {was} {om}{p}?",
    "{p1} what {was} {om}?",
    "Do we know {om}{p}? If so, what {was} the figure?",
    "For {o}, what {was} {M}{p}?",
    "what's {om}{p}",
    "Where did {om} stand{p}?",
    "What value does the text give for {om}{p}?",
    "give me the {m} figure for {o}{p}",
    "At what level {was} {om}{p}?",
)
GROWTH = (
    "How much did {om} {rise}{p}?",
    "By how much did {om} {rise}{p}?",
    "By what percentage did {om} {rise}{p}?",
    "By how many per cent did {om} {rise}{p}?",
    "What was the {increase} in {om}{p}?",
    "{o} {m} {increase}{p}?",
    "{m} {increase} {o} {P}",
    "How fast did {om} {rise}{p}?",
    "What {increase} did {o} see in {M}{p}?",
    "how much {increase} in {om}{p}",
    "What was the percentage change in {om}{p}?",
    "How did {om} change{p}, in per cent?",
    "{o} {m} {P} change?",
    "Can you tell me by how much {om} {risen}{p}?",
    "What {increase} in {om} does the report give{p}?",
    "How much {higher} {was} {om}{p}?",
    "{p1} how much did {om} {rise}?",
    "At what rate did {om} {rise}{p}?",
    "I need the {increase} in {om}{p}, in per cent.",
    "{om} {increase}{p}?",
)
POINTS = (
    "By how many points did {om} {rise}{p}?",
    "By how many percentage points did {om} {rise}{p}?",
    "How much did {om} {rise}{p}?",
    "What was the {increase} in {om}{p}?",
    "{o} {m} {increase} in points{p}?",
    "How many points did {om} {rise} by{p}?",
    "By how much did {om} {rise}{p}?",
    "What was the change in {om}{p} in points?",
    "How much {higher} {was} {om}{p}?",
    "{om} {increase}{p}?",
)
CHANGE = (
    "By how much did {om} {rise}{p}?",
    "How much did {om} {rise}{p} in absolute terms?",
    "What was the {increase} in {om}{p}?",
    "How much {higher} {was} {om}{p}?",
    "{om} {increase}{p}, absolute?",
    "How big was the {increase} in {om}{p}?",
)
GAP = (
    "How far {above} {c} {was} {om}{p}?",
    "By how much did {om} {exceed} {c}{p}?",
    "By how many points did {om} {exceed} {c}{p}?",
    "How much {higher} than {c} {was} {om}{p}?",
    "{om} compared with {c}{p}?",
    "What was the gap between {om} and {c}{p}?",
    "How did {om} compare with {c}{p}?",
    "{o} {m} vs {c}{p}",
    "What distance {was} there between {om} and {c}{p}?",
    "How many points {above} {c} {was} {om}{p}?",
)
SHARE = (
    "What share of {c} did {o} account for{p}?",
    "How much of {c} came from {o}{p}?",
    "What percentage of {c} did {o} make up{p}?",
    "{o} share of {c}{p}?",
    "What proportion of {c} was {o}'s{p}?",
    "What part of {c} did {o} have{p}?",
    "How large was {o}'s share of {c}{p}?",
    "How much did {o} make up of {c}{p}?",
    "share of {c} {o} {P}",
    "What was the share of {o} in {c}{p}?",
    "what % of {c} is due to {o}{p}",
)
SHARE_CHANGE = (
    "By how many points did {o}'s share of {c} {rise}{p}?",
    "How much did {o}'s share of {c} {rise}{p}?",
    "What was the {increase} in {o}'s share of {c}{p}?",
    "By how much did the share of {o} in {c} {rise}{p}?",
    "How many points did {o}'s share of {c} {rise} by{p}?",
    "{o} share of {c} change{p}?",
)
RANK = (
    "Where did {o} rank for {M}{p}?",
    "What place did {o} take for {M}{p}?",
    "What was {o}'s rank by {M}{p}?",
    "{o} rank {m}{p}?",
    "In which position was {o} for {M}{p}?",
    "How did {o} rank by {M}{p}?",
)
CONTRIBUTION = (
    "How much did {o} contribute to {c}{p}?",
    "How much did {o} add to {c}{p}?",
    "What was {o}'s contribution to {c}{p}?",
    "By how many points did {o} lift {c}{p}?",
    "{o} contribution to {c}{p}?",
    "How many points of {c} came from {o}{p}?",
)
DRAG = (
    "How much did {o} take off {c}{p}?",
    "How much did {o} subtract from {c}{p}?",
    "What was {o}'s effect on {c}{p}?",
    "By how many points did {o} reduce {c}{p}?",
    "{o} drag on {c}{p}?",
)

TEMPLATES = {
    "level": LEVEL,
    "growth": GROWTH,
    "points": POINTS,
    "change": CHANGE,
    "gap": GAP,
    "share": SHARE,
    "share change": SHARE_CHANGE,
    "rank": RANK,
    "contribution": CONTRIBUTION,
    "drag": DRAG,
}

DIRECTIONS = {
    1: {
        "rise": "rise increase grow climb expand",
        "risen": "rose increased grew",
        "increase": "increase growth rise gain",
        "higher": "higher",
        "above": "above over",
        "exceed": "exceed surpass beat",
    },
    -1: {
        "rise": "fall drop decline decrease shrink",
        "risen": "fell dropped declined",
        "increase": "fall drop decline decrease decline",
        "higher": "lower",
        "above": "below under",
        "exceed": "trail miss undershoot",
    },
}
