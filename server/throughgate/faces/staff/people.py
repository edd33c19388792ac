"""Finding someone among the people in my care."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from throughgate.basics.text import fold
from throughgate.kernel.people.models import Person, PersonNumber
from throughgate.kernel.places.models import Stay
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.relations import people_in_care_of
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.listing import Column, Listing
from throughgate.kernel.web.pages import staff_page

MOST = 200


@dataclass(frozen=True)
class Found:
    """A person as a line of the list."""

    id: UUID
    name: str
    known_as: str
    numbers: str
    lives: str


COLUMNS: tuple[Column[Found], ...] = (
    Column("name", _("Name"), lambda found: found.name, ("family_name", "given_name")),
    Column("known_as", _("Known as"), lambda found: found.known_as, ("known_as",)),
    Column("number", _("Numbers"), lambda found: found.numbers),
    Column("lives", _("Where"), lambda found: found.lives),
)


@staff_page()
def people(request: HttpRequest) -> HttpResponse:
    act, wanted = act_of(request), request.GET.get("q", "").strip()
    found = search(act, wanted)
    listing = Listing(
        request, found.order_by("family_name", "given_name", "pk").prefetch_related(*_WITH), COLUMNS, _shape, own_order="name"
    )
    if listing.wants_csv:
        return listing.csv(act, "people")
    return render(request, "staff/people.html", {"listing": listing, "wanted": wanted, "most": MOST})


def search(act: Act, wanted: str) -> QuerySet[Person]:
    """Those in my care whose name or number fits; at most 200, since more than that is a reason to type another letter."""
    mine = people_in_care_of(act)
    if not wanted:
        return mine
    number = "".join(wanted.split()).upper()
    by_number = PersonNumber.objects.filter(person__in=mine, value__startswith=number).values_list("person", flat=True)
    found = {*by_number[:MOST], *_by_name(mine, fold(wanted).split())}
    return Person.objects.filter(pk__in=found)


# Databases fold accents each in their own way, or not at all; a worker's own people are few enough to fold here.
def _by_name(mine: QuerySet[Person], parts: list[str]) -> list[UUID]:
    names = mine.order_by("family_name", "given_name").values_list("pk", "given_name", "family_name", "known_as")
    fits = (pk for pk, *name in names if _begins(fold(" ".join(name)).split(), parts))
    return [pk for _nth, pk in zip(range(MOST), fits, strict=False)]


def _begins(words: list[str], parts: list[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in parts)


_WITH = (
    Prefetch("numbers", PersonNumber.objects.order_by("kind")),
    Prefetch("stays", Stay.objects.filter(to_at=None).select_related("place"), to_attr="now"),
)


def _shape(rows: Iterable[Person]) -> list[Found]:
    return [
        Found(
            id=row.pk,
            name=f"{row.family_name}, {row.given_name}",
            known_as=row.known_as,
            numbers=" · ".join(number.value for number in row.numbers.all()),
            lives=" · ".join(stay.place.name for stay in getattr(row, "now", [])),
        )
        for row in rows
    ]
