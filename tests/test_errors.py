import pickle

import pytest

from qa_service.errors import ReadingError, about, file_at_fault


def test_an_unexpected_error_names_the_file_even_from_another_process():
    with pytest.raises(ValueError, match="broken") as caught, about("farms/oats.txt"):
        raise ValueError("broken")
    assert file_at_fault(caught.value) == "farms/oats.txt"
    assert file_at_fault(pickle.loads(pickle.dumps(caught.value))) == "farms/oats.txt"  # noqa: S301 - our own


def test_an_error_raised_on_purpose_speaks_for_itself():
    with pytest.raises(ReadingError) as caught, about("oats.txt"):
        raise ReadingError("oats.txt is empty.")
    assert file_at_fault(caught.value) is None
    assert file_at_fault(KeyError("elsewhere")) is None
