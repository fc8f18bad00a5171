from __future__ import annotations

import re
from pathlib import Path

from qa_service.web.problems import KINDS

PAGE = Path(__file__).parents[2] / "docs" / "errors.md"


def test_the_documentation_and_the_code_agree() -> None:
    rows = re.findall(r"^\| `/problems/([a-z-]+)` \| (\d{3}) \| ([^|]+) \|", PAGE.read_text(encoding="utf-8"), re.M)
    assert {slug: (int(status), title.strip()) for slug, status, title in rows} == {
        kind.slug: (kind.status, kind.title) for kind in KINDS.values()
    }


def test_slugs_are_unique_and_every_kind_says_what_to_do() -> None:
    assert len({kind.type for kind in KINDS.values()}) == len(KINDS)
    assert all(kind.remedy.endswith((".", "…")) for kind in KINDS.values())
