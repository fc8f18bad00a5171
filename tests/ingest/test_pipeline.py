from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from qa_service.errors import IndexUnusableError, ReadingError
from qa_service.ingest.pipeline import Tools, build_index, open_tools, why_stale
from qa_service.records import Period
from qa_service.store.files import only_writer
from qa_service.store.generations import load_current
from qa_service.store.keywords import KeywordIndex
from qa_service.store.notes import Notes, read_notes
from tests.fakes import FAKE_ENCODER, FakeEncoder, fake_tools, settings_with

FARMS = "Farm report\n\nPublished on 3 March 2020\n\nOats rose 5 % on the farms of the valley.\n\nRye fell 3 % there.\n"
FERRIES = "Ferry report\n\nFerries carried 12 % more passengers to the islands than before.\n"


@pytest.fixture
def settings(tmp_path):
    return settings_with(tmp_path, {"farms.txt": FARMS, "ferries.txt": FERRIES})


def loaded(settings):
    return load_current(settings.index, encoder_name=FAKE_ENCODER)


def test_corpus_becomes_the_current_generation(settings):
    done = build_index(settings, fake_tools())
    generation = loaded(settings)
    assert generation.id == done.generation
    assert list(generation.reports) == ["farms", "ferries"]
    assert [str(fact.value) for fact in generation.facts] == ["5", "3", "12"]
    assert done.counts == generation.counts
    assert done.refused == done.duplicates == {}
    assert done.undated == ["ferries.txt"]
    assert done.seconds > 0


def test_a_build_names_the_reports_that_it_reads_with_too_many_numbers_in_a_sentence(settings):
    crowd = ", ".join(str(number) for number in range(1, 42))
    (settings.corpus / "sheep.txt").write_text(f"Sheep\n\nLots: {crowd}.\n\nWool rose by 5 %.\n\nMore lots: {crowd}.\n")
    assert build_index(settings, fake_tools()).crowded == {"sheep.txt": 2}
    assert build_index(settings, fake_tools()).crowded == {"sheep.txt": 2}


def test_every_span_cuts_its_text_out_of_the_report(settings):
    build_index(settings, fake_tools())
    generation = loaded(settings)
    for sentence in generation.sentences:
        assert generation.reports[sentence.report].text[sentence.start : sentence.end] == sentence.text
        passage = generation.passages[sentence.passage]
        assert passage.report == sentence.report
        assert passage.start <= sentence.start <= sentence.end <= passage.end


def test_rows_are_those_of_the_texts(settings):
    build_index(settings, fake_tools())
    generation = loaded(settings)
    rows = (
        (generation.passage_vectors, [passage.context for passage in generation.passages]),
        (generation.sentence_vectors, [sentence.text for sentence in generation.sentences]),
        (generation.fact_vectors, [fact.card for fact in generation.facts]),
    )
    for vectors, texts in rows:
        assert np.array_equal(vectors.vectors_of(list(range(len(texts)))), FakeEncoder().encode(texts))


def test_second_build_of_the_same_corpus_embeds_nothing(settings):
    first = build_index(settings, fake_tools())
    encoder = FakeEncoder()
    second = build_index(settings, fake_tools(encoder))
    assert encoder.encoded == []
    assert (second.carried, second.embedded) == (first.embedded, 0)
    assert second.generation != first.generation


def test_only_the_texts_of_a_new_report_are_embedded(settings):
    build_index(settings, fake_tools())
    (settings.corpus / "mills.txt").write_text("Mill report\n\nLooms rose 5 % in the mills of the valley.\n")
    encoder = FakeEncoder()
    build_index(settings, fake_tools(encoder))
    assert encoder.encoded
    assert not any("farms" in text.lower() or "ferries" in text.lower() for text in encoder.encoded)


def test_vectors_of_another_encoder_are_not_carried_over(settings):
    build_index(settings, fake_tools())
    other = FakeEncoder("other-words", dimension=8)
    done = build_index(settings, fake_tools(other))
    assert done.carried == 0
    assert load_current(settings.index, encoder_name="other-words").passage_vectors.dimension == 8


