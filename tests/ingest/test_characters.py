from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa_service.ingest.characters import printed, without_controls


def test_only_what_is_no_text_is_taken_out():
    kept = "It rose by “5\u00a0%”\n\tin all"
    assert printed("It\u200b rose\u00ad by\ufeff “5\u00a0%”\x07\ud800\n\tin\u2060 all") == kept
    assert without_controls("a\u00adb\x00") == "a\u00adb"


@given(st.text(st.characters()))
def test_what_is_left_can_be_written_as_utf_8(text):
    assert printed(text).encode().decode() == printed(printed(text))
