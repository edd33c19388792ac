"""What staff open: the inbox, people, a person's page; and the page kit that every module's pages stand on."""

import csv
import re
from datetime import date, timedelta
from io import StringIO
from uuid import UUID, uuid4

import pytest
from django import forms
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.test.utils import CaptureQueriesContext
from django.urls import path

from tests import examples, make
from throughgate.basics.clock import now
from throughgate.basics.errors import Refused
from throughgate.faces.staff.urls import urlpatterns as staff_urls
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.commands.command import Done, _commands, command
from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.gateways import file_store
from throughgate.kernel.people.models import CareRole, Person, ReferencePhoto
from throughgate.kernel.places.models import Setting
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.models import Marker
from throughgate.kernel.registry.installed import title_of
from throughgate.kernel.tasks.models import Task
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.forms import DateField, PageForm
from throughgate.kernel.web.pages import staff_page

# --- A page of the test's own, as a module would write it ---


class NotThatName(Refused):
    says = "Choose another name."


class RenameForm(PageForm):
    known_as = forms.CharField(label="Known as", max_length=20)
    why = forms.CharField(label="Why", widget=forms.Textarea, max_length=100, required=False, help_text="In your words.")
    how = forms.ChoiceField(label="How", choices=[("a", "Asked"), ("b", "Told")], widget=forms.RadioSelect, required=False)
    sure = forms.BooleanField(label="I am sure", required=False)
    on = DateField(label="From", required=False)


def rename(act: Act, *, person: UUID, known_as: str) -> Done:
    """Change what someone wants to be called."""
    found = act.grant(Person.objects.get(pk=person), because="a test")
    if known_as == "No":
        raise NotThatName
    Person.objects.filter(pk=person).update(known_as=found.known_as + known_as)
    return Done(person)


@staff_page(looks="person_id")
def rename_page(request: HttpRequest, person_id: UUID) -> HttpResponse:
    form = RenameForm(request.POST or None)
    if form.is_valid() and attempt(request, form, _commands["test.rename@1"], person=person_id, known_as=form.cleaned_data["known_as"]):
        return redirect("person", person_id=person_id)
    body = '{% extends "web/layout.html" %}{% block content %}<form method="post">{% csrf_token %}{{ form }}</form>{% endblock %}'
    return HttpResponse(engines["django"].from_string(body).render({"form": form}, request))


urlpatterns = [*staff_urls, path("rename/<uuid:person_id>/", rename_page, name="rename")]


@pytest.fixture
def renaming(settings):
    settings.ROOT_URLCONF = __name__
    made = command("test.rename", by=ActorKind.WORKER)(rename)
    yield made
    del _commands[made.key]


def hidden_act(page) -> str:
    return str(page.context["form"]["act"].value())


def task(who: Person, kind: str = "test.look", due: timedelta = make.DAY, role: CareRole = CareRole.SUPERVISING) -> Task:
    return Task.objects.create(kind=kind, about=uuid4(), person=who, role=role, opened_at=now() - 3 * make.DAY, due_at=now() + due)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def plain(response) -> str:
    """The page without what differs from page to page by chance: its address and its tokens."""
    return re.sub(r"csrfmiddlewaretoken[^>]+|X-CSRFToken[^}]+|[0-9a-f-]{36}", "", text(response))


# --- Who may open what ---


SOMEBODY = UUID(int=1)


@pytest.mark.parametrize("page", ["/", "/people/", f"/people/{SOMEBODY}/", f"/people/{SOMEBODY}/looks/", f"/people/{SOMEBODY}/photo"])
def test_signed_out_is_led_to_the_sign_in(client, page):
    assert client.get(page).headers["Location"].startswith("/sign-in/?next=/")


def test_another_offices_worker_cannot_tell_forbidden_from_absent():
    _officer, person = make.pair(at=make.place("EAST"))
    stranger = make.browser_of(make.worker(at=make.place("WEST")))
    forbidden, absent = stranger.get(f"/people/{person.pk}/"), stranger.get(f"/people/{uuid4()}/")
    assert (forbidden.status_code, absent.status_code) == (404, 404)
    assert plain(forbidden) == plain(absent)
    assert "It may have moved, or it may not be yours to see" in text(forbidden)
    assert TrailEntry.objects.get(person_id=person.pk).outcome == "refused"


def test_opening_a_persons_page_is_written_down_and_shown():
    officer, person = make.pair()
    browser = make.browser_of(officer)
    assert browser.get(f"/people/{person.pk}/").status_code == 200
    entry = TrailEntry.objects.get(person_id=person.pk)
    assert (entry.what, entry.outcome, entry.actor) == ("look:person", "looked", f"worker/{officer.pk}")
    page = text(browser.get(f"/people/{person.pk}/looks/"))
    assert officer.name in page
    assert "Person page" in page