def test_damaged_former_generation_is_built_over(settings):
    first = build_index(settings, fake_tools())
    (settings.index / first.generation / "facts.jsonl").unlink()
    assert build_index(settings, fake_tools()).carried == 0
    assert loaded(settings).counts.reports == 2


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("empty.txt", b"", "empty", id="empty"),
        pytest.param("table.xlsx", b"PK\x03\x04", "damaged", id="damaged"),
        pytest.param("noise.txt", bytes(range(256)) * 2, "text", id="not-text"),
        pytest.param("big.txt", b"oats " * 1000, "1,024|1024", id="over-the-limit"),
    ],
)
def test_file_that_cannot_be_read_is_named_and_the_rest_is_built(settings, name, content, reason):
    (settings.corpus / name).write_bytes(content)
    done = build_index(replace(settings, max_report_bytes=1024), fake_tools())
    assert list(done.refused) == [name]
    assert name in done.refused[name]
    assert any(word in done.refused[name] for word in reason.split("|"))
    assert done.counts.reports == 2
    assert loaded(settings).manifest.refused == done.refused


def test_same_bytes_twice_are_one_report(settings):
    (settings.corpus / "later.txt").write_text(FERRIES)
    done = build_index(settings, fake_tools())
    assert done.duplicates == {"later.txt": "ferries.txt"}
    assert (done.counts.reports, done.refused) == (2, {})


def test_reports_of_the_same_name_keep_ids_of_their_own(settings):
    (settings.corpus / "farms.md").write_text("# Farm report\n\nBarley rose 8 %.\n")
    done = build_index(settings, fake_tools())
    generation = loaded(settings)
    assert len(generation.reports) == done.counts.reports == 3
    assert {sentence.report for sentence in generation.sentences} == set(generation.reports)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param({}, r"There is no report in .*corpus\. Put files there that end in one of \.csv,", id="none"),
        pytest.param(
            {"a.txt": "", "b.pdf": "x"}, r"No file in .* can be read as a report\. .*a\.txt.*b\.pdf", id="bad"
        ),
    ],
)
def test_corpus_without_a_readable_report_changes_nothing(settings, tmp_path, files, message):
    before = build_index(settings, fake_tools()).generation
    bad = replace(settings_with(tmp_path / "bad", files), index=settings.index)
    with pytest.raises(ReadingError, match=message):
        build_index(bad, fake_tools())
    assert loaded(settings).id == before


@pytest.mark.parametrize("tool", ["split", "extract", "encoder"])
def test_error_in_the_middle_leaves_the_former_generation_current(settings, tool):
    before = build_index(settings, fake_tools()).generation
    (settings.corpus / "mills.txt").write_text("Mill report\n\nLooms rose 5 %.\n")

    class Broken:
        def __call__(self, *args):
            raise MemoryError(tool)

        encode = __call__
        name, weights_sha256, twin_sha256, dimension = FAKE_ENCODER, f"hub:{FAKE_ENCODER}", None, 16

    with pytest.raises(MemoryError, match=tool):
        build_index(settings, replace(fake_tools(), **{tool: Broken()}))
    assert loaded(settings).id == before


# New, changed, renamed and removed reports: the work is that of the change


class CountingTools:
    """Fake tools that note which reports are taken apart and which texts are embedded."""

    def __init__(self):
        self.encoder = FakeEncoder()
        self.split = []
        self.extracted = []

    @property
    def tools(self):
        plain = fake_tools(self.encoder)

        def split(report):
            self.split.append(report.path)
            return plain.split(report)

        def extract(report, passages):
            self.extracted.append(report.path)
            return plain.extract(report, passages)

        return Tools(self.encoder, split, extract)


MANY = {f"farm-{n:03}.txt": f"Farm {n}\n\nPublished on 3 March 2020\n\nField{n}s rose {n} %.\n" for n in range(60)}


def rows_of(generation):
    """Everything that questions are answered from, in a form that can be compared."""
    rows = [getattr(generation, f"{name}_vectors").rows.tolist() for name in ("passage", "sentence", "fact")]
    words = {word: generation.words.vectors[row].tolist() for word, row in generation.words.index.items()}
    scores = [
        k.scores("rose field7 farm").tolist() for k in (generation.passage_keywords, generation.sentence_keywords)
    ]
    records = (list(generation.reports.items()), generation.passages, generation.sentences, generation.facts)
    return records, rows, words, generation.words.frequency, scores


@pytest.fixture
def many(tmp_path):
    settings = settings_with(tmp_path, MANY)
    build_index(settings, fake_tools())
    return settings


def add(settings):
    (settings.corpus / "farm-007b.txt").write_text("Mill\n\nLooms rose 5 %.\n")


def change(settings):
    (settings.corpus / "farm-007.txt").write_text("Farm 7\n\nPublished on 3 March 2020\n\nField7s fell 9 %.\n")


