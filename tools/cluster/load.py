"""Devices that hand in acts without a pause, keep each until they are told that it is stored, and count."""

import sys
import threading
import time
from typing import Any

from cluster.hosts import ROOT, Hosts

BATCH, PAUSE_S, LAST_S = 10, 0.2, 60.0


class Load:
    """Devices in threads of their own, each with a person of its own."""

    def __init__(self, hosts: Hosts, devices: int) -> None:
        sys.path.insert(0, str(ROOT / "bench"))
        from figures.loopback import at_port

        from tests import make
        from tests.device import tablet_of

        place = make.place("OFFICE")
        self.tablets = [at_port(tablet_of(make.person(lives=place)), hosts.port) for _ in range(devices)]
        self.threads = [threading.Thread(target=self._hand_in, args=(tablet,)) for tablet in self.tablets]
        self.over, self.lock = threading.Event(), threading.Lock()
        self.made = self.told_stored = self.refused = 0
        self.last_stored, self.longest_gap = time.monotonic(), 0.0

    def start(self) -> None:
        from django.db import connections

        connections.close_all()
        self.last_stored = time.monotonic()
        for thread in self.threads:
            thread.start()

    def wait(self, seconds: float) -> None:
        self.over.wait(seconds)

    def stop(self) -> None:
        """Nothing new is made; what is aboard is handed in."""
        self.over.set()
        for thread in self.threads:
            thread.join()

    def compare(self) -> tuple[int, int, int]:
        """(lost, doubled, waiting).

        Lost: told stored and not there, or never carried out. Doubled: there more than once, or carried out twice. Waiting: still aboard.
        """
        from django.db import connection

        from throughgate.basics.clock import now
        from throughgate.kernel.commands.models import Receipt
        from throughgate.kernel.sync.apply import apply_all
        from throughgate.kernel.sync.models import StoredAct

        apply_all(now(), 120)
        stored = list(StoredAct.objects.values_list("device_id", "n"))
        told = {(tablet.id, n) for tablet in self.tablets for n in range(1, tablet.stored_to + 1)}
        lost = len(told - {(str(device), n) for device, n in stored})
        accepted = Receipt.objects.filter(outcome="accepted", command__startswith="talk.ask").count()
        with connection.cursor() as cursor:
            (asked,) = cursor.execute("SELECT count(*) FROM talk_talkrequest").fetchone()
        lost += len(stored) - accepted
        doubled = len(stored) - len(set(stored)) + max(0, asked - accepted)
        return lost, doubled, self.made - len(told)

    def _hand_in(self, tablet: Any) -> None:
        until = None
        while until is None or (tablet.stored_to < tablet.n and time.monotonic() < until):
            if self.over.is_set():
                until = until or time.monotonic() + LAST_S
            else:
                self._make(tablet)
            self._offer(tablet)
            time.sleep(PAUSE_S)

    def _make(self, tablet: Any) -> None:
        if len(tablet.outbox) < 200:
            for _ in range(BATCH):
                tablet.say("talk.ask@1", about="worker", words=f"May I talk to someone about my housing, number {tablet.n}?")
            with self.lock:
                self.made += BATCH

    def _offer(self, tablet: Any) -> None:
        try:
            answer = tablet.offer()
            before = tablet.stored_to
            if answer.status_code == 200:
                tablet.stored_to = answer.json()["stored_to"]
                tablet.outbox = [act for act in tablet.outbox if act["n"] > tablet.stored_to]
                return self._note(tablet.stored_to - before)
        except OSError:
            tablet.browser.connection.close()
        except Exception:
            # http.client's own: an answer cut off half-way.
            tablet.browser.connection.close()
        with self.lock:
            self.refused += 1
        return None

    def _note(self, more: int) -> None:
        with self.lock:
            self.told_stored += more
            if more:
                self.longest_gap = max(self.longest_gap, time.monotonic() - self.last_stored)
                self.last_stored = time.monotonic()
