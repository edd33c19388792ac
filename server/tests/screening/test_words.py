"""Words in disguise: what is found, where it stands as it was written, and what is left alone."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from throughgate.kernel.screening.words.letters import ALIKE, LEET, PLAIN, settled
from throughgate.kernel.screening.words.patterns import PATTERNS, found_in, hinted_by
from throughgate.kernel.screening.words.phrases import Phrases

SOUGHT = Phrases(["knife", "drugs", "kill you", "tell … that", "оружие", "刀", "self-harm", "Siân"])


def seen(text: str) -> list[str]:
    hits = SOUGHT.found_in(text)
    glance = SOUGHT.glance(text)
    assert (glance and glance.phrases) or not hits
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a KNIFE, please", ["KNIFE"]),
        ("kniiiiife", ["kniiiiife"]),
        ("bring k n 1 f e now", ["k n 1 f e"]),
        ("a k n i f e", ["k n i f e"]),
        ("d.r.u.g.s", ["d.r.u.g.s"]),
        ("кnifе", ["кnifе"]),
        ("kn\u200bife", ["kn\u200bife"]),
        ("ＫＮＩＦＥ", ["ＫＮＩＦＥ"]),
        ("kn.ife", ["kn.ife"]),
        ("k!ll ❤  y0u!", ["k!ll ❤  y0u"]),
        ("🅺🅽🅸🅵🅴 and ᴅʀᴜɢꜱ", ["🅺🅽🅸🅵🅴", "ᴅʀᴜɢꜱ"]),
        ("Tell our Mia\nthat it is me", ["Tell our Mia\nthat"]),
        ("Оружие здесь", ["Оружие"]),
        ("那把刀很好", ["刀"]),
        ("sian, SIÂN and Sia\u0302n", ["sian", "SIÂN", "Sia\u0302n"]),
        ("k n i f e   d r u g s", ["k n i f e", "d r u g s"]),
    ],
)
def test_a_word_is_found_in_its_disguise_and_shown_in_it(text, found):
    assert seen(text) == found


@pytest.mark.parametrize(
    "text", ["penknifes", "drug s", "105 at 10.30pm", "kill time, you", "Tell me. " + "word " * 20 + "that", "", "…", "❤" * 50]
)
def test_what_only_holds_its_letters_is_left_alone(text):
    assert seen(text) == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
@example("\u202efink\u202c")
@example("\x00 '' ‘ ß ﬀ x\u0301")
def test_every_word_is_found_where_it_stands(text):
    for word in settled(PLAIN.of(text)).decode().split():
        hits = Phrases([word]).found_in(text)
        assert hits, word
        assert any(word in settled(table.of(text[hit.start : hit.end])).decode().split() for hit in hits for table in (PLAIN, ALIKE, *LEET))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("kniferugdsl y1!.@-e\u0301\u200b\u202eкеɪ0 𝓴❤️"), max_size=80))
def test_whatever_is_written_is_read_to_its_end(text):
    assert all(0 <= hit.start < hit.end <= len(text) for hit in SOUGHT.found_in(text))


@pytest.mark.parametrize("piece", ["a", "k n ", "❤️", "\u202e", "kn1f3 ", "1!", "\u0301", "drugs ", "'", "k.", "0 seven ", "@a", "a.b"])
def test_a_hundred_thousand_letters_of_anything_come_to_an_end(piece):
    flood = piece * (100_000 // len(piece))
    assert len(SOUGHT.found_in(flood)) <= 100
    assert sum(1 for _ in found_in(flood, PATTERNS.keys())) >= 0


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("telephone", "ring 07700 900123 love", None),  # a number that Ofcom keeps for plays
        ("telephone", "ring 07911 123456 love", "07911 123456"),
        ("telephone", "+44 (0)20 7946 0958 or so", "+44 (0)20 7946 0958"),
        (
            "telephone",
            "it's oh seven nine double one one two three four five six ok",
            "oh seven nine double one one two three four five six",
        ),
        ("telephone", "0 7 9 1 1 1 2 3 4 5 6", "0 7 9 1 1 1 2 3 4 5 6"),
        ("telephone", "we have 12 eggs and 300 sheep in 2026", None),
        ("card", "4111 1111 1111 1111.", "4111 1111 1111 1111"),
        ("card", "4111 1111 1111 1112", None),
        ("account", "sort 20-00-00 acc 55779911", "20-00-00 acc 55779911"),
        ("account", "GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32"),
        ("account", "GB83 WEST 1234 5698 7654 32", None),
        ("postcode", "at SW1A 1AA now", "SW1A 1AA"),
        ("address", "live at 12 Harbour View Lane", "12 Harbour View Lane"),
        ("handle", "add me snap: mia.x99", "snap: mia.x99"),
        ("handle", "find @lost_boy99", "@lost_boy99"),
        ("page", "see www.example.org/x or", "www.example.org/x"),
        ("page", "mail mia@example.org", "mia@example.org"),
        ("page", "the end.Then we went", None),
    ],
)
def test_numbers_and_addresses_are_known_by_their_shape(name, text, found):
    places = [text[start:end] for _name, (start, end) in found_in(text, {name})]
    assert places == ([found] if found else [])
    assert not found or any(name in hinted_by(word) for word in found.split())
