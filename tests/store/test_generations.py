import json
from dataclasses import replace

import numpy as np
import pytest

from qa_service.errors import IndexUnusableError
from qa_service.settings import DEFAULT_ENCODER
from qa_service.store import generations
from qa_service.store.files import replace_file, sha256_of
from qa_service.store.generations import load_current, publish, stale_reason
from qa_service.store.manifest import FORMAT, generation_folder
from qa_service.store.vectors import VectorIndex
from tests.fakes import FAKE_ENCODER, FakeEncoder, make_generation

TEXTS = {"farms": "Oats rose 5 % and rye fell 3 %.\nBarley is scarce.", "ferries": "Ferries carried 12 % more."}
REMEDY = r"Run 'make index' or 'flask index build'\.$"


@pytest.fixture
def index(tmp_path):
    (tmp_path / "index").mkdir()
    publish(tmp_path / "index", make_generation(TEXTS))
    return tmp_path / "index"


def load(index, **wanted):
    return load_current(index, encoder_name=wanted.pop("encoder_name", FAKE_ENCODER), **wanted)


def folder_of(index):
    return index / (index / "current").read_text().split()[0]


def test_everything_comes_back_as_it_was_written(index):
    made, loaded = make_generation(TEXTS), load(index)
    assert loaded.reports == made.reports
    assert (loaded.passages, loaded.sentences, loaded.facts) == (made.passages, made.sentences, made.facts)
    assert loaded.counts == loaded.manifest.counts == made.counts
    assert loaded.words.frequency == made.words.frequency
    for name in ("passage_vectors", "sentence_vectors", "fact_vectors"):
        rows = [getattr(g, name).vectors_of(list(range(len(getattr(g, name))))) for g in (made, loaded)]
        assert np.array_equal(*rows)
    for name in ("passage_keywords", "sentence_keywords"):
        scores = [getattr(g, name).scores("oats ferries").tolist() for g in (made, loaded)]
        assert scores[0] == scores[1]


def test_manifest_tells_what_the_generation_is(index):
    manifest = json.loads((folder_of(index) / "manifest.json").read_bytes())
    assert manifest["format"] == FORMAT
    assert manifest["id"] == folder_of(index).name == load(index).id
    assert manifest["dimension"] == 16
    assert manifest["built_at"].endswith("+00:00")
    assert manifest["counts"] == {"reports": 2, "passages": 3, "sentences": 3, "facts": 3, "words": 8}
    assert set(manifest["origin"]["corpus"]) == {"farms.txt", "ferries.txt"}
    assert manifest["files"]["facts.jsonl"] == sha256_of(folder_of(index) / "facts.jsonl")


def test_empty_generation_can_be_loaded(tmp_path):
    publish(tmp_path, make_generation({}))
    assert load(tmp_path).counts.passages == 0


# Damage: each is done to a good index, and each has a message of its own.


def _flip_a_bit(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _rewrite_manifest(index, **changes):
    path = folder_of(index) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | changes))
    replace_file(index / "current", f"{path.parent.name} {sha256_of(path)}\n")


def _claim_counts(index, **changes):
    counts = json.loads((folder_of(index) / "manifest.json").read_bytes())["counts"]
    _rewrite_manifest(index, counts=counts | changes)


def _cut_off(path):
    path.write_bytes(path.read_bytes()[:-5])


DAMAGE = {
    "no-index": (lambda i: (i / "current").unlink(), "There is no index in .*index yet"),
    "pointer-empty": (lambda i: (i / "current").write_text(""), "the file 'current' is damaged"),
    "pointer-binary": (lambda i: (i / "current").write_bytes(b"\xff\xfe\x00"), "the file 'current' is damaged"),
    "pointer-leads-out": (lambda i: (i / "current").write_text("../x y"), "the file 'current' is damaged"),
    "generation-gone": (
        lambda i: folder_of(i).rename(i / "elsewhere"),
        r"'current' names the generation \w+-\w+, which is missing",
    ),
    "manifest-gone": (lambda i: (folder_of(i) / "manifest.json").unlink(), r"manifest\.json is missing"),
    "manifest-flipped": (
        lambda i: _flip_a_bit(folder_of(i) / "manifest.json"),
        r"manifest\.json is damaged: its sha256 is not the one in 'current'",
    ),
    "manifest-of-another-shape": (
        lambda i: _rewrite_manifest(i, counts=7),
        r"manifest\.json is not a manifest of format 3",
    ),
    "format": (lambda i: _rewrite_manifest(i, format=2), "it has format 2, this version reads format 3"),
    "folder-renamed": (lambda i: _rewrite_manifest(i, id="other"), r"the folder \S+ holds the generation other"),
    "count-of-passages": (
        lambda i: _claim_counts(i, passages=4),
        r"the manifest promises Counts\(.*passages=4.*the files hold Counts\(.*passages=3",
    ),
    **{
        f"{kind}-{name}": (
            lambda i, name=name, harm=harm: harm(folder_of(i) / name),
            rf"{name.replace('.', '[.]')} is {message}",
        )
        for name in (
            "reports.jsonl",
            "passages.jsonl",
            "facts.jsonl",
            "passages.faiss",
            "sentences.faiss",
            "facts.faiss",
            "words.txt",
            "words.faiss",
            "passage-keywords/words.txt",
            "sentence-keywords/weights.npy",
        )
        for kind, harm, message in (
            ("gone", lambda path: path.unlink(), "missing"),
            ("cut-off", _cut_off, "damaged: its sha256 is not the one in the manifest"),
            ("flipped", _flip_a_bit, "damaged: its sha256 is not the one in the manifest"),
        )
    },
}


