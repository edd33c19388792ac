"""What is made of stored acts: each is judged by itself, many are judged in one transaction.

A refusal is an answer. A failure is ours: the act stays, is tried again with growing waits, and at last stands in quarantine.
"""

import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import OperationalError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.batch import Batch, NotAtOneGo
from throughgate.kernel.commands.command import Ahead, Command, Done, find
from throughgate.kernel.commands.perform import carry_out
from throughgate.kernel.policy.act import CLOCK, Act, Actor, ActorKind, Face
from throughgate.kernel.policy.ahead import forget, is_read_ahead, read_ahead
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sync import receipts
from throughgate.kernel.sync.asking import Questions
from throughgate.kernel.sync.files import files_of
from throughgate.kernel.sync.models import Quarantined, StoredAct, Waiting
from throughgate.kernel.sync.said import Said, hash_of, read

log = logging.getLogger(__name__)
WAITS = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))
TRIES = len(WAITS) + 1


class NotUnderstood(Refused):
    says = gettext_lazy("We could not take this: “{field}” is not as it should be ({problem}). Please check it and send it again.")


@dataclass(frozen=True)
class Turn:
    """A stored act whose turn has come: the bytes read, and who did it when."""

    waiting: Waiting
    said: Said
    act: Act


class Judging:
    """Acts being judged in one transaction, those of a device in their order. `write` puts down what became of them."""

    def __init__(self, waiting: Iterable[Waiting], now: datetime, *, at_one_go: bool = False) -> None:
        self.now = now
        self.turns = [_turn(row) for row in waiting]
        self.acts = [turn.act for turn in self.turns]
        read_ahead(self.acts)
        self.files = files_of([turn.said for turn in self.turns])
        self.batch = Batch(self.acts, at_one_go=at_one_go)
        self.settled: list[int] = []
        self.held: dict[Waiting.Why, list[int]] = defaultdict(list)
        self.stopped: set[UUID] = set()

    @property
    def judged(self) -> int:
        return len(self.settled) + sum(map(len, self.held.values()))

    def judge(self, turn: Turn) -> None:
        """Settle or hold an act, or put it back to be tried again: then those of its device that come after it wait too."""
        if turn.act.device_id in self.stopped:
            return
        try:
            self._judge(turn)
        except (OperationalError, NotAtOneGo):
            # Not the act's own trouble: everything is tried again without being counted.
            raise
        except Exception:
            log.exception("act %s (%s) could not be applied", turn.act.id, turn.said.do)
            self.fail(turn)

    def look_ahead(self) -> None:
        """Let commands read for all what each would read for itself. Of a person's acts the first: it may change what the next finds."""
        asked: dict[Ahead, list[tuple[Act, Mapping[str, Any]]]] = defaultdict(list)
        for turn in {turn.act.person_id: turn for turn in reversed(self.turns)}.values():
            command = find(turn.said.do)
            if command and command.ahead:
                # What cannot be understood is said so when its turn comes.
                with suppress(Exception):
                    asked[command.ahead].append((turn.act, understand(command, turn.said)))
        with scope(Act(CLOCK, self.now, self.now, Face.OPS)):
            for read_for, acts in asked.items():
                read_for(acts)

    def fail(self, turn: Turn) -> None:
        """It could not be carried out: later perhaps; and after the last try it is set aside."""
        waiting, stored = turn.waiting, turn.waiting.stored
        waiting.tries += 1
        if waiting.tries < TRIES:
            waiting.try_at = self.now + WAITS[waiting.tries - 1]
            waiting.save(update_fields=["tries", "try_at"])
            self.stopped.add(stored.device_id)
            return
        reason = receipts.CouldNotApply()
        about = {"n": stored.n, "person_id": stored.person_id, "code": reason.code, "arrived": stored.arrived, "stored": stored}
        # One that staff had applied, and that failed once more, comes back.
        about |= {"closed_at": None}
        row, _new = Quarantined.objects.update_or_create(
            device_id=stored.device_id, act=stored.act, print=hash_of(bytes(stored.raw)), defaults=about
        )
        Questions(stored.device).ask(turn.act, row)
        self.batch.refuse(stored.command, turn.act, reason, reason.outcome, tries=waiting.tries)
        self.settled.append(waiting.pk)

    def write(self) -> None:
        """Who waits no more, who waits for what, and what the batch has kept until now."""
        Waiting.objects.filter(pk__in=self.settled).delete()
        for why, held in self.held.items():
            Waiting.objects.filter(pk__in=held).update(why=why)
        self.batch.write()

    def _judge(self, turn: Turn) -> None:
        command = find(turn.said.do)
        if command is None:
            return self._hold(turn, Waiting.Why.COMMAND, receipts.NotKnownYet())
        try:
            self.files.check(turn.said)
            given = understand(command, turn.said)
        except Refused as refusal:
            self.batch.refuse(command.key, turn.act, refusal)
        else:
            if self.files.missing(turn.said):
                return self._hold(turn, Waiting.Why.FILES, receipts.WaitingForFiles())
            # A refusal is on trail and receipt already.
            answer = carry_out(self.batch, command, turn.act, given)
            if isinstance(answer, Done) and is_read_ahead(answer.changed):
                forget(self.acts)
        return self.settled.append(turn.waiting.pk)

    def _hold(self, turn: Turn, why: Waiting.Why, reason: receipts.Held) -> None:
        """Step aside, so that what comes after it goes on."""
        earlier = self.batch.receipt_of(turn.act)
        if earlier is None or earlier.code != reason.code:
            self.batch.refuse(turn.said.do, turn.act, reason, reason.outcome)
        self.held[why].append(turn.waiting.pk)


