"""What is for many stands once, in a stream that all of them pull; who belongs to them no longer, has it no longer."""

from datetime import timedelta

import msgspec
import pytest

from tests.device import tablet_of
from tests.make import as_clock, person, stay, wing
from throughgate.basics.clock import now
from throughgate.basics.errors import NotFound
from throughgate.kernel.commands.command import Done
from throughgate.kernel.identity.models import Device
from throughgate.kernel.places.models import Place
from throughgate.kernel.sync import audiences, feeds
from throughgate.kernel.sync.access import readable_file
from throughgate.kernel.sync.feeds import Feed
from throughgate.kernel.sync.models import StoredFile, Stream, StreamRow
from throughgate.kernel.sync.streams import publish, rebuild, shared_stream

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices")]


class Notice(msgspec.Struct, frozen=True):
    words: str


NOTICES = Feed(
    name="test.notices",
    watches=Place,
    visible=lambda places: Place.objects.filter(pk__in=places),
    whose=lambda row: [row.pk],
    shape=lambda row: Notice(row.name),
    value=Notice,
    keep=timedelta(days=365),
    files_of=lambda row: [row.words],
    shared=True,
)


def who_lives_where(people):
    return {one.person_id: Place.objects.filter(path=one.place_path).values_list("pk", flat=True) for one in people}


@pytest.fixture
def notices():
    """A notice for each place, for everybody who lives there."""
    feeds.declare(NOTICES)
    audiences.declare("test", audiences.Audiences(who_lives_where, Place))
    yield
    feeds._feeds.pop("test.notices")
    audiences._known.pop("test")


@pytest.fixture
def here():
    return wing("A")


def write_up(place, words):
    place.name = words
    place.save()
    publish([(as_clock(now()), Done(None, (place,)))])


def read_on(tablet):
    tablet.pull()
    return [row["words"] for row in tablet.feed("test.notices").values()]


def test_it_is_written_once_and_read_by_all(here):
    tablets = [tablet_of(person(lives=here)) for _ in range(3)]
    write_up(here, "No hot water until noon")
    assert [read_on(tablet) for tablet in tablets] == [["No hot water until noon"]] * 3
    write_up(here, "The water is warm again")
    assert [read_on(tablet) for tablet in tablets] == [["The water is warm again"]] * 3
    assert StreamRow.objects.filter(feed="test.notices").count() == 1


def test_who_lives_elsewhere_reads_none_of_it_even_by_its_name(here):
    write_up(here, "For wing A")
    there = tablet_of(person(lives=wing("B")))
    assert "For wing A" not in read_on(there)
    answer = there.ask([shared_stream(here.pk)])
    assert (answer["streams"], answer["reset"]) == ([], [])


def test_who_moves_takes_nothing_along(here):
    somebody = person(lives=here)
    tablet = tablet_of(somebody)
    write_up(here, "For wing A")
    there = wing("B")
    write_up(there, "For wing B")
    assert read_on(tablet) == ["For wing A"]
    somebody.stays.update(to_at=now())
    stay(somebody, there, since=now())
    assert read_on(tablet) == ["For wing B"]
    assert shared_stream(here.pk) not in tablet.cursors


def test_its_stream_can_be_made_anew(here):
    write_up(here, "For wing A")
    assert rebuild(shared_stream(here.pk)) == 0
    Stream.objects.all().delete()
    assert read_on(tablet_of(person(lives=here))) == ["For wing A"]


def test_a_file_that_it_names_is_read_by_whom_it_is_for(here):
    sha256 = "ab" * 32
    StoredFile.objects.create(sha256=sha256, size=1, kind="image/webp", arrived=now())
    write_up(here, sha256)
    mine, theirs = person(lives=here), person(lives=wing("B"))
    assert readable_file(mine.pk, Device.objects.get(pk=tablet_of(mine).id), sha256, now()).pk == sha256
    with pytest.raises(NotFound):
        readable_file(theirs.pk, Device.objects.get(pk=tablet_of(theirs).id), sha256, now())