def remove(settings):
    (settings.corpus / "farm-007.txt").unlink()


def rename(settings):
    (settings.corpus / "farm-007.txt").rename(settings.corpus / "zoo.txt")


def copy(settings):
    (settings.corpus / "a-copy.txt").write_bytes((settings.corpus / "farm-007.txt").read_bytes())


@pytest.mark.parametrize(
    ("does", "taken_apart", "carried", "embedded"),
    [
        pytest.param(add, ["farm-007b.txt"], 60, ["Looms rose 5 %.", "Mill: Looms rose 5 %.", "looms"], id="added"),
        pytest.param(
            change, ["farm-007.txt"], 59, ["Field7s fell 9 %.", "Farm 7: Field7s fell 9 %.", "fell"], id="changed"
        ),
        pytest.param(remove, [], 59, [], id="removed"),
        pytest.param(rename, [], 60, [], id="renamed"),
        pytest.param(copy, [], 60, [], id="copied"),
        pytest.param(lambda settings: None, [], 60, [], id="nothing"),
    ],
)
def test_only_what_changed_is_taken_apart_and_embedded(many, does, taken_apart, carried, embedded):
    does(many)
    counting = CountingTools()
    done = build_index(many, counting.tools)
    assert counting.split == counting.extracted == taken_apart
    assert (done.reports_read, done.reports_carried) == (len(taken_apart), carried)
    assert set(embedded) <= set(counting.encoder.encoded)
    assert done.embedded == len(counting.encoder.encoded) <= len(taken_apart) * 7
    assert done.carried > 200


@pytest.mark.parametrize("does", [add, change, remove], ids=lambda does: does.__name__)
def test_building_on_gives_the_same_as_building_anew(many, tmp_path, does):
    does(many)
    build_index(many, fake_tools())
    anew = replace(many, index=tmp_path / "anew")
    build_index(anew, fake_tools())
    assert rows_of(loaded(many)) == rows_of(loaded(anew))


@pytest.fixture
def large(tmp_path, monkeypatch):
    """An index whose rows are past the limit up to which the files are written anew."""
    monkeypatch.setattr("qa_service.store.vectors.MOST_EXACT", 50)
    settings = settings_with(tmp_path, MANY)
    build_index(settings, fake_tools())
    return settings


@pytest.mark.parametrize("does", [add, change, remove], ids=lambda does: does.__name__)
def test_building_on_a_large_index_gives_the_same_rows_and_leaves_the_large_files(large, tmp_path, does):
    former = load_current(large.index, encoder_name=FAKE_ENCODER).id
    does(large)
    counting = CountingTools()
    done = build_index(large, counting.tools)
    assert done.embedded == len(counting.encoder.encoded) <= len(counting.split) * 7
    for name in ("passages.faiss", "passages.cells", "sentences.faiss", "facts.cells"):
        assert (large.index / former / name).samefile(large.index / done.generation / name)
    built_on, anew = loaded(large), replace(large, index=tmp_path / "anew")
    build_index(anew, fake_tools())
    assert rows_of(built_on) == rows_of(loaded(anew))


def test_large_files_shared_by_generations_outlive_the_oldest_and_damage_to_them_is_found(large):
    first = loaded(large).id
    for n in range(4):
        (large.corpus / "mill.txt").write_text(f"Mill\n\nLooms rose {n} %.\n")
        last = build_index(large, fake_tools()).generation
    assert not (large.index / first).exists()
    cards = [fact.card for fact in loaded(large).facts]
    assert np.array_equal(loaded(large).fact_vectors.rows, FakeEncoder().encode(cards))
    with (large.index / last / "sentences.faiss").open("r+b") as file:
        file.seek(200)
        file.write(b"?")
    with pytest.raises(IndexUnusableError, match=r"sentences\.faiss is damaged"):
        loaded(large)
    assert build_index(large, fake_tools()).carried == 0
    assert loaded(large).counts.reports == 61


def test_renamed_report_keeps_its_id_so_that_citations_hold(many):
    before = loaded(many)
    rename(many)
    build_index(many, fake_tools())
    after = loaded(many)
    assert after.reports["farm-007"] == replace(before.reports["farm-007"], path="zoo.txt")
    assert list(after.reports)[-1] == "farm-007"
    assert {fact.id for fact in after.facts} == {fact.id for fact in before.facts}
    assert why_stale(many) is None


