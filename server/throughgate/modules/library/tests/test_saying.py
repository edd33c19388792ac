"""What people say of an item waits at the shelf's desk, without their name, and is answered."""

from datetime import timedelta

import pytest
from django.urls import reverse
from msgspec import structs

from tests.device import tablet_of
from tests.make import DAY, NOON, as_person, as_worker, browser_of, care, person, place, prison, stay, wing, worker
from throughgate.basics.errors import NotFound
from throughgate.basics.ids import uuid7
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.people.models import CareRole, WorkerRole
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.tasks.models import Task
from throughgate.kernel.tasks.work import waiting_for
from throughgate.modules.library.commands import publishing, saying, worrying
from throughgate.modules.library.commands.publishing import Given
from throughgate.modules.library.models import Opinion
from throughgate.modules.library.rules.audience import Rule
from throughgate.modules.library.rules.body import Paragraph, Text
from throughgate.modules.library.rules.kinds import Kind
from throughgate.modules.library.tests.make import publish, seat, shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return worker(WorkerRole.TUTOR, at=prison())


@pytest.fixture
def reader():
    return person(given="Osian", family="Vaughan", lives=wing("A"))


@pytest.fixture
def item(keeper, reader):
    return publish(keeper, shelf(prison(), keeper), Rule(places=("ZLI",)))


def said_by(who, item, words="Is there one on debt?", at=NOON):
    act = as_person(who, at)
    saying.comment(act, item=item.pk, words=words)
    return act.id


def test_it_waits_at_the_desk_of_the_shelf_and_for_nobody_else(keeper, reader, item):
    about = said_by(reader, item)
    other = worker(WorkerRole.TUTOR, at=prison())
    sits = worker(WorkerRole.CHARITY)
    seat(item.shelf, sits, writes=False, approves=False)
    for who, waits in ((keeper, [about]), (sits, [about]), (other, [])):
        assert [task.about for task in waiting_for(as_worker(who))] == waits
    assert Task.objects.get().due_at == NOON + 7 * DAY


def test_who_answers_does_not_learn_whose_it_is(keeper, reader, item):
    about = said_by(reader, item)
    browser = browser_of(keeper)
    for page in (reverse("inbox"), reverse("library:comment", args=[about]), reverse("library:item", args=[item.pk])):
        told = browser.get(page).content.decode()
        assert "Osian" not in told
        assert str(reader.pk) not in told
    assert "Is there one on debt?" in browser.get(reverse("library:comment", args=[about])).content.decode()


def test_the_answer_is_read_beside_the_item_and_comes_from_the_shelf(keeper, reader, item):
    tablet = tablet_of(reader)
    about = said_by(reader, item)
    browser = browser_of(keeper)
    page = reverse("library:comment", args=[about])
    assert browser.post(page, {"act": "", "reply": "Next month."}).status_code == 302
    tablet.pull()
    row = tablet.feed("library.comments")[str(about)]
    assert (row["title"], row["answered"]["by"], row["answered"]["reply"]) == ("Saving a little", "Learning", "Next month.")
    assert not waiting_for(as_worker(keeper)).exists()


def test_its_reader_has_the_title_in_their_own_language(keeper, reader):
    item = publish(keeper, shelf(prison(), keeper), Rule(places=("ZLI",)), given=in_two_languages())
    reader.language = "cy"
    reader.save()
    about = said_by(reader, item)
    tablet = tablet_of(reader)
    tablet.pull()
    assert tablet.feed("library.comments")[str(about)]["title"] == "Cynilo"


def in_two_languages():
    text = Text("Saving", "", [Paragraph("A pound a week.")])
    return Given(kind=Kind.PAGE, texts={"en": text, "cy": structs.replace(text, title="Cynilo")}, topics=[])


def test_nobody_answers_twice_and_no_stranger_at_all(keeper, reader, item):
    about = said_by(reader, item)
    with pytest.raises(NotFound):
        saying.answer_comment(as_worker(worker(WorkerRole.TUTOR, at=prison())), comment=about, reply="Hello")
    saying.answer_comment(as_worker(keeper), comment=about, reply="Next month.")
    with pytest.raises(saying.AlreadyAnswered):
        saying.answer_comment(as_worker(keeper), comment=about, reply="Next week.")


def test_nothing_said_is_refused(reader, item):
    with pytest.raises(saying.SaidNothing):
        said_by(reader, item, words="  ")


