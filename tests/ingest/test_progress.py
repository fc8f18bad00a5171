from qa_service.ingest.progress import on_terminal, silent


def test_bar_goes_to_standard_error_with_the_stage_and_passes_the_items_on(capsys):
    assert list(on_terminal([1, 2, 3], "Reading")) == [1, 2, 3]
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Reading" in shown.err
    assert "3/3" in shown.err


def test_nothing_to_do_shows_no_bar(capsys):
    assert list(on_terminal([], "Reading")) == []
    assert capsys.readouterr().err == ""


def test_silent_passes_the_items_on(capsys):
    assert list(silent([1, 2], "Reading")) == [1, 2]
    assert capsys.readouterr().err == ""
