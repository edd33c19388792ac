"""Mail from outside, hostile mail first: each has an outcome, whoever sent it is told kindly, nothing is lost and nothing gets through."""

import base64
import smtplib

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.make import MINUTE, NOON, contact, person
from tests.post import DOMAIN, comes, lmtp_door, mail, module_double
from throughgate.basics.errors import NotFound
from throughgate.basics.ids import uuid7
from throughgate.kernel.gateways import file_store, reply_to
from throughgate.kernel.gateways.mail_in import dns
from throughgate.kernel.gateways.mail_in.returned import comes_back
from throughgate.kernel.gateways.models import Incoming, Letter
from throughgate.kernel.gateways.post import write_letter
from throughgate.kernel.registry import installed
from throughgate.kernel.registry.module import Module
from throughgate.kernel.registry.taking_in import settle_waiting
from throughgate.kernel.sync.models import StoredFile


@pytest.fixture(autouse=True)
def _site(settings):
    settings.MAIL_DOMAIN, settings.MAIL_TRUSTS = DOMAIN, "mx.in-touch.test"


@pytest.fixture
def carol():
    return contact(of=person(), email="carol@home.test")


@pytest.fixture
def thread(carol):
    """Where Carol answers."""
    return reply_to.address_for(uuid7(), carol.relationships.get().person, carol, NOON)


@pytest.mark.django_db(transaction=True)
def test_a_mail_comes_in_by_lmtp_once_however_often_it_is_offered(thread):
    with module_double() as handed, lmtp_door() as port, smtplib.LMTP("127.0.0.1", port) as door:
        for _again in range(2):
            door.send_message(mail("carol@home.test", thread))
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            door.sendmail("x@home.test", ["somebody@elsewhere.test"], b"Hello")
        several = door.sendmail(
            "carol@home.test", [thread, f"other@{DOMAIN}"], mail("carol@home.test", thread, Message_ID="<2@home.test>").as_bytes()
        )
    assert several[f"other@{DOMAIN}"][0] == 452
    assert [one.words for one in handed] == ["Good night, love."] * 2
    assert handed[0].to == thread
    assert handed[0].checked["from"] == "proved"


def test_what_nobody_takes_in_is_answered_kindly_once_a_day(carol):
    for n in range(3):
        assert (
            comes(mail("carol@home.test", f"hello@{DOMAIN}", Message_ID=f"<{n}@home.test>"), f"hello@{DOMAIN}", NOON).outcome == "not_taken"
        )
    letter = Letter.objects.get()
    assert (letter.to, letter.answer, letter.answers) == ("carol@home.test", True, "<0@home.test>")
    assert Incoming.objects.filter(words="").count() == 3


# Hostile mail.


def nested(deep):
    inner = b"Content-Type: text/plain\r\n\r\nGood night\r\n"
    for n in range(deep):
        inner = b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n%s\r\n--b%d--\r\n' % (n, n, inner, n)
    return top() + inner


def top(*more):
    said = [b"From: carol@home.test", b"To: x", b"Message-ID: <9@home.test>", b"Subject: Hello", *more]
    return b"\r\n".join([b"Authentication-Results: mx.in-touch.test; spf=pass smtp.mailfrom=carol@home.test", *said, b""])


def with_files(many, kind="image/jpeg", size=10):
    made = mail("carol@home.test", "x")
    for n in range(many):
        made.add_attachment(bytes([n % 256]) * size, *kind.split("/"), filename=f"{n}.bin")
    return made


NOT_READ = {
    "300 files": (with_files(300), "more than 10 files"),
    "500 files": (with_files(500), "more than 10 files"),
    "ten megabytes of words": (
        top(b"Content-Type: text/plain", b"") + b"Good night, love. Sleep well, and tell me.\r\n" * 230_000,
        "more than 20,000 letters",
    ),
    "one line of a megabyte": (top(b"Content-Type: text/plain", b"") + b"x" * 1_000_000, "more than 20,000 letters"),
    "a hundred deep": (nested(100), "too tangled"),
    "three thousand deep": (nested(3000), "too tangled"),
    "nothing": (top(b"").replace(b"Subject: Hello\r\n", b""), "empty"),
}


@pytest.mark.parametrize("name", NOT_READ)
def test_what_cannot_be_read_is_not_handed_on_and_its_sender_is_told_why(name, thread):
    what, told = NOT_READ[name]
    with module_double() as handed:
        assert comes(what, thread, NOON).outcome == "not_read"
    assert handed == []
    assert told in Letter.objects.get().text