def test_whom_it_is_not_for_cannot_speak_of_it(item):
    with pytest.raises(NotFound):
        said_by(person(lives=place("EPR-X")), item)


def test_who_has_moved_or_whose_item_was_taken_back_meanwhile_is_still_heard(keeper, reader, item):
    publishing.withdraw_item(as_worker(keeper), item=item.pk, why="Out of date.")
    reader.stays.update(to_at=NOON - DAY)
    stay(reader, place("EPR-X"), since=NOON - DAY)
    said_by(reader, item, "Thank you for this.")
    with pytest.raises(NotFound):
        said_by(reader, item, "Long after.", at=NOON + 120 * DAY)


def test_the_last_word_on_whether_it_helped_counts_whenever_it_arrives(reader, item):
    saying.say_helpful(as_person(reader, NOON), item=item.pk, helpful=True)
    saying.say_helpful(as_person(reader, NOON - DAY), item=item.pk, helpful=False)
    with scope(as_person(reader)):
        assert Opinion.objects.get().helpful
    saying.say_helpful(as_person(reader, NOON + DAY), item=item.pk, helpful=False)
    with scope(as_person(reader)):
        assert not Opinion.objects.get().helpful


def test_what_is_worrying_reaches_those_who_look_after_them_and_the_shelf_does_not_learn_whose_it_is(keeper, reader, item):
    about = said_by(reader, item, "I cannot go on.")
    officer = worker(WorkerRole.PRISON_OFFICER, at=prison())
    care(officer, reader, CareRole.KEYWORKER)
    keeps = browser_of(keeper)
    asked = keeps.get(reverse("library:comment", args=[about])).content.decode()
    assert reverse("library:pass_on", args=[about]) in asked
    page = keeps.post(reverse("library:pass_on", args=[about]), {"act": uuid7(), "why": "They sound at their end."}, follow=True)
    assert "Vaughan" not in page.content.decode()
    # They work at that prison, so that they may see people there: but not this way.
    assert keeps.get(reverse("library:worry", args=[about])).status_code == 404
    with pytest.raises(worrying.PassedOn):
        worrying.pass_on(as_worker(keeper), comment=about, why="Again")
    (task,) = waiting_for(as_worker(officer))
    assert (task.kind, task.urgent, task.due_at - task.opened_at) == ("library.worry", True, timedelta(hours=8))
    cares = browser_of(officer)
    told = cares.get(reverse("library:worry", args=[about])).content.decode()
    assert [words in told for words in ("Osian Vaughan", "I cannot go on.", "They sound at their end.")] == [True] * 3
    assert TrailEntry.objects.filter(actor=f"worker/{officer.pk}", what="look:library:worry", person_id=reader.pk).exists()
    cares.post(reverse("library:worry", args=[about]), {"act": uuid7(), "done": "We sat together; the nurse comes at four."})
    assert not waiting_for(as_worker(officer)).exists()
    with pytest.raises(worrying.LookedAfter):
        worrying.look_after_worry(as_worker(officer), comment=about, done="Again")


def test_nobody_else_reads_what_was_worrying(keeper, reader, item):
    about = said_by(reader, item)
    worrying.pass_on(as_worker(keeper), comment=about, why="Low.")
    elsewhere = worker(WorkerRole.PRISON_OFFICER, at=place("ZWE"))
    assert browser_of(elsewhere).get(reverse("library:worry", args=[about])).status_code == 404
    with pytest.raises(NotFound):
        worrying.look_after_worry(as_worker(elsewhere), comment=about, done="x")


def test_who_passes_it_on_does_not_learn_it_from_their_inbox_even_where_nobody_else_looks_after_them(keeper, reader, item):
    about, beside = said_by(reader, item), worker(WorkerRole.TUTOR, at=prison())
    worrying.pass_on(as_worker(keeper), comment=about, why="Low.")
    assert [task.kind for task in waiting_for(as_worker(beside))] == ["library.worry"]
    assert [task.kind for task in waiting_for(as_worker(keeper))] == ["library.answer"]
    assert "Vaughan" not in browser_of(keeper).get(reverse("inbox")).content.decode()


def test_who_looks_after_them_by_name_sees_what_they_passed_on(keeper, reader, item):
    about = said_by(reader, item)
    care(keeper, reader, CareRole.KEYWORKER)
    worrying.pass_on(as_worker(keeper), comment=about, why="Low.")
    assert {task.kind for task in waiting_for(as_worker(keeper))} == {"library.answer", "library.worry"}
