"""Bringing people onto the record: one from a form, or many from a file, under the same rules."""

from collections.abc import Iterable, Sequence

from throughgate.basics.clock import london, london_day
from throughgate.basics.text import fold
from throughgate.kernel.people.models import Care, CareRole, Person, PersonNumber
from throughgate.kernel.people.numbers import NumberKind
from throughgate.kernel.places.models import Stay
from throughgate.kernel.policy.act import Act
from throughgate.modules.caseload.rules.new_person import Known, NewPerson, objections


def what_is_known(people: Iterable[NewPerson]) -> Known:
    """What the record holds already of these people's numbers, names and birthdays, whoever may see it: a number has one owner."""
    people = list(people)
    numbers = PersonNumber.objects.filter(value__in={value for new in people for value in new.numbers.values()})
    namesakes = Person.objects.filter(born__in={new.born for new in people if new.born})
    return Known(
        numbers={(NumberKind(kind), value) for kind, value in numbers.values_list("kind", "value")},
        likenesses={
            (fold(f"{given} {family}"), born) for given, family, born in namesakes.values_list("given_name", "family_name", "born")
        },
    )


def check_new(new: NewPerson, known: Known, act: Act) -> None:
    """Raises the first objection to adding this person."""
    for _column, refusal in objections(new, known, london_day(act.arrived)):
        raise refusal


def bring_in(act: Act, people: Sequence[NewPerson]) -> list[Person]:
    """Write people, their numbers, stays and supervising workers. Everything was checked before."""
    made = Person.objects.bulk_create(_person(act, new) for new in people)
    pairs = list(zip(people, made, strict=True))
    PersonNumber.objects.bulk_create(
        PersonNumber(person=person, kind=kind, value=value) for new, person in pairs for kind, value in new.numbers.items()
    )
    Stay.objects.bulk_create(
        Stay(person=person, place=new.place, setting=new.setting, from_at=min(london(new.since, 0), act.arrived)) for new, person in pairs
    )
    Care.objects.bulk_create(
        Care(person=person, worker=new.worker, role=CareRole.SUPERVISING, from_at=act.arrived) for new, person in pairs if new.worker
    )
    return made


def _person(act: Act, new: NewPerson) -> Person:
    return Person(
        given_name=new.given_name,
        family_name=new.family_name,
        known_as=new.known_as,
        born=new.born,
        language=new.language,
        since=act.arrived,
    )
