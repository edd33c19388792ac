"""What a person does with their device, step by step, in their language."""

import re

from playwright.sync_api import Locator, expect

from parts.handheld import Handheld
from parts.words import say

PIN = "274961"


class Someone:
    """A person and their device. Every tap is on words that they can read."""

    def __init__(self, device: Handheld, lang: str = "en") -> None:
        self.device, self.lang = device, lang

    @property
    def page(self):
        return self.device.page

    def t(self, key: str, **values: object) -> str:
        return say(self.lang, key, **values)

    def button(self, key: str, **values: object) -> Locator:
        return self.page.get_by_role("button", name=self.t(key, **values), exact=True).first

    def sees(self, key: str, **values: object) -> None:
        expect(self.page.get_by_text(self.t(key, **values)).first).to_be_visible(timeout=20_000)

    def next(self) -> None:
        self.button("ui.next").click()

    def link(self, key: str, **values: object) -> Locator:
        return self.page.get_by_role("link", name=re.compile(re.escape(self.t(key, **values)))).first

    def enrol(self, code: str, pin: str = PIN) -> None:
        """Type the code from staff, choose a PIN twice."""
        self.device.open()
        self.page.get_by_label(self.t("shell.code"), exact=True).fill(code)
        self.button("shell.connect").click()
        self.page.get_by_label(self.t("shell.new_pin")).fill(pin)
        self.next()
        self.page.get_by_label(self.t("shell.again_pin")).fill(pin)
        self.button("shell.save").click()
        self.sees("ui.ask_to_talk")
        self.can_do_without_network()

    def can_do_without_network(self) -> None:
        """The app has put itself on the device; a few seconds after it was first opened."""
        for _ in range(150):
            if self.page.evaluate("navigator.serviceWorker.controller !== null"):
                return
            self.page.wait_for_timeout(200)
        raise AssertionError("the app did not put itself on the device")

    def unlock(self, pin: str = PIN) -> None:
        self.page.get_by_label(self.t("shell.your_pin")).fill(pin)
        self.button("shell.unlock").click()
        self.sees("ui.ask_to_talk")

    def open_checkins(self) -> None:
        """From the home screen."""
        self.link("checkin.tile").click()
        self.sees("checkin.list_title")

    def start_checkin(self) -> None:
        """The one that is due."""
        self.link("checkin.start").click()

    def feel(self, feeling: str = "OK") -> None:
        self.sees("checkin.feel.title")
        self.page.get_by_role("radio", name=self.t(f"feeling.{feeling}"), exact=True).check(force=True)
        self.next()

    def want_help(self, kind: str = "HOUSING", words: str = "") -> None:
        self.sees("checkin.help.title")
        self.page.get_by_role("checkbox", name=self.t(f"checkin.help.{kind}"), exact=True).check(force=True)
        if words:
            self.page.get_by_label(self.t("checkin.help.words")).fill(words)
        self.next()

    def tell_details(self, phone: str = "") -> None:
        self.sees("checkin.details.title")
        if phone:
            self.page.get_by_label(self.t("checkin.details.phone")).fill(phone)
        self.next()

    def answer_questions(self, *answers: str) -> None:
        """Each of the worker's questions in writing; "🎤" is answered by voice."""
        for answer in answers:
            field = self.page.get_by_label(self.t("checkin.question.answer"))
            expect(field).to_be_visible()
            if answer == "🎤":
                self.page.get_by_role("button", name=re.compile(self.t("voice.start"))).click()
                self.page.wait_for_timeout(1_200)
                self.button("voice.stop").click()
                expect(self.button("voice.delete")).to_be_visible()
            else:
                field.fill(answer)
            self.next()

    def take_photo(self) -> None:
        self.sees("checkin.photo.title")
        self.button("photo.open").click()
        self.button("photo.take").click()
        expect(self.button("photo.again")).to_be_visible()
        self.next()

    def share_place(self) -> None:
        self.sees("checkin.place.title")
        self.button("checkin.place.find").click()
        expect(self.button("checkin.place.again")).to_be_visible(timeout=25_000)
        self.next()

    def sign(self) -> None:
        self.sees("checkin.signature.title")
        pad = self.page.get_by_label(self.t("sign.pad")).bounding_box()
        assert pad
        mouse = self.page.mouse
        mouse.move(pad["x"] + 30, pad["y"] + pad["height"] / 2)
        mouse.down()
        for step in range(1, 8):
            mouse.move(pad["x"] + 30 + step * 25, pad["y"] + pad["height"] / 2 + (-1) ** step * 20)
        mouse.up()
        self.next()

    def send(self) -> None:
        self.sees("checkin.look.title")
        self.button("checkin.send").click()
