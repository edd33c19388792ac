"""Mail through a real mail server: out, answered, in again, and back."""

import smtplib
import tempfile
import time
from pathlib import Path

import pytest

from tests.mail_server import EXIM, WHY_NOT, Home, MailServer
from tests.make import contact, person
from tests.post import DOMAIN, lmtp_door, mail, module_double
from throughgate.basics.clock import now
from throughgate.basics.ids import uuid7
from throughgate.kernel.gateways.mail_in.returned import comes_back
from throughgate.kernel.gateways.models import Incoming
from throughgate.kernel.gateways.post import Thread, send_letters, write_letter

SECONDS = 30
pytestmark = [pytest.mark.skipif(not EXIM.exists(), reason=WHY_NOT), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def servers(settings):
    """Carol's provider, our mail server, and `throughgate mail-in` behind it."""
    settings.MAIL_DOMAIN, settings.MAIL_TRUSTS = DOMAIN, "mx.in-touch.test"
    home = Home()
    # Not below pytest's own folder: the mail server's user may not enter that.
    with lmtp_door() as lmtp, tempfile.TemporaryDirectory() as folder:
        ours = MailServer(Path(folder), lmtp, home.port)
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
            "django.core.mail.backends.smtp.EmailBackend",
            "127.0.0.1",
            ours.port,
        )
        try:
            until(ours.answers, ours)
            yield home, ours
        finally:
            ours.stop()
            home.stop()


def until(true, ours):
    ends = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < ends, ours.said()
        time.sleep(0.05)


def test_a_mail_goes_out_is_answered_and_the_next_one_belongs_to_the_same_thread(servers):
    home, ours = servers
    carol = contact(of=person(), email="carol@home.test")
    thread = Thread(uuid7(), carol.relationships.get().person, carol)
    first = write_letter(carol.email, "From Aled", "Good night.", now(), thread)
    assert send_letters(now()) == 1
    until(lambda: home.came, ours)
    envelope, came = home.came[0]
    assert envelope == f"returned+{first.pk.hex}@{DOMAIN}"
    assert (came["Message-ID"], came["Auto-Submitted"]) == (f"<{first.pk.hex}@{DOMAIN}>", "auto-generated")

    answer = mail(carol.email, came["Reply-To"], "Sleep well.", believed="", In_Reply_To=came["Message-ID"])
    with module_double() as handed, smtplib.SMTP("127.0.0.1", ours.port) as out:
        out.send_message(answer)
        until(lambda: handed, ours)
    assert (handed[0].words, handed[0].to, handed[0].sender) == ("Sleep well.", came["Reply-To"], carol.email)

    write_letter(carol.email, "From Aled", "And you.", now(), thread)
    assert send_letters(now()) == 1
    until(lambda: len(home.came) == 2, ours)
    assert home.came[1][1]["In-Reply-To"] == "<1@home.test>"
    assert home.came[1][1]["References"] == f"<{thread.id.hex}@{DOMAIN}> <1@home.test>"


def test_a_mail_that_comes_back_is_known_to_and_nobody_is_told_twice(servers):
    _home, ours = servers
    write_letter("nobody@home.test", "Hello", "Hello", now())
    assert send_letters(now()) == 1
    until(lambda: comes_back("nobody@home.test"), ours)
    until(lambda: Incoming.objects.filter(outcome="returned", settled_at__isnull=False).exists(), ours)
