"""The only room that turns an id into a thing of the library; and whom an item is for (readers.py)."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import Care, Person, Worker
from throughgate.kernel.places.models import Place, PlaceKind, Stay
from throughgate.kernel.places.tree import establishment_of, path_codes
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.decide import worker_may
from throughgate.kernel.policy.relations import granted, myself, paths_of, people_in_care_of, person_of, place_of_work, under, worker_of
from throughgate.kernel.policy.scope import scope
from throughgate.modules.library.models import (
    Audience,
    Captions,
    Comment,
    Desk,
    Did,
    Edition,
    Heard,
    Item,
    Media,
    NewsSource,
    Placement,
    Rendition,
    Shelf,
    Worry,
)
from throughgate.modules.library.policy.readers import LATELY, readers_lately, rule_of
from throughgate.modules.library.rules.audience import is_for
from throughgate.modules.library.rules.media import H5P, SCORM, MediaKind
from throughgate.modules.library.rules.needs import ESTATE

# Our own: how long something stays that was brought and is in no edition, after a draft last named it.
WANTED = timedelta(days=30)


def shelves_of(act: Act, **does: bool) -> QuerySet[Shelf]:
    """Those at whose desk this worker sits now, and does that there."""
    sits = Desk.objects.filter(worker=act.worker_id, to_at=None, **does) if act.worker_id else Desk.objects.none()
    return Shelf.objects.filter(pk__in=sits.values("shelf"))


def desks(act: Act) -> list[UUID]:
    """Where this worker answers what people said."""
    return list(shelves_of(act, answers=True).values_list("pk", flat=True))


def shelf_to_approve(act: Act, shelf_id: UUID) -> Shelf:
    """A shelf on which this worker says what is published."""
    return granted(act, shelves_of(act, approves=True).select_related("place"), shelf_id, because="approves on that shelf")


def who_wrote(act: Act, shelf: Shelf, worker_id: UUID) -> Worker:
    """Somebody who writes for that shelf."""
    writers = Desk.objects.filter(shelf=shelf, writes=True, to_at=None).values("worker")
    return granted(act, Worker.objects.filter(pk__in=writers), worker_id, because="writes for that shelf")


def shelf_to_staff(act: Act, shelf_id: UUID) -> Shelf:
    """A shelf whose place this worker works at, or over."""
    shelf = Shelf.objects.filter(pk=shelf_id).first()
    if shelf is None or shelf.place_id is None:
        raise NotFound
    place_of_work(act, shelf.place_id)
    return shelf


def worker_to_seat(act: Act, worker_id: UUID) -> Worker:
    """Whoever works for the estate now can be asked to keep a shelf."""
    return granted(act, Worker.objects.filter(left_at=None), worker_id, because="asked to keep a shelf")


def items_kept_by(act: Act) -> QuerySet[Item]:
    """What stands on the shelves at whose desks this worker sits."""
    return Item.objects.filter(shelf__in=shelves_of(act))


def item_to_withdraw(act: Act, item_id: UUID) -> Item:
    """Something that is with people now, from a shelf on which this worker approves."""
    mine = Item.objects.filter(shelf__in=shelves_of(act, approves=True), withdrawn_at=None, current__isnull=False)
    return granted(act, mine.select_related("current", "shelf"), item_id, because="approves on that shelf")


def items_that_are_over(at: datetime) -> list[UUID]:
    """What has had its day, and what was taken back so long ago that every device knows."""
    with scope(Act(CLOCK, at, at, Face.OPS)):
        done = Q(current__ends_at__lte=at) | Q(withdrawn_at__lte=at - LATELY)
        return list(
            Item.objects.filter(done, Exists(Placement.objects.filter(item=OuterRef("pk"), to_at=None))).values_list("pk", flat=True)
        )


def item_that_is_over(act: Act, item_id: UUID) -> Item:
    """One of these. Raises: Item.DoesNotExist."""
    return act.grant(Item.objects.select_related("current").get(pk=item_id), because="its time is over")


def item_to_speak_of(act: Act, item_id: UUID) -> Item:
    """Something that is or lately was for this person: what was taken back in the meantime can still be spoken of."""
    rules = [rule_of(rule) for rule in Audience.objects.filter(placements__item=item_id).values_list("rule", flat=True)]
    person = person_of(act)
    if person is None or not any(is_for(rule, reader) for reader in readers_lately(person, act.at, rules) for rule in rules):
        raise NotFound
    return granted(act, Item.objects.select_related("shelf", "current"), item_id, because="it is for them")


def edition_with_package(act: Act, item_id: UUID, n: int, package: str) -> Edition:
    """An edition of something that is or lately was for this person, which shows that package. Raises: NotFound."""
    editions = Edition.objects.filter(item=item_to_speak_of(act, item_id), n=n)
    edition = editions.first()
    if edition is None or not any(file["h"] == package and file["t"] in (H5P, SCORM) for file in edition.files):
        raise NotFound
    return granted(act, editions, edition.pk, because="it is for them")


def shelf_to_write_for(act: Act, shelf_id: UUID) -> Shelf:
    """A shelf on which this worker makes items."""
    return granted(act, Shelf.objects.filter(pk__in=_made_by(act)), shelf_id, because="makes items of that shelf")


def media_of(act: Act) -> QuerySet[Media]:
    """What was brought for the shelves on which this worker makes items."""
    return Media.objects.filter(shelf__in=_made_by(act))


def media_to_use(act: Act, media_id: UUID) -> Media:
    """Something of a shelf on which this worker makes items."""
    return granted(act, media_of(act), media_id, because="makes items of that shelf")


def media_to_bring(act: Act, media_id: UUID) -> Media:
    """Something that this worker began to bring."""
    return granted(act, media_of(act).filter(by=act.worker, refused_at=None), media_id, because="brings it")


def bundle_to_bring_in(act: Act, media_id: UUID) -> Media:
    """An archive that was looked through, of a shelf on which this worker makes items."""
    ready = media_of(act).filter(kind=MediaKind.BUNDLE, made_at__isnull=False).select_related("shelf")
    return granted(act, ready, media_id, because="makes items of that shelf")


def media_to_caption(act: Act, media_id: UUID) -> Media:
    """A film or sound that is ready, of a shelf on which this worker makes items."""
    ready = media_of(act).filter(kind__in=(MediaKind.FILM, MediaKind.SOUND), made_at__isnull=False)
    return granted(act, ready, media_id, because="makes items of that shelf")


def sources_of(act: Act) -> QuerySet[NewsSource]:
    """Where the shelves on which this worker makes items take news from now."""
    return NewsSource.objects.filter(shelf__in=_made_by(act), to_at=None)


def source_to_leave(act: Act, source_id: UUID) -> NewsSource:
    """One of these."""
    return granted(act, sources_of(act), source_id, because="makes items of that shelf")


def source_to_look_at(act: Act, source_id: UUID) -> NewsSource:
    """One whose news some shelf takes. Raises: NotFound."""
    taken = NewsSource.objects.select_for_update(of=("self",)).filter(to_at=None).select_related("shelf", "by")
    return granted(act, taken, source_id, because="its shelf takes news from there")


def media_to_make(act: Act, media_id: UUID) -> Media:
    """Something that is all here and was neither made ready nor refused. Raises: NotFound."""
    waiting = Media.objects.select_for_update().filter(came_at__isnull=False, made_at=None, refused_at=None)
    return granted(act, waiting, media_id, because="it is here")


def media_to_draft_for(act: Act, media_id: UUID, language: str) -> Media:
    """Something of which the machine was asked to draft captions. Raises: NotFound."""
    return granted(act, Media.objects.filter(captions__language=language, captions__words=""), media_id, because="a draft was asked for")


def captions_nobody_saw(files: Collection[str]) -> Media | None:
    """The first media, of those that any of these files was made of, whose captions are a draft that nobody looked at."""
    unseen = Media.objects.filter(captions__looked_at=None, captions__sha256__gt="")
    return unseen.filter(renditions__sha256__in=files).first()


def media_nobody_wants(act: Act, media_id: UUID) -> Media:
    """Something that no draft named for a month, and no edition ever. Raises: NotFound."""
    return granted(act, Media.objects.filter(pk__in=unwanted_media(act.at)), media_id, because="nobody wanted it for a month")


def unwanted_media(at: datetime) -> list[UUID]:
    """All of that kind."""
    old = Media.objects.filter(wanted_at__lte=at - WANTED).prefetch_related("renditions")
    named = _in_editions() if old else set()
    return [media.pk for media in old if not named & {row.sha256 for row in media.renditions.all()}]


def files_of_media(media_id: UUID) -> set[str]:
    """Everything that was made of it, by hash."""
    rows = (table.objects.filter(media=media_id).exclude(sha256="").values_list("sha256", flat=True) for table in (Rendition, Captions))
    return set().union(*rows)


def files_in_use(asked: Collection[str]) -> set[str]:
    """Which of these hashes anything of the library still names."""
    rows = (table.objects.filter(sha256__in=asked).values_list("sha256", flat=True) for table in (Rendition, Captions, Heard))
    return set().union(*rows) | (_in_editions() & set(asked))


def edition_to_read_out(act: Act, edition_id: int) -> Edition:
    """What people have and the machine has not read out yet. Raises: NotFound."""
    return granted(act, editions_to_read_out(), edition_id, because="it is published")


def editions_to_read_out() -> QuerySet[Edition]:
    """All of that kind, the newest first."""
    now_out = Edition.objects.filter(read_out_at=None, pk__in=Item.objects.filter(withdrawn_at=None).values("current"))
    return now_out.select_related("item").order_by("-published_at")


def edition_to_sketch(act: Act, edition_id: int) -> Edition:
    """What people have and nobody has looked what it is like. Raises: NotFound."""
    return granted(act, editions_to_sketch(), edition_id, because="it is published")


def editions_to_sketch() -> QuerySet[Edition]:
    """All of that kind, the newest first."""
    now_out = Edition.objects.filter(sketched_at=None, pk__in=Item.objects.filter(withdrawn_at=None).values("current"))
    return now_out.order_by("-published_at")


def where_they_read(act: Act) -> tuple[Person, Place | None]:
    """The person who acts, and the prison or office where they live; none where nobody wrote it down."""
    me = myself(act)
    stay = Stay.objects.filter(person=me, to_at=None).select_related("place").first()
    return me, establishment_of(stay.place) if stay else None


def items_there_are(asked: Iterable[UUID]) -> set[UUID]:
    """Which of these are items at all."""
    return set(Item.objects.filter(pk__in=set(asked)).values_list("pk", flat=True))


def looks_over_all(act: Act) -> bool:
    """Whoever keeps a shelf of no place is the one who coordinates what every place has."""
    return shelves_of(act).filter(place=None).exists()


def places_looked_over(act: Act) -> QuerySet[Place]:
    """Of whose library this worker may see how it is used: every place, those where they administer, or those of their shelves."""
    return Place.objects.all() if looks_over_all(act) else Place.objects.filter(under(_paths_looked_over(act), "path"))


def establishments_looked_over(act: Act) -> QuerySet[Place]:
    """The prisons among these, and those in which one of these stands."""
    prisons, paths = Place.objects.filter(kind=PlaceKind.ESTABLISHMENT), _paths_looked_over(act)
    above = Q(code__in={code for path in paths for code in path_codes(path)})
    return prisons if looks_over_all(act) else prisons.filter(above | under(paths, "path"))


def shelves_looked_over(act: Act) -> QuerySet[Shelf]:
    """Their own; of whoever coordinates or administers, also those of the places they look over, and those of no place."""
    if looks_over_all(act):
        return Shelf.objects.all()
    own = Q(pk__in=shelves_of(act).values("pk"))
    return Shelf.objects.filter(own | Q(place=None) | Q(place__in=places_looked_over(act)) if _administers(act) else own)


def _paths_looked_over(act: Act) -> list[str]:
    kept = shelves_of(act).exclude(place=None).values_list("place__path", flat=True)
    return [*kept, *(paths_of(act) if _administers(act) else [])]


def _administers(act: Act) -> bool:
    worker = worker_of(act)
    return worker is not None and worker_may(worker, ESTATE, "see")


def _made_by(act: Act) -> QuerySet[Desk, Any]:
    seats = Desk.objects.filter(Q(writes=True) | Q(approves=True), worker=act.worker_id, to_at=None)
    return (seats if act.worker_id else seats.none()).values("shelf")


def _in_editions() -> set[str]:
    named = Edition.objects.values_list("files", "picture")
    return {file["h"] for files, picture in named.iterator() for file in [*files, *([picture] if picture else [])]}


def comments_visible_to(act: Act) -> QuerySet[Comment]:
    """What people said of items on the shelves where this worker answers."""
    return Comment.objects.filter(item__shelf__in=shelves_of(act, answers=True))


def did_by(people: Collection[UUID]) -> QuerySet[Did]:
    """What these people did, as they see it on their own devices. Nobody else sees it by person."""
    return Did.objects.filter(person__in=people)


def did_with(act: Act, item_id: UUID) -> QuerySet[Did]:
    """What was done with an item of a shelf that this worker keeps: to be counted, never to be listed."""
    return Did.objects.filter(item=item_id, item__shelf__in=shelves_of(act))


def comments_of(people: Collection[UUID]) -> QuerySet[Comment]:
    """What these people see on their own devices."""
    return Comment.objects.filter(person__in=people)


def comment_to_answer(act: Act, comment_id: UUID) -> Comment:
    """What somebody said of an item of a shelf where this worker answers."""
    mine = comments_visible_to(act).select_related("item__shelf", "item__current", "answer__by", "worry__by", "person")
    return granted(act, mine, comment_id, because="answers on that shelf")


def worries_visible_to(act: Act) -> QuerySet[Worry]:
    """What was passed on about the people in this worker's care; what they passed on themself only of whom they look after by name."""
    if act.worker_id is None:
        return Worry.objects.none()
    by_name = _cares(act).filter(person=OuterRef("comment__person"))
    return Worry.objects.filter(~Q(by=act.worker_id) | Q(Exists(by_name)), comment__person__in=people_in_care_of(act))


def kept_from(act: Act, person: Person) -> UUID | None:
    """Who passes it on, and is not to learn whose words worried them; nobody, where they look after the person by name."""
    return None if _cares(act).filter(person=person).exists() else act.worker


def _cares(act: Act) -> QuerySet[Care]:
    return Care.objects.filter(worker=act.worker_id, to_at=None)


def worry_to_look_after(act: Act, comment_id: UUID) -> Worry:
    """One of these."""
    return granted(act, worries_visible_to(act).select_related("done_by"), comment_id, because="in their care")


def placements_of(audiences: Collection[UUID]) -> QuerySet[Placement]:
    """What these audiences see on their devices now; of what was taken back, that it was."""
    return Placement.objects.filter(audience__in=audiences, to_at=None, item__current__isnull=False)
