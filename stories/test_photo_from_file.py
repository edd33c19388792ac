"""The camera is broken and there is no network: a photo from the phone's own folder is sent with nothing in it but the picture."""

from io import BytesIO

from parts.looking import look
from parts.person import Someone
from PIL import Image
from playwright.sync_api import expect

BROKEN = "() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotReadableError')) }"
GPS, MAKER, WHERE = 0x8825, 0x010F, {1: "N", 2: (51.0, 28.0, 53.8), 3: "W", 4: (3.0, 10.0, 44.8)}
LONGEST = 1280


def test_a_photo_leaves_the_phone_small_and_without_what_a_camera_writes_into_it(site, handheld):
    phone = handheld()
    jordan = Someone(phone)
    jordan.enrol(site.code)
    phone.offline()
    jordan.open_checkins()
    jordan.start_checkin()
    jordan.feel("OK")
    jordan.want_help("HOUSING")
    jordan.tell_details()
    jordan.answer("It is going well.")
    jordan.rather_not_say()
    choose_photo(jordan)
    jordan.share_place()
    jordan.look_over()
    jordan.sign()
    jordan.send()
    jordan.sees("status.saved.phone")
    jordan.go_home()
    jordan.open_newest_checkin()
    jordan.sees("status.saved.phone")
    expect(phone.page.locator("main img").first).to_be_visible()
    look(phone.page, "photo-waits")

    phone.offline(False)
    jordan.sees("status.sent")
    [(found,)] = site.rows("select photo from supervision_submission where person_id = ? order by id desc limit 1", site.guest)
    [kept] = site.home.glob(f"files/**/{found}")
    content = kept.read_bytes()
    assert not [word for word in (b"Exif", b"exif", b"Camera of somebody", b"GPS") if word in content]
    with Image.open(BytesIO(content)) as photo:
        assert (max(photo.size), dict(photo.getexif())) == (LONGEST, {})


def choose_photo(someone: Someone) -> None:
    """The camera cannot, so that a file may stand in."""
    someone.sees("checkin.photo.title")
    someone.page.evaluate(BROKEN)
    someone.press(someone.button("photo.open"))
    expect(someone.button("photo.choose_file")).to_be_visible()
    chosen = {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": photo_that_tells()}
    someone.page.locator("input[type=file]").set_input_files(chosen)  # type: ignore[arg-type]
    expect(someone.button("photo.again")).to_be_visible()
    someone.next()


def photo_that_tells() -> bytes:
    """As a camera writes it: large, with the place and whose camera it was."""
    exif, out = Image.Exif(), BytesIO()
    exif[MAKER] = "Camera of somebody"
    exif.get_ifd(GPS).update(WHERE)
    Image.linear_gradient("L").resize((2000, 3000)).save(out, "JPEG", exif=exif)
    assert b"Camera of somebody" in out.getvalue()
    return out.getvalue()
