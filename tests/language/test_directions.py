from __future__ import annotations

import pytest

from qa_service.language.quantities import change_direction, find_quantities

CASES = {
    "up": ("Sales were up 4.1% and 3.9% on the year.", ["up", "up"]),
    "rose by": ("Output rose by 4 per cent.", ["up"]),
    "increase of": ("An increase of 2 percentage points was seen.", ["up"]),
    "growth rate reached": ("Growth reached 8.2%.", ["up"]),
    "grew sales by": ("It expects to grow sales by 35%.", ["up"]),
    "amount or share": ("Jobs grew by 12,600 posts or 2.2%.", ["up", "up"]),
    "fell to": ("Output fell 3% to 40,000.", ["down", None]),
    "fell from to": ("It fell from 14 to 12.", [None, None]),
    "a fall": ("There was a 28% fall in waste.", ["down"]),
    "higher": ("Profits finished 34% higher.", ["up"]),
    "lost": ("The index lost 190 points, or 0.6%.", ["down", "down"]),
    "two clauses": ("Steel fell 0.9%, while copper gained 1.1%.", ["down", "up"]),
    "minus": ("Growth was −0.3%.", ["down"]),
    "plus": ("Growth was +0.3%.", ["up"]),
    "level": ("It employs 300 people at 12 sites.", [None, None]),
    "word for the next figure": ("The index (16,369 up 58 points) closed.", [None, "up"]),
    "other clause": ("Prices fell; it sold 300 vans.", [None]),
    "lower than": ("Fewer than 20 schools closed.", [None]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_the_words_beside_a_figure_tell_its_direction(text, expected):
    assert [change_direction(text, quantity) for quantity in find_quantities(text)] == expected
