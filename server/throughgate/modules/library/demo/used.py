"""How what stands there was used: counts of twelve weeks, and what people at the first prison ask for again and again."""

from datetime import timedelta

from throughgate.basics.clock import london_day
from throughgate.kernel.people.models import Person, Worker
from throughgate.kernel.places.models import Place, PlaceKind
from throughgate.kernel.registry.demo import Showing
from throughgate.modules.library.models import Answer, Comment, Item, Tally
from throughgate.modules.library.rules.tallies import WEEKS, week_of

# The most who open an item in its language in a week, by the code of where they live.
OPENED = {"ZLI": 24, "ZMI": 8, "ZTI": 10, "EPR-PE": 6}
ASKED = [
    "Please do one about decimals.",
    "I want to go on from here. What comes after fractions?",
    "More sums like these, with the answers.",
    "Is there one in Polish?",
    "Percentages next, for wages.",
    "My mate cannot read this. Can somebody read it out?",
]


def show_use(showing: Showing, items: list[Item]) -> None:
    """Some items are opened everywhere, some nowhere; whoever opens one does not always come to its end."""
    places = Place.objects.filter(code__in=OPENED, kind__in=(PlaceKind.ESTABLISHMENT, PlaceKind.OFFICE))
    Tally.objects.bulk_create(
        _tally(showing, item, language, place, week)
        for n, item in enumerate(items)
        for language in item.edition.texts
        for place in places
        for week in range(1, WEEKS + 1)
        # Every fourth is one that nobody finds.
        if n % 4 and item.since < showing.now - timedelta(weeks=week)
    )


def show_asking(showing: Showing, item: Item, answers: Worker) -> None:
    """What six people at the first prison said of one item, each answered."""
    people = Person.objects.filter(stays__place__path__startswith="/ZLI/", stays__to_at=None).exclude(pk=showing.guest).order_by("pk")
    for words, person in zip(ASKED, people, strict=False):
        at = showing.chance.between(item.since, showing.now)
        said = Comment.objects.create(id=showing.chance.id_at(at), person=person, item=item, words=words, said_at=at, arrived_at=at)
        Answer.objects.create(comment=said, person_id=person.pk, by=answers, at=showing.now, reply="Thank you. We are looking for one.")


def _tally(showing: Showing, item: Item, language: str, place: Place, week: int) -> Tally:
    most = OPENED[place.code] // (1 if language == "en" else 6)
    opened = showing.chance.randint(0, most)
    plays = any(file["t"].startswith(("video/", "audio/")) for file in item.edition.files)
    return Tally(
        item=item,
        language=language,
        place=place,
        week=week_of(london_day(showing.now)) - timedelta(weeks=week),
        opened=opened,
        read=showing.chance.randint(0, opened),
        heard=showing.chance.randint(0, opened // 3),
        finished=showing.chance.randint(0, opened // 2) if plays else 0,
    )
