"""Files: they come in pieces, are checked before anybody sees them, and the act waits for them."""

import hashlib
import io

import pytest
from PIL import Image

from tests.device import CHUNK, tablet_of
from tests.make import DAY, person, wing, worker
from tests.tiny import PHONE
from throughgate.basics.clock import now
from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.gateways import file_store
from throughgate.kernel.identity.devices import revoke
from throughgate.kernel.identity.models import Device
from throughgate.kernel.people.models import ContactDetail
from throughgate.kernel.sync.apply import apply_all, wake
from throughgate.kernel.sync.models import ActFile, StoredFile, Waiting
from throughgate.kernel.sync.streams import rebuild, stream_of
from throughgate.kernel.sync.upkeep import sweep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny")]
OGG = b"OggS" + bytes(100)


def picture(kind="WEBP", size=(40, 30)):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind)
    return out.getvalue()


def outcome(act):
    return Receipt.objects.filter(act=act).values_list("outcome", "code").first()


def say_with(tablet, content, kind="image/webp"):
    return tablet.say(PHONE, phone="1", files=[tablet.keep_file(content, kind)])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (picture(), "image/webp"),
        (picture("JPEG"), "image/jpeg"),
        (picture("PNG"), "image/png"),
        (OGG, "audio/ogg"),
        (b"\x1a\x45\xdf\xa3" + bytes(9), "audio/webm"),
        (bytes(4) + b"ftypM4A ", "audio/mp4"),
    ],
)
def test_an_act_waits_for_its_file_and_is_judged_when_it_is_here(tablet, content, kind):
    act = say_with(tablet, content, kind)
    result = tablet.offer().json()
    assert (result["results"][0]["r"], result["results"][0]["code"]) == ("held", "waiting_for_files")
    assert result["need_files"] == list(tablet.files)
    tablet.push()
    assert outcome(act) == ("accepted", "")
    assert file_store.path_of(result["need_files"][0]).read_bytes() == content
    tablet.pull()
    assert tablet.receipt(act)["outcome"] == "accepted"


def test_what_comes_after_an_act_that_waits_goes_on(tablet):
    held, after = say_with(tablet, picture()), tablet.say(PHONE, phone="2")
    results = {row["id"]: row["r"] for row in tablet.offer().json()["results"]}
    assert (results[str(held)], results[str(after)]) == ("held", "accepted")


def test_a_file_comes_in_pieces_and_goes_on_where_it_stopped(tablet):
    content = picture("PNG", (600, 600)) + bytes(2 * CHUNK)
    act = say_with(tablet, content, "image/png")
    tablet.offer()
    h = hashlib.sha256(content).hexdigest()
    assert tablet.send_chunk(h, content, 0, "image/png").headers["Upload-Offset"] == str(CHUNK)
    again = tablet.send_chunk(h, content, 0, "image/png")
    assert (again.status_code, again.headers["Upload-Offset"]) == (409, str(CHUNK))
    assert tablet.send_file(h).status_code == 204
    assert outcome(act) == ("accepted", "")
    assert tablet.call("HEAD", f"/sync/v1/files/{h}", token=False).headers["Upload-Offset"] == str(len(content))
    done = tablet.send_chunk(h, content, 0, "image/png")
    assert (done.status_code, done.headers["Upload-Offset"]) == (409, str(len(content)))


def test_a_file_whose_last_piece_was_written_when_the_server_died_is_finished_by_an_empty_one(tablet):
    act, [h] = say_with(tablet, OGG, "audio/ogg"), tablet.files
    tablet.offer()
    file_store.append(tablet.id, h, 0, OGG)
    tablet.push()
    assert outcome(act) == ("accepted", "")


def test_an_act_with_two_files_waits_for_both(tablet):
    one, two = tablet.keep_file(picture(), "image/webp"), tablet.keep_file(OGG, "audio/ogg")
    act = tablet.say(PHONE, phone="1", files=[one, two])
    tablet.offer()
    tablet.send_file(one["h"])
    assert outcome(act) == ("held", "waiting_for_files")
    tablet.send_file(two["h"])
    assert outcome(act) == ("accepted", "")


