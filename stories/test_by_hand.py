"""No network for days: what waits on a locked phone is carried by hand, closed, and arrives once."""

import gzip

from parts.disk import readable
from parts.looking import look
from parts.person import Someone
from playwright.sync_api import expect

OFFICER = "Rhian Hollowcroft"
ASKED = "Please tell my brother that I am all right."
CHECKED_IN = "Somebody to help me with the form for the flat."


def test_what_waits_on_a_locked_phone_is_brought_in_by_staff(site, handheld, desk, tmp_path):
    phone = handheld()
    jordan = Someone(phone)
    jordan.enrol(site.code)
    expect(jordan.link("bar.nothing_waiting")).to_be_visible(timeout=20_000)
    phone.offline()
    jordan.ask_to_talk("family", ASKED)
    jordan.go_home()
    jordan.make_own_checkin(CHECKED_IN)
    jordan.go_home()
    jordan.press(phone.page.locator(".top-bar-truth"))
    jordan.sees("shell.by_hand")
    jordan.press(jordan.button("shell.by_hand_squares"))
    expect(phone.page.get_by_role("img", name="Square 1 of")).to_be_visible()
    look(phone.page, "by-hand-squares")
    jordan.lock()

    jordan.press(jordan.button("shell.by_hand"))
    look(phone.page, "by-hand-locked")
    with phone.page.expect_download() as started:
        jordan.press(jordan.button("shell.by_hand_file"))
    bundle = tmp_path / "carried" / started.value.suggested_filename
    started.value.save_as(bundle)
    assert bundle.name.endswith(".throughgate")
    nobody_can_read(bundle)

    rhian = desk()
    rhian.sign_in(site.sign_in(OFFICER))
    bring_in(rhian, bundle)
    expect(rhian.page.get_by_text("2 things arrived.")).to_be_visible()
    expect(rhian.page.get_by_text("1 photo or recording is here.")).to_be_visible()
    look(rhian.page, "bundle-brought-in")
    bring_in(rhian, bundle)
    expect(rhian.page.get_by_text("2 things were here already.")).to_be_visible()
    bundle.write_bytes(bundle.read_bytes()[:-100])
    bring_in(rhian, bundle)
    expect(rhian.page.get_by_text("The end of it is missing").first).to_be_visible()
    look(rhian.page, "bundle-torn")

    jordan.unlock()
    expect(jordan.link("bar.waiting.other", count=2)).to_be_visible()
    phone.offline(False)
    jordan.contact()
    jordan.open_asks()
    jordan.reads(ASKED)
    jordan.sees("status.sent")
    asked = site.rows("select count(*) from talk_talkrequest where words = ?", ASKED)
    checked_in = site.rows("select count(*) from supervision_submission where help_words = ?", CHECKED_IN)
    assert (asked[0][0], checked_in[0][0]) == (1, 1)
    assert "whole" in site.throughgate("verify-trail")


def bring_in(rhian, bundle) -> None:
    """From the page of devices."""
    rhian.open("/devices/")
    rhian.page.get_by_role("link", name="Bring in a bundle").click()
    rhian.page.get_by_label("The file").set_input_files(bundle)
    rhian.page.get_by_role("button", name="Bring it in").click()


def nobody_can_read(bundle) -> None:
    """Neither packed nor unpacked."""
    unpacked = bundle.with_suffix(".unpacked")
    unpacked.write_bytes(gzip.decompress(bundle.read_bytes()))
    for words in (ASKED, CHECKED_IN, "brother", "talk.ask"):
        assert readable(bundle.parent, words) == [], words
