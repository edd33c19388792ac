"""What is made of a file, and what is said where nothing can be: real programs, on one second of film in the size of a stamp."""

import io
import shutil
import zipfile

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from throughgate.basics.errors import Refused
from throughgate.kernel.gateways import ffmpeg
from throughgate.kernel.gateways.programs import run
from throughgate.modules.library.media import captions, documents, films, pictures, ready
from throughgate.modules.library.rules.media import MediaKind

needs_ffmpeg = pytest.mark.skipif(not ffmpeg.is_here(), reason="ffmpeg is not installed here")
BOOK = {"mimetype": b"application/epub+zip", "META-INF/container.xml": b"<container/>"}


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "made"
    made.mkdir()
    return made


@pytest.fixture
def no(tmp_path, folder):
    """The refusal of a file of that content."""

    def refusal(kind, content):
        source = tmp_path / "brought"
        source.write_bytes(content)
        with pytest.raises(Refused) as refused:
            ready.make(kind, source, folder)
        assert ready.words_of(refused.value.code, refused.value.values) == refused.value.words
        return type(refused.value)

    return refusal


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """One second of 64 x 48 dots and a tone."""
    path = tmp_path_factory.mktemp("film") / "film.mkv"
    told = ["-metadata", "title=Somebody's kitchen", "-shortest", str(path)]
    run(["ffmpeg", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc=s=64x48:d=1", "-f", "lavfi", "-i", "sine=d=1", *told], 20)
    return path


@needs_ffmpeg
def test_a_film_becomes_one_that_every_player_shows_with_a_picture_and_nothing_of_whose_it_was(film, folder):
    made = films.make_film(film, folder)
    assert [(piece.role, piece.kind, piece.height) for piece in made.pieces] == [
        ("shown", "video/mp4", 48),
        ("poster", "image/webp", 0),
        ("thumbnail", "image/webp", 0),
    ]
    assert made.seconds == 1
    told = ffmpeg.look_into(made.pieces[0].path)
    assert {stream["codec_name"] for stream in told["streams"]} == {"h264", "aac"}
    assert "kitchen" not in str(told)
    head = made.pieces[0].path.read_bytes()
    assert head.index(b"moov") < head.index(b"mdat")


@needs_ffmpeg
def test_a_sound_becomes_opus_as_loud_as_all_others(film, folder):
    made = films.make_sound(film, folder)
    sound = made.pieces[0].path
    assert [stream["codec_name"] for stream in ffmpeg.look_into(sound)["streams"]] == ["opus"]
    assert abs(ffmpeg.loudness_of(sound) + 16) < 2


def test_a_picture_is_upright_small_and_says_nothing_of_where_it_was_taken(tmp_path, folder):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Somebody's camera"
    Image.effect_noise((2000, 1000), 90).convert("RGB").save(tmp_path / "in.jpg", exif=exif)
    shown, thumbnail = pictures.make_picture(tmp_path / "in.jpg", folder).pieces
    with Image.open(shown.path) as picture:
        assert picture.size == (640, 1280)
        assert not picture.getexif()
    assert thumbnail.path.stat().st_size <= 2_000


def test_what_is_no_film_says_what_it_is(no):
    assert no(MediaKind.FILM, b"PK\x03\x04" + b"x" * 100) is ready.Archive
    assert no(MediaKind.PICTURE, b'<?xml version="1.0"?><svg onload="alert(1)"/>') is ready.Drawing
    assert no(MediaKind.PICTURE, b"GIF89a, or so") is pictures.NotAPicture
    assert no(MediaKind.DOCUMENT, b"hello") is documents.NotADocument


@needs_ffmpeg
def test_what_cannot_be_played_is_told_from_what_has_nothing_in_it(no, tmp_path):
    run(["ffmpeg", "-loglevel", "error", "-f", "lavfi", "-i", "anullsrc", "-t", "0", str(tmp_path / "none.wav")], 20)
    assert no(MediaKind.SOUND, (tmp_path / "none.wav").read_bytes()) is films.NothingInIt
    assert no(MediaKind.FILM, b"\0no film at all") is films.NotAFilm
    # A list of other files would have the program fetch them.
    assert no(MediaKind.SOUND, b"#EXTM3U\nhttp://127.0.0.1:9/sound.mp3\n") is films.NotASound


def pdf(**does):
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    if does:
        action = {NameObject(f"/{key}"): NameObject(says) if says[0] == "/" else TextStringObject(says) for key, says in does.items()}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    writer.write(out)
    return out.getvalue()


def test_a_pdf_of_pages_is_taken_as_it_came(tmp_path, folder):
    (tmp_path / "a.pdf").write_bytes(pdf())
    made = ready.make(MediaKind.DOCUMENT, tmp_path / "a.pdf", folder)
    assert [(piece.kind, piece.path.read_bytes()) for piece in made.pieces] == [("application/pdf", pdf())]


def test_a_pdf_that_does_something_is_refused_and_says_what(no):
    assert no(MediaKind.DOCUMENT, pdf(S="/JavaScript", JS="app.alert(1)")) is documents.PdfRuns
    assert no(MediaKind.DOCUMENT, pdf(S="/Launch", F="calc.exe")) is documents.PdfLaunches
    assert no(MediaKind.DOCUMENT, b"%PDF-1.7 and no more") is documents.PdfBroken


def epub(**more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in (BOOK | more).items():
            book.writestr(name, content)
    return out.getvalue()


def test_an_epub_is_a_book_that_stays_in_its_folder_and_unpacks_to_one(no, tmp_path, folder):
    (tmp_path / "a.epub").write_bytes(epub())
    assert ready.make(MediaKind.DOCUMENT, tmp_path / "a.epub", folder).pieces[0].kind == "application/epub+zip"
    for name in ("../../etc/passwd", "/etc/passwd", "..\\..\\boot.ini", "C:\\boot.ini"):
        assert no(MediaKind.DOCUMENT, epub(**{name: b"x"})) is documents.EpubEscapes
    assert no(MediaKind.DOCUMENT, epub(bomb=b"\0" * 30_000_000)) is documents.EpubTooLarge
    assert no(MediaKind.DOCUMENT, epub(mimetype=b"application/zip")) is documents.NotADocument
    assert no(MediaKind.DOCUMENT, epub()[:-30]) is documents.EpubBroken


def test_captions_are_times_and_plain_words():
    style = "STYLE\r\n::cue { background: url(https://example.org/x) }"
    said = f"\ufeffWEBVTT\r\n\r\n{style}\r\n\r\n1\r\n00:01.000 --> 00:02.500 align:left\r\n<v Ada>Hello</v>\r\n"
    assert captions.written(captions.read(said)) == "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nHello\n"
    for words, bad in {
        "hello": captions.NoCaptions,
        "WEBVTT\n\n": captions.NoCaptions,
        "WEBVTT\n\n00:02.000 --> 00:01.000\nHi": captions.CaptionBroken,
        "WEBVTT\n\n1 --> 2\nHi": captions.CaptionBroken,
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<script>alert(1)</script>": captions.CaptionMarked,
    }.items():
        with pytest.raises(bad) as no:
            captions.read(words)
        assert no.value.words


def test_the_programs_are_looked_for_by_name(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _program: None)
    assert not ffmpeg.is_here()
