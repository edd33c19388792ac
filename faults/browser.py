"""The same in a real browser: Chromium is killed as `kill -9` does, while it saves, sends and updates itself."""

import random
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "stories"))

from halfway import Halfway
from parts.handheld import Handheld
from parts.person import Someone
from parts.site import Site
from playwright.sync_api import Error, expect, sync_playwright

MOST_DEEDS = 5
PATIENCE_S = 60


@dataclass
class Round:
    """What one round has shown: words that the screen called saved, and words of which nobody saw what became."""

    shown: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


class Rounds:
    """One phone, used round after round."""

    def __init__(self, site: Site, halfway: Halfway, phone: Handheld) -> None:
        self.site, self.halfway, self.phone, self.someone = site, halfway, phone, Someone(phone)
        self.someone.enrol(site.code)

    def play(self, seed: int) -> Round:
        chance, this = random.Random(seed), Round()
        for n in range(chance.randint(2, MOST_DEEDS)):
            deed = chance.choice([self.ask, self.ask, self.ask_and_die, self.ask_and_die, self.lose_answers, self.half_update, self.line])
            deed(chance, this, f"r{seed} {n}")
        self.mend()
        self.judge(this)
        return this

    # --- deeds ---

    def ask(self, chance: random.Random, this: Round, words: str) -> None:
        self.someone.ask_to_talk("other", words)
        this.shown.add(words)
        self.someone.go_home()

    def ask_and_die(self, chance: random.Random, this: Round, words: str) -> None:
        """The battery falls out within a tenth of a second of the tap."""
        someone = self.someone
        someone.press(someone.link("ui.ask_to_talk"))
        someone.pick(someone.option("talk.about.other"))
        someone.write(someone.field("talk.words"), words)
        someone.button("talk.send").dispatch_event("click")
        time.sleep(chance.random() * 0.1)
        seen = False
        with suppress(Error):
            seen = someone.page.get_by_text(someone.t("talk.thanks"), exact=True).first.is_visible()
        self.phone.kill()
        (this.shown if seen else this.unsure).add(words)
        self.come_back(offline=chance.random() < 0.5)
        self.look(this)

    def lose_answers(self, chance: random.Random, this: Round, words: str) -> None:
        self.halfway.lose = chance.randint(1, 2)

    def line(self, chance: random.Random, this: Round, words: str) -> None:
        self.phone.offline(chance.random() < 0.6)

    def half_update(self, chance: random.Random, this: Round, words: str) -> None:
        """A new version comes half-way; the browser may die over it. The old one must go on, with no network."""
        self.phone.offline(False)
        self.halfway.version += 1
        self.halfway.cut = True
        with suppress(Error):
            self.phone.page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update()).catch(() => 0)")
        time.sleep(chance.random())
        self.phone.kill()
        self.come_back(offline=True)
        self.halfway.cut = False

    def come_back(self, *, offline: bool) -> None:
        self.phone.start()
        self.phone.offline(offline)
        self.phone.open()
        self.someone.unlock()

    # --- what became of it ---

    def mend(self) -> None:
        self.halfway.cut, self.halfway.lose = False, 0
        self.phone.kill()
        self.come_back(offline=False)

    def look(self, this: Round) -> None:
        """What the list says was saved is called saved; what it does not know, nobody was told of."""
        self.someone.open_asks()
        for words in list(this.unsure):
            with suppress(AssertionError):
                expect(self.phone.page.get_by_text(words, exact=True).first).to_be_visible(timeout=5_000)
                this.unsure.discard(words)
                this.shown.add(words)
        self.someone.go_home()

    def judge(self, this: Round) -> None:
        self.look(this)
        until = time.monotonic() + PATIENCE_S
        while any(self.times(words) == 0 for words in this.shown) and time.monotonic() < until:
            self.someone.contact()
        this.wrong += [f"lost: {words}" for words in this.shown if self.times(words) == 0]
        this.wrong += [f"doubled: {words}" for words in this.shown | this.unsure if self.times(words) > 1]
        # What was in no list may have been saved a moment before the end; twice it must not be, and unseen it must not stay.
        this.wrong += [f"unexplained: {words} arrived, and no list shows it" for words in this.unsure if self.times(words)]
        this.wrong += [f"unexplained: {error}" for error in self.phone.errors]
        self.phone.errors.clear()

    def times(self, words: str) -> int:
        return int(self.site.rows("select count(*) from talk_talkrequest where words = ?", words)[0][0])


def main(rounds: int, seed: int) -> int:
    """Play them; prints what the other runs print."""
    acts = wrong = 0
    with tempfile.TemporaryDirectory() as room, sync_playwright() as playwright:
        site = Site(Path(room) / "home")
        site.start()
        halfway = Halfway(site.device_url)
        phone = Handheld(playwright, site, Path(room) / "phone", url=halfway.url)
        try:
            played = Rounds(site, halfway, phone)
            for n in range(seed, seed + rounds):
                this = played.play(n)
                acts, wrong = acts + len(this.shown), wrong + len(this.wrong)
                print("\n".join([f"browser round {n}: {len(this.shown)} saved", *this.wrong]), flush=True)
        finally:
            phone.kill()
            halfway.close()
            site.stop()
    print(f"browser rounds {rounds} acts {acts} wrong {wrong} updates cut {halfway.cuts}")
    return int(wrong > 0)
