"""Rules of texts and words from outside, without a database: what a text costs, what says STOP, what nobody can see, what is quoted."""

import pytest

from throughgate.kernel.gateways.mail_in.quoted import MARK, new_words
from throughgate.kernel.gateways.segments import Alphabet, Size, from_bytes, in_bytes, parts_of, size_of
from throughgate.kernel.gateways.stop import is_stop
from throughgate.kernel.gateways.words import one_line, plain


@pytest.fixture(autouse=True)
def _database():
    """None is needed."""


SIZES = {
    "": Size(Alphabet.GSM, 0, 1),
    "a" * 160: Size(Alphabet.GSM, 160, 1),
    "a" * 161: Size(Alphabet.GSM, 161, 2),
    "a" * 306: Size(Alphabet.GSM, 306, 2),
    "a" * 307: Size(Alphabet.GSM, 307, 3),
    "€" * 80: Size(Alphabet.GSM, 160, 1),
    # A sign of two places is not cut: one place of each part stays empty.
    "€" * 81: Size(Alphabet.GSM, 162, 2),
    "€" * 153: Size(Alphabet.GSM, 306, 3),
    "Nos da, cariad": Size(Alphabet.GSM, 14, 1),
    "â": Size(Alphabet.UCS2, 1, 1),
    "tŷ gŵr": Size(Alphabet.UCS2, 6, 1),
    "ŷ" * 70: Size(Alphabet.UCS2, 70, 1),
    "ŷ" * 71: Size(Alphabet.UCS2, 71, 2),
    "🌙" * 35: Size(Alphabet.UCS2, 70, 1),
    # 67 places hold 33 of them, and half a moon is none.
    "🌙" * 67: Size(Alphabet.UCS2, 134, 3),
    "Źle śpię": Size(Alphabet.UCS2, 8, 1),
}


@pytest.mark.parametrize("words", SIZES, ids=lambda words: f"{words[:3]}×{len(words)}")
def test_what_a_text_takes_is_known_before(words):
    assert size_of(words) == SIZES[words]
    assert "".join(parts_of(words)) == words
    size = size_of(words)
    content = in_bytes(words, size.alphabet)
    assert len(content) == size.places * (2 if size.alphabet == Alphabet.UCS2 else 1)
    assert from_bytes(content, 8 if size.alphabet == Alphabet.UCS2 else 0) == words


STOPS = [
    "STOP",
    " stop. ",
    "Stop!",
    "“STOP”",
    "STOP ALL",
    "stop all.",
    "Stop stop stop",
    "STOPIO",
    "Peidiwch!",
    "PRZESTAŃ",
    "przestan",
    "s\u200btop",
]
STOPS += ["Opriți", "ndalo", "توقف", "سٹاپ", "Arrêt", "🛑", "unsubscribe", "STOP\n", "ＳＴＯＰ", "Please stop"]
NOT_STOPS = [
    "",
    "Stop it, you make me laugh",
    "Don't stop",
    "bus stop",
    "stopped",
    "Cancel",
    "End",
    "I will stop by on Sunday",
    "stop " * 40 + "x",
]


@pytest.mark.parametrize("words", STOPS)
def test_stop_is_understood_as_people_write_it(words):
    assert is_stop(words)


@pytest.mark.parametrize("words", NOT_STOPS)
def test_a_message_is_not_a_stop(words):
    assert not is_stop(words)


def test_what_nobody_can_see_goes_and_what_is_written_stays():
    assert plain("s\u200bu\u2060i\u00adc\ufeffide") == "suicide"
    assert plain("\u202eevil\u202c \u2066x\u2069") == "evil x"
    assert plain("a\x00b\x1bc\r\nd\re") == "abc\nd\ne"
    assert plain("z" + "\u0301" * 50) == "ź\u0301\u0301"
    assert plain("e\u0301") == "é"
    assert plain("hidden \U000e0068\U000e0069 tags") == "hidden  tags"
    for whole in ("👩‍👧", "🏴󠁧󠁢󠁷󠁬󠁳󠁿 Cymru", "نمی‌خواهم", "שלום", "Nos da, cariad 🌙"):
        assert plain(whole) == whole
    assert one_line("Hello\r\nBcc: everybody@home.test", 200) == "Hello Bcc: everybody@home.test"


QUOTED = [
    "Sleep well.\n\nOn Wed, 18 Nov 2026 at 20:00, In touch <x@in-touch.test> wrote:\n> Good night.\n> Aled\n",
    f"Sleep well.\n\nAr Mer, 18 Tach 2026 ysgrifennodd In touch:\n> {MARK}\n> Good night.",
    f"Sleep well.\n{MARK}\nGood night.",
    "Sleep well.\n\nW dniu 18.11.2026 o 20:00, In touch pisze:\n> Good night.",
    "Sleep well.\n-----Original Message-----\nFrom: In touch\nGood night.",
    "Sleep well.\n-- \nCarol Thornwick\n07700 900123",
    "Sleep well.\n> Good night.\n>> And you.\n",
]


@pytest.mark.parametrize("words", QUOTED, ids=range(len(QUOTED)))
def test_only_what_is_new_is_a_message(words):
    assert new_words(words).strip() == "Sleep well."


def test_an_answer_between_the_lines_and_a_sentence_that_ends_in_a_colon_stay():
    between = "On Sunday I bought:\neggs\nmilk\n> And the cake?\nYes."
    assert new_words(between) == between