def test_the_person_page_shows_others_looks_and_not_ones_own():
    officer, person = make.pair()
    colleague = make.worker()
    make.care(colleague, person, CareRole.KEYWORKER)
    browser = make.browser_of(officer)
    assert "Nobody before you." in text(browser.get(f"/people/{person.pk}/"))
    assert "Nobody before you." in text(browser.get(f"/people/{person.pk}/"))
    make.browser_of(colleague).get(f"/people/{person.pk}/")
    assert text(browser.get(f"/people/{person.pk}/")).count("Person page") == 1


def test_the_trail_speaks_as_staff_do():
    assert title_of("supervision.submit_checkin@1") == "Check-ins: submit check-in"
    assert title_of("identity.choose_pin") == "Sign-in: choose PIN"
    assert title_of("talk.ask@2") == "Ask to talk to someone"
    assert title_of("ops.demo_code") == "On the server: demo code"


def test_the_navigation_has_what_the_role_may_see():
    page = text(make.browser_of(make.worker()).get("/"))
    assert 'aria-current="page">Inbox</a>' in page
    assert ">People</a>" in page


# --- The person page ---


def test_the_person_page_says_where_they_live_and_what_is_stopped():
    officer = make.worker(at=make.prison())
    person = make.person(given="Siân", family="Ó Briain", lives=make.wing(), setting=Setting.CLOSED, crn="X123456")
    make.care(officer, person, CareRole.KEYWORKER)
    Marker.objects.create(person=person, code="XIT", why="Court order", from_at=make.LONG_AGO, review_on=date(2027, 3, 1))
    page = text(make.browser_of(officer).get(f"/people/{person.pk}/"))
    for words in ("Siân Ó Briain", "X123456", "ZLI · ZLI-B", "closed prison", officer.name, "No access to IT", "reviewed on 1 March 2027"):
        assert words in page


def test_the_person_page_reads_each_thing_once_however_much_there_is():
    world = examples.world()
    browser, page = make.browser_of(world.officer), f"/people/{world.person.pk}/"
    browser.get(page)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(page).status_code == 200
    # Eight of them keep the session and write the look down.
    assert len(asked) <= 60
    once = [sql for sql in (query["sql"] for query in asked) if "places_posting" in sql or "policy_restriction" in sql]
    assert len(once) == 2


def test_the_photo_is_for_those_who_care_for_the_person():
    officer, person = make.pair(at=make.place("EAST"))
    png = b"\x89PNG\r\n\x1a\n"
    ReferencePhoto.objects.create(person=person, sha256=file_store.put(png), taken_at=make.LONG_AGO)
    shown = make.browser_of(officer).get(f"/people/{person.pk}/photo")
    assert (b"".join(shown.streaming_content), shown.headers["Content-Type"]) == (png, "image/png")
    assert make.browser_of(make.worker(at=make.place("WEST"))).get(f"/people/{person.pk}/photo").status_code == 404


def test_search_finds_own_people_by_folded_name_and_by_number():
    officer, person = make.pair()
    Person.objects.filter(pk=person.pk).update(given_name="Siân", family_name="Ó Briain", known_as="Sal")
    _other, stranger = make.pair()
    Person.objects.filter(pk=stranger.pk).update(given_name="Sian", family_name="Obrian")
    browser = make.browser_of(officer)
    number = person.numbers.get().value
    for wanted in ("sian", "BRIAIN sal", number.lower(), f"{number[:4]} {number[4:]}"):
        page = text(browser.get("/people/", {"q": wanted}))
        assert "Ó Briain, Siân" in page
        assert "Obrian" not in page
    assert "Nobody in your care has that name or number" in text(browser.get("/people/", {"q": "zz"}))


# --- The inbox ---


def test_the_inbox_lists_what_waits_for_me_the_most_overdue_first():
    officer, person = make.pair()
    _other, strange = make.pair()
    soon, late = task(person, due=5 * make.HOUR + make.MINUTE), task(person, due=-3 * make.DAY)
    task(strange)
    page = make.browser_of(officer).get("/")
    assert [line.due_at for line in page.context["listing"].shown] == [late.due_at, soon.due_at]
    assert "overdue by 3 days" in text(page)
    assert "due in 5 hours" in text(page)
    assert strange.name not in text(page)
    assert "Nothing waits for you" in text(make.browser_of(make.worker()).get("/"))


def test_the_inbox_can_be_narrowed_sorted_and_taken_away():
    officer, person = make.pair()
    Person.objects.filter(pk=person.pk).update(given_name="=cmd()", family_name="Ash")
    second = make.person(family="Zed")
    make.care(officer, second)
    task(person, "test.a")
    task(second, "test.b", due=make.HOUR)
    browser = make.browser_of(officer)
    narrowed = browser.get("/", {"kind": "test.b"}).context["listing"].shown
    assert [line.who for line in narrowed] == [second.name]
    ordered = browser.get("/", {"sort": "-who"}).context["listing"].shown
    assert [line.who for line in ordered] == [second.name, "=cmd() Ash"]
    file = browser.get("/", {"as": "csv", "sort": "who"})
    rows = list(csv.reader(StringIO(file.content.decode("utf-8-sig"))))
    assert rows[0] == ["Who", "What", "Waiting since", "Due", "Urgent"]
    assert [row[0] for row in rows[1:]] == ["'=cmd() Ash", second.name], "a name is never a formula"
    assert TrailEntry.objects.get(what="look:inbox.csv").detail == {"rows": 2}


