"""Texts, out and in, over a real SMPP server; what they cost; and what the network says of them, in any order."""

import threading

import pytest

from tests.make import DAY, HOUR, MINUTE, NOON
from tests.post import Provider, module_double
from throughgate.faces.ops.management.commands.texts_in import take
from throughgate.kernel.gateways import text_in
from throughgate.kernel.gateways.models import Incoming, Text, TextPart
from throughgate.kernel.gateways.segments import size_of
from throughgate.kernel.gateways.text_doors.smpp_in import Outcome, Part, listen
from throughgate.kernel.gateways.texts import note_outcome, send_texts, write_text

CAROL = "07700 900123"


@pytest.fixture(scope="module")
def smpp():
    made = Provider()
    yield made
    made.stop()


@pytest.fixture
def line(smpp, settings):
    settings.TEXTS_URL, settings.TEXTS_FROM = smpp.url, "+447700900999"
    return smpp


def test_a_text_goes_out_and_its_words_are_gone(line):
    text = write_text(CAROL, "Good night. It costs 5€", NOON)
    assert send_texts(NOON) == 1
    sent = line.says("sent")
    assert (sent["sent"], sent["from"], sent["to"]) == ("Good night. It costs 5€", "447700900999", "447700900123")
    text.refresh_from_db()
    assert (text.words, text.sent_at) == ("", NOON)
    assert send_texts(NOON + HOUR) == 0


def test_a_long_one_goes_in_as_many_parts_as_were_counted_and_no_sign_is_cut(line):
    words = "Nos da, cariad. Mae'r tŷ yn dawel. 🌙" * 5
    write_text(CAROL, words, NOON)
    assert send_texts(NOON) == 1
    parts = [line.says("sent") for _n in range(size_of(words).parts)]
    assert "".join(part["sent"] for part in parts) == words
    assert [part["coding"] for part in parts] == [8] * len(parts)
    assert len({part["udh"][0] for part in parts}) == len(parts)


def test_what_does_not_get_out_is_tried_again_and_what_never_can_is_not(line):
    write_text(CAROL, "Hello", NOON)
    line.refuses(0x58)
    assert send_texts(NOON) == 0
    line.refuses(0x0B)
    assert send_texts(NOON + MINUTE) == 0
    line.refuses(0)
    assert send_texts(NOON + DAY) == 0
    text = Text.objects.get()
    assert (text.tries, text.outcome, text.words) == (2, "failed", "")


def test_a_provider_who_is_away_loses_nothing(settings):
    settings.TEXTS_URL = "smpp://estate:s3cret@127.0.0.1:1"
    write_text(CAROL, "Hello", NOON)
    assert send_texts(NOON) == 0
    assert Text.objects.get().words == "Hello"


def test_what_the_network_says_may_come_before_we_know_whose_it_is_in_any_order_and_twice(line):
    text = write_text(CAROL, "Hello" * 40, NOON)
    send_texts(NOON)
    first, second = line.says("sent")["message_id"], line.says("sent")["message_id"]
    note_outcome(first, "delivered", NOON + HOUR)
    note_outcome(second, "delivered", NOON + HOUR)
    note_outcome(second, "failed", NOON + MINUTE)
    note_outcome(second, "delivered", NOON + HOUR)
    text.refresh_from_db()
    assert text.outcome == "delivered"
    note_outcome("m-later", "failed", NOON)
    assert not Text.objects.filter(outcome="failed").exists()


@pytest.mark.django_db(transaction=True)
def test_texts_come_in_by_the_line_in_parts_in_any_order_and_each_once(line):
    stopping = threading.Event()

    def take_until_the_receipt(said):
        take(said)
        if isinstance(said, Outcome):
            stopping.set()

    receiver = threading.Thread(target=listen, args=(take_until_the_receipt, stopping.is_set), daemon=True)
    with module_double() as handed:
        receiver.start()
        assert line.says("bound")["known"]
        assert line.brings("Nos da ŷ".encode("utf-16-be"), data_coding=8) == 0
        assert line.brings("Nos da ŷ".encode("utf-16-be"), data_coding=8) == 0
        for n in (3, 1, 1, 2):
            assert line.brings(bytes([5, 0, 3, 7, 3, n]) + f"part {n} ".encode(), esm_class=0x40) == 0
        assert [one.words for one in handed] == ["Nos da ŷ", "part 1 part 2 part 3"]
        assert {one.sender for one in handed} == {"+447700900123"}
        receipt = b"id:m1 sub:001 dlvrd:001 submit date:2611181200 done date:2611181201 stat:DELIVRD err:000 text:"
        assert line.brings(receipt, esm_class=4) == 0
        receiver.join(20)
        assert TextPart.objects.get(provider_id="m1").outcome == "delivered"


def part(n, words, reference=9, of=2):
    return Part("447700900123", "447700900999", words, reference, of, n)


def test_a_part_that_never_comes_does_not_hold_up_the_others():
    with module_double():
        assert text_in.take(part(2, "and the rest"), NOON) is None
        assert text_in.hand_on_parts(NOON + MINUTE) == 0
        assert text_in.hand_on_parts(NOON + 2 * HOUR) == 1
    assert Incoming.objects.get().words == "[…] and the rest"


def test_a_number_of_a_text_that_is_used_again_is_another_text():
    assert text_in.take(part(1, "Good "), NOON) is None
    assert text_in.take(part(2, "night"), NOON).words == "Good night"
    assert text_in.take(part(1, "Good "), NOON) is None
    assert text_in.take(part(1, "Other "), NOON + HOUR) is None
    assert text_in.take(part(2, "words"), NOON + HOUR).words == "Other words"


def test_the_same_words_the_next_day_are_another_text():
    one = text_in.take(Part("447700900123", "1", "Good night"), NOON)
    assert text_in.take(Part("447700900123", "1", "Good night"), NOON + MINUTE) == one
    assert text_in.take(Part("447700900123", "1", "Good night"), NOON + DAY) != one
