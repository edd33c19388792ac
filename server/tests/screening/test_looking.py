"""Files that would pass: what is in them, and what becomes of their item. Where the models are not installed, nothing passes unseen."""

import io
import json
import socket
import threading
import wave
from importlib.util import find_spec

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests import make
from tests.make import NOON, as_clock
from tests.screening.make import rule, say, stop
from throughgate.kernel.gateways import clamd, dictation, ffmpeg, file_store, tesseract
from throughgate.kernel.screening.looking import Found, Goes, Looked, LookLater, finish, look, waiting
from throughgate.kernel.screening.models import Does, Outcome, Sort, Trouble
from throughgate.kernel.screening.passage import Carried

GPS = 0x8825


@pytest.fixture
def aled():
    return make.person(lives=make.wing())


def photo(kind: str = "JPEG", words: str = "", **more: object) -> bytes:
    drawn, out = Image.new("RGB", (640, 400), "white"), io.BytesIO()
    ImageDraw.Draw(drawn).text((40, 150), words, "black", ImageFont.load_default(48))
    drawn.save(out, kind, **more)
    return out.getvalue()


def placed() -> bytes:
    told = Image.Exif()
    told[GPS] = {1: "N", 2: (52.0, 24.0, 0.0)}
    return photo(exif=told)


def voice(seconds: float = 1.0) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(b"\0\0" * int(8000 * seconds))
    return out.getvalue()


def sent(who, content: bytes, kind: str = "image/jpeg", words: str = ""):
    return say(words, who, files=(Carried(file_store.put(content), kind),))


def told(item, act=None):
    done = finish(act or as_clock(), item, look(item))
    return done, {(one.sort, one.seen) for one in done.findings.all()}


def test_nothing_with_a_file_passes_before_it_was_looked_at(aled):
    rule("knife")
    item = sent(aled, photo(), words="a knife")
    assert (item.outcome, waiting(5)) == (Outcome.LOOKING, [item.pk])
    done = finish(as_clock(), item, Found([Looked(0, goes=Goes("ab" * 32, "image/jpeg", 9))]))
    assert (done.outcome, waiting(5)) == (Outcome.HELD, [])


def test_what_was_seen_well_passes_and_something_else_goes_on(aled):
    item = sent(aled, photo())
    done = finish(as_clock(), item, Found([Looked(0, goes=Goes("ab" * 32, "image/jpeg", 9), faces=2, words="Happy birthday")]))
    [file] = done.files.all()
    assert (done.outcome, file.goes, file.goes_size, file.words) == (Outcome.PASSED, "ab" * 32, 9, "Happy birthday")
    assert [(one.sort, one.seen, one.does) for one in done.findings.all()] == [(Sort.FACES, "2", Does.COUNT)]


def test_what_is_judged_twice_stays_as_it_was_first(aled):
    item = sent(aled, photo())
    finish(as_clock(), item, Found([Looked(0)]))
    again = finish(as_clock(), item, Found([Looked(0, nudity=0.9)]))
    assert (again.outcome, again.findings.count()) == (Outcome.PASSED, 0)


def test_a_file_that_nobody_speaks_of_is_not_passed(aled):
    item = sent(aled, photo())
    assert finish(as_clock(), item, Found([])).outcome == Outcome.HELD


def test_nudity_is_advice_and_a_person_looks(aled):
    item = finish(as_clock(), sent(aled, photo()), Found([Looked(0, nudity=0.64)]))
    assert (item.outcome, item.findings.get().sure) == (Outcome.HELD, 0.64)
    assert finish(as_clock(), sent(aled, photo()), Found([Looked(0, nudity=0.2)])).outcome == Outcome.PASSED


def test_words_in_a_picture_or_a_voice_are_words(aled):
    rule("spice")
    item = finish(as_clock(), sent(aled, photo()), Found([Looked(0, words="Bring sp1ce")]))
    [found] = item.findings.all()
    assert (item.outcome, found.piece, found.seen, found.start) == (Outcome.HELD, 0, "sp1ce", 6)