def test_the_inbox_asks_the_database_as_often_for_many_as_for_few():
    officer, person = make.pair()
    browser = make.browser_of(officer)
    task(person)
    browser.get("/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/")
    for _n in range(60):
        another = make.person()
        make.care(officer, another)
        task(another)
    with CaptureQueriesContext(connection) as many:
        page = browser.get("/")
    assert page.context["listing"].page.paginator.num_pages == 2
    assert len(many) == len(few)
    assert len(many) <= 12


# --- Forms ---


def test_a_double_click_is_one_act(renaming):
    officer, person = make.pair()
    browser = make.browser_of(officer)
    where = f"/rename/{person.pk}/"
    said = {"act": hidden_act(browser.get(where)), "known_as": "x"}
    assert [browser.post(where, said).status_code for _click in range(2)] == [302, 302]
    assert Person.objects.get(pk=person.pk).known_as == person.known_as + "x"
    assert Receipt.objects.filter(command="test.rename@1").count() == 1


def test_a_refusal_is_shown_above_the_form_and_the_next_try_is_a_new_act(renaming):
    officer, person = make.pair()
    browser = make.browser_of(officer)
    where = f"/rename/{person.pk}/"
    first = hidden_act(browser.get(where))
    refused = browser.post(where, {"act": first, "known_as": "No"})
    assert "There is a problem" in text(refused)
    assert "Choose another name." in text(refused)
    assert hidden_act(refused) != first
    assert browser.post(where, {"act": hidden_act(refused), "known_as": "y"}).status_code == 302
    again = browser.post(where, {"act": first, "known_as": "z"})
    assert "Choose another name." in text(again), "an answered act keeps its answer"


def test_the_error_summary_leads_to_the_field(renaming):
    officer, person = make.pair()
    page = text(make.browser_of(officer).post(f"/rename/{person.pk}/", {"known_as": "", "on_0": "30", "on_1": "2", "on_2": "2027"}))
    assert 'data-module="govuk-error-summary"' in page
    assert '<a href="#id_known_as">' in page
    assert '<a href="#id_on_0">Enter a real date, such as 27 3 2027.</a>' in page
    assert 'id="id_known_as_error"' in page
    assert 'aria-describedby="id_known_as_error"' in page


def test_fields_wear_the_shapes_that_people_know(renaming):
    officer, person = make.pair()
    page = text(make.browser_of(officer).get(f"/rename/{person.pk}/"))
    for shape in ("govuk-input", "govuk-js-character-count", "govuk-radios__input", "govuk-checkboxes__input", "govuk-date-input__input"):
        assert shape in page
    assert 'aria-describedby="id_why_helptext"' in page
    assert "(optional)" in page


def test_the_parts_of_pages_say_everything_in_words():
    def part(name: str, **shown: object) -> str:
        return engines["django"].get_template(f"web/parts/{name}.html").render(shown)

    event = {"title": "Moved", "by": "Elin Moss", "at": make.NOON, "says": "To wing B"}
    steps = [
        {"title": "Call them", "url": "/x/", "status": "Not done", "colour": "grey"},
        {"title": "Meet", "url": "", "status": "Cannot begin"},
    ]
    assert "18 November 2026, 12:00" in part("timeline", events=[event])
    assert '<a class="govuk-link govuk-task-list__link" href="/x/"' in part("tasks", tasks=steps)
    assert "Cannot begin" in part("tasks", tasks=steps)
    assert "govuk-tag--green" in part("tag", text="Done", colour="green")
    assert "CRN" not in part("summary", rows=[("CRN", ""), ("Name", "Ada")]), "what is empty is left out"


def test_a_page_of_a_stranger_takes_no_form(renaming):
    _officer, person = make.pair(at=make.place("EAST"))
    stranger = make.browser_of(make.worker(at=make.place("WEST")))
    assert stranger.post(f"/rename/{person.pk}/", {"known_as": "x"}).status_code == 404
    assert not Receipt.objects.exists()


def test_a_form_from_another_site_is_turned_away():
    from django.test import Client

    officer, _person = make.pair()
    account = make.Account.objects.get(worker=officer)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(account)
    assert browser.post("/sign-out/").status_code == 403


def test_the_language_of_the_page_can_be_changed():
    browser = make.browser_of(make.worker())
    assert browser.post("/language/", {"language": "cy", "next": "/"}).headers["Location"] == "/"
    assert '<html lang="cy"' in text(browser.get("/"))


def test_an_act_of_a_page_is_the_signed_in_workers(rf):
    officer = make.worker()
    request = rf.get("/")
    request.user = make.Account.objects.get(worker=officer)
    assert act_of(request).worker_id == officer.pk
