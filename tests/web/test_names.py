from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.web.names import MOST_BYTES, safe_name

CASES = {
    "plain": ("report-2031.md", "report-2031.md"),
    "spaces and capitals stay": ("Half Year 2031.TXT", "Half Year 2031.TXT"),
    "a path": ("/etc/cron.d/report.txt", "report.txt"),
    "a way up": ("../../report.txt", "report.txt"),
    "a path of another system": ("C:\\reports\\report.txt", "report.txt"),
    "a way up by dots alone": ("../..", ""),
    "a dot file": (".htaccess.txt", "htaccess.txt"),
    "dots at the end": ("report.txt. .", "report.txt"),
    "a zero byte": ("report.txt\0.md", "report.txt.md"),
    "a line break": ("report\r\nSet-Cookie: x.txt", "reportSet-Cookie_ x.txt"),
    "mark-up": ("<img src=x>.txt", "_img src=x_.txt"),
    "script": ('<script>alert("x")</script>.html', "script_.html"),
    "text turned round": ("report\u202etxt.exe", "reporttxt.exe"),
    "composed": ("re\u0301sume\u0301.md", "résumé.md"),
    "another script": ("报告.txt", "报告.txt"),
    "a device": ("nul.txt", "_nul.txt"),
    "a device alone": ("COM1", "_COM1"),
    "no device": ("console.txt", "console.txt"),
    "an escaped address": ("%2e%2e%2freport.txt", "_2e_2e_2freport.txt"),
    "nothing": ("", ""),
    "dots": ("...", ""),
    "a suffix alone": (".txt", "txt"),
}


@pytest.mark.parametrize(("given_", "name"), CASES.values(), ids=CASES.keys())
def test_names_are_made_safe(given_: str, name: str) -> None:
    assert safe_name(given_) == name


def test_a_long_name_is_cut_and_keeps_its_suffix() -> None:
    name = safe_name("报" * 300 + ".html")
    assert name == "报" * 65 + ".html"
    assert len(name.encode()) == MOST_BYTES


def test_a_long_suffix_is_cut_like_any_text() -> None:
    assert safe_name("a." + "b" * 300) == "a." + "b" * 198


@given(st.text())
def test_a_name_is_one_plain_part_and_safe_again(text: str) -> None:
    name = safe_name(text)
    assert len(name.encode()) <= MOST_BYTES
    assert not set(name) & set('/\\\0\n\r<>:"|?*%#')
    assert not name.startswith((".", " "))
    assert not name.endswith((".", " "))
    assert not any(unicodedata.category(c).startswith("C") for c in name)
    assert safe_name(name) == name
