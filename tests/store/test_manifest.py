from dataclasses import replace

import pytest

from qa_service.settings import DEFAULT_ENCODER
from qa_service.store import manifest as manifest_module
from qa_service.store.embedding import identify_encoder
from qa_service.store.manifest import Origin, builder_version, origin_of

BUILT = Origin("1+aa", "small", "w1", None, 1000, {"a.txt": "1", "b.txt": "2"})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({}, None, id="nothing"),
        pytest.param(
            {"encoder": "large"}, "it was built with the encoder small, the settings name large", id="encoder"
        ),
        pytest.param({"weights_sha256": "w2"}, "the weights of the encoder small are others now", id="weights"),
        pytest.param({"twin_sha256": "t"}, "the weights of the encoder small are others now", id="twin"),
        pytest.param({"builder": "1+bb"}, "it was built by version 1+aa, this is 1+bb", id="builder"),
        pytest.param({"max_report_bytes": 9}, "the limit of a report was 1000 bytes, now it is 9", id="report-limit"),
        pytest.param({"limits": {"pages": 7}}, "the limit of pages was None, now it is 7", id="other-limit"),
        pytest.param(
            {"corpus": {"a.txt": "1", "b.txt": "9", "c.txt": "3"}},
            "files of the corpus: 1 added (c.txt); 1 changed (b.txt)",
            id="added-and-changed",
        ),
        pytest.param({"corpus": {"a.txt": "1"}}, "files of the corpus: 1 removed (b.txt)", id="removed"),
        pytest.param(
            {"corpus": {**BUILT.corpus, "c": "", "d": "", "e": "", "f": ""}},
            "files of the corpus: 4 added (c, d, e, …)",
            id="many-added",
        ),
    ],
)
def test_difference_says_what_has_changed(change, message):
    assert BUILT.difference(replace(BUILT, **change)) == message


def test_origin_names_encoder_code_and_files():
    origin = origin_of(identify_encoder(DEFAULT_ENCODER), max_report_bytes=5, corpus={"a": "1"})
    assert origin.encoder == DEFAULT_ENCODER
    assert (origin.builder, origin.max_report_bytes, origin.corpus) == (builder_version(), 5, {"a": "1"})


def test_builder_version_changes_with_the_building_code_and_the_pinned_libraries(tmp_path, monkeypatch):
    package = tmp_path / "package"
    (package / "ingest").mkdir(parents=True)
    (package / "records.py").write_text("a = 1")
    monkeypatch.setattr(manifest_module, "_PACKAGE", package)
    seen = {builder_version(), builder_version()}
    assert len(seen) == 1
    (package / "ingest" / "reading.py").write_text("b = 2")
    seen.add(builder_version())
    (package / "web.py").write_text("c = 3")
    seen.add(builder_version())
    (tmp_path / "requirements.txt").write_text("parser==2")
    seen.add(builder_version())
    assert len(seen) == 3


def test_another_limit_may_read_something_else_out_of_the_same_bytes():
    assert BUILT.reads_as(replace(BUILT, corpus={}))
    assert not BUILT.reads_as(replace(BUILT, limits={"pages": 7}))
