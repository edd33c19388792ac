"""Whatever a device offers, in whatever order, as often as it likes: every act has one place, one fate, and words for it.

Hypothesis thinks of the orders. The faults between two real programs are in faults/.
"""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from tests.device import code_for, tablet_of
from tests.make import HOUR, person, wing, worker
from tests.tiny import HELP, PHONE, Tiny, changes_of
from throughgate.basics.clock import now
from throughgate.kernel.audit.trail import breaks
from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.identity.devices import revoke, take_from
from throughgate.kernel.identity.models import Device
from throughgate.kernel.people.models import Person
from throughgate.kernel.sync.apply import apply_all, wake
from throughgate.kernel.sync.models import Chain, Missing, Quarantined, StoredAct, Waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny")]

SOUND = b"OggS"
ANSWERS = {"stored", "accepted", "duplicate", "held", "refused", "quarantined"}
BROKEN = "13"
phones = st.sampled_from(["1", "2", "0", BROKEN])
some = st.lists(st.integers(0, 30), min_size=1, max_size=6)


class Devices(RuleBasedStateMachine):
    """One tablet of two people, a line that does what it likes, and a worker who comes by."""

    tiny: Tiny

    @initialize()
    def begin(self) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.people = [person(lives=wing()), person(lives=wing())]
        self.tablet = tablet_of(self.people[0])
        self.tablet.enrol(code_for(self.people[1]))
        self.device = Device.objects.get(pk=self.tablet.id)
        self.made: dict[UUID, str] = {}
        self.offered: set[UUID] = set()
        self.clock = now()

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            self.bring_everything()
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    # --- what people do ---

    @rule(phone=phones, who=st.integers(0, 1))
    def change_phone(self, phone: str, who: int) -> None:
        self.made[self.tablet.say(PHONE, phone=phone, by=self.people[who].pk)] = PHONE

    @rule()
    def say_what_nobody_knows_yet(self) -> None:
        self.made[self.tablet.say("test.of_next_year@1", words="Hello")] = "later"

    @rule(n=st.integers(0, 9))
    def send_a_recording(self, n: int) -> None:
        file = self.tablet.keep_file(SOUND + bytes([n]), "audio/ogg")
        self.made[self.tablet.say(HELP, words="Please", files=[file])] = HELP

    @rule()
    def come_from_nowhere(self) -> None:
        """Somebody who never used this device."""
        self.made[self.tablet.say(PHONE, phone="9", by=worker().pk)] = "stranger"

    @rule()
    def fork(self) -> None:
        """Two acts for one place, as two tabs would make them where a browser lets both in."""
        if self.tablet.n:
            self.tablet.n -= 1
            self.made[self.tablet.say(PHONE, phone="7")] = PHONE

    # --- what the line does ---

    @rule(which=some, packed=st.booleans())
    def offer(self, which: list[int], packed: bool) -> None:
        """Some of them, with holes, doubled, in any order; the answer may be lost."""
        self.take([self.tablet.outbox[n % len(self.tablet.outbox)] for n in which] if self.tablet.outbox else [], packed)

    @rule()
    def offer_all(self) -> None:
        self.take(list(self.tablet.outbox), False)

    @precondition(lambda self: self.tablet.outbox)
    @rule(n=st.integers(0, 30))
    def tear(self, n: int) -> None:
        """One arrives damaged, before itself."""
        act = self.tablet.outbox[n % len(self.tablet.outbox)]
        self.take([act | {"ct": "AAAA" + act["ct"][4:]}], False)

    @rule(n=st.integers(0, 9))
    def send_a_file(self, n: int) -> None:
        wanted = self.tablet.offer([]).json()["need_files"]
        if wanted:
            self.tablet.send_file(wanted[n % len(wanted)])

    def take(self, acts: list[dict[str, object]], packed: bool) -> None:
        said = self.tablet.offer(acts, packed=packed)
        assert said.status_code == 200, said.content
        assert {row["r"] for row in said.json()["results"]} <= ANSWERS
        assert all(row["says"] for row in said.json()["results"] if row["r"] in ("held", "refused", "quarantined"))
        self.offered |= {UUID(str(act["id"])) for act in acts}

    # --- what happens here ---

    @rule(hours=st.integers(0, 2))
    def work(self, hours: int) -> None:
        self.apply_at(self.clock + hours * HOUR)

    @rule()
    def mend_the_command(self) -> None:
        self.tiny.broken = set()

    @rule()
    def break_the_command(self) -> None:
        self.tiny.broken = {BROKEN}

    @rule()
    def turn_off(self) -> None:
        revoke(self.device, worker(), now(), "lost")

    @rule(who=st.integers(0, 1))
    def take_away(self, who: int) -> None:
        take_from(self.device, self.people[who], now())

    def apply_at(self, moment: datetime) -> None:
        self.clock = max(self.clock, moment) + timedelta(seconds=1)
        wake()
        apply_all(self.clock, 60)

    # --- what must hold, always ---

    @invariant()
    def every_act_that_was_offered_has_one_place(self) -> None:
        stored = list(StoredAct.objects.filter(device=self.tablet.id).values_list("act", flat=True))
        aside = set(Quarantined.objects.filter(device=self.tablet.id).values_list("act", flat=True))
        assert len(stored) == len(set(stored))
        assert self.offered <= set(stored) | aside

    @invariant()
    def the_chain_has_no_holes(self) -> None:
        chain = Chain.objects.filter(device=self.tablet.id).first()
        places = {n for table in (StoredAct, Quarantined) for n in table.objects.filter(device=self.tablet.id).values_list("n", flat=True)}
        assert set(range(1, (chain.stored_to if chain else 0) + 1)) <= places
        assert not Missing.objects.filter(device=self.tablet.id).exists()

    @invariant()
    def nothing_happened_twice(self) -> None:
        accepted = list(Receipt.objects.filter(act__in=self.made, outcome="accepted").values_list("act", flat=True))
        assert len(accepted) == len(set(accepted))
        done = sum(self.made[act] == PHONE for act in accepted)
        assert sum(changes_of(Person.objects.get(pk=who.pk)) for who in self.people) == done

    # --- in the end ---

    def bring_everything(self) -> None:
        """Everything is handed in and all time passes: nothing waits but what says why."""
        self.take(list(self.tablet.outbox), False)
        for sha256 in self.tablet.offer([]).json()["need_files"]:
            self.tablet.send_file(sha256)
        for hour in range(5 * len(self.made) + 1):
            self.apply_at(self.clock + hour * HOUR)
            if not Waiting.objects.filter(device=self.tablet.id, why=Waiting.Why.TURN).exists():
                break
        self.every_act_that_was_offered_has_one_place()
        self.nothing_happened_twice()
        answered = set(Receipt.objects.filter(act__in=self.made).values_list("act", flat=True))
        assert answered == set(self.made)
        assert not Waiting.objects.filter(device=self.tablet.id).exclude(why=Waiting.Why.COMMAND).exists()
        assert list(breaks()) == []


def test_whatever_is_offered_in_whatever_order_has_one_place_and_one_fate(tiny: Tiny) -> None:
    Devices.tiny = tiny
    tiny.broken = {BROKEN}
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    how = settings(max_examples=12, stateful_step_count=25, deadline=None, derandomize=True, database=None, suppress_health_check=slow)
    run_state_machine_as_test(Devices, settings=how)