def understand(command: Command, said: Said) -> dict[str, Any]:
    """What the act says, in the command's own shape. Raises: NotUnderstood, naming the field."""
    # JSON may hold a zero character, PostgreSQL's text may not.
    if b"\\u0000" in bytes(said.say):
        raise NotUnderstood(field=gettext_lazy("text"), problem=gettext_lazy("it holds a character that cannot be kept"))
    try:
        shaped = msgspec.json.decode(said.say, type=command.shape, dec_hook=_choice)
    except msgspec.ValidationError as wrong:
        raise _in_words(str(wrong)) from wrong
    return {name: getattr(shaped, name) for name in command.shape.__struct_fields__}


def _choice(kind: type[Any], value: object) -> object:
    """Django's choices are enumerations of their own making, which msgspec does not know. Raises: ValueError."""
    return kind(value)


def _turn(waiting: Waiting) -> Turn:
    said = read(bytes(waiting.stored.raw))
    return Turn(waiting, said, _act_of(waiting.stored, said))


def _act_of(stored: StoredAct, said: Said) -> Act:
    return Act(
        Actor(ActorKind.PERSON, stored.person_id),
        stored.at,
        stored.arrived,
        Face.DEVICE,
        stored.act,
        stored.device_id,
        device_kind=stored.device.kind,
        carrier=stored.carrier,
        made=stored.made,
        clock_off_ms=stored.off_ms,
        files=frozenset(file.h for file in said.files),
    )


def _in_words(wrong: str) -> NotUnderstood:
    """The message of msgspec, as a field and a problem that a person can do something about."""
    missing, unknown = re.search(r"missing required field `(\w+)`", wrong), re.search(r"unknown field `(\w+)`", wrong)
    path = re.findall(r"\.(\w+)", (re.search(r" at `\$([^`]*)`", wrong) or [""])[0])
    longest = re.search(r"length <= (\d+)", wrong)
    problem: object = gettext_lazy("it is not an answer that fits there")
    if missing:
        problem = gettext_lazy("it is missing")
    elif unknown:
        problem = gettext_lazy("it is not known here")
    elif longest:
        problem = format_lazy(gettext_lazy("it is longer than {most}"), most=longest[1])
    named = missing or unknown
    field = named[1] if named else (path[-1] if path else "answer")
    return NotUnderstood(field=field.replace("_", " "), problem=problem)
