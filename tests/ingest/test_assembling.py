import numpy as np

from qa_service.ingest.assembling import Assembler
from qa_service.ingest.carrying import Former, put_together
from qa_service.ingest.gathering import Gathering, Parts
from qa_service.ingest.progress import silent
from qa_service.store.checks import refuse_disagreement
from qa_service.store.manifest import origin_of
from tests.fakes import FakeEncoder, extract_percentages, make_generation, make_report, split_lines

TEXTS = {"farms": "Oats rose 5 % and rye fell 3 %.\nBarley is scarce.", "ferries": "Ferries carried 12 % more."}
ORIGIN = origin_of(FakeEncoder(), max_report_bytes=1000, corpus={})


def assembled(texts, former, folder):
    """The generation of these texts, built on the former one, and the texts that were embedded for it."""
    encoder, known = FakeEncoder(), former.reads.reports if former.reads else {}
    reports = [make_report(id, text) for id, text in texts.items()]
    gathering = Gathering(folder)
    for report in reports:
        if known.get(report.id) != report:
            gathering.add(report, Parts(split_lines(report), extract_percentages(report, split_lines(report))))
    assembler = Assembler(encoder, former, folder, silent)
    made = assembler.assemble(put_together(reports, gathering.fresh(), former, folder), ORIGIN, {})
    refuse_disagreement(None, made)
    return made, sorted(encoder.encoded)


def assert_same(one, other):
    assert list(one.reports.values()) == list(other.reports.values())
    for name in ("passages", "sentences", "facts"):
        assert list(getattr(one, name)) == list(getattr(other, name))
    for name in ("passage_vectors", "sentence_vectors", "fact_vectors"):
        assert np.array_equal(getattr(one, name).rows, getattr(other, name).rows)
    for name in ("passage_keywords", "sentence_keywords"):
        assert getattr(one, name).scores("oats scarce").tolist() == getattr(other, name).scores("oats scarce").tolist()
    assert list(one.words.frequency.items()) == list(other.words.frequency.items())
    assert np.array_equal(one.words.vectors, other.words.vectors)


def test_generation_of_nothing_former_is_made_of_all_texts(tmp_path):
    assert_same(assembled(TEXTS, Former(None, ORIGIN), tmp_path)[0], make_generation(TEXTS))


def test_generation_built_on_is_the_one_built_anew_and_only_fresh_texts_are_embedded(tmp_path):
    changed = {"barns": "Hay rose 4 %.", "farms": TEXTS["farms"], "mills": "Barley is scarce."}
    made, embedded = assembled(changed, Former(make_generation(TEXTS), ORIGIN), tmp_path)
    assert_same(made, make_generation(changed))
    assert embedded == [
        "Barns: Hay rose 4 %.",
        "Hay rose 4 %.",
        "Hay · harvest · growth · year on year",
        "Mills: Barley is scarce.",
        "hay",
    ]


def test_encoder_of_another_width_embeds_all_texts_and_takes_over_what_was_read(tmp_path):
    former = Former(make_generation(TEXTS, FakeEncoder(dimension=8)), ORIGIN)
    made, embedded = assembled(TEXTS, former, tmp_path)
    assert_same(made, make_generation(TEXTS))
    assert embedded == sorted(set(embedded))
    assert "Barley is scarce." in embedded