@pytest.mark.parametrize(("damage", "message"), DAMAGE.values(), ids=DAMAGE)
def test_damaged_index_is_refused_saying_what_is_wrong_and_what_to_run(index, damage, message):
    damage(index)
    with pytest.raises(IndexUnusableError, match=message) as caught:
        load(index)
    assert str(index) in str(caught.value)
    assert "Run 'make index' or 'flask index build'." in str(caught.value)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        pytest.param(
            {"encoder_name": "others"}, "built with the encoder fake-words, the settings name others", id="name"
        ),
        pytest.param({"dimension": 32}, "its vectors have 16 dimensions, the encoder fake-words gives 32", id="width"),
    ],
)
def test_index_of_another_encoder_is_refused(index, wanted, message):
    with pytest.raises(IndexUnusableError, match=message + r"\. " + REMEDY):
        load(index, **wanted)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"weights_sha256": "0"}, "other weights of the encoder", id="weights"),
        pytest.param({"twin_sha256": None}, "other weights of the encoder", id="twin"),
        pytest.param({}, "its vectors have 16 dimensions, the encoder all-MiniLM-L6-v2 gives 384", id="dimension"),
    ],
)
def test_index_of_other_weights_or_dimension_is_refused(tmp_path, change, message):
    encoder = FakeEncoder(DEFAULT_ENCODER)
    encoder.weights_sha256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    encoder.twin_sha256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
    for name, value in change.items():
        setattr(encoder, name, value)
    publish(tmp_path, make_generation(TEXTS, encoder))
    with pytest.raises(IndexUnusableError, match=message):
        load(tmp_path, encoder_name=DEFAULT_ENCODER)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("passage_vectors", "it holds 1 passage vectors for 3 rows", id="passages"),
        pytest.param("sentence_vectors", "it holds 1 sentence vectors for 3 rows", id="sentences"),
        pytest.param("fact_vectors", "it holds 1 fact vectors for 3 rows", id="facts"),
    ],
)
def test_rows_that_do_not_match_the_records_are_refused(tmp_path, name, message):
    wrong = VectorIndex.build(FakeEncoder().encode(["one"]))
    publish(tmp_path, replace(make_generation(TEXTS), **{name: wrong}))
    with pytest.raises(IndexUnusableError, match=message):
        load(tmp_path)


def test_vectors_of_another_width_than_the_manifest_says_are_refused(tmp_path):
    wrong = VectorIndex.build(FakeEncoder(dimension=8).encode(["one", "two", "three"]))
    publish(tmp_path, replace(make_generation(TEXTS), sentence_vectors=wrong))
    with pytest.raises(IndexUnusableError, match="its sentence vectors have 8 dimensions, not 16"):
        load(tmp_path)


def test_file_that_passes_its_hash_but_cannot_be_read_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(generations, "write_records", lambda path, records: path.write_text("{}\n"))
    publish(tmp_path, make_generation(TEXTS))
    with pytest.raises(IndexUnusableError, match=r"generation \S+ cannot be read"):
        load(tmp_path)


# Switching


@pytest.mark.parametrize("step", ["_write", "write_manifest", "hashes_of", "move_into_place", "point_to"])
def test_crash_in_any_step_leaves_the_former_generation_current(index, monkeypatch, step):
    before = load(index).id

    def crash(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(generations, step, crash)
        with pytest.raises(KeyboardInterrupt):
            publish(index, make_generation({"mills": "Mills closed."}))
    assert load(index).id == before
    publish(index, make_generation({"mills": "Mills closed."}))
    assert list(load(index).reports) == ["mills"]
    assert list(index.glob(".building-*")) == []


def test_last_three_generations_are_kept(index):
    ids = [load(index).id]
    for _ in range(4):
        generation = make_generation(TEXTS)
        publish(index, generation)
        ids.append(generation.id)
    assert sorted(path.name for path in index.iterdir() if path.is_dir()) == ids[-3:]
    assert load(index).id == ids[-1]


def test_ids_sort_by_age_even_within_a_second():
    ids = [make_generation(TEXTS).id for _ in range(5)]
    assert ids == sorted(set(ids))


def test_generations_are_not_written_to_after_the_switch(index):
    first = load(index)
    before = {path: sha256_of(path) for path in generation_folder(index, first.manifest).rglob("*") if path.is_file()}
    publish(index, make_generation({"mills": "Mills closed."}))
    assert {path: sha256_of(path) for path in before} == before


# Staleness


def test_index_of_the_same_origin_is_up_to_date(index):
    assert stale_reason(index, load(index).manifest.origin) is None


def test_index_of_another_origin_is_out_of_date(index):
    wanted = replace(load(index).manifest.origin, corpus={})
    assert stale_reason(index, wanted) == (
        f"The index in {index} is out of date: files of the corpus: 2 removed (farms.txt, ferries.txt)."
    )


def test_damaged_index_is_stale(index):
    _flip_a_bit(folder_of(index) / "facts.jsonl")
    assert "facts.jsonl is damaged" in stale_reason(index, make_generation(TEXTS).manifest.origin)
