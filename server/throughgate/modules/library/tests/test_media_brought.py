"""From an editor's disk to a shelf, and from there to people: who may, what is refused before a byte, what a restart does, what goes."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from PIL import Image

from tests.device import tablet_of
from tests.make import DAY, NOON, as_worker, person, prison, wing, worker
from throughgate.basics.errors import NotFound
from throughgate.kernel.gateways import dictation, ffmpeg, file_store, speech
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sync.models import StoredFile
from throughgate.modules.library import queries
from throughgate.modules.library.commands import captions as captioning
from throughgate.modules.library.commands import media as bringing
from throughgate.modules.library.commands import publishing
from throughgate.modules.library.jobs import drop_unwanted_media, making
from throughgate.modules.library.models import Captions, Media, Rendition
from throughgate.modules.library.rules.audience import Rule
from throughgate.modules.library.rules.body import File, Picture
from throughgate.modules.library.rules.media import UPLOAD, MediaKind, Role
from throughgate.modules.library.tests.make import bring, edition, publish, shelf

pytestmark = pytest.mark.django_db
HERE = Rule(places=("ZLI",))
SAID = "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nHello.\n"


@pytest.fixture
def keeper():
    return worker(WorkerRole.TUTOR, at=prison())


@pytest.fixture
def learning(keeper):
    return shelf(prison(), keeper)


def drawn(colour="teal"):
    out = io.BytesIO()
    Image.new("RGB", (300, 200), colour).save(out, "PNG")
    return out.getvalue()


def seen(keeper, media):
    with scope(as_worker(keeper)):
        return queries.media_view(as_worker(keeper), media)


def begin(who, on, **more):
    said = {"kind": MediaKind.FILM, "name": "Kitchen.mp4", "size": 100} | more
    return bringing.begin_media(as_worker(who), shelf=on.pk, **said).changed[0].pk


def test_what_can_never_be_taken_is_refused_before_its_first_byte(keeper, learning):
    with pytest.raises(bringing.FileTooLarge) as no:
        begin(keeper, learning, size=3 * 2**30)
    assert no.value.words.startswith("This file is too large: 2048 MB")
    with pytest.raises(bringing.DrawingRefused):
        begin(keeper, learning, kind=MediaKind.PICTURE, name="Logo.SVG")
    with pytest.raises(bringing.FileEmpty):
        begin(keeper, learning, size=0)
    with pytest.raises(NotFound):
        begin(worker(WorkerRole.TUTOR), learning)


def test_the_same_file_again_goes_on_where_it_stopped(keeper, learning):
    media = begin(keeper, learning)
    file_store.append(media, UPLOAD, 0, b"x" * 40)
    assert begin(keeper, learning) == media
    assert seen(keeper, media).here == 40
    with pytest.raises(bringing.NotAllHere):
        bringing.take_media(as_worker(keeper), media=media)
    assert begin(keeper, learning, size=200) != media


def test_what_is_here_is_made_ready_once_however_often_it_is_begun(keeper, learning, monkeypatch):
    media = bring(keeper, learning, drawn(), MediaKind.PICTURE, "Hills.png")
    with monkeypatch.context() as broken:
        broken.setattr(making, "ready_media", lambda *_act, **_given: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            making.make_media(NOON)
    assert seen(keeper, media).state == "waiting"
    assert (making.make_media(NOON), making.make_media(NOON)) == (1, 0)
    one = seen(keeper, media)
    assert (one.state, [file.t for file in one.shown]) == ("ready", ["image/webp"])
    with scope(as_worker(keeper)):
        assert Rendition.objects.filter(media=media).count() == 2
    assert not file_store.arriving_path(media, UPLOAD).exists()


def test_while_one_worker_makes_it_another_leaves_it(keeper, learning):
    media = bring(keeper, learning, drawn(), MediaKind.PICTURE)
    with file_store.workshop(media):
        assert making.make_media(NOON) == 0
        assert seen(keeper, media).being_made


def test_a_film_that_is_an_archive_is_set_aside_with_words(keeper, learning):
    media = bring(keeper, learning, b"PK\x03\x04" + b"x" * 50)
    making.make_media(NOON)
    one = seen(keeper, media)
    assert (one.state, one.why[:18]) == ("refused", "This is an archive" if ffmpeg.is_here() else "This server cannot")


def ready(keeper, learning, kind=MediaKind.FILM):
    """As if the worker had made it ready."""
    media = bring(keeper, learning, b"something")
    file = File(file_store.put(media.bytes), 16, "video/mp4", 48)
    bringing.ready_media(making._clock(NOON), media=media, renditions=[bringing.Kept(Role.SHOWN, file)], seconds=1)
    return media


def film_of(keeper, media):
    with scope(as_worker(keeper)):
        return queries.film_of(Media.objects.get(pk=media), "Kitchen", "Somebody cooks.")


def test_a_draft_of_captions_is_in_no_edition_until_somebody_has_looked_at_it(keeper, learning, monkeypatch):
    media = ready(keeper, learning)
    captioning.ask_for_captions(as_worker(keeper), media=media, language="en")
    monkeypatch.setattr(dictation, "is_here", lambda: True)
    monkeypatch.setattr(dictation, "write_down", lambda _sound, _language: [(0, 1000, "Helo.")])
    assert making.draft_captions(NOON) == 1
    film = film_of(keeper, media)
    assert film.captions == {}
    with pytest.raises(publishing.CaptionsNotLookedAt) as no:
        publish(keeper, learning, HERE, given=edition(blocks=[film]))
    assert "Kitchen.mp4" in no.value.words
    captioning.write_captions(as_worker(keeper), media=media, language="en", words=SAID)
    film = film_of(keeper, media)
    assert list(film.captions) == ["en"]
    publish(keeper, learning, HERE, given=edition(blocks=[film]))
    with scope(as_worker(keeper)):
        assert Captions.objects.get().words == SAID


def test_what_nobody_wants_goes_and_what_an_edition_names_stays(keeper, learning):
    mine, unwanted = (bring(keeper, learning, drawn(colour), MediaKind.PICTURE) for colour in ("teal", "red"))
    making.make_media(NOON)
    file = seen(keeper, mine).shown[0]
    gone = seen(keeper, unwanted).shown[0]
    publish(keeper, learning, HERE, given=edition(blocks=[Picture(file, "A colour")]))
    assert drop_unwanted_media(NOON + 29 * DAY) == 0
    assert drop_unwanted_media(NOON + 31 * DAY) == 1
    assert file_store.path_of(file.h).exists()
    assert not file_store.path_of(gone.h).exists()
    assert not StoredFile.objects.filter(pk=gone.h).exists()
    with pytest.raises(NotFound):
        seen(keeper, unwanted)


def test_what_a_draft_names_stays_for_another_month(keeper, learning):
    media = bring(keeper, learning, drawn(), MediaKind.PICTURE)
    later = as_worker(keeper)
    later.at = later.arrived = NOON + timedelta(days=20)
    bringing.want_media(later, media=media)
    assert drop_unwanted_media(NOON + 40 * DAY) == 0
    assert drop_unwanted_media(NOON + 51 * DAY) == 1


@pytest.mark.skipif(not (ffmpeg.is_here() and speech.has_reader("cy")), reason="espeak-ng or ffmpeg is not installed here")
def test_what_is_published_can_be_heard_in_each_of_its_languages(keeper, learning):
    tablet = tablet_of(person(lives=wing("A")))
    publish(keeper, learning, HERE)
    assert (making.read_out(NOON), making.read_out(NOON)) == (1, 0)
    tablet.pull()
    heard = next(iter(tablet.feed("library.items").values()))["heard"]
    assert {language: (said["full"]["t"], said["person"]) for language, said in heard.items()} == {
        "en": ("audio/webm", False),
        "cy": ("audio/webm", False),
    }
    for said in heard.values():
        assert tablet.call("GET", f"/sync/v1/files/{said['easy']['h']}", token=True).status_code == 200


def test_a_person_who_reads_goes_before_the_machine(keeper, learning):
    sound = File(file_store.put(b"read"), 4, "audio/webm")
    StoredFile.objects.create(pk=sound.h, size=4, kind="audio/webm", arrived=NOON)
    tablet = tablet_of(person(lives=wing("A")))
    publish(keeper, learning, HERE, given=edition(heard={"en": sound}))
    making.read_out(NOON)
    tablet.pull()
    heard = next(iter(tablet.feed("library.items").values()))["heard"]["en"]
    assert (heard["full"]["h"], heard["person"]) == (sound.h, True)


def test_nobody_looks_at_the_media_of_another_shelf(keeper, learning):
    media = bring(keeper, learning, drawn(), MediaKind.PICTURE)
    other = worker(WorkerRole.TUTOR, at=prison())
    shelf(prison(), other, "Kitchen")
    with pytest.raises(NotFound):
        seen(other, media)
    for tried in (media, uuid4()):
        with pytest.raises(NotFound):
            bringing.want_media(as_worker(other), media=tried)
