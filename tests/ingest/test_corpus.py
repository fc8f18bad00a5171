import os
from dataclasses import replace

import pytest

from qa_service.ingest import corpus
from qa_service.ingest.corpus import UNREADABLE, KnownReports, corpus_hashes, read_corpus
from tests.fakes import settings_with

FARMS = "Farm report\n\nOats rose 5 % on the farms of the valley.\n"
FERRIES = "Ferry report\n\nFerries carried 12 % more passengers.\n"
UNTITLED = "Oats rose 5 % on the farms of the valley, and rye fell by 3 %.\n"


@pytest.fixture
def settings(tmp_path):
    return settings_with(tmp_path, {"farms.txt": FARMS, "ferries.txt": FERRIES})


def known_from(settings, *, content=True):
    return KnownReports(read_corpus(settings).reports, content=content)


def ids(reading):
    return {report.path: report.id for report in reading.reports}


def test_nothing_known_reads_every_file(settings):
    found = read_corpus(settings)
    assert ids(found) == {"farms.txt": "farms", "ferries.txt": "ferries"}
    assert found.carried == set()
    assert found.hashes == corpus_hashes(settings.corpus)


def test_unchanged_files_are_not_read(settings, monkeypatch):
    known = known_from(settings)
    monkeypatch.setattr(corpus, "read_report", lambda *args, **kwargs: pytest.fail("read"))
    found = read_corpus(settings, known)
    assert found.carried == {"farms.txt", "ferries.txt"}
    assert found.reports == [known.by_path["farms.txt"], known.by_path["ferries.txt"]]


def test_same_size_and_time_do_not_hide_a_change(settings):
    known = known_from(settings)
    path = settings.corpus / "farms.txt"
    times = (path.stat().st_atime_ns, path.stat().st_mtime_ns)
    path.write_text(FARMS.replace("5", "6"))
    os.utime(path, ns=times)
    assert read_corpus(settings, known).carried == {"ferries.txt"}


def test_other_code_or_limits_read_everything_but_keep_the_ids(settings):
    known = known_from(settings)
    (settings.corpus / "farms.txt").rename(settings.corpus / "barns.txt")
    found = read_corpus(settings, KnownReports(known.by_path.values(), content=False))
    assert found.carried == set()
    assert ids(found) == {"barns.txt": "farms", "ferries.txt": "ferries"}


def test_changed_file_keeps_its_id_and_is_read(settings):
    known = known_from(settings)
    (settings.corpus / "farms.txt").write_text(FARMS.replace("5", "6"))
    found = read_corpus(settings, known)
    assert ids(found)["farms.txt"] == "farms"
    assert found.carried == {"ferries.txt"}


def test_renamed_file_is_the_same_report(settings):
    known = known_from(settings)
    (settings.corpus / "farms.txt").rename(settings.corpus / "zoo.txt")
    found = read_corpus(settings, known)
    assert found.reports[1] == replace(known.by_path["farms.txt"], path="zoo.txt")
    assert found.carried == {"ferries.txt", "zoo.txt"}


@pytest.mark.parametrize("name", ["farms-2020-03-04.txt", "farms.md"], ids=["date", "form"])
def test_renamed_file_is_read_again_where_the_name_tells_something_else(tmp_path, name):
    settings = settings_with(tmp_path, {"farms.txt": "# Oats\n\n" + UNTITLED})
    known = known_from(settings)
    (settings.corpus / "farms.txt").rename(settings.corpus / name)
    found = read_corpus(settings, known)
    assert found.carried == set()
    assert ids(found) == {name: "farms"}


def test_files_that_swap_their_names_stay_the_reports_they_are(settings):
    known = known_from(settings)
    (settings.corpus / "farms.txt").write_text(FERRIES)
    (settings.corpus / "ferries.txt").write_text(FARMS)
    found = read_corpus(settings, known)
    assert ids(found) == {"farms.txt": "ferries", "ferries.txt": "farms"}
    assert found.carried == {"farms.txt", "ferries.txt"}


def test_new_text_under_the_name_of_a_moved_report_gets_an_id_of_its_own(settings):
    known = known_from(settings)
    (settings.corpus / "farms.txt").rename(settings.corpus / "farms-old.txt")
    (settings.corpus / "farms.txt").write_text(FARMS.replace("5", "6"))
    found = ids(read_corpus(settings, known))
    assert found["farms-old.txt"] == "farms"
    assert found["farms.txt"].startswith("farms-")
    assert len(set(found.values())) == 3


def test_report_whose_name_clashes_with_a_known_one_leaves_that_its_id(settings):
    known = known_from(settings)
    (settings.corpus / "farms.md").write_text("# Other farms\n\nBarley rose 8 %.\n")
    found = ids(read_corpus(settings, known))
    assert found["farms.txt"] == "farms"
    assert found["farms.md"].startswith("farms-")


def test_of_equal_files_the_one_that_was_a_report_stays_it(settings):
    known = known_from(settings)
    (settings.corpus / "a-copy.txt").write_text(FERRIES)
    found = read_corpus(settings, known)
    assert found.duplicates == {"a-copy.txt": "ferries.txt"}
    assert ids(found) == {"farms.txt": "farms", "ferries.txt": "ferries"}


def test_copy_takes_over_when_the_report_is_removed(settings):
    (settings.corpus / "later.txt").write_text(FERRIES)
    known = known_from(settings)
    (settings.corpus / "ferries.txt").unlink()
    found = read_corpus(settings, known)
    assert ids(found) == {"farms.txt": "farms", "later.txt": "ferries"}
    assert found.carried == {"farms.txt", "later.txt"}


def test_known_file_that_may_no_longer_be_read_is_refused(settings, tmp_path):
    known = known_from(settings)
    (settings.corpus / "farms.txt").rename(tmp_path / "farms.txt")
    (settings.corpus / "farms.txt").symlink_to(tmp_path / "farms.txt")
    assert "leads out of the corpus folder" in read_corpus(settings, known).refused["farms.txt"]


def test_equal_bytes_under_a_name_of_no_supported_kind_are_refused_and_do_not_hide_the_report(settings):
    (settings.corpus / "a.xyz").write_text(FARMS)
    found = read_corpus(settings)
    assert list(found.refused) == ["a.xyz"]
    assert found.duplicates == {}
    assert "farms.txt" in ids(found)


def test_file_that_may_not_be_opened_counts_as_such(settings, monkeypatch):
    monkeypatch.setattr(corpus, "sha256_of", lambda path: (_ for _ in ()).throw(PermissionError("no")))
    assert set(corpus_hashes(settings.corpus).values()) == {UNREADABLE}
    assert UNREADABLE not in read_corpus(settings).hashes.values()


def test_name_that_is_no_text_is_refused(settings):
    strange = settings.corpus.as_posix().encode() + b"/caf\xe9.txt"
    with open(strange, "w") as file:  # noqa: PTH123 - a path object cannot hold these bytes
        file.write(FERRIES + "More.")
    assert read_corpus(settings).refused == {
        r"caf\udce9.txt": r"caf\udce9.txt has a name that is not valid UTF-8. Rename it."
    }
