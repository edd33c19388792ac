"""What comes in one archive: a list with its files, checked line by line; and what no archive may do."""

import csv
import io
import stat
import zipfile

import msgspec
import pytest

from throughgate.basics.errors import Refused
from throughgate.modules.library.media.bundles.bundle import make_bundle
from throughgate.modules.library.media.ready import words_of
from throughgate.modules.library.rules.drafted import Draft, Wrong
from throughgate.modules.library.rules.plain_text import blocks_of

HEADINGS = ["Title", "Words", "Picture", "What is seen or said in it", "Topics", "Series", "Part"]


def sheet(*lines, headings=HEADINGS):
    out = io.StringIO()
    csv.writer(out).writerows([headings, *lines])
    return out.getvalue()


def packed(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def look(tmp_path):
    """Good drafts and bad lines of an archive of these files."""

    def looked(files, change=None):
        source, folder = packed(tmp_path / "in.zip", files), tmp_path / "made"
        folder.mkdir()
        if change:
            source.write_bytes(change(source.read_bytes()))
        make_bundle(source, folder)
        return [
            [msgspec.json.decode(line, type=kind) for line in (folder / name).read_bytes().splitlines()]
            for name, kind in (("drafts", Draft), ("wrong", Wrong))
        ]

    return looked


def refusal(look, files, change=None):
    with pytest.raises(Refused) as no:
        look(files, change)
    assert words_of(no.value.code, no.value.values) == no.value.words
    return no.value.code


def test_a_list_becomes_drafts_and_every_reason_is_named(look):
    lines = [
        ["Saving", "words/saving.txt", "jar.png", "A jar.", "money; work", "Money matters", "2"],
        ["", "Words.", "gone.png", "", "cheese", "", "0"],
        ["Saving", "Again.", "", "", "", "", ""],
        ["Empty", "", "", "", "", "", ""],
        ["Silent", "Look.", "words/saving.txt", "", "", "", ""],
    ]
    files = {"all/list.csv": sheet(*lines), "all/words/saving.txt": "# First\n\nPut a pound aside.", "all/jar.png": b"png"}
    good, bad = look({**files, "__MACOSX/all/._list.csv": b"\0"})
    (one,) = good
    assert (one.theirs, one.series, one.part, one.topics) == ("Saving", "Money matters", 2, ["money", "work"])
    assert one.texts["en"].words.startswith("# First")
    assert [(file.name, file.n) for file in one.shows] == [("all/jar.png", 3)]
    assert {line.line: {column for column, _why in line.why} for line in bad} == {
        3: {"title", "topics", "part", "picture"},
        4: {"title"},
        5: {"words"},
        6: {"picture"},
    }
    assert dict(bad[1].why)["title"] == "This is the same as in line 2: Saving."


def test_ten_thousand_lines_with_thirty_bad_ones(look):
    lines = [["" if n % 333 == 0 else f"Item {n}", f"Words of {n}.", "", "", "money", "", ""] for n in range(1, 10_001)]
    good, bad = look({"list.csv": sheet(*lines)})
    assert (len(good), len(bad)) == (9_970, 30)


def test_a_workbook_is_read_as_well(look):
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    book.active.append(["Title", "Words", "Part"])
    book.active.append(["Saving", "Put a pound aside.", 3])
    book.save(out)
    good, bad = look({"list.xlsx": out.getvalue()})
    assert ([one.part for one in good], bad) == ([3], [])


LIST = {"list.csv": sheet(["Saving", "Words.", "", "", "", "", ""])}


def linked():
    link = zipfile.ZipInfo("jar.png")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return link


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"../list.csv": b"x"}, "zip_escapes"),
        ({"/etc/list.csv": b"x"}, "zip_escapes"),
        ({"..\\list.csv": b"x"}, "zip_escapes"),
        ({**LIST, linked(): b"/etc/passwd"}, "zip_link"),
        ({**LIST, "more.zip": b"PK\x03\x04rest"}, "zip_in_zip"),
        ({**LIST, "jar.png": b"PK\x03\x04rest"}, "zip_in_zip"),
        ({**LIST, "zeros.txt": b"0" * 5_000_000}, "zip_too_large"),
        ({"read.txt": b"x"}, "no_list"),
        ({**LIST, "other.csv": b"Title\nX"}, "two_lists"),
        ({"list.csv": sheet()}, "empty_list"),
        ({"list.csv": b"Cheese\nX"}, "unknown_heading"),
        ({"list.csv": b"%PDF-1.7"}, "not_a_sheet"),
    ],
)
def test_what_no_archive_may_hold_is_refused_with_words(look, files, code):
    assert refusal(look, files) == code


def test_locked_and_broken_archives_are_refused(look, tmp_path):
    def locked(content):
        # The bit that says so, in the one local header and in the list at the end.
        at = content.index(b"PK\x01\x02")
        return content[:6] + b"\x01" + content[7 : at + 8] + b"\x01" + content[at + 9 :]

    assert refusal(look, LIST, locked) == "zip_locked"


@pytest.mark.parametrize(
    "change", [lambda content: content[:-30], lambda content: content.replace(b"Saving", b"Waving", 1), lambda _c: b"PK\x03\x04"]
)
def test_what_breaks_off_is_refused(tmp_path, change):
    source = tmp_path / "in.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("list.csv", LIST["list.csv"])
    source.write_bytes(change(source.read_bytes()))
    (tmp_path / "made").mkdir()
    with pytest.raises(Refused) as no:
        make_bundle(source, tmp_path / "made")
    assert no.value.code == "zip_broken"


def test_plain_text_becomes_blocks():
    said = blocks_of("# First\n\nPut a pound\naside.\r\n\r\n- one\n- two\n\n" + "long " * 1_000)
    assert said[:3] == [("heading", "First"), ("words", "Put a pound\naside."), ("list", ["one", "two"])]
    assert [len(words) <= 4_000 for _kind, words in said[3:]] == [True, True]
