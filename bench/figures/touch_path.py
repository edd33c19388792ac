"""Messages from tablets all the way: handed in over HTTP, stored, judged, looked at, delivered, and told to both sides."""

import sys

from figures import world
from figures.apply import by_workers
from figures.lines import line

PEOPLE, EACH, PROCESSES = 300, 4, 2
WORDS = "Did the boiler man come on Tuesday? Tell Mia I liked her drawing of the dog, and that I will ring on Sunday, number {n}."


def main(name: str) -> None:
    world.begin()
    tablets = _prepare()
    spent = by_workers(PROCESSES, lambda nth: _push(tablets[nth::PROCESSES]))
    _check()
    line(
        name,
        PEOPLE * EACH / spent,
        f"messages/s on the wall clock, {PROCESSES} processes of ours, the database beside them",
    )


def _prepare():
    """Somebody each with a tablet and a mother, and what they say in its outbox."""
    from tests import make
    from tests.device import tablet_of
    from throughgate.modules.touch.policy import CAPABILITY
    from throughgate.modules.touch.rules.thread_id import thread_of

    make.rollout(CAPABILITY)
    made = []
    for n in range(PEOPLE):
        person = make.person(lives=make.wing())
        mother = make.contact(of=person, kind="MOT", email=f"mother{n}@home.example")
        tablet = tablet_of(person)
        for nth in range(EACH):
            tablet.say("touch.send@1", thread=str(thread_of(person.pk, mother.pk)), kind="text", words=WORDS.format(n=nth))
        made.append(tablet)
    return made


def _push(tablets) -> None:
    from django.test import override_settings

    with override_settings(APPLY_SECONDS=600.0):
        for tablet in tablets:
            answer = tablet.offer()
            assert [one["r"] for one in answer.json()["results"]] == ["accepted"] * EACH, answer.content


def _check() -> None:
    from throughgate.modules.touch.models import Delivery

    assert Delivery._base_manager.filter(why="").count() == PEOPLE * EACH, Delivery._base_manager.count()


if __name__ == "__main__":
    main(sys.argv[1])