def test_a_file_that_is_here_already_is_not_asked_for_again(tablet):
    say_with(tablet, picture())
    tablet.push()
    other = tablet_of(person(lives=wing()))
    act = say_with(other, picture())
    answer = other.offer().json()
    assert answer["need_files"] == []
    assert outcome(act) == ("accepted", "")


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"this is no photo at all", "image/webp", "not_a_picture"),
        (picture("PNG"), "image/webp", "not_a_picture"),
        (picture()[:40], "image/webp", "not_a_picture"),
        (b"", "audio/ogg", "not_a_sound"),
        (b"not a sound", "audio/ogg", "not_a_sound"),
    ],
)
def test_a_file_that_is_not_what_it_says(tablet, content, kind, code, settings):
    content = content or b"\0"
    act = say_with(tablet, content, kind)
    tablet.offer()
    answer = tablet.send_file(next(iter(tablet.files)))
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    apply_all(now(), 1)
    receipt = Receipt.objects.get(act=act)
    assert (receipt.outcome, receipt.code) == ("refused", code)
    assert "again" in receipt.says
    assert not StoredFile.objects.exists()
    assert not ContactDetail.objects.exists()
    assert (settings.FILES / "refused" / tablet.id / next(iter(tablet.files))).read_bytes() == content


def test_a_photo_of_forty_megabytes_is_refused_before_it_travels(tablet):
    act = tablet.say(PHONE, phone="1", files=[{"h": "a" * 64, "n": 40 * 2**20, "t": "image/webp"}])
    result = tablet.push()[str(act)]
    assert (result["r"], result["code"]) == ("refused", "file_too_big")
    assert "8 MB" in result["says"]


def test_a_photo_that_is_larger_than_it_said(tablet):
    h = "b" * 64
    act = tablet.say(PHONE, phone="1", files=[{"h": h, "n": 1000, "t": "image/webp"}])
    tablet.push()
    headers = {"Upload-Offset": "0", "Upload-Length": str(40 * 2**20), "X-File-Type": "image/webp"}
    answer = tablet.call("PATCH", f"/sync/v1/files/{h}", bytes(1000), token=False, **headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_big")
    tablet.push()
    assert outcome(act) == ("refused", "file_too_big")


def test_a_file_of_an_unknown_kind(tablet):
    act = tablet.say(PHONE, phone="1", files=[{"h": "c" * 64, "n": 10, "t": "application/zip"}])
    assert tablet.push()[str(act)]["code"] == "file_kind_unknown"


def test_bytes_that_do_not_have_their_hash(tablet):
    h = "d" * 64
    tablet.files[h] = ("image/webp", picture())
    act = tablet.say(PHONE, phone="1", files=[{"h": h, "n": 100, "t": "image/webp"}])
    tablet.offer()
    assert tablet.send_file(h).json()["code"] == "file_damaged"
    tablet.push()
    assert outcome(act) == ("refused", "file_damaged")


def test_a_picture_that_would_unpack_to_a_huge_one(tablet):
    act = say_with(tablet, picture("PNG", (12_000, 12_000)), "image/png")
    tablet.push()
    tablet.push()
    assert outcome(act) == ("refused", "not_a_picture")


def test_nobody_may_send_a_file_that_no_act_of_theirs_names(tablet):
    other = tablet_of(person())
    say_with(other, picture())
    other.offer()
    h = next(iter(other.files))
    assert tablet.call("HEAD", f"/sync/v1/files/{h}", token=False).headers["Upload-Offset"] == "0"
    assert tablet.send_chunk(h, picture(), 0, "image/webp").status_code == 404
    other.push()
    assert tablet.call("HEAD", f"/sync/v1/files/{h}", token=False).headers["Upload-Offset"] == "0"


@pytest.mark.parametrize("headers", [{}, {"Upload-Offset": "x", "Upload-Length": "1"}, {"Upload-Offset": "-1", "Upload-Length": "1"}])
def test_headers_that_say_nothing(tablet, headers):
    say_with(tablet, picture())
    tablet.offer()
    answer = tablet.call("PATCH", f"/sync/v1/files/{next(iter(tablet.files))}", b"x", token=False, **headers)
    assert answer.status_code in (400, 409)


def test_a_device_that_was_turned_off_still_hands_in_its_files(tablet):
    revoke(Device.objects.get(pk=tablet.id), worker(), now(), "stolen")
    say_with(tablet, picture())
    tablet.push()
    assert StoredFile.objects.count() == 1


def test_a_file_and_its_act_that_pass_each_other_find_each_other(tablet):
    act = say_with(tablet, picture())
    tablet.offer()
    # As if the file had come between the look for it and the note that the act waits.
    waiting = Waiting.objects.get()
    tablet.push()
    waiting.why = Waiting.Why.FILES
    waiting.save(force_insert=True)
    assert wake() == 1
    apply_all(now(), 1)
    assert outcome(act) == ("accepted", "")


def test_only_somebody_whose_row_names_a_file_may_read_it(tablet):
    say_with(tablet, picture())
    tablet.push()
    h = next(iter(tablet.files))
    assert tablet.call("GET", f"/sync/v1/files/{h}").status_code == 404
    let_read(tablet, h)
    answer = tablet.call("GET", f"/sync/v1/files/{h}")
    assert b"".join(answer.streaming_content) == picture()
    assert answer["Content-Type"] == "image/webp"
    assert tablet_of(person()).call("GET", f"/sync/v1/files/{h}").status_code == 404
    assert tablet.call("GET", f"/sync/v1/files/{'0' * 64}").status_code == 404
    assert not ActFile.objects.filter(settled_at=None).exists()


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=10-", 10, 300_000),
        (f"bytes={CHUNK - 1}-{CHUNK}", CHUNK - 1, CHUNK + 1),
        ("bytes=299999-900000", 299_999, 300_000),
        ("bytes=-5", 299_995, 300_000),
        ("bytes=-900000", 0, 300_000),
    ],
)
def test_whoever_was_cut_off_is_given_the_part_that_they_lack(tablet, asked, start, stop):
    content = picture("PNG").ljust(300_000, b"x")
    answer = read_part(tablet, content, asked)
    assert (answer.status_code, answer["Content-Range"]) == (206, f"bytes {start}-{stop - 1}/300000")
    assert answer["Content-Length"] == str(stop - start)
    assert b"".join(answer.streaming_content) == content[start:stop]


