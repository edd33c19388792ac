"""A check-in taken with no network, kept through a dead battery, sent though answers got lost, reviewed, answered."""

from parts.looking import axe_finds_nothing, look
from parts.person import Someone
from playwright.sync_api import expect

OFFICER = "Rhian Hollowcroft"
REPLY = "Thank you, Jordan. I will ring the housing office today."


def test_a_checkin_made_offline_reaches_the_worker_once_and_is_answered(site, handheld, desk):
    phone = handheld()
    jordan = Someone(phone)
    jordan.enrol(site.code)
    expect(jordan.link("bar.nothing_waiting")).to_be_visible(timeout=20_000)
    look(phone.page, "home-phone")

    phone.offline()
    jordan.open_checkins()
    look(phone.page, "checkins-phone")
    jordan.start_checkin()
    take_the_checkin(jordan)
    jordan.sees("status.saved.phone")
    jordan.sees("status.kept.open", device=jordan.t("device.this.phone"))
    look(phone.page, "checkin-saved")

    phone.kill()
    phone.start()
    phone.offline()
    phone.open()
    jordan.unlock()
    jordan.open_newest_checkin()
    jordan.sees("status.saved.phone")
    expect(phone.page.get_by_text("The roof leaks.")).to_be_visible()

    lost = phone.lose_answers(2)
    phone.offline(False)
    jordan.sees("status.sent")
    assert [[one["r"] for one in answer["results"]] for answer in lost] == [["held"], ["duplicate"]]
    act = lost[0]["results"][0]["id"]

    review(desk, site)
    phone.open()
    jordan.unlock()
    jordan.open_newest_checkin()
    jordan.sees("status.answered")
    jordan.reads(REPLY)
    jordan.sees("checkin.said")
    expect(phone.page.get_by_text("The roof leaks.")).to_be_visible()
    look(phone.page, "checkin-answered")

    assert "whole" in site.throughgate("verify-trail")
    assert happened(site, act) == {"submissions": 1, "on the trail": 1, "receipts": 1}


def take_the_checkin(jordan: Someone) -> None:
    """All of it, each screen looked at."""
    page = jordan.page
    jordan.sees("checkin.feel.title")
    look(page, "checkin-feeling")
    jordan.feel("OK")
    jordan.want_help("HOUSING", "The roof leaks.")
    jordan.tell_details(phone="07700 900123")
    begun_is_not_sent(jordan)
    look(page, "checkin-question")
    jordan.answer("It is going well.")
    jordan.answer_by_voice()
    axe_finds_nothing(page, "photo")
    jordan.take_photo()
    jordan.share_place()
    jordan.sees("checkin.look.title")
    look(page, "checkin-review")
    jordan.look_over()
    axe_finds_nothing(page, "signature")
    jordan.sign()
    jordan.send()


def begun_is_not_sent(jordan: Someone) -> None:
    """Home says how far they got, the bar that it is not all sent and that there is no signal, and both lead back into it."""
    jordan.go_home()
    expect(jordan.link("bar.unfinished.one")).to_contain_text(jordan.t("bar.no_signal"), timeout=30_000)
    jordan.sees("checkin.begun", at=4, of=9)
    look(jordan.page, "home-begun")
    jordan.open_checkins()
    jordan.sees("checkin.begun", at=4, of=9)
    jordan.press(jordan.link("ui.carry_on"))
    jordan.sees("checkin.question.help")


def review(desk, site) -> None:
    """Rhian finds it in her inbox, looks, decides and replies."""
    rhian = desk()
    rhian.sign_in(site.sign_in(OFFICER))
    look(rhian.page, "inbox")
    rhian.open_review("Jordan Thornwick")
    expect(rhian.page.get_by_text("The roof leaks.")).to_be_visible()
    expect(rhian.page.locator("audio")).to_have_count(1)
    look(rhian.page, "review")
    rhian.decide("Jordan Thornwick", REPLY)
    rhian.open_person("Jordan Thornwick")
    look(rhian.page, "person")
    rhian.page.get_by_role("link", name="Devices").first.click()
    look(rhian.page, "devices")


def happened(site, act: str) -> dict[str, int]:
    """How often, counted where it is kept."""
    plain = act.replace("-", "")
    asked = {
        "submissions": "select count(*) from supervision_submission where id = ?",
        "on the trail": "select count(*) from audit_trailentry where outcome = 'accepted' and act = ?",
        "receipts": "select count(*) from commands_receipt where act = ?",
    }
    return {name: site.rows(sql, plain)[0][0] for name, sql in asked.items()}
