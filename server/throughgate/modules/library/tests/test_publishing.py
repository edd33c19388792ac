"""What is published is with those whom it is for, once for all of them, and with nobody else."""

from typing import Any
from uuid import uuid4

import pytest

from tests.device import tablet_of
from tests.make import DAY, NOON, as_worker, person, place, prison, stay, wing, worker
from throughgate.basics.clock import now
from throughgate.basics.errors import NotFound, Refused
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sync.models import Stream, StreamRow
from throughgate.modules.library.commands import publishing
from throughgate.modules.library.jobs import end_items
from throughgate.modules.library.models import Audience, Edition
from throughgate.modules.library.rules.audience import Rule
from throughgate.modules.library.rules.body import File, Picture
from throughgate.modules.library.tests.make import edition, publish, seat, shelf, writer_for

pytestmark = pytest.mark.django_db
HERE = Rule(places=("ZLI",))


@pytest.fixture
def keeper():
    return worker(WorkerRole.TUTOR, at=prison())


@pytest.fixture
def learning(keeper):
    return shelf(prison(), keeper)


def read_on(tablet):
    tablet.pull()
    return sorted(row["in"]["en"]["title"] for row in tablet.feed("library.items").values())


def test_it_is_written_once_and_is_with_all_whom_it_is_for(keeper, learning):
    tablets = [tablet_of(person(lives=wing(letter))) for letter in "ABC"]
    publish(keeper, learning, HERE)
    assert [read_on(tablet) for tablet in tablets] == [["Saving a little"]] * 3
    assert StreamRow.objects.filter(feed="library.items").count() == 1


def test_who_lives_elsewhere_has_it_not_and_who_moves_has_it_no_longer(keeper, learning):
    somebody = person(lives=wing("A"))
    tablet, elsewhere = tablet_of(somebody), tablet_of(person(lives=place("EPR-X")))
    publish(keeper, learning, HERE)
    assert (read_on(tablet), read_on(elsewhere)) == (["Saving a little"], [])
    somebody.stays.update(to_at=now())
    stay(somebody, place("EPR-X"), since=now())
    assert read_on(tablet) == []


def test_the_next_edition_takes_the_place_of_the_last_which_is_kept(keeper, learning):
    tablet = tablet_of(person(lives=wing("A")))
    item = publish(keeper, learning, HERE)
    publish(keeper, learning, HERE, item=item.pk, after=1, given=edition("Saving more"))
    assert read_on(tablet) == ["Saving more"]
    with scope(as_worker(keeper)):
        assert [row.title for row in Edition.objects.order_by("n")] == ["Saving a little", "Saving more"]
        assert len({row.body for row in Edition.objects.all()}) == 1


def test_what_it_says_is_a_file_for_those_who_have_the_row(keeper, learning):
    tablet, elsewhere = tablet_of(person(lives=wing("A"))), tablet_of(person(lives=place("EPR-X")))
    publish(keeper, learning, HERE)
    read_on(tablet)
    body = next(iter(tablet.feed("library.items").values()))["body"]["h"]
    answer = tablet.call("GET", f"/sync/v1/files/{body}", token=True)
    assert b"Put a pound aside" in b"".join(answer.streaming_content)
    assert elsewhere.call("GET", f"/sync/v1/files/{body}", token=True).status_code == 404


def test_changing_whom_it_is_for_takes_it_from_the_others(keeper, learning):
    wing_a, wing_b = tablet_of(person(lives=wing("A"))), tablet_of(person(lives=wing("B")))
    item = publish(keeper, learning, HERE)
    assert read_on(wing_b) == ["Saving a little"]
    publish(keeper, learning, Rule(places=("ZLI-A",)), item=item.pk, after=1)
    assert (read_on(wing_a), read_on(wing_b)) == (["Saving a little"], [])


def test_of_what_is_taken_back_a_tablet_holds_why_and_nothing_else(keeper, learning):
    tablet = tablet_of(person(lives=wing("A")))
    item = publish(keeper, learning, HERE)
    assert read_on(tablet) == ["Saving a little"]
    body = next(iter(tablet.feed("library.items").values()))["body"]["h"]
    publishing.withdraw_item(as_worker(keeper), item=item.pk, why="The prices have changed.")
    tablet.pull()
    row = next(iter(tablet.feed("library.items").values()))
    assert (row["taken_back"], row["body"], row["files"]) == ("The prices have changed.", None, [])
    assert tablet.call("GET", f"/sync/v1/files/{body}", token=True).status_code == 404
    assert end_items(NOON + 91 * DAY) == 1
    assert read_on(tablet) == []
    with pytest.raises(NotFound):
        publishing.withdraw_item(as_worker(keeper), item=item.pk, why="Again.")


