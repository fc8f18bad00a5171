from __future__ import annotations

import os
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.errors import ReadingError
from qa_service.ingest.limits import Limits
from qa_service.ingest.reading import read_report, report_files, report_id, with_distinct_ids
from qa_service.settings import Settings

LIMIT = 10_000
LIMITS = Limits.of(Settings(max_report_bytes=LIMIT))
TEXT = "Steel in Norland\n\nPublished: 2020-05-04\nSource: Norland Bureau\n\nOutput rose by 3.5% in 2019.\n"


def read(root, name):
    return read_report(root / name, root, LIMITS)


def parts(report):
    return [(block.kind, report.text[block.start : block.end]) for block in report.blocks]


def test_a_report_knows_its_file_title_date_source_and_blocks(make_corpus):
    report = read(make_corpus({"steel/annual.txt": TEXT}), "steel/annual.txt")
    assert (report.id, report.path, report.title) == ("steel-annual", "steel/annual.txt", "Steel in Norland")
    assert (report.published, report.source) == (date(2020, 5, 4), "Norland Bureau")
    assert report.sha256 == sha256(TEXT.encode()).hexdigest()
    assert parts(report) == [
        ("title", "Steel in Norland"),
        ("furniture", "Published: 2020-05-04"),
        ("furniture", "Source: Norland Bureau"),
        ("paragraph", "Output rose by 3.5% in 2019."),
    ]
    assert report.text == "\n\n".join(text for _, text in parts(report))


def test_the_title_is_the_file_name_where_the_text_has_none(make_corpus):
    report = read(make_corpus({"steel.txt": "Output rose by 3.5% in 2019."}), "steel.txt")
    assert (report.title, parts(report)) == ("steel", [("paragraph", "Output rose by 3.5% in 2019.")])


@pytest.mark.parametrize(
    ("name", "content", "published"),
    [
        ("a-2020-05-04.txt", "It rose.", date(2020, 5, 4)),
        ("2021/20200504_a.md", "It rose.", date(2020, 5, 4)),
        ("a-2020-13-04.txt", "It rose.", None),
        ("a-2020-05-04.txt", TEXT.replace("2020-05-04", "2020-06-01"), date(2020, 6, 1)),
        ("a.html", '<meta name="date" content="2019-02-03"><p>It rose a lot.</p>', date(2019, 2, 3)),
        (
            "a.html",
            '<meta name="date" content="2019-02-03"><p>Published: 2019-02-04</p><p>It rose.</p>',
            date(2019, 2, 4),
        ),
        ("a.txt", "It rose on 4 May 2020.", None),
    ],
)
def test_the_date_is_what_the_text_states_or_else_the_mark_up_or_else_the_path(make_corpus, name, content, published):
    assert read(make_corpus({name: content}), name).published == published


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Größe: 5 £.".encode(), "Größe: 5 £."),
        (b"\xef\xbb\xbf" + "Größe: 5 £.".encode(), "Größe: 5 £."),
        ("Größe: 5 £.".encode("utf-16"), "Größe: 5 £."),
        (
            "Die Größe der Städte übertraf die der Dörfer.".encode("cp1252"),
            "Die Größe der Städte übertraf die der Dörfer.",
        ),
        (b"One line.\r\nTwo lines.\rThree.", "One line.\n\nTwo lines.\n\nThree."),
        (
            "It\u200b rose\u00ad by\ufeff “5\u00a0%”\x07 in all the towns.".encode(),
            "It rose by “5\u00a0%” in all the towns.",
        ),
    ],
    ids=["utf-8", "bom", "utf-16", "cp1252", "newlines", "invisible"],
)
def test_characters_stay_as_they_are_whatever_the_encoding(make_corpus, data, text):
    assert read(make_corpus({"a.txt": data}), "a.txt").text == text


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", r"^a\.txt is empty\. Replace it"),
        ("a.md", b" \n\t\r\n\xef\xbb\xbf", r"^a\.md is blank\. Replace it"),
        ("sub/a.txt", b"ab\0cd", r"^sub/a\.txt is not text but binary data\. Convert the report to one of"),
        ("a.txt", b"%PDF-1.7 text", r"^a\.txt is a damaged PDF document \(\w+\)\. Save or export it anew\."),
        ("a.txt", bytes(range(1, 32)) * 9, r"^a\.txt is not text but binary data"),
        ("a.txt", b"\xff\xfea", r"^a\.txt is in no encoding that can be made out\. Save it as UTF-8\."),
        ("a.doc", b"x", r"^a\.doc is of no supported kind: its name must end in one of \.csv, .*, \.xlsx\."),
        ("a.pdf", b"x", r"^a\.pdf is no PDF document, though its name says so\. Save the report anew\."),
        ("a.md", b"\x89PNG\r\n\x1a\n", r"^a\.md is a PNG picture\. Put the report there as text\."),
        ("LICENSE", b"x", r"^LICENSE is of no supported kind"),
        ("a.txt", b"x" * (LIMIT + 1), r"^a\.txt has 10,001 bytes, over the limit of 10,000\. .*QA_MAX_REPORT_BYTES"),
        ("a.html", b"<script>alert('rose by 5')</script>", r"^a\.html has no text left once .* set aside"),
        ("a.md", b"# Only a title\n", r"^a\.md has no text left once title"),
        ("a.txt", "【Fonts: A+ A A- Print".encode(), r"^a\.txt has no text left"),
    ],
)
def test_what_is_no_report_is_refused_by_name_reason_and_remedy(make_corpus, name, data, message):
    with pytest.raises(ReadingError, match=message):
        read(make_corpus({name: data}), name)


def test_upper_case_suffixes_are_read(make_corpus):
    assert read(make_corpus({"A.TXT": "It rose."}), "A.TXT").text == "It rose."


