"""Somebody brings it, somebody else signs it, and only then it comes to people."""

import json
from base64 import urlsafe_b64decode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from joserfc.jwk import ECKey

from tests.device import tablet_of
from tests.make import NOON, as_person, as_worker, browser_of, person, prison, wing, worker
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sync import word
from throughgate.modules.apps import jobs
from throughgate.modules.apps.commands import bringing
from throughgate.modules.apps.models import App, Version
from throughgate.modules.apps.tests.make import bring, html, signed

pytestmark = pytest.mark.django_db

SECURITY, ADMINISTRATOR, CHARITY, TUTOR = WorkerRole.SECURITY, WorkerRole.ADMINISTRATOR, WorkerRole.CHARITY, WorkerRole.TUTOR
OFFICER = WorkerRole.PRISON_OFFICER


@pytest.fixture
def reader():
    return person(lives=wing("A"))


def apps_on(tablet):
    tablet.pull()
    return [row["app"] for row in tablet.feed("apps.shown").values()]


@pytest.mark.parametrize(("role", "may"), [(CHARITY, True), (TUTOR, True), (SECURITY, True), (OFFICER, False), (WorkerRole.NURSE, False)])
def test_who_may_bring(role, may):
    if may:
        assert bring(worker(role)).n == 1
    else:
        with pytest.raises(NotFound):
            bring(worker(role))


@pytest.mark.parametrize(
    ("role", "may"), [(SECURITY, True), (WorkerRole.ADMINISTRATOR, True), (CHARITY, False), (TUTOR, False), (OFFICER, False)]
)
def test_who_may_decide(role, may):
    act, version = as_worker(worker(role)), bring()
    if may:
        bringing.turn_down_app(act, brought=version.pk, why="It names a person.")
    else:
        with pytest.raises(NotFound):
            bringing.sign_app(act, brought=version.pk, everywhere=True, places=[])


def test_nobody_signs_what_they_brought():
    both = worker(SECURITY)
    with pytest.raises(bringing.BroughtByYou):
        bringing.sign_app(as_worker(both), brought=bring(both).pk, everywhere=True, places=[])


def test_it_is_decided_once_for_somebody_and_never_backwards():
    reviewer, old = worker(SECURITY), bring()
    with pytest.raises(bringing.NobodyChosen):
        bringing.sign_app(as_worker(reviewer), brought=old.pk, everywhere=False, places=[])
    newer = bring(app=old.app_id, file=html(script="newer()"))
    bringing.sign_app(as_worker(reviewer), brought=newer.pk, everywhere=True, places=[])
    with pytest.raises(bringing.DecidedBefore):
        bringing.turn_down_app(as_worker(reviewer), brought=newer.pk, why="No.")
    with pytest.raises(bringing.NewerStands):
        bringing.sign_app(as_worker(reviewer), brought=old.pk, everywhere=True, places=[])


def test_a_bad_one_is_refused_with_words_and_leaves_nothing():
    who = worker(CHARITY)
    with pytest.raises(bringing.NotAnApp) as refused:
        bring(who, file=html(body='<img src="https://evil.example/x.png">'))
    assert "This points outside the file" in refused.value.words
    with scope(as_worker(who)):
        assert not App.objects.exists()


def test_only_what_is_signed_comes_and_only_to_whom_it_is_for(reader):
    elsewhere, tablet = tablet_of(person(lives=wing("A", "ZMI"))), tablet_of(reader)
    bring()
    assert apps_on(tablet) == []
    version = signed(places=[prison().pk])
    assert (apps_on(tablet), apps_on(elsewhere)) == ([str(version.app_id)], [])


def test_it_is_signed_word_for_word_with_the_key_that_devices_know(reader):
    version, tablet = signed(), tablet_of(reader)
    tablet.pull()
    (row,) = tablet.feed("apps.shown").values()
    header, said, _signature = row["statement"].split(".")
    told = json.loads(urlsafe_b64decode(said + "=="))
    assert json.loads(urlsafe_b64decode(header + "=="))["kid"] == word.signer()["kid"]
    assert (told["file"], told["scripts"], told["manifest"]) == (row["file"]["h"], row["scripts"], row["manifest"] | told["manifest"])
    answer = tablet.call("GET", f"/sync/v1/files/{row['file']['h']}")
    assert b"".join(answer.streaming_content).decode() == html()
    assert version.file == row["file"]["h"]


def test_taken_back_it_goes_and_says_why(reader):
    version, tablet = signed(), tablet_of(reader)
    bringing.withdraw_app(as_worker(worker(SECURITY)), which=version.app_id, why="Its test is wrong.")
    tablet.pull()
    (row,) = tablet.feed("apps.shown").values()
    assert (row["taken_back"], row["file"], row["statement"]) == ("Its test is wrong.", None, "")


def test_after_a_change_of_keys_it_is_signed_anew(settings, reader):
    version = signed()
    assert jobs.renew_signatures(NOON) == 0
    fresh = ECKey.generate_key("P-256", private=True).as_dict(private=True) | {"kid": "fresh"}
    settings.SEAL_KEYS = json.dumps([fresh, *json.loads(settings.SEAL_KEYS)])
    assert jobs.renew_signatures(NOON) == 1
    with scope(as_person(reader)):
        assert Version.objects.get(pk=version.pk).review.signed_with == word.signer()["kid"]


def test_a_charity_uploads_and_security_signs_on_their_pages():
    charity, security = browser_of(worker(CHARITY)), browser_of(worker(SECURITY))
    told = charity.post(reverse("apps:bring"), {"partner": "Spokes", "html": _file(html(body="<iframe></iframe>"))}).content.decode()
    assert "A page inside the page is not allowed." in told
    assert charity.post(reverse("apps:bring"), {"partner": "Spokes", "html": _file(html())}).status_code == 302
    with scope(as_worker(worker(SECURITY))):
        version = Version.objects.get()
    page = reverse("apps:version", args=[version.pk])
    assert "somebody else must look at it" in charity.get(page).content.decode().lower()
    assert security.get(reverse("apps:try", args=[version.pk])).status_code == 200
    assert security.post(page, {"do": "sign", "sign-everywhere": "on"}).status_code == 302
    assert "With people" in security.get(page).content.decode()


def test_staff_try_it_in_the_sandbox_and_in_nothing_else():
    answer = browser_of(worker(SECURITY)).get(reverse("apps:run", args=[bring().pk]))
    assert answer["Content-Security-Policy"].startswith("sandbox allow-scripts; default-src 'none'")
    assert "X-Frame-Options" not in answer


def _file(text):
    return SimpleUploadedFile("app.html", text.encode(), "text/html")
