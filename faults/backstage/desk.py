"""The desk of one run: what staff and administrators do in it, and what can be seen from outside. JSON lines over a socket."""

import json
import os
import socket
import traceback
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management import call_command

from backstage import home, looking, trips

MOST_HOURS = 50


def sit(ask: dict[str, Any]) -> None:
    """Listen, do one thing at a time, answer."""
    place = Path(ask["home"])
    home.make(place)
    home.enter(ask)
    trips.install([trips.TRIPS, trips.LATER])
    desk = Desk(ask, place)
    listener = socket.socket(socket.AF_UNIX)
    # Its name appears once somebody listens.
    listener.bind(ask["socket"] + "~")
    listener.listen(1)
    os.rename(ask["socket"] + "~", ask["socket"])
    talk, _from = listener.accept()
    with talk.makefile("rwb") as lines:
        for line in lines:
            lines.write(json.dumps(desk.answer(json.loads(line))).encode() + b"\n")
            lines.flush()
    home.unmake(place)


class Desk:
    """One worker, who may do whatever workers may."""

    def __init__(self, ask: dict[str, Any], place: Path) -> None:
        self.ask, self.place, self.clerk, self.count, self.hours = ask, place, UUID(ask["clerk"]), 0, 0

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        doing: Callable[..., Any] = getattr(self, asked.pop("do"))
        try:
            return {"is": doing(**asked)}
        except Exception:
            return {"failed": traceback.format_exc()}

    # --- what workers do ---

    def code(self, person: str, kind: str = "tablet", device: str = "") -> str:
        """A code for a person's new device, or for a new PIN on one they have."""
        from throughgate.kernel.identity.codes import code_for
        from throughgate.modules.devices import commands

        act = self._act()
        if device:
            commands.reset_pin(act, person=UUID(person), device=UUID(device))
        else:
            commands.make_code(act, kind=kind, person=UUID(person))
        return code_for(act.id)

    def revoke(self, device: str) -> None:
        from throughgate.modules.devices import commands

        commands.revoke(self._act(), device=UUID(device), why="Lost on the wing")

    def end_holding(self, device: str, person: str) -> None:
        from throughgate.modules.devices import commands

        commands.end_holding(self._act(), device=UUID(device), person=UUID(person))

    def move(self, person: str, place: str) -> None:
        """To another prison, or out of it: where they live is changed, and what follows from that follows."""
        from throughgate.kernel.places.models import Place, PlaceKind, Setting
        from throughgate.modules.caseload import commands

        act, to = self._act(), Place.objects.get(pk=place)
        setting = Setting.COMMUNITY if to.kind == PlaceKind.OFFICE else Setting.CLOSED
        commands.move_person(act, person=UUID(person), place=to.pk, setting=setting, at=act.at)

    # --- what administrators do ---

    def backup(self) -> str:
        """Returns the folder. Each goes to a shelf of its own: their names are of the second, and here many are made in one."""
        shelf = self.place / "backups" / str(self.count)
        self.count += 1
        self._in_a_fork(lambda: call_command("backup", to=shelf, verbosity=0))
        [made] = shelf.glob("*/manifest.json")
        return str(made.parent)

    def restore(self, folder: str) -> None:
        """Over what is there. Nothing else may be running."""
        self._close()
        self._in_a_fork(lambda: call_command("restore", folder, over=True, verbosity=0))

    def keep_as_template(self) -> None:
        """Every run begins with a copy of what is here now."""
        home.keep_as_template(self.place)

    # --- time passes ---

    def settle(self) -> int:
        """Hours pass for the worker, until no act's turn is still to come. Returns how many acts were judged."""
        from throughgate.basics.clock import now
        from throughgate.kernel.sync import apply
        from throughgate.kernel.sync.models import Waiting

        apply.wake()
        judged = 0
        for _hour in range(MOST_HOURS):
            judged += apply.apply_all(now() + timedelta(hours=self.hours), 30)
            if not Waiting.objects.filter(why=Waiting.Why.TURN).exists():
                break
            # Longer than any wait before another try, and never back: what was put off by then is due.
            self.hours += 1
        return judged

    def look(self, devices: list[str]) -> dict[str, Any]:
        return looking.everything(self.clerk, [UUID(device) for device in devices])

    # --- how ---

    def _act(self) -> Any:
        from throughgate.basics.clock import now
        from throughgate.basics.ids import uuid7
        from throughgate.kernel.policy.act import Act, Actor, ActorKind, Face

        moment = now()
        return Act(Actor(ActorKind.WORKER, self.clerk), moment, moment, Face.STAFF, uuid7())

    def _close(self) -> None:
        from django.db import connections

        connections.close_all()

    def _in_a_fork(self, work: Callable[[], object]) -> None:
        """In a process of its own, as an administrator runs it. Raises what it says if it fails."""
        self._close()
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                # Processes die here, machines do not: nothing need wait for a disk.
                os.sync = lambda: None
                work()
                os._exit(0)
            except BaseException:
                os.write(write, traceback.format_exc().encode()[-4000:])
                os._exit(1)
        os.close(write)
        said = b"".join(iter(lambda: os.read(read, 65536), b"")).decode()
        os.close(read)
        if os.waitpid(pid, 0)[1]:
            raise RuntimeError(said)

    def setting(self, name: str, value: Any) -> None:
        """Another key, another rule: for this process; the others are told when they start."""
        setattr(settings, name, value)