def test_what_has_an_end_goes_by_the_clock(keeper, learning):
    tablet = tablet_of(person(lives=wing("A")))
    publish(keeper, learning, HERE, given=edition("Today only", ends_at=NOON + DAY))
    assert end_items(NOON + DAY / 2) == 0
    assert end_items(NOON + DAY) == 1
    assert end_items(NOON + 2 * DAY) == 0
    assert read_on(tablet) == []


def test_nobody_publishes_what_they_wrote(keeper, learning):
    with pytest.raises(publishing.AnotherApproves):
        say(keeper, learning, written_by=keeper.pk)


def test_who_only_writes_publishes_nothing(keeper, learning):
    writer = writer_for(learning)
    with pytest.raises(NotFound):
        say(writer, learning, written_by=keeper.pk)


def test_nobody_speaks_for_a_writer_who_does_not_write_there(keeper, learning):
    with pytest.raises(NotFound):
        say(keeper, learning, written_by=worker(WorkerRole.TUTOR).pk)


def test_a_shelf_reaches_its_own_place_and_no_further(keeper, learning):
    wing("A", "ZMI")
    for rule in (Rule(), Rule(places=("ZMI-A",)), Rule(places=("ZLI", "ZMI-A")), Rule(places=("NOWHERE",)), Rule(regimes=("basic",))):
        with pytest.raises(publishing.NotYourPlaces):
            say(keeper, learning, audiences=[rule])


def test_an_older_draft_does_not_replace_a_newer_edition(keeper, learning):
    item = publish(keeper, learning, HERE)
    publish(keeper, learning, HERE, item=item.pk, after=1)
    with pytest.raises(publishing.NewerStands):
        say(keeper, learning, item=item.pk, after=1)


def test_an_item_of_another_shelf_cannot_be_overwritten(keeper, learning):
    item = publish(keeper, learning, HERE)
    other = worker(WorkerRole.TUTOR, at=prison())
    theirs = shelf(prison(), other, "Kitchen")
    with pytest.raises(NotFound):
        say(other, theirs, item=item.pk, after=1)


def test_what_lacks_something_is_refused_and_nothing_is_kept_of_it(keeper, learning):
    missing = edition(blocks=[Picture(File("a" * 64, 9, "image/webp"), "A cat")])
    tries: dict[type[Refused], dict[str, Any]] = {
        publishing.FileNotHere: {"edition": missing},
        publishing.NobodyChosen: {"audiences": []},
        publishing.EndsBefore: {"edition": edition(ends_at=NOON - DAY)},
    }
    for no, given in tries.items():
        with pytest.raises(no):
            say(keeper, learning, **given)
    with scope(as_worker(keeper)):
        assert not Edition.objects.exists()
        assert not Audience.objects.exists()


def test_what_stood_before_anybody_asked_for_its_stream_is_there_beside_the_first_that_is_published(keeper, learning):
    for title in ("One", "Two"):
        publish(keeper, learning, HERE, given=edition(title))
    # As in an estate whose history was brought in.
    Stream.objects.all().delete()
    publish(keeper, learning, HERE, given=edition("Three"))
    assert read_on(tablet_of(person(lives=wing("A")))) == ["One", "Three", "Two"]


def test_one_rule_is_one_audience_however_it_is_spelt(keeper, learning):
    wing("B")
    publish(keeper, learning, Rule(places=("ZLI-B", "ZLI")))
    publish(keeper, learning, Rule(places=("ZLI", "ZLI-B", "ZLI")))
    with scope(as_worker(keeper)):
        assert Audience.objects.count() == 1


def say(who, on, **given):
    """Try to publish something on that shelf."""
    with scope(as_worker(who)):
        wrote = given.pop("written_by", None) or writer_for(on).pk
    said: dict[str, Any] = {"item": uuid4(), "after": 0, "edition": edition(), "audiences": [HERE]}
    said |= given
    publishing.publish_item(as_worker(who), shelf=on.pk, written_by=wrote, **said)


def test_a_seat_that_ended_opens_nothing(keeper, learning):
    other = worker(WorkerRole.TUTOR)
    seat(learning, other)
    with scope(as_worker(other)):
        learning.desk.filter(worker=other).update(to_at=NOON - DAY)
    with pytest.raises(NotFound):
        say(other, learning)