def test_files_are_listed_in_order_without_the_hidden_ones(make_corpus):
    root = make_corpus({"b.txt": "x", "a/z.md": "x", ".hidden.txt": "x", ".git/a.txt": "x", "a/y.pdf": "x"})
    assert [path.relative_to(root).as_posix() for path in report_files(root)] == ["a/y.pdf", "a/z.md", "b.txt"]


def test_a_corpus_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(ReadingError, match=r"absent cannot be read \(No such file.*\)\. Set QA_CORPUS to"):
        report_files(tmp_path / "absent")


def test_a_link_out_of_the_corpus_is_listed_and_refused(make_corpus, tmp_path):
    root = make_corpus({"a.txt": "x"})
    (tmp_path / "secret.txt").write_text("It rose.")
    (root / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert root / "link.txt" in report_files(root)
    with pytest.raises(ReadingError, match=r"^link\.txt is a link that leads out of the corpus folder"):
        read(root, "link.txt")


def test_a_link_inside_the_corpus_is_read(make_corpus):
    root = make_corpus({"a.txt": "It rose."})
    (root / "b.txt").symlink_to(root / "a.txt")
    assert read(root, "b.txt").text == "It rose."


@pytest.mark.parametrize("target", ["gone.txt", "."], ids=["broken", "folder"])
def test_a_link_to_no_file_is_listed_and_refused(make_corpus, target):
    root = make_corpus({"a.txt": "x"})
    (root / "link.txt").symlink_to(root / target)
    assert [path.name for path in report_files(root)] == ["a.txt", "link.txt"]
    with pytest.raises(ReadingError, match=r"^link\.txt is not a file that can be opened"):
        read(root, "link.txt")


def test_a_pipe_is_refused_and_not_waited_for(make_corpus):
    root = make_corpus({})
    os.mkfifo(root / "pipe.txt")
    with pytest.raises(ReadingError, match=r"^pipe\.txt is not a file that can be opened"):
        read(root, "pipe.txt")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Annual Report_2020.md", "annual-report-2020"),
        ("north/2020/steel.txt", "north-2020-steel"),
        ("Übersicht.txt", "ubersicht"),
        ("v1.2 final.html", "v1-2-final"),
    ],
)
def test_an_id_is_the_path_in_plain_letters(path, expected):
    assert report_id(path) == expected


def test_an_id_that_loses_letters_gets_a_hash_of_the_path():
    first, second = report_id("年報.txt"), report_id("季報.txt")
    assert first != second
    assert first == report_id("年報.txt") == sha256("年報.txt".encode()).hexdigest()[:8]


def test_ids_that_clash_are_told_apart(make_corpus):
    root = make_corpus({"a.txt": "It rose.", "a.md": "It rose.", "b.txt": "It rose."})
    ids = [report.id for report in with_distinct_ids([read(root, name) for name in ("a.txt", "a.md", "b.txt")])]
    hashes = [sha256(name.encode()).hexdigest()[:8] for name in ("a.txt", "a.md")]
    assert ids == [f"a-{hashes[0]}", f"a-{hashes[1]}", "b"]


MARKS = "# ## - * > | --- ``` <p> </p> <script> <table><tr><td> &amp; &#0; [a](b) ![x](y) Published: 2020-01-01 Source:"
HOSTILE = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from([*MARKS.split(" "), "\n", "\n\n", "It rose.", "—", "1.", "\t", "\r"])).map(" ".join),
    st.lists(
        st.sampled_from(["<div>", "<b>", "</i>", "<ul>", "<li>", "<td>", "<!--", "<h1>", "x y", "<?", "<![CDATA["])
    )
    .map("".join)
    .map(lambda text: text * 9),
)


def report_or_error(path, root):
    try:
        return read_report(path, root, LIMITS)
    except ReadingError as error:
        return error


@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
@given(content=st.one_of(HOSTILE, st.binary(max_size=200)))
def test_whatever_a_file_holds_is_a_report_or_a_reading_error(suffix, content):
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{suffix}"
        path.write_bytes(data)
        outcome = report_or_error(path, Path(folder))
    if isinstance(outcome, ReadingError):
        assert str(outcome).startswith(f"a.{suffix} ")
    else:
        pieces = [text for _, text in parts(outcome)]
        assert outcome.text == "\n\n".join(pieces)
        assert all(piece and piece == piece.strip() for piece in pieces)


@pytest.mark.parametrize("suffix", ["md", "html"])
@pytest.mark.parametrize("mark", ["<div>", "> ", "- ", "<b>", "[", "<table><tr><td>", "*"])
def test_deep_nesting_is_survived(make_corpus, suffix, mark):
    root = make_corpus({f"a.{suffix}": mark * 600 + "It rose by 5%.\n"})
    try:
        outcome = read(root, f"a.{suffix}").text
    except ReadingError as error:
        outcome = str(error)
    refusals = ("has mark-up nested over 256 elements deep", "has quotes or lists nested over 100 levels deep")
    assert "rose by 5%" in outcome or outcome.startswith(tuple(f"a.{suffix} {refusal}" for refusal in refusals))


def test_the_cells_of_its_tables_are_where_a_report_says(make_corpus):
    table = "| Region | 2019 | 2020 |\n|---|---|---|\n| North | 5.1 | 6 |\n| South | .. | 7 |\n"
    report = read(make_corpus({"jobs.md": f"# Jobs\n\nPublished: 2020-05-04\n\n{table}"}), "jobs.md")
    told = [(report.text[cell.start : cell.end], *cell.labels, *cell.heads) for cell in report.cells]
    assert told == [("5.1", "North", "2019"), ("6", "North", "2020"), ("7", "South", "2020")]
    assert parts(report)[-1] == ("item", "South — 2019: ..; 2020: 7")
