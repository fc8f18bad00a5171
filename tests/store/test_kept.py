import pytest

from qa_service.errors import IndexUnusableError
from qa_service.store.generations import load_current, publish, roll_back
from qa_service.store.kept import (
    earlier_whole,
    is_pinned,
    kept_generations,
    kept_ids,
    newest_whole,
    pin,
    point_to,
)
from qa_service.store.manifest import current_id
from tests.fakes import FAKE_ENCODER, FakeEncoder, make_generation


@pytest.fixture
def index(tmp_path):
    """Three generations that hold the report "one", "two" and "three"; the last is current."""
    for name in ("one", "two", "three"):
        publish(tmp_path, make_generation({name: "Oats rose 5 %."}))
    return tmp_path


def reports(index):
    return list(load_current(index, encoder_name=FAKE_ENCODER).reports)


def damage(index, id, name="facts.jsonl"):
    (index / id / name).write_bytes(b"x")


def test_generations_are_listed_newest_first_with_the_current_one_marked(index):
    kept = kept_generations(index)
    assert [one.id for one in kept] == kept_ids(index) == sorted(kept_ids(index), reverse=True)
    assert [one.current for one in kept] == [True, False, False]
    assert [next(iter(one.manifest.origin.corpus)) for one in kept] == ["three.txt", "two.txt", "one.txt"]


def test_damaged_generation_is_listed_with_what_is_wrong(index):
    damage(index, kept_ids(index)[1])
    kept = kept_generations(index)
    assert [one.manifest is None for one in kept] == [False, True, False]
    assert "facts.jsonl is damaged" in kept[1].problem


def test_manifest_that_no_pointer_vouches_for_is_checked_by_its_seal(index):
    older = kept_ids(index)[1]
    path = index / older / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b'"passages":1', b'"passages":2'))
    assert (
        "manifest.json is damaged: its sha256 is not the one in 'manifest.sha256'" in kept_generations(index)[1].problem
    )


def test_no_index_has_no_generations(tmp_path):
    assert (kept_generations(tmp_path), newest_whole(tmp_path), is_pinned(tmp_path)) == ([], None, False)


def test_newest_whole_passes_over_damaged_ones(index):
    three, two, _ = kept_ids(index)
    assert newest_whole(index).id == three
    damage(index, three)
    assert newest_whole(index).id == two


def test_earlier_whole_is_before_the_current_one_and_of_the_encoder(index):
    three, two, one = kept_ids(index)
    assert earlier_whole(index, three, FAKE_ENCODER).id == two
    damage(index, two)
    assert earlier_whole(index, three, FAKE_ENCODER).id == one
    assert earlier_whole(index, one, FAKE_ENCODER) is None
    assert earlier_whole(index, three, "others") is None


def test_rollback_goes_to_the_one_before_and_pins_it(index):
    _, two, _ = kept_ids(index)
    assert roll_back(index, None, encoder_name=FAKE_ENCODER).id == two
    assert reports(index) == ["two"]
    assert is_pinned(index)
    roll_back(index, None, encoder_name=FAKE_ENCODER)
    assert reports(index) == ["one"]


def test_rollback_to_the_newest_is_no_choice_that_must_be_kept(index):
    three = kept_ids(index)[0]
    roll_back(index, None, encoder_name=FAKE_ENCODER)
    assert roll_back(index, three, encoder_name=FAKE_ENCODER).id == three
    assert reports(index) == ["three"]
    assert not is_pinned(index)


@pytest.mark.parametrize(
    ("spoil", "id", "message"),
    [
        pytest.param(
            None, "20000101T000000", "There is no generation 20000101T000000 in .*'flask index list'", id="unknown"
        ),
        pytest.param(None, "../x", r"There is no generation \.\./x in", id="leads-out"),
        pytest.param(1, 1, "facts.jsonl is damaged", id="damaged"),
    ],
)
def test_rollback_to_what_cannot_be_used_changes_nothing(index, spoil, id, message):
    ids = kept_ids(index)
    if spoil:
        damage(index, ids[spoil])
    with pytest.raises(IndexUnusableError, match=message):
        roll_back(index, ids[id] if isinstance(id, int) else id, encoder_name=FAKE_ENCODER)
    assert reports(index) == ["three"]
    assert not is_pinned(index)


def test_rollback_without_an_earlier_one_is_refused(tmp_path):
    publish(tmp_path, make_generation({"one": "Oats rose 5 %."}))
    with pytest.raises(IndexUnusableError, match=r"There is no whole generation in .* before the current one"):
        roll_back(tmp_path, None, encoder_name=FAKE_ENCODER)


def test_rollback_to_another_encoder_is_refused(index):
    publish(index, make_generation({"four": "Rye."}, FakeEncoder("others")))
    with pytest.raises(IndexUnusableError, match="built with the encoder fake-words, the settings name others"):
        roll_back(index, kept_ids(index)[1], encoder_name="others")


def test_start_that_finds_a_damaged_generation_names_the_way_back(index):
    three, two, _ = kept_ids(index)
    damage(index, three)
    with pytest.raises(IndexUnusableError) as caught:
        reports(index)
    assert str(caught.value).endswith(
        f"Run 'make index' or 'flask index build'. Or run 'flask index rollback' to serve the generation {two}, "
        "which is whole."
    )
    roll_back(index, None, encoder_name=FAKE_ENCODER)
    assert reports(index) == ["two"]


def test_pin_that_names_another_than_the_current_one_counts_for_nothing(index):
    three, two, _ = kept_ids(index)
    pin(index, two)
    assert not is_pinned(index)
    point_to(index, two)
    assert is_pinned(index)
    point_to(index, three)
    assert not is_pinned(index)


def test_current_generation_is_kept_however_old(index):
    one = kept_ids(index)[-1]
    roll_back(index, one, encoder_name=FAKE_ENCODER)
    assert current_id(index) == one
    assert len(kept_ids(index)) == 3
