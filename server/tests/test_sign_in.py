"""How workers sign in: password and second step, lock-out, idle end, and what the trail and the browser are told."""

import runpy
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from tests import make
from throughgate.basics.clock import LONDON, now
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.identity.models import Account
from throughgate.kernel.people.models import Worker
from throughgate.kernel.registry.installed import sweep
from throughgate.settings import security

SIGN_IN, SECOND = "/sign-in/", "/account/second-step/authenticate/"


@pytest.fixture(autouse=True)
def _no_codes_used():
    cache.clear()


@pytest.fixture
def officer():
    """A worker with a second factor."""
    who = make.worker()
    Authenticator.objects.create(user=who.account, type=Authenticator.Type.TOTP, data={"secret": make.TOTP_SECRET})
    return who


def code(step: int = 0) -> str:
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(make.TOTP_SECRET, counters[len(counters) // 2] + step))


def enter(browser: Client, who: Worker, password: str = make.PASSWORD):
    return browser.post(SIGN_IN, {"login": who.email, "password": password})


def sign_in(browser: Client, who: Worker):
    enter(browser, who)
    return browser.post(SECOND, {"code": code()})


def is_signed_in(browser: Client) -> bool:
    return browser.get("/").status_code == 200


def on_the_trail(what: str) -> list[str]:
    return [entry.outcome for entry in TrailEntry.objects.filter(what=what).order_by("pk")]


def test_a_worker_signs_in_with_password_and_code(officer, client):
    assert enter(client, officer).headers["Location"] == SECOND
    assert not is_signed_in(client), "a password alone opens nothing"
    assert client.post(SECOND, {"code": code()}).headers["Location"] == "/"
    assert is_signed_in(client)
    entry = TrailEntry.objects.get(what="staff.sign_in")
    assert (entry.outcome, entry.actor, entry.face) == ("accepted", f"worker/{officer.pk}", "staff")


def test_a_code_works_once(officer, client):
    used = code()
    enter(client, officer)
    client.post(SECOND, {"code": used})
    other = Client()
    enter(other, officer)
    assert "That was not right" in other.post(SECOND, {"code": used}).content.decode()


def test_a_recovery_code_works_once(officer, client):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    saved = RecoveryCodes.activate(officer.account).get_unused_codes()[0]
    enter(client, officer)
    assert client.post(SECOND, {"code": saved}).headers["Location"] == "/"
    other = Client()
    enter(other, officer)
    assert other.post(SECOND, {"code": saved}).status_code == 200


def test_a_worker_without_a_second_step_sets_one_up_first(client):
    who = make.worker()
    enter(client, who)
    for page in ("/", "/people/", "/account/password/", "/account/second-step/"):
        assert client.get(page).headers["Location"] == "/account/second-step/choose/"
    assert "Add a second step" in client.get("/account/second-step/choose/").content.decode()
    page = client.get("/account/second-step/totp/activate/")
    secret = page.context["form"].secret
    counter = list(yield_hotp_counters_from_time())[1]
    done = client.post("/account/second-step/totp/activate/", {"code": format_hotp_value(hotp_value(secret, counter))})
    assert done.headers["Location"] == "/account/second-step/recovery-codes/"
    assert "not shown again" in client.get(done.headers["Location"]).content.decode()
    assert is_signed_in(client)


def test_the_only_second_step_cannot_be_removed(officer, client):
    sign_in(client, officer)
    client.post("/account/second-step/totp/deactivate/")
    assert Authenticator.objects.filter(user=officer.account, type=Authenticator.Type.TOTP).exists()


def test_five_wrong_passwords_lock_the_account_for_ten_minutes(officer, client):
    for _try in range(4):
        assert enter(client, officer, "wrong").status_code == 200
    locked = enter(client, officer, "wrong")
    last = AccessAttempt.objects.get().attempt_time + timedelta(minutes=11)
    assert locked.status_code == 429
    assert f"Too many tries. Try again at {last.astimezone(LONDON):%H:%M}." in locked.content.decode()
    assert enter(Client(), officer).status_code == 429, "the right password does not help"
    AccessAttempt.objects.update(attempt_time=now() - timedelta(minutes=11))
    assert enter(Client(), officer).headers["Location"] == SECOND


def test_spelling_the_address_another_way_is_the_same_account(officer, client):
    for spelled in (officer.email, officer.email.upper(), f" {officer.email} ", officer.email.title()):
        client.post(SIGN_IN, {"login": spelled, "password": "wrong"})
    assert enter(client, officer, "wrong").status_code == 429


def test_wrong_codes_count_as_wrong_tries(officer, client):
    enter(client, officer)
    answers = [client.post(SECOND, {"code": "000000"}).status_code for _try in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert client.post(SECOND, {"code": code()}).status_code == 200, "the right code does not help"
    assert not is_signed_in(client)


def test_an_unknown_address_is_answered_like_a_wrong_password(officer, client):
    wrong = enter(client, officer, "wrong").content.decode()
    unknown = client.post(SIGN_IN, {"login": "nobody@example.org", "password": "wrong"}).content.decode()
    words = "The e-mail address or the password is not right."
    assert words in wrong
    assert words in unknown
    assert on_the_trail("staff.sign_in") == ["refused", "refused"]
    assert not TrailEntry.objects.filter(detail__icontains="nobody@").exists(), "what was typed is not kept"


def test_a_session_ends_after_twenty_idle_minutes(officer, client):
    sign_in(client, officer)
    left = Session.objects.get(pk=client.session.session_key).expire_date - now()
    assert timedelta(minutes=19) < left <= timedelta(minutes=20)
    Session.objects.update(expire_date=now() - timedelta(seconds=1))
    assert client.get("/people/").headers["Location"] == "/sign-in/?next=/people/"


def test_whoever_guesses_on_adds_the_first_and_the_lock_to_the_trail(officer, client):
    for _try in range(12):
        enter(client, officer, "wrong")
    told = TrailEntry.objects.filter(what="staff.sign_in").order_by("pk").values_list("detail", flat=True)
    assert [(one["tries"], one["locked"]) for one in told] == [(1, False), (5, True)]
    for n in range(12):
        client.post(SIGN_IN, {"login": f"nobody{n}@example.org", "password": "wrong"})
    assert [one["tries"] for one in told.all()] == [1, 5, 1], "who is not known here is counted by address"


def test_sessions_that_ran_out_and_old_tries_are_taken_away(officer, client):
    enter(client, officer, "wrong")
    sign_in(client, officer)
    enter(Client(), officer, "wrong")
    assert Session.objects.exists()
    assert AccessAttempt.objects.exists()
    sweep(now() + timedelta(hours=23))
    assert is_signed_in(client)
    assert AccessAttempt.objects.exists()
    sweep(now() + timedelta(hours=25))
    assert not Session.objects.exists()
    assert not AccessAttempt.objects.exists()


def test_each_page_keeps_the_session_awake(officer, client):
    sign_in(client, officer)
    Session.objects.update(expire_date=now() + timedelta(minutes=1))
    client.get("/")
    assert Session.objects.get(pk=client.session.session_key).expire_date > now() + timedelta(minutes=19)


def test_signing_out_ends_the_session(officer, client):
    sign_in(client, officer)
    client.post("/sign-out/")
    assert not is_signed_in(client)
    assert on_the_trail("staff.sign_out") == ["accepted"]


def test_a_worker_who_left_is_out_with_the_next_click(officer, client):
    sign_in(client, officer)
    Worker.objects.filter(pk=officer.pk).update(left_at=now())
    assert not is_signed_in(client)
    enter(Client(), officer)
    assert on_the_trail("staff.sign_in") == ["accepted", "refused"]


def test_every_page_of_the_account_opens_in_our_words(officer, client):
    sign_in(client, officer)
    base = "/account/second-step/"
    for page in ("", "webauthn/", "webauthn/add/", "totp/deactivate/", "recovery-codes/generate/", "reauthenticate/"):
        assert_ours(client, base + page)
    key = Authenticator.objects.create(user=officer.account, type=Authenticator.Type.WEBAUTHN, data={"name": "Laptop", "credential": {}})
    for page in (f"{base}webauthn/keys/{key.pk}/edit/", f"{base}webauthn/keys/{key.pk}/remove/", "/account/password/", "/account/confirm/"):
        assert_ours(client, page)


def assert_ours(client, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200, page
    assert 'class="tg-header"' in answer.content.decode(), page


def test_a_password_can_be_changed(officer, client):
    sign_in(client, officer)
    new = "Seven quiet lanterns"
    said = {"oldpassword": make.PASSWORD, "password1": new, "password2": new}
    assert client.post("/account/password/", said).headers["Location"] == "/account/second-step/"
    assert enter(Client(), officer, new).headers["Location"] == SECOND


def test_nobody_signs_themselves_up(client):
    for page in ("/signup/", "/sign-in/signup/", "/accounts/signup/", "/account/email/"):
        assert client.get(page).status_code == 404


def test_a_page_sends_strict_headers(officer, client):
    sign_in(client, officer)
    page = client.get("/")
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in page.headers["Cache-Control"]
    assert " style=" not in page.content.decode()
    cookie = page.cookies["tg-staff-session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")


def test_over_https_a_cookie_belongs_to_this_host_alone(monkeypatch):
    monkeypatch.delenv("THROUGHGATE_PLAIN_HTTP")
    made = runpy.run_path(security.__file__)
    assert made["SESSION_COOKIE_NAME"] == "__Host-tg-staff-session"
    assert made["CSRF_COOKIE_NAME"] == "__Host-tg-staff-csrf"
    assert made["SESSION_COOKIE_SECURE"] is made["CSRF_COOKIE_SECURE"] is True
    assert made["SECURE_HSTS_SECONDS"] > 0


def test_passwords_are_kept_with_argon2():
    from throughgate.settings import base

    assert base.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


def test_an_account_is_made_with_its_worker():
    assert Account.objects.get(worker=make.worker()).worker.left_at is None
