"""Publishing and taking back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import NotFound, Refused
from throughgate.kernel import times
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.places.models import Group, Place
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.sync.models import StoredFile
from throughgate.modules.library import policy
from throughgate.modules.library.commands.hearing import Spoken, keep_heard
from throughgate.modules.library.commands.kept import keep
from throughgate.modules.library.models import Audience, Edition, Item, Placement, Shelf
from throughgate.modules.library.rules.audience import Rule, audience_id, canonical
from throughgate.modules.library.rules.body import File, Text, body_of, files_of, minutes_of
from throughgate.modules.library.rules.kinds import Kind, Topic
from throughgate.modules.library.rules.needs import KEEP

Language = Annotated[str, Meta(min_length=2, max_length=8)]


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an edition says, by language, and how it is found. `series` is an item of the same shelf; `heard` what a person reads out."""

    kind: Kind
    texts: dict[Language, Text]
    topics: Annotated[list[Topic], Meta(max_length=4)]
    series: UUID | None = None
    place_in_series: Annotated[int, Meta(ge=0, le=999)] = 0
    picture: File | None = None
    ends_at: datetime | None = None
    heard: dict[Language, File] = {}


class NothingSaid(Refused):
    says = _("Write it in at least one language.")


class NobodyChosen(Refused):
    says = _("Say whom it is for.")


class NotYourPlaces(Refused):
    says = _("“{shelf}” is kept for {place}. It cannot be published for people elsewhere.")


class NewerStands(Refused):
    says = _("{name} published a newer edition on {day}. Look at that first.")


class AnotherApproves(Refused):
    says = _("You wrote this. Somebody else must look at it and publish it.")


class FileNotHere(Refused):
    says = _("A file of this item is not here yet. Publish it once the upload has finished.")


class CaptionsNotLookedAt(Refused):
    says = _("The captions of “{name}” are a draft of the machine's. Somebody must look at them first.")


class EndsBefore(Refused):
    says = _("The day on which it ends has passed.")


@command("library.publish_item", by=ActorKind.WORKER, needs=KEEP)
def publish_item(
    act: Act,
    *,
    shelf: UUID,
    item: UUID,
    written_by: UUID,
    after: Annotated[int, Meta(ge=0)],
    edition: Given,
    audiences: Annotated[list[Rule], Meta(max_length=20)],
) -> Done:
    """Give an item its next edition, for these audiences and no others. `after`: the edition that its writer began from, 0 for none."""
    kept = policy.shelf_to_approve(act, shelf)
    if written_by == act.worker:
        raise AnotherApproves
    policy.who_wrote(act, kept, written_by)
    thing = _item(act, kept, item)
    _check(act, kept, thing, after, edition, audiences)
    thing.current = edition_of(thing, edition, written_by=written_by, published_by=act.worker, at=act.arrived)
    thing.withdrawn_at, thing.withdrawn_why = None, ""
    thing.save()
    return Done(None, (thing, *_place(act, thing, audiences)))


@command("library.withdraw_item", by=ActorKind.WORKER, needs=KEEP)
def withdraw_item(act: Act, *, item: UUID, why: Annotated[str, Meta(min_length=1, max_length=300)]) -> Done:
    """Take an item back from everybody. What it says goes; whoever kept it sees why."""
    thing = policy.item_to_withdraw(act, item)
    thing.withdrawn_at, thing.withdrawn_why = act.arrived, why
    thing.save()
    return Done(None, (thing,))


@command("library.end_item", by=ActorKind.CLOCK)
def end_item(act: Act, *, item: UUID) -> Done:
    """The day on which an item ends has come, or it was taken back long enough ago."""
    thing = policy.item_that_is_over(act, item)
    return Done(None, (thing, *_end(act, Placement.objects.filter(item=thing, to_at=None).select_related("audience"))))


def _item(act: Act, shelf: Shelf, item_id: UUID) -> Item:
    """The one that stands on that shelf, or a new one under that id. Raises: NotFound where it is another's."""
    found = Item.objects.select_for_update(of=("self",)).select_related("current__published_by").filter(pk=item_id).first()
    if found and found.shelf_id != shelf.pk:
        raise NotFound
    return found or Item.objects.create(id=item_id, shelf=shelf, since=act.arrived)


def _check(act: Act, shelf: Shelf, item: Item, after: int, edition: Given, rules: Sequence[Rule]) -> None:
    stands = item.current
    if stands and stands.n > after:
        raise NewerStands(name=stands.published_by.name, day=times.day_of_year(stands.published_at))
    if not edition.texts:
        raise NothingSaid
    if edition.ends_at and edition.ends_at <= act.arrived:
        raise EndsBefore
    _check_whom(shelf, rules)
    if edition.series and not Item.objects.filter(pk=edition.series, shelf=shelf).exists():
        raise NotFound
    _check_files(edition)