def test_a_cry_for_help_in_a_picture_is_heard_and_passes(aled):
    rule("kill myself", Does.CARE)
    act = as_clock()
    item = finish(act, sent(aled, photo()), Found([Looked(0, words="I will kill myself")]))
    assert (item.outcome, [task.kind for task in act.tasks]) == (Outcome.PASSED, ["desk.care"])


def test_a_known_picture_is_known_again_when_it_is_a_little_different(aled):
    rule("f" * 64, sort=Sort.PICTURE)
    assert finish(as_clock(), sent(aled, photo()), Found([Looked(0, hash="f" * 60 + "0000")])).outcome == Outcome.HELD
    assert finish(as_clock(), sent(aled, photo()), Found([Looked(0, hash="f" * 32 + "0" * 32)])).outcome == Outcome.PASSED


def test_what_was_stopped_meanwhile_does_not_pass(aled):
    item = sent(aled, photo())
    stop(person=aled)
    assert finish(as_clock(), item, Found([Looked(0)])).outcome == Outcome.HELD


@pytest.mark.parametrize(
    ("content", "kind", "trouble"),
    [
        (b"<!doctype html><script>1</script>", "image/png", Trouble.WEB_PAGE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/png", Trouble.WEB_PAGE),
        (b"PK\x03\x04" + b"zip of zips", "image/jpeg", Trouble.ARCHIVE),
        (b"x\x9f>\x22 winmail.dat", "image/jpeg", Trouble.ARCHIVE),
        (b"%PDF-1.7", "image/jpeg", Trouble.DOCUMENT),
        (b"BEGIN:VCALENDAR", "image/jpeg", Trouble.DOCUMENT),
        (b"II*\0 a page that was faxed", "audio/ogg", Trouble.FAX),
        (b"MZ\x90\0", "image/jpeg", Trouble.NEITHER),
        (b"", "image/jpeg", Trouble.NEITHER),
        (b"\xff\xd8\xff and no more", "image/jpeg", Trouble.BROKEN),
        (voice(), "image/jpeg", Trouble.OTHER),
        (photo(), "audio/webm", Trouble.OTHER),
    ],
)
def test_what_is_no_picture_and_no_sound_is_held_and_never_goes_on(aled, content, kind, trouble):
    item, seen = told(sent(aled, content, kind))
    assert (item.outcome, item.files.get().goes) == (Outcome.HELD, "")
    assert {(Sort.FILE, trouble), (Sort.UNSEEN, trouble)} & seen


def test_a_file_that_is_lost_is_held(aled):
    item, seen = told(say("", aled, files=(Carried("ab" * 32, "image/png"),)))
    assert (item.outcome, seen) == (Outcome.HELD, {(Sort.UNSEEN, Trouble.LOST)})


def test_a_small_file_that_is_a_huge_picture_is_not_opened(aled):
    out = io.BytesIO()
    Image.new("1", (9_600, 9_600)).save(out, "PNG")
    item, seen = told(sent(aled, out.getvalue(), "image/png"))
    assert (item.outcome, seen) == (Outcome.HELD, {(Sort.FILE, Trouble.HUGE)})


def test_a_picture_goes_on_without_the_place_where_it_was_taken(aled):
    content = placed() + b"PK\x03\x04 behind its end"
    item, seen = told(sent(aled, content))
    goes = file_store.path_of(item.files.get().goes).read_bytes()
    assert (Sort.FILE, Trouble.PLACE) in seen
    assert GPS not in Image.open(io.BytesIO(goes)).getexif()
    assert b"PK\x03\x04" not in goes


def test_one_that_breaks_the_program_does_not_take_the_others_along(aled):
    files = (file_store.put(photo()), file_store.put(b"GIF8 broken"), file_store.put(photo("PNG")))
    item = say("", aled, files=tuple(Carried(one, "image/png") for one in files))
    found = look(item)
    assert [bool(one.goes) for one in found.files] == [True, False, True]


def test_where_no_model_is_installed_a_picture_waits_for_a_person(aled, monkeypatch):
    item, seen = told(sent(aled, photo()))
    unseen = {one for sort, one in seen if sort == Sort.UNSEEN}
    assert (item.outcome == Outcome.HELD) == bool(unseen)
    assert unseen <= {Trouble.NO_MODEL, Trouble.NO_READER}
    assert item.files.get().goes


@pytest.mark.skipif(not tesseract.is_here(), reason="tesseract is not installed here")
def test_words_that_are_drawn_are_read(aled):
    rule("knife")
    item, seen = told(sent(aled, photo(words="bring the knife")))
    assert (item.outcome, (Sort.PHRASE, "knife") in seen) == (Outcome.HELD, True)


@pytest.mark.skipif(not all(map(find_spec, ("nudenet", "onnxruntime", "pdqhash"))), reason="the models are not installed here")
def test_a_picture_is_hashed_and_looked_at_by_the_model(aled):
    [looked] = look(sent(aled, photo(words="Mia"))).files
    assert (len(looked.hash), looked.nudity < 0.3, looked.faces) == (64, True, 0)


@pytest.mark.skipif(not ffmpeg.is_here(), reason="ffmpeg is not installed here")
def test_a_voice_in_which_nobody_hears_anything_is_held(aled):
    item, seen = told(sent(aled, voice(), "audio/wav"))
    expected = Trouble.NO_SPEECH if dictation.is_here() else Trouble.NO_LISTENER
    assert (item.outcome, seen) == (Outcome.HELD, {(Sort.UNSEEN, expected)})
    assert item.files.get().goes_type == "audio/webm"


@pytest.mark.skipif(not ffmpeg.is_here(), reason="ffmpeg is not installed here")
def test_what_is_said_is_words(aled, monkeypatch):
    rule("spice")
    monkeypatch.setattr(dictation, "is_here", lambda: True)
    monkeypatch.setattr(dictation, "write_down", lambda _sound, _language: [(0, 900, "Bring the"), (900, 1500, "spice.")])
    item, seen = told(sent(aled, voice(), "audio/wav"))
    assert (item.outcome, seen, item.files.get().words) == (Outcome.HELD, {(Sort.PHRASE, "spice")}, "Bring the\nspice.")


@pytest.fixture
def scanner(settings):
    """A scanner on a line of its own that answers as clamd does, with what the test gives."""
    answers: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as door:
        settings.CLAMD = f"127.0.0.1:{door.getsockname()[1]}"

        def answer() -> None:
            while True:
                try:
                    line = door.accept()[0]
                except OSError:
                    return
                with line:
                    got = b""
                    while not got.endswith(b"\0\0\0\0"):
                        got += line.recv(65536)
                    line.sendall(answers[0])

        threading.Thread(target=answer, daemon=True).start()
        yield answers
        door.shutdown(socket.SHUT_RDWR)


def test_what_the_scanner_names_is_held_under_that_name(aled, scanner):
    scanner.append(b"stream: Eicar-Test-Signature FOUND\0")
    item, seen = told(sent(aled, photo()))
    assert (item.outcome, seen, item.files.get().goes) == (Outcome.HELD, {(Sort.FILE, "Eicar-Test-Signature")}, "")


def test_while_the_scanner_is_away_nothing_is_looked_at(aled, scanner, settings):
    scanner.append(b"INSTREAM size limit exceeded. ERROR\0")
    item = sent(aled, photo())
    with pytest.raises(LookLater):
        look(item)
    settings.CLAMD = "127.0.0.1:1"
    with pytest.raises(clamd.Away):
        clamd.name_of(file_store.path_of(item.files.get().sha256))
    settings.CLAMD = ""
    assert look(item).files


def test_what_was_found_can_travel_in_a_command(aled):
    from msgspec.json import decode, encode

    found = look(sent(aled, photo()))
    assert decode(encode(found), type=Found) == found
    assert json.loads(encode(found))["files"][0]["n"] == 0


def test_staff_read_what_the_trouble_was(aled):
    item, _seen = told(sent(aled, b"<html>", "image/png"))
    assert item.findings.get().told == "It is a page or drawing that can hold programs"
    assert item.settled_at == NOON