def test_removed_report_no_longer_answers(many):
    remove(many)
    build_index(many, fake_tools())
    generation = loaded(many)
    assert "farm-007" not in generation.reports
    assert "field7s" not in generation.words.index
    assert not [s for s in generation.sentences if s.report == "farm-007" or "Field7s" in s.text]


def test_other_code_takes_everything_apart_again_and_embeds_nothing(many, monkeypatch):
    monkeypatch.setattr("qa_service.store.manifest.builder_version", lambda: "newer")
    counting = CountingTools()
    done = build_index(many, counting.tools)
    assert (done.reports_read, done.reports_carried, done.embedded) == (60, 0, 0)
    assert len(counting.extracted) == 60


def test_other_encoder_embeds_everything_again_and_takes_nothing_apart(many):
    counting = CountingTools()
    counting.encoder = FakeEncoder("other-words", dimension=8)
    done = build_index(replace(many, encoder="other-words"), counting.tools)
    assert (done.reports_read, done.reports_carried, done.carried) == (0, 60, 0)
    assert counting.extracted == []


def test_reports_that_contradict_each_other_are_told_and_kept_with_the_generation(settings):
    year = Period(date(2020, 1, 1), date(2020, 12, 31), "2020")

    def extract(report, passages):
        return [replace(fact, subject="Oats", period=year) for fact in fake_tools().extract(report, passages)[:1]]

    done = build_index(settings, replace(fake_tools(), extract=extract))
    assert [[(c.report, c.text) for c in one.claims] for one in done.conflicts] == [
        [("farms", "5 %"), ("ferries", "12 %")]
    ]
    assert read_notes(settings.index / done.generation) == Notes(None, done.conflicts)


def test_generation_whose_rows_disagree_is_never_written(settings, monkeypatch):
    before = build_index(settings, fake_tools()).generation
    (settings.corpus / "mills.txt").write_text("Mill report\n\nLooms rose 5 %.\n")
    one = KeywordIndex.build(["one"])
    monkeypatch.setattr(KeywordIndex, "carried", lambda *given: one)
    with pytest.raises(IndexUnusableError, match="it holds 1 passage keywords for 8 rows"):
        build_index(settings, fake_tools())
    assert [path.name for path in settings.index.iterdir() if path.is_dir()] == [before]


def test_second_build_at_the_same_time_is_refused(settings):
    with only_writer(settings.index), pytest.raises(IndexUnusableError, match="Another build is writing"):
        build_index(settings, fake_tools())


def test_stages_are_shown_in_their_order(settings):
    stages = []

    def progress(items, stage):
        stages.append(stage)
        return items

    build_index(settings, fake_tools(), progress)
    assert stages == [
        "Reading",
        "Finding facts",
        "Embedding passages",
        "Embedding sentences",
        "Embedding facts",
        "Embedding words",
    ]


def test_fresh_index_is_not_stale_even_with_refused_files(settings):
    (settings.corpus / "empty.txt").write_text("")
    build_index(settings, fake_tools())
    assert why_stale(settings) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(lambda s: (s.corpus / "new.txt").write_text("New."), "1 added (new.txt)", id="added"),
        pytest.param(lambda s: (s.corpus / "farms.txt").write_text("New."), "1 changed (farms.txt)", id="changed"),
        pytest.param(lambda s: (s.corpus / "farms.txt").unlink(), "1 removed (farms.txt)", id="removed"),
        pytest.param(lambda s: (s.index / "current").unlink(), "There is no index", id="no-index"),
    ],
)
def test_changed_corpus_makes_the_index_stale(settings, change, reason):
    build_index(settings, fake_tools())
    change(settings)
    assert reason in why_stale(settings)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(
            {"encoder": "other-words"}, "with the encoder fake-words, the settings name other-words", id="encoder"
        ),
        pytest.param({"max_report_bytes": 2000}, "now it is 2000", id="limit"),
        pytest.param({"max_report_pages": 7}, "the limit of pages was 500, now it is 7", id="pages"),
    ],
)
def test_changed_settings_make_the_index_stale(settings, change, reason):
    build_index(settings, fake_tools())
    assert reason in why_stale(replace(settings, **change))


@pytest.mark.model
def test_real_tools_build_an_index_that_questions_can_use(settings):
    real = replace(settings, encoder="all-MiniLM-L6-v2")
    done = build_index(real, open_tools(real))
    generation = load_current(real.index, encoder_name=real.encoder)
    assert done.counts.reports == 2
    assert {str(abs(fact.value)) for fact in generation.facts} >= {"5", "3", "12"}
    assert generation.passage_vectors.dimension == 384