def _check_files(edition: Given) -> None:
    needed = {file.h for file in _files(edition)}
    if StoredFile.objects.filter(pk__in=needed).count() != len(needed):
        raise FileNotHere
    if unseen := policy.captions_nobody_saw(needed):
        raise CaptionsNotLookedAt(name=unseen.name)


def _check_whom(shelf: Shelf, rules: Sequence[Rule]) -> None:
    if not rules:
        raise NobodyChosen
    if any(_groups(rule).count() != len(set(rule.groups)) for rule in rules):
        raise NotFound
    if shelf.place and not all(_reaches(shelf.place, rule) for rule in rules):
        raise NotYourPlaces(shelf=shelf.name, place=shelf.place.name)


def _reaches(place: Place, rule: Rule) -> bool:
    """Is the rule for people at that place, or of its groups, and for nobody elsewhere?"""
    places = Place.objects.filter(code__in=rule.places, path__startswith=place.path).count()
    groups = _groups(rule).filter(place__path__startswith=place.path).count()
    return bool(rule.places or rule.groups) and (places, groups) == (len(set(rule.places)), len(set(rule.groups)))


def _groups(rule: Rule) -> QuerySet[Group]:
    """Those that it names and that stand."""
    return Group.objects.filter(pk__in=rule.groups, to_at=None)


def _files(edition: Given) -> list[File]:
    return [*files_of(edition.texts), *([edition.picture] if edition.picture else []), *edition.heard.values()]


def edition_of(item: Item, given: Given, *, written_by: UUID, published_by: UUID, at: datetime) -> Edition:
    """The next edition of an item, with its words kept as a file."""
    body = body_of(given.texts)
    last = Edition.objects.filter(item=item).aggregate(n=Max("n"))["n"] or 0
    made = Edition.objects.create(
        item=item,
        n=last + 1,
        kind=given.kind,
        written_by_id=written_by,
        published_by_id=published_by,
        published_at=at,
        ends_at=given.ends_at,
        texts={language: _shown(text) for language, text in given.texts.items()},
        topics=[str(topic) for topic in given.topics],
        series_id=given.series,
        place_in_series=given.place_in_series,
        body=keep(body, "application/json", at),
        size=len(body),
        picture=msgspec.to_builtins(given.picture),
        files=msgspec.to_builtins(files_of(given.texts)),
    )
    for language, file in given.heard.items():
        keep_heard(made, Spoken(language, False, file), person=True)
    return made


def audience_of(rule: Rule, at: datetime) -> Audience:
    """The one of that rule, made where it is new."""
    fresh = {"rule": _written(canonical(rule)), "names": _names(rule), "since": at}
    return Audience.objects.get_or_create(pk=audience_id(rule), defaults=fresh)[0]


def _shown(text: Text) -> Mapping[str, object]:
    return {"title": text.title, "summary": text.summary, "easy": bool(text.easy), "minutes": minutes_of(text)}


def _place(act: Act, item: Item, rules: Iterable[Rule]) -> list[Placement | Audience]:
    """The item is for these from now on. Returns what changed, audiences that begin or end among it."""
    wanted = {audience.pk for audience in (audience_of(rule, act.arrived) for rule in rules)}
    stand = {row.audience_id: row for row in Placement.objects.filter(item=item, to_at=None).select_related("audience")}
    gone = _end(act, [row for audience, row in stand.items() if audience not in wanted])
    new = sorted(wanted - stand.keys())
    begin = _unused(new)
    fresh = [Placement.objects.create(item=item, audience_id=key, by_id=act.worker, from_at=act.arrived) for key in new]
    return [*gone, *fresh, *begin]


def _end(act: Act, placements: Iterable[Placement]) -> list[Placement | Audience]:
    ended = list(placements)
    Placement.objects.filter(pk__in=[row.pk for row in ended]).update(to_at=act.arrived)
    return [*ended, *_unused({row.audience_id for row in ended})]


def _unused(audiences: Collection[UUID]) -> list[Audience]:
    """Those for whom there is nothing now."""
    placed = Placement.objects.filter(audience=OuterRef("pk"), to_at=None)
    return list(Audience.objects.filter(~Exists(placed), pk__in=audiences))


def _written(rule: Rule) -> str:
    return msgspec.json.encode(rule).decode()


def _names(rule: Rule) -> dict[str, str]:
    groups = {str(key): name for key, name in _groups(rule).values_list("pk", "name")}
    return {**dict(Place.objects.filter(code__in=rule.places).values_list("code", "name")), **groups}