LEFT_OUT = {
    "winmail.dat": (with_files(1, "application/ms-tnef"), "Outlook"),
    "an invitation": (with_files(1, "text/calendar"), "calendar"),
    "a zip of zips": (with_files(2, "application/zip"), "only pictures and sound"),
    "a mail in a mail": (with_files(1, "application/octet-stream"), "only pictures and sound"),
    "a large picture": (with_files(1, "image/png", 9 * 2**20), "too big"),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_cannot_pass_is_left_out_the_words_are_handed_on_and_the_sender_is_told(name, thread):
    what, told = LEFT_OUT[name]
    with module_double() as handed:
        assert comes(what, thread, NOON).outcome == "taken"
    assert [(one.words, len(one.files)) for one in handed] == [("Good night, love.", 0)]
    assert told in Letter.objects.get().text


def test_pictures_stand_in_the_file_store_once_somebody_took_them_in(thread, carol):
    with module_double() as handed:
        comes(with_files(2, size=5000), thread, NOON)
    for file in handed[0].files:
        assert file_store.path_of(file.sha256).stat().st_size == file.size == 5000
    assert {file.type for file in handed[0].files} == {"image/jpeg"}
    comes(with_files(1, "image/png", 77), f"nobody-in-particular@{DOMAIN}", NOON)
    assert StoredFile.objects.count() == 2


def test_words_are_taken_from_a_page_and_nothing_it_names_is_fetched(thread):
    made = mail("carol@home.test", thread, "")
    made.set_content(
        '<style>p{}</style><p>Good <b>night</b><img src="http://tracker.test/1.gif"></p><script>x()</script>Carol', subtype="html"
    )
    with module_double() as handed:
        comes(made, thread, NOON)
    assert handed[0].words == "Good night\nCarol"


def test_a_wrong_alphabet_is_read_as_far_as_can_be(thread):
    said = ["utf-8", "klingon", "us-ascii", "utf-7\r\n x"]
    with module_double() as handed:
        for n, alphabet in enumerate(said):
            raw = top(f"Content-Type: text/plain; charset={alphabet}".encode(), f"Date: Wed, 18 Nov 2026 11:5{n}:00 +0000".encode(), b"")
            comes(raw + "Nos da, tŷ".encode() + (b"" if n else b" \xff"), thread, NOON)
    assert [one.words[:6] for one in handed] == ["Nos da"] * 4


def test_nobody_writes_in_somebody_elses_name(thread, carol):
    false = "mx.in-touch.test; spf=fail smtp.mailfrom=carol@home.test"
    theirs = "mx.elsewhere.test; spf=pass smtp.mailfrom=carol@home.test"
    other = "mx.in-touch.test; spf=pass smtp.mailfrom=eve@elsewhere.test"
    with module_double() as handed:
        assert comes(mail("carol@home.test", thread, believed=false), thread, NOON).outcome == "not_believed"
        # To another address than the one that only she was given, somebody has to vouch for her.
        for n, believed in enumerate((theirs, other, "")):
            row = comes(mail("carol@home.test", "x", believed=believed, Message_ID=f"<u{n}@x>"), f"hello@{DOMAIN}", NOON)
            assert row.outcome == "not_believed"
        assert comes(mail("eve@elsewhere.test", thread), thread, NOON).outcome == "not_believed"
        two = mail("carol@home.test, eve@elsewhere.test", thread, Message_ID="<two@x>")
        assert comes(two, thread, NOON).outcome == "not_believed"
    assert handed == []
    # She is told once; who is no contact of anybody's is not: it may not have been them.
    assert [letter.to for letter in Letter.objects.all()] == ["carol@home.test"]


def test_whoever_has_the_address_that_only_she_was_given_is_believed_where_nobody_can_vouch(thread):
    with module_double() as handed:
        assert comes(mail("carol@home.test", thread, believed=""), thread, NOON).outcome == "taken"
    assert handed[0].checked == {"dkim": "none", "spf": "none", "from": "proved"}


PROGRAMS = {
    "away": {"Auto_Submitted": "auto-replied (vacation)"},
    "a list": {"List_Id": "<news.home.test>"},
    "in bulk": {"Precedence": "bulk"},
    "ours, come round": {"Auto_Submitted": "auto-generated"},
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_is_never_answered_and_nothing_of_it_is_handed_on(name, thread):
    with module_double() as handed:
        assert comes(mail("carol@home.test", thread, **PROGRAMS[name]), thread, NOON).outcome == "program"
    assert (handed, Letter.objects.count()) == ([], 0)


def test_what_has_no_sender_or_has_gone_round_in_circles_is_a_programs(thread):
    assert comes(mail("carol@home.test", thread), thread, NOON, sender="").outcome == "program"
    round_and_round = b"Received: from a by b\r\n" * 60 + mail("carol@home.test", thread, Message_ID="<r@x>").as_bytes()
    assert comes(round_and_round, thread, NOON).outcome == "program"
    assert not Letter.objects.exists()


def test_only_a_report_to_the_return_path_says_that_mail_comes_back(settings):
    letter = write_letter("carol@home.test", "Hello", "Hello", NOON)
    path = reply_to.return_path(letter)
    assert comes(mail("x@home.test", path, Message_ID="<o@x>"), path, NOON).outcome == "program"
    assert comes_back("carol@home.test") is None
    elsewhere = f"returned+{uuid7().hex}@{DOMAIN}"
    assert comes(report("5.1.1"), elsewhere, NOON, sender="").outcome == "program"
    comes(report("4.4.1"), path, NOON, sender="")
    assert comes_back("carol@home.test") is None
    assert comes(report("5.1.1"), path, NOON, sender="").outcome == "returned"
    assert comes_back("Carol@home.test") == NOON
    with module_double():
        comes(mail("carol@home.test", f"hello@{DOMAIN}"), f"hello@{DOMAIN}", NOON)
    assert comes_back("carol@home.test") is None


def report(status):
    said = f"From: mailer@mx.test\nMessage-ID: <{status}@mx>\nContent-Type: multipart/report; boundary=b\n\n--b\n\nNo.\n--b\n"
    return (said + f"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nStatus: {status}\n\n--b--\n").encode()


def test_headers_that_are_broken_on_purpose_break_nothing(thread):
    for n, line in enumerate(
        (b"Subject: =?utf-8?q?a=0d=0aBcc:_x?=", b"Subject: \xff\xfe", b"From: <<>>@", b"Date: 99 Foo", b"Message-ID: a\x00b")
    ):
        raw = top(line, b"Date: Wed, 18 Nov 2026 11:5%d:00 +0000" % n, b"").replace(b"Subject: Hello\r\n", b"") + b"Good night"
        with module_double() as handed:
            comes(raw, thread, NOON)
        assert all("\n" not in one.subject for one in handed)


def test_a_module_that_fails_loses_nothing_and_is_asked_again(thread, monkeypatch):
    with module_double() as handed:
        takes_in = installed._modules["double"].takes_in
        broken = Module(name="double", title="Double", takes_in=lambda at, one: 1 / 0)
        monkeypatch.setitem(installed._modules, "double", broken)
        row = comes(mail("carol@home.test", thread), thread, NOON)
        assert (row.settled_at, row.words) == (None, "Good night, love.")
        monkeypatch.setitem(installed._modules, "double", Module(name="double", title="Double", takes_in=takes_in))
        assert settle_waiting(NOON) == 0
        assert settle_waiting(NOON + MINUTE) == 1
    assert len(handed) == 1


def test_a_refusal_is_said_to_whoever_wrote(thread):
    def refuses(at, one):
        raise NotFound

    installed._modules["double"] = Module(name="double", title="Double", takes_in=refuses)
    try:
        assert comes(mail("carol@home.test", thread), thread, NOON).outcome == "refused"
    finally:
        del installed._modules["double"]
    assert NotFound().words in Letter.objects.get().text


# Signatures.


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def signed(made, key, domain="home.test", **how):
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption())
    raw = made.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return dkim.sign(raw, b"s1", domain.encode(), private, include_headers=[b"from", b"subject", b"to"], **how) + raw


@pytest.fixture
def domains(monkeypatch, key):
    """What the domains that we ask say; one that is not there cannot be asked."""
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    said = {b"s1._domainkey.home.test.": b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)}

    def text_record(name, timeout=0):
        if b"away" in name:
            raise dns.NoAnswer
        return said.get(name)

    monkeypatch.setattr(dns, "text_record", text_record)
    return said


def found(raw, to=f"hello@{DOMAIN}"):
    return comes(raw, to, NOON).checked


def test_a_signature_of_the_senders_own_domain_proves_it(domains, key):
    domains[b"s1._domainkey.elsewhere.test."] = domains[b"s1._domainkey.home.test."]
    plain = mail("carol@home.test", "x", believed="")
    assert found(signed(plain, key)) == {"dkim": "pass", "spf": "none", "from": "proved"}
    assert found(signed(plain, key).replace(b"Good night", b"Send money"))["dkim"] == "fail"
    assert found(signed(mail("carol@home.test", "x", believed="", Message_ID="<e@x>"), key, "elsewhere.test"))["from"] == "unproved"
    assert found(signed(mail("carol@home.test", "x", believed="", Message_ID="<l@x>"), key, length=True))["dkim"] == "none"
    assert found(signed(mail("dai@away.test", "x", believed="", Message_ID="<a@x>"), key, "away.test"))["dkim"] == "temperror"
    assert found(b"DKIM-Signature: v=1; d=home.test; nonsense\r\n" + mail("c@home.test", "x", believed="", Message_ID="<b@x>").as_bytes())[
        "dkim"
    ] in (
        "fail",
        "none",
    )
