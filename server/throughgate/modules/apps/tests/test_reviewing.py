"""Somebody brings it, somebody else signs it, and only then it comes to people."""

import json
from base64 import urlsafe_b64decode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from joserfc.jwk import ECKey

from tests.device import tablet_of
from tests.make import NOON, as_person, as_worker, browser_of, person, place, prison, wing, worker
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.places.models import PlaceKind
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sync import word
from throughgate.modules.apps import jobs, queries
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
        assert bring(worker(role, at=prison())).n == 1
    else:
        with pytest.raises(NotFound):
            bring(worker(role, at=prison()))


@pytest.mark.parametrize(
    ("role", "may"), [(SECURITY, True), (WorkerRole.ADMINISTRATOR, True), (CHARITY, False), (TUTOR, False), (OFFICER, False)]
)
def test_who_may_decide(role, may):
    act, version = as_worker(worker(role, at=prison())), bring()
    if may:
        bringing.turn_down_app(act, version=version.pk, why="It names a person.")
    else:
        with pytest.raises(NotFound):
            bringing.sign_app(act, version=version.pk, places=[prison().pk])


@pytest.mark.parametrize("role", [SECURITY, ADMINISTRATOR])
def test_whoever_works_elsewhere_decides_nothing_and_sees_nothing(role):
    waits, out, elsewhere = bring(), signed(), worker(role, at=prison("ZMI"))
    act = as_worker(elsewhere)
    for command, given in (
        (bringing.sign_app, {"version": waits.pk, "places": [prison().pk]}),
        (bringing.turn_down_app, {"version": waits.pk, "why": "No."}),
        (bringing.withdraw_app, {"app": out.app_id, "why": "No."}),
    ):
        with pytest.raises(NotFound):
            command(as_worker(elsewhere), **given)
    with scope(act):
        assert not queries.versions_brought(act).exists()
    browser = browser_of(elsewhere)
    assert {browser.get(reverse(f"apps:{page}", args=[out.pk])).status_code for page in ("version", "next", "try", "run")} == {404}


def test_nobody_brings_an_app_to_a_place_where_they_do_not_work_or_its_next_version_from_another():
    with pytest.raises(NotFound):
        bring(worker(CHARITY, at=prison("ZMI")), at=prison())
    with pytest.raises(NotFound):
        bring(worker(CHARITY, at=prison("ZMI")), app=bring().app_id, at=prison("ZMI"))


def test_it_is_signed_for_nobody_outside_its_place():
    region = place("EPR", PlaceKind.REGION)
    office, version = place("EPR-PE", under=region), bring(at=region)
    act = as_worker(worker(ADMINISTRATOR, at=region))
    with pytest.raises(NotFound):
        bringing.sign_app(act, version=version.pk, places=[office.pk, prison().pk])
    bringing.sign_app(as_worker(worker(ADMINISTRATOR, at=region)), version=version.pk, places=[office.pk])
    here, next_door = tablet_of(person(lives=office)), tablet_of(person(lives=place("EPR-WD", under=region)))
    assert (apps_on(here), apps_on(next_door)) == ([str(version.app_id)], [])


def test_nobody_signs_what_they_brought():
    both = worker(SECURITY, at=prison())
    with pytest.raises(bringing.BroughtByYou):
        bringing.sign_app(as_worker(both), version=bring(both).pk, places=[prison().pk])


def test_it_is_decided_once_for_somebody_and_never_backwards():
    reviewer, old, here = worker(SECURITY, at=prison()), bring(), [prison().pk]
    with pytest.raises(bringing.NobodyChosen):
        bringing.sign_app(as_worker(reviewer), version=old.pk, places=[])
    newer = bring(app=old.app_id, file=html(script="newer()"))
    bringing.sign_app(as_worker(reviewer), version=newer.pk, places=here)
    with pytest.raises(bringing.DecidedBefore):
        bringing.turn_down_app(as_worker(reviewer), version=newer.pk, why="No.")
    with pytest.raises(bringing.NewerStands):
        bringing.sign_app(as_worker(reviewer), version=old.pk, places=here)


def test_a_bad_one_is_refused_with_words_and_leaves_nothing():
    who = worker(CHARITY, at=prison())
    with pytest.raises(bringing.NotAnApp) as refused:
        bring(who, file=html(body='<img src="https://evil.example/x.png">'))
    assert "This points outside the file" in refused.value.words
    with scope(as_worker(who)):
        assert not App.objects.exists()


def test_only_what_is_signed_comes_and_only_to_whom_it_is_for(reader):
    elsewhere, tablet = tablet_of(person(lives=wing("A", "ZMI"))), tablet_of(reader)
    bring()
    assert apps_on(tablet) == []
    version = signed()
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
    bringing.withdraw_app(as_worker(worker(SECURITY, at=prison())), app=version.app_id, why="Its test is wrong.")
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
    charity, security = browser_of(worker(CHARITY, at=prison())), browser_of(worker(SECURITY, at=prison()))
    given = {"partner": "Spokes", "place": prison().pk}
    told = charity.post(reverse("apps:bring"), given | {"html": _file(html(body="<iframe></iframe>"))}).content.decode()
    assert "A page inside the page is not allowed." in told
    assert charity.post(reverse("apps:bring"), given | {"html": _file(html())}).status_code == 302
    with scope(as_worker(worker(SECURITY))):
        version = Version.objects.get()
    page = reverse("apps:version", args=[version.pk])
    assert "somebody else must look at it" in charity.get(page).content.decode().lower()
    assert security.get(reverse("apps:try", args=[version.pk])).status_code == 200
    assert security.post(page, {"do": "sign", "sign-places": [prison().pk]}).status_code == 302
    assert "With people" in security.get(page).content.decode()


def test_staff_try_it_in_the_sandbox_and_in_nothing_else():
    answer = browser_of(worker(SECURITY, at=prison())).get(reverse("apps:run", args=[bring().pk]))
    assert answer["Content-Security-Policy"].startswith("sandbox allow-scripts; default-src 'none'")
    assert "X-Frame-Options" not in answer


def _file(text):
    return SimpleUploadedFile("app.html", text.encode(), "text/html")