@pytest.mark.parametrize("asked", ["", "bytes=5-2", "bytes=0-1,4-5", "bytes=-", "pages=1-2", "bytes=1-x"])
def test_a_part_that_cannot_be_read_is_the_whole(tablet, asked):
    answer = read_part(tablet, picture(), asked)
    assert (answer.status_code, answer["Accept-Ranges"]) == (200, "bytes")
    assert b"".join(answer.streaming_content) == picture()


@pytest.mark.parametrize("asked", ["bytes=300000-", "bytes=400000-500000", "bytes=-0"])
def test_a_part_that_is_not_there_is_told_so(tablet, asked):
    answer = read_part(tablet, picture("PNG").ljust(300_000, b"x"), asked)
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */300000")


def test_writing_the_hash_of_a_file_into_ones_own_words_does_not_open_it(tablet):
    say_with(tablet, picture())
    tablet.push()
    h = next(iter(tablet.files))
    thief = person(given=h)
    assert tablet_of(thief).call("GET", f"/sync/v1/files/{h}").status_code == 404


def test_a_file_that_stopped_half_way_is_given_up_after_ninety_days_and_begins_anew(tablet):
    content = picture(size=(900, 900), kind="PNG") + bytes(CHUNK)
    act = say_with(tablet, content, "image/png")
    tablet.offer()
    h = next(iter(tablet.files))
    tablet.send_chunk(h, content, 0, "image/png")
    assert offset(tablet, h) == CHUNK
    sweep(now() + 89 * DAY)
    assert offset(tablet, h) == CHUNK
    sweep(now() + 91 * DAY)
    assert offset(tablet, h) == 0
    tablet.send_file(h)
    assert outcome(act) == ("accepted", "")
    sweep(now() + 91 * DAY)
    assert StoredFile.objects.get().size == len(content)
    assert file_store.path_of(h).exists()


def read_part(tablet, content, asked):
    say_with(tablet, content, "image/png" if len(content) == 300_000 else "image/webp")
    tablet.push()
    h = next(iter(tablet.files))
    let_read(tablet, h)
    return tablet.call("GET", f"/sync/v1/files/{h}", Range=asked)


def let_read(tablet, h):
    """A row of theirs names it."""
    ContactDetail.objects.update(value=h)
    rebuild(stream_of(Device.objects.get(pk=tablet.id).holdings.get().person_id))


def offset(tablet, h):
    return int(tablet.call("HEAD", f"/sync/v1/files/{h}", token=False).headers["Upload-Offset"])
